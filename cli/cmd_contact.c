/* nudge contact: people at an account. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_account.h"
#include "cli/show_facts.h"

static const struct arg add_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
	ARG("name", N_("NAME"), .rest = true),
};

static const struct arg edit_args[] = {
	ARG("id", N_("CONTACT"), .words = OPT_CONTACT),
};

static const struct arg list_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT, .optional = true),
};

#define SHARED_OPTS                                                            \
	OPT("roles", N_("ROLE,…"),                                             \
		N_("decision-maker, influencer, user, buyer, gatekeeper, "     \
		   "ally"),                                                    \
		.words = OPT_ROLE, .list = true),                              \
		OPT("mail", N_("ADDRESS"), N_("mail address")),                \
		OPT("phone", N_("NUMBER"), N_("telephone number")),            \
		OPT_FLAG("main", N_("the one to turn to first")),              \
		OPT("no", N_("WAY,…"), N_("ways they do not want"),            \
			.words = OPT_VIA, .list = true),                       \
		OPT("slug", N_("SHORT"), N_("the short name to type")),        \
		OPT("external-source", N_("SYSTEM"),                           \
			N_("another system that knows them, such as a CRM")),  \
		OPT("external-id", N_("ID"), N_("their number there"))

static const struct opt add_opts[] = {SHARED_OPTS};

static const struct opt edit_opts[] = {
	OPT("name", N_("NAME"), N_("the person's name")),
	SHARED_OPTS,
};

static const struct opt list_opts[] = {
	OPT("limit", N_("N"), N_("at most so many")),
	OPT("cursor", N_("CURSOR"), N_("go on where the last page ended")),
};

static void print_same(struct run *run, const json_t *same)
{
	AUTO_STR s = {0};

	show_say(&s, run,
		N_("%s was there already, as %s; is this somebody else?"),
		value_text(same, "name"), value_text(same, "slug"));
	out_paragraph(&run->out, 0, 0, str_get(&s));
}

static int print_one(struct run *run, const json_t *result)
{
	static const struct show_fact facts[] = {
		{N_("name"), "name"},
		{N_("short name"), "slug"}, /* the one above is the heading */
		{N_("roles"), "roles"},
		{N_("main contact"), "main"},
		{N_("mail"), "mail"},
		{N_("phone"), "phone"},
		{N_("wants no"), "refused"},
		{N_("left"), "left"},
		{N_("other system"), "external_source"},
		{N_("number there"), "external_id"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);
	const json_t *contact = value(result, "contact");
	const json_t *was = value(result, "was");
	const json_t *same = value(result, "same");

	out_text(&run->out, OUT_BOLD, value_text(contact, "name"));
	out_newline(&run->out);
	show_facts_all(&grid, run, was ? facts : facts + 1, was, contact);
	grid_print(&grid, &run->out, 2);
	if (same)
		print_same(run, same);
	show_change(run, result);
	return 0;
}

static int print_list(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_account_people_columns);

	show_account_people_fill(&grid, run, value(result, "contacts"));
	return show_listing(run, &grid, result, N_("no contact matches"));
}

const struct cmd cmd_contact_add = {
	.name = "contact add",
	.group = CMD_KNOW,
	.summary = N_("add a person at an account"),
	.examples = {{N_("nudge contact add acme \"Wang Fang\" --roles "
			 "user,ally "
			 "--phone +8613800000000"),
			     N_("with two roles")},
		{"nudge contact add 和信 王芳 --roles decision-maker --no call",
			N_("who does not want to be called")}},
	CMD_ARGS(add_args),
	CMD_OPTS(add_opts),
	.method = "contact.add",
	.print = print_one,
};

const struct cmd cmd_contact_edit = {
	.name = "contact edit",
	.group = CMD_KNOW,
	.summary = N_("change what is known of a contact"),
	.examples = {{"nudge contact edit acme/wangfang --main",
			     N_("the one to turn to first")},
		{"nudge contact edit 7 --phone +8613900000000",
			N_("another telephone number")}},
	CMD_ARGS(edit_args),
	CMD_OPTS(edit_opts),
	.method = "contact.edit",
	.print = print_one,
};

const struct cmd cmd_contact_list = {
	.name = "contact list",
	.group = CMD_KNOW,
	.summary = N_("list contacts, of one account or all"),
	.examples = {{"nudge contact list acme", N_("people at Acme")},
		{"nudge contact list --json", N_("all of them, for a script")}},
	CMD_ARGS(list_args),
	CMD_OPTS(list_opts),
	.method = "contact.list",
	.print = print_list,
};
