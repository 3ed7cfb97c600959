/* nudge account: customer companies. */
#include "cli/cmd.h"
#include "cli/grid.h"
#include "cli/show.h"
#include "cli/show_account.h"

#include <string.h>

static const struct arg add_args[] = {
	ARG("name", N_("NAME"), .rest = true),
};

static const struct arg id_args[] = {
	ARG("id", N_("ACCOUNT"), .words = OPT_ACCOUNT),
};

#define SHARED_OPTS                                                            \
	OPT("tier", N_("TIER"), N_("ordinary, key or strategic"),              \
		.words = OPT_TIER),                                            \
		OPT("slug", N_("SHORT"), N_("the short name to type")),        \
		OPT("owner", N_("REP"), N_("who looks after it"),              \
			.words = OPT_REP),                                     \
		OPT("calendar", N_("CALENDAR"), N_("their working calendar"),  \
			.words = OPT_CALENDAR),                                \
		OPT("zone", N_("ZONE"), N_("their time zone")),                \
		OPT("renewal", N_("DATE"), N_("when the contract is renewed"), \
			.words = OPT_DATE),                                    \
		OPT("external-source", N_("SYSTEM"),                           \
			N_("another system that knows it, such as a CRM")),    \
		OPT("external-id", N_("ID"), N_("its number there"))

static const struct opt add_opts[] = {
	OPT("stage", N_("STAGE"), N_("prospect or customer"),
		.words = OPT_STAGE),
	SHARED_OPTS,
};

static const struct opt edit_opts[] = {
	OPT("name", N_("NAME"), N_("the company's name")),
	SHARED_OPTS,
};

static const struct opt list_opts[] = {
	OPT("owner", N_("REP"), N_("only this rep's accounts"),
		.words = OPT_REP),
	OPT("stage", N_("STAGE"), N_("prospect, customer, parked or lost"),
		.words = OPT_STAGE),
	OPT("tier", N_("TIER"), N_("ordinary, key or strategic"),
		.words = OPT_TIER),
	OPT("course", N_("COURSE"),
		N_("active, paused or closed; all but closed if not said")),
	OPT_FLAG("idle", N_("only those for which nothing is planned")),
	OPT("limit", N_("N"), N_("at most so many")),
	OPT("cursor", N_("CURSOR"), N_("go on where the last page ended")),
};

static int print_one(struct run *run, const json_t *result)
{
	show_account_facts(run, value(result, "was"), value(result, "account"));
	show_account_handed(run, result);
	show_change(run, result);
	return 0;
}

/* A prospect has no plan of its own accord, and would be forgotten. */
static int print_added(struct run *run, const json_t *result)
{
	const json_t *account = value(result, "account");
	bool is_prospect = !strcmp(
		value_text(account, "stage"), domain_stage[STAGE_PROSPECT]);
	AUTO_STR s = {0};

	show_account_facts(run, NULL, account);
	text_add(&s, run->lang,
		is_prospect ? N_("Nothing is planned yet. Next: nudge start "
				 "%s prospect")
			    : N_("Nothing is planned yet. Next: nudge sign %s "
				 "--on DATE"),
		value_text(account, "slug"));
	out_paragraph(&run->out, 0, 2, str_get(&s));
	show_change(run, result);
	return 0;
}

/* "customer · paused". */
static const char *stage_of(
	struct str *s, const struct run *run, const json_t *account)
{
	const char *course = value_text(account, "course");

	show_part(s, show_stage(run, value_text(account, "stage")));
	if (strcmp(course, domain_course[COURSE_ACTIVE]) != 0)
		show_part(s, show_course(run, course));
	return str_get(s);
}

static void add_day(
	struct grid *grid, const struct run *run, struct civil_date day)
{
	grid_add(
		grid, OUT_PLAIN, civil_is_none(day) ? "–" : SHOW_DAY(run, day));
}

static int print_list(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {{N_("SHORT"), 0},
		{N_("NAME"), GRID_FLEX}, {N_("TIER"), 0}, {N_("STAGE"), 0},
		{N_("OWNER"), GRID_FLEX}, {N_("LAST"), 0}, {N_("NEXT"), 0}};
	AUTO_GRID grid = GRID(columns);
	const json_t *list = value(result, "accounts");
	const json_t *a;
	size_t i;

	json_array_foreach(list, i, a) {
		AUTO_STR stage = {0};

		grid_add(&grid, OUT_BOLD, value_text(a, "slug"));
		grid_add(&grid, OUT_PLAIN, value_text(a, "name"));
		grid_add(&grid, OUT_PLAIN,
			show_tier(run, value_text(a, "tier")));
		grid_add(&grid, OUT_PLAIN, stage_of(&stage, run, a));
		grid_add(&grid, OUT_DIM, value_text(a, "owner_name"));
		add_day(&grid, run, value_date(a, "last"));
		add_day(&grid, run, value_date(a, "next"));
	}
	return show_listing(run, &grid, result, N_("no account matches"));
}

static int print_show(struct run *run, const json_t *result)
{
	show_account(run, result);
	return 0;
}

const struct cmd cmd_account_add = {
	.name = "account add",
	.group = CMD_KNOW,
	.summary = N_("add a customer company"),
	.examples = {{N_("nudge account add \"Acme GmbH\" --tier key "
			 "--calendar "
			 "DE"),
			     N_("a key account in Germany")},
		{"nudge account add 和信机械 --slug hexin --stage prospect",
			N_("with a short name to type")}},
	CMD_ARGS(add_args),
	CMD_OPTS(add_opts),
	.method = "account.add",
	.print = print_added,
};

const struct cmd cmd_account_edit = {
	.name = "account edit",
	.group = CMD_KNOW,
	.summary = N_("change what is known of an account"),
	.examples = {{"nudge account edit acme --tier strategic",
			     N_("another tier")},
		{"nudge account edit acme --owner zhangmin",
			N_("another rep looks after it")}},
	CMD_ARGS(id_args),
	CMD_OPTS(edit_opts),
	.method = "account.edit",
	.print = print_one,
};

const struct cmd cmd_account_list = {
	.name = "account list",
	.group = CMD_KNOW,
	.summary = N_("list the accounts"),
	.details = N_("With the days of the last contact and of the next. "
		      "--idle finds those for which nothing is planned."),
	.examples = {{"nudge account list --stage prospect --tier key",
			     N_("key prospects")},
		{"nudge account list --idle --owner liwei",
			N_("whom Li Wei could forget")}},
	CMD_OPTS(list_opts),
	.method = "account.list",
	.print = print_list,
};

const struct cmd cmd_account_show = {
	.name = "account show",
	.group = CMD_KNOW,
	.summary = N_("an account with its people, plans and history"),
	.examples = {{"nudge account show acme", N_("by its short name")},
		{"nudge account show 和信",
			N_("by the beginning of its name")}},
	CMD_ARGS(id_args),
	.method = "account.show",
	.print = print_show,
};
