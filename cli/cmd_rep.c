/* nudge rep: our own people. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_rep.h"

#include <string.h>

static const struct arg add_args[] = {
	ARG("name", N_("NAME"), .rest = true),
};

static const struct arg edit_args[] = {
	ARG("id", N_("REP"), .words = OPT_REP),
};

#define SHARED_OPTS                                                            \
	OPT("slug", N_("SHORT"), N_("the short name to type")),                \
		OPT("mail", N_("ADDRESS"), N_("mail address")),                \
		OPT("zone", N_("ZONE"),                                        \
			N_("time zone, such as Asia/Shanghai")),               \
		OPT("locale", N_("LANG"), N_("language: en or zh_CN"),         \
			.words = OPT_LANG),                                    \
		OPT("calendar", N_("CALENDAR"),                                \
			N_("working calendar, such as CN"),                    \
			.words = OPT_CALENDAR),                                \
		OPT("brief", N_("TIME"), N_("the hour of the brief; 08:00")),  \
		OPT("quiet", N_("FROM-TO"),                                    \
			N_("hours without messages: 22:00-07:00")),            \
		OPT("channels", N_("CHANNEL,…"),                               \
			N_("where messages go, tried in this order"),          \
			.words = OPT_CHANNEL, .list = true),                   \
		OPT("manager", N_("REP"), N_("the manager"),                   \
			.words = OPT_REP),                                     \
		OPT("login", N_("LOGIN"), N_("login name on this machine")),   \
		OPT_FLAG("level", N_("spread due days inside their windows"))

static const struct opt add_opts[] = {SHARED_OPTS};
static const struct opt edit_opts[] = {
	OPT("name", N_("NAME"), N_("the name")),
	SHARED_OPTS,
};

/* --lang where --locale was meant? */
static void print_language(struct run *run, const json_t *rep)
{
	const char *wish = text_lang_name(run->lang);

	if (!run->common.lang || run_has(run, "locale") ||
		!strcmp(wish, value_text(rep, "locale")))
		return;
	out_say(&run->out,
		N_("--lang is for this answer only; theirs: nudge rep edit %s "
		   "--locale %s"),
		value_text(rep, "slug"), wish);
	out_newline(&run->out);
}

static int print_one(struct run *run, const json_t *result)
{
	show_rep(run, value(result, "was"), value(result, "rep"));
	print_language(run, value(result, "rep"));
	show_change(run, result);
	return 0;
}

/* Without a channel he hears nothing. */
static void print_next(struct run *run, const json_t *result)
{
	const json_t *rep = value(result, "rep");
	const char *slug = value_text(rep, "slug");

	if (json_array_size(value(rep, "channels")) > 0)
		return;
	if (value(result, "team_channel"))
		out_say(&run->out, N_("Next: nudge rep edit %s --channels %s"),
			slug, value_text(result, "team_channel"));
	else
		out_say(&run->out,
			N_("Next: nudge channel add NAME KIND --owner %s"),
			slug);
	out_newline(&run->out);
}

static int print_added(struct run *run, const json_t *result)
{
	show_rep(run, NULL, value(result, "rep"));
	print_language(run, value(result, "rep"));
	print_next(run, result);
	show_change(run, result);
	return 0;
}

/* "liwei@example.com · maildir, room": without a channel, nobody hears. */
static void add_reach(struct str *s, const struct run *run, const json_t *rep)
{
	const json_t *channels = value(rep, "channels");
	const json_t *name;
	AUTO_STR names = {0};
	size_t i;

	json_array_foreach(channels, i, name)
		str_addf(&names, "%s%s",
			i ? text_get(run->lang, NC_("list", ", ")) : "",
			json_string_value(name));
	show_part(s, value_text(rep, "mail"));
	show_part(s, names.len ? str_get(&names)
			       : text_get(run->lang, N_("no channel yet")));
}

static int print_list(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {{N_("SHORT"), 0},
		{N_("NAME"), GRID_FLEX}, {N_("MANAGER"), 0},
		{N_("ZONE"), GRID_FLEX}, {N_("BRIEF"), 0}, {N_("CALENDAR"), 0},
		{N_("LANG"), 0},
		{N_("MAIL, CHANNELS"), GRID_FLEX | GRID_BELOW}};
	AUTO_GRID grid = GRID(columns);
	const json_t *list = value(result, "reps");
	const json_t *rep;
	size_t i;

	json_array_foreach(list, i, rep) {
		AUTO_STR reach = {0};

		add_reach(&reach, run, rep);
		grid_add(&grid, OUT_BOLD, value_text(rep, "slug"));
		grid_add(&grid, OUT_PLAIN, value_text(rep, "name"));
		grid_add(&grid, OUT_PLAIN, value_text(rep, "manager"));
		grid_add(&grid, OUT_PLAIN, value_text(rep, "zone"));
		grid_add(&grid, OUT_PLAIN, value_text(rep, "brief"));
		grid_add(&grid, OUT_PLAIN, value_text(rep, "calendar"));
		grid_add(&grid, OUT_PLAIN, value_text(rep, "locale"));
		grid_add(&grid, OUT_PLAIN, str_get(&reach));
	}
	return show_listing(run, &grid, result, N_("there is no rep yet"));
}

static int print_retired(struct run *run, const json_t *result)
{
	int64_t cancelled = value_int(result, "cancelled");
	int64_t meetings = value_int(result, "meetings");
	AUTO_STR s = {0}, t = {0};

	text_add(&s, run->lang, N_("%s has left."),
		value_text(result, "rep.name"));
	out_paragraph(&run->out, 0, 0, str_get(&s));
	out_paragraph(&run->out, 0, 0,
		text_get(run->lang,
			N_("No messages go there any more; calendar "
			   "subscriptions and links in messages have ended.")));
	if (cancelled > 0)
		out_paragraph(&run->out, 0, 0,
			show_count(&t, run, "%s message is not sent any more.",
				"%s messages are not sent any more.",
				cancelled));
	if (meetings > 0)
		out_paragraph(&run->out, 0, 0,
			show_count(&t, run,
				"%s meeting takes place without them.",
				"%s meetings take place without them.",
				meetings));
	show_change(run, result);
	return 0;
}

const struct cmd cmd_rep_add = {
	.name = "rep add",
	.group = CMD_TEAM,
	.summary = N_("add one of our people"),
	.examples = {{"nudge rep add \"Li Wei\" --mail liwei@example.com "
		      "--zone Asia/Shanghai --calendar CN",
			     N_("who works by the Chinese calendar")},
		{"nudge rep add 张敏 --slug zhangmin --locale zh_CN",
			N_("who reads Chinese")}},
	CMD_ARGS(add_args),
	CMD_OPTS(add_opts),
	.method = "rep.add",
	.print = print_added,
};

const struct cmd cmd_rep_edit = {
	.name = "rep edit",
	.group = CMD_TEAM,
	.summary = N_("change what is known of a rep"),
	.details = N_("An empty text clears what may be missing: --manager "
		      "\"\" for a rep without a manager."),
	.examples = {{"nudge rep edit liwei --brief 07:30",
			     N_("the brief comes half an hour earlier")},
		{"nudge rep edit liwei --quiet 21:00-07:00",
			N_("no messages at night")}},
	CMD_ARGS(edit_args),
	CMD_OPTS(edit_opts),
	.method = "rep.edit",
	.print = print_one,
};

const struct cmd cmd_rep_list = {
	.name = "rep list",
	.group = CMD_TEAM,
	.summary = N_("list our people"),
	.examples = {{"nudge rep list", N_("all of them")},
		{"nudge rep list --json", N_("for a script")}},
	.method = "rep.list",
	.print = print_list,
};

const struct cmd cmd_rep_retire = {
	.name = "rep retire",
	.group = CMD_TEAM,
	.summary = N_("one of our people has left"),
	.details = N_("Accounts are handed over before, with what is open: "
		      "nudge give --all --from REP --to COLLEAGUE. What the "
		      "rep did stays in the history under their name."),
	.examples = {{"nudge rep retire liwei", N_("Li Wei has left")},
		{"nudge rep retire liwei --preview",
			N_("is there anything left to hand over?")}},
	CMD_ARGS(edit_args),
	.method = "rep.retire",
	.print = print_retired,
};
