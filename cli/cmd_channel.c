/* nudge channel list, nudge channel test. */
#include "cli/cmd.h"
#include "cli/show.h"

#include <string.h>

static const struct arg args[] = {
	ARG("id", N_("CHANNEL"), .words = OPT_CHANNEL),
};

static void add_state(struct str *s, const struct run *run, const json_t *state)
{
	const char *status = value_text(state, "status");

	if (!strcmp(status, "ok"))
		show_say(s, run, N_("works"));
	else if (!strcmp(status, "slowed"))
		show_say(s, run, N_("slowed down"));
	else
		show_say(s, run, N_("paused"));
	show_part(s, value_text(state, "reason"));
	if (value_int(state, "waiting"))
		show_say(s, run, N_("%s waiting"),
			STR_INT(value_int(state, "waiting")));
	if (value_int(state, "held"))
		show_say(s, run, N_("%s held"),
			STR_INT(value_int(state, "held")));
	if (value_int(state, "dead"))
		show_say(s, run, N_("%s undeliverable"),
			STR_INT(value_int(state, "dead")));
}

static int print_list(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {{N_("CHANNEL"), 0},
		{N_("KIND"), 0}, {N_("OWNER"), 0}, {N_("AUDIENCE"), 0},
		{N_("STATE"), GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *list = value(result, "channels");
	const json_t *channel;
	size_t i;

	json_array_foreach(list, i, channel) {
		bool ok = !strcmp(value_text(channel, "state.status"), "ok");
		bool room = !strcmp(value_text(channel, "audience"), "room");
		AUTO_STR s = {0};

		add_state(&s, run, value(channel, "state"));
		grid_add(&grid, OUT_BOLD, value_text(channel, "name"));
		grid_add(&grid, OUT_PLAIN, value_text(channel, "kind"));
		grid_add(&grid, OUT_PLAIN, value_text(channel, "owner"));
		grid_add(&grid, OUT_PLAIN,
			text_get(run->lang, room ? N_("room") : N_("private")));
		grid_add(&grid, ok ? OUT_GOOD : OUT_ALARM, str_get(&s));
	}
	return show_listing(run, &grid, result,
		N_("there is no channel yet; nudge channel add makes one"));
}

static int print_test(struct run *run, const json_t *result)
{
	const char *id = STR_INT(value_int(result, "message"));
	AUTO_STR s = {0}, then = {0};

	text_add(&s, run->lang,
		N_("A test message through %s is queued as message %s."),
		value_text(result, "channel"), id);
	out_paragraph(&run->out, 0, 0, str_get(&s));
	if (value_bool(result, "nudged_runs"))
		text_add(&then, run->lang,
			N_("How it went: nudge outbox show %s"), id);
	else
		text_add(&then, run->lang,
			N_("nudged does not run; it is sent when nudged "
			   "starts."));
	out_paragraph(&run->out, 0, 0, str_get(&then));
	return 0;
}

const struct cmd cmd_channel_list = {
	.name = "channel list",
	.group = CMD_SETUP,
	.summary = N_("list the channels and how they are"),
	.examples = {{"nudge channel list", N_("all of them")},
		{"nudge channel list --json", N_("for monitoring")}},
	.method = "channel.list",
	.print = print_list,
};

const struct cmd cmd_channel_test = {
	.name = "channel test",
	.group = CMD_SETUP,
	.summary = N_("send a test message through a channel"),
	.examples = {{"nudge channel test mail", N_("through this channel")},
		{"nudge channel test mail && nudge outbox",
			N_("and see how it went")}},
	CMD_ARGS(args),
	.method = "channel.test",
	.print = print_test,
};
