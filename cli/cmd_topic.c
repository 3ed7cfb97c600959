/* nudge topic: good reasons to make contact. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_facts.h"
#include "cli/show_topic.h"

static const struct arg add_args[] = {
	ARG("title", N_("TITLE"), .rest = true),
};

static const struct arg list_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT, .optional = true),
};

static const struct arg topic_args[] = {ARG("id", N_("TOPIC"))};

#define SHARED_OPTS                                                            \
	OPT("text", N_("TEXT"), N_("more about it")),                          \
		OPT("url", N_("URL"), N_("where it is to be found")),          \
		OPT("account", N_("ACCOUNT"), N_("only for this account"),     \
			.words = OPT_ACCOUNT),                                 \
		OPT("tier", N_("TIER"), N_("only for accounts of this tier"),  \
			.words = OPT_TIER),                                    \
		OPT("stage", N_("STAGE"),                                      \
			N_("only for accounts of this stage"),                 \
			.words = OPT_STAGE),                                   \
		OPT("until", N_("DATE"), N_("the last day it is of use"),      \
			.words = OPT_DATE)

static const struct opt add_opts[] = {SHARED_OPTS};

static const struct opt edit_opts[] = {
	OPT("title", N_("TITLE"), N_("the topic in a few words")),
	SHARED_OPTS,
};

static const struct opt list_opts[] = {
	OPT("with", N_("CONTACT"),
		N_("only what this contact has not heard yet"),
		.words = OPT_CONTACT),
	OPT_FLAG("all", N_("expired ones too")),
	OPT("limit", N_("N"), N_("at most so many")),
	OPT("cursor", N_("CURSOR"), N_("go on where the last page ended")),
};

static void print_facts(struct run *run, const json_t *result)
{
	static const struct show_fact facts[] = {
		{N_("title"), "title"}, /* the heading */
		{N_("more"), "text"},
		{N_("address"), "url"},
		{N_("account"), "account.name"},
		{N_("tier"), "tier"},
		{N_("stage"), "stage"},
		{N_("of use until"), "until"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);
	const json_t *topic = value(result, "topic");
	const json_t *was = value(result, "was");
	const json_t *id = value(topic, "id");
	AUTO_STR s = {0};

	if (id)
		str_addf(&s, "%s  ", STR_INT(json_integer_value(id)));
	str_add(&s, value_text(topic, "title"));
	out_text(&run->out, OUT_BOLD, str_get(&s));
	out_newline(&run->out);
	show_facts_all(&grid, run, was ? facts : facts + 1, was, topic);
	grid_print(&grid, &run->out, 2);
}

static int print_one(struct run *run, const json_t *result)
{
	print_facts(run, result);
	show_change(run, result);
	return 0;
}

static int print_removed(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *topic = value(result, "topic");

	show_line(&grid, run, OUT_GOOD, N_("Removed"), value(topic, "id"));
	grid_add(&grid, OUT_PLAIN, value_text(topic, "title"));
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

static int print_list(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {{N_("ID"), GRID_RIGHT},
		{N_("TITLE"), GRID_FLEX}, {N_("FOR"), GRID_FLEX},
		{NC_("topic", "UNTIL"), 0}, {N_("BY"), 0}};
	AUTO_GRID grid = GRID(columns);
	const json_t *topic;
	size_t i;

	json_array_foreach(value(result, "topics"), i, topic) {
		struct civil_date until = value_date(topic, "until");
		AUTO_STR scope = {0};

		grid_add(&grid, OUT_BOLD, STR_INT(value_int(topic, "id")));
		grid_add(&grid, OUT_PLAIN, value_text(topic, "title"));
		show_topic_scope(&scope, run, topic);
		grid_add(&grid, OUT_DIM, str_get(&scope));
		grid_add(&grid, OUT_PLAIN,
			civil_is_none(until) ? "" : SHOW_FULL(run, until));
		grid_add(&grid, OUT_DIM, value_text(topic, "rep.name"));
	}
	return show_listing(run, &grid, result, N_("no topic matches"));
}

static int print_show(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {
		{NULL, 0}, {NULL, 0}, {NULL, GRID_FLEX}, {NULL, 0}};
	AUTO_GRID grid = GRID(columns);
	const json_t *told;
	size_t i;

	print_facts(run, result);
	json_array_foreach(value(result, "told"), i, told) {
		AUTO_STR person = {0};

		grid_add(&grid, OUT_PLAIN,
			SHOW_FULL(run, value_date(told, "on")));
		grid_add(&grid, OUT_PLAIN, value_text(told, "account.name"));
		show_person(&person, run, value(told, "contact"));
		grid_add(&grid, OUT_PLAIN, str_get(&person));
		grid_add(&grid, OUT_DIM, value_text(told, "rep.name"));
	}
	if (grid_is_empty(&grid))
		return 0;
	show_facts_heading(run, N_("Who has heard it"));
	grid_print(&grid, &run->out, 2);
	return 0;
}

const struct cmd cmd_topic_add = {
	.name = "topic add",
	.group = CMD_KNOW,
	.summary = N_("add a talking point: a good reason to make contact"),
	.details = N_("Briefs and nudges offer up to three that the person has "
		      "not heard yet; done and log take --topic for those "
		      "that were told."),
	.examples =
		{{N_("nudge topic add \"price list 2027\" --until 2027-03-31"),
			 N_("for all customers, until the end of March")},
			{"nudge topic add 同行业新案例 --tier key --url "
			 "https://example.com/case",
				N_("for key accounts, with an address")}},
	CMD_ARGS(add_args),
	CMD_OPTS(add_opts),
	.method = "topic.add",
	.print = print_one,
};

const struct cmd cmd_topic_list = {
	.name = "topic list",
	.group = CMD_KNOW,
	.summary = N_("list talking points"),
	.examples = {{"nudge topic list acme", N_("what can be told at Acme")},
		{"nudge topic list --with acme/wangfang",
			N_("what Wang Fang has not heard yet")}},
	CMD_ARGS(list_args),
	CMD_OPTS(list_opts),
	.method = "topic.list",
	.print = print_list,
};

const struct cmd cmd_topic_show = {
	.name = "topic show",
	.group = CMD_KNOW,
	.summary = N_("a talking point, and who has heard it"),
	.examples = {{"nudge topic show 3", N_("by its number")},
		{N_("nudge topic show \"price list\""), N_("by its title")}},
	CMD_ARGS(topic_args),
	.method = "topic.show",
	.print = print_show,
};

const struct cmd cmd_topic_edit = {
	.name = "topic edit",
	.group = CMD_KNOW,
	.summary = N_("change a talking point"),
	.examples = {{"nudge topic edit 3 --until 2027-06-30",
			     N_("of use until the end of June")},
		{"nudge topic edit 3 --tier \"\"", N_("for all tiers again")}},
	CMD_ARGS(topic_args),
	CMD_OPTS(edit_opts),
	.method = "topic.edit",
	.print = print_one,
};

const struct cmd cmd_topic_remove = {
	.name = "topic remove",
	.group = CMD_KNOW,
	.summary = N_("remove a talking point"),
	.examples = {{"nudge topic remove 3", N_("nobody is offered it again")},
		{"nudge topic remove 3 --preview", N_("see which one it is")}},
	CMD_ARGS(topic_args),
	.method = "topic.remove",
	.print = print_removed,
};
