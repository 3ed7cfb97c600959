/* nudge give: accounts go to a colleague. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_account.h"

enum { NAMES_SHOWN = 20 };

static const struct arg args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT, .optional = true),
};

static const struct opt opts[] = {
	OPT("to", N_("REP"), N_("who takes over"), .words = OPT_REP),
	OPT_FLAG("all", N_("all accounts, closed ones too")),
	OPT("from", N_("REP"), N_("whose they are; yours if not said"),
		.words = OPT_REP),
};

static void add_names(struct str *s, struct run *run, const json_t *accounts)
{
	size_t n = json_array_size(accounts);

	for (size_t i = 0; i < n && i < NAMES_SHOWN; i++) {
		if (i)
			str_add(s, text_get(run->lang, NC_("list", ", ")));
		str_add(s, value_text(json_array_get(accounts, i), "name"));
	}
	if (n > NAMES_SHOWN)
		show_say(s, run, N_("and %s more"),
			STR_INT((int64_t)n - NAMES_SHOWN));
}

static int print(struct run *run, const json_t *result)
{
	const json_t *accounts = value(result, "accounts");
	AUTO_STR s = {0}, names = {0}, count = {0};

	if (json_array_size(accounts) == 0) {
		out_say(&run->out, N_("there is no account to hand over"));
		out_newline(&run->out);
		return 1;
	}
	text_add(&s, run->lang, N_("To %s: %s"), value_text(result, "to.name"),
		show_count(&count, run, "%s account", "%s accounts",
			(int64_t)json_array_size(accounts)));
	out_text(&run->out, OUT_BOLD, str_get(&s));
	out_newline(&run->out);
	add_names(&names, run, accounts);
	out_paragraph(&run->out, 0, 0, str_get(&names));
	show_account_handed(run, result);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_give = {
	.name = "give",
	.group = CMD_TEAM,
	.summary = N_("hand an account, or all of them, to a colleague"),
	.details = N_("What is open or rests goes over on the days it has, and "
		      "is told to the new owner. What was done stays with "
		      "whoever did it. One undo takes all of it back."),
	.examples = {{"nudge give acme --to na", N_("Acme goes to Zhang Na")},
		{"nudge give --all --from liwei --to na",
			N_("before nudge rep retire liwei")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "account.give",
	.print = print,
};
