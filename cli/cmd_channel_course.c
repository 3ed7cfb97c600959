/* nudge channel pause, resume, remove: the course of a channel. */
#include "cli/cmd.h"
#include "cli/show.h"

static const struct arg args[] = {
	ARG("id", N_("CHANNEL"), .words = OPT_CHANNEL),
};

/* "Paused  sales · wecom": what was done to which channel. */
static void print_done(struct run *run, const json_t *result, const char *label)
{
	AUTO_STR s = {0};

	show_part(&s, text_get(run->lang, label));
	show_part(&s, value_text(result, "channel.name"));
	show_part(&s, value_text(result, "channel.kind"));
	out_paragraph(&run->out, 0, 0, str_get(&s));
}

/* A sentence about n messages, where there are any. */
static void print_some(struct run *run, int64_t n, const char *sentence)
{
	if (n > 0)
		out_paragraph(&run->out, 0, 0, sentence);
}

static int print_pause(struct run *run, const json_t *result)
{
	AUTO_STR s = {0};
	int64_t n;

	print_done(run, result, N_("Paused"));
	n = value_int(result, "waiting");
	print_some(run, n,
		show_count(&s, run, "%s message waits until it is resumed.",
			"%s messages wait until it is resumed.", n));
	out_paragraph(&run->out, 0, 0,
		text_get(run->lang,
			N_("New messages take another channel of the reader's; "
			   "where he has none, they wait, too.")));
	show_change(run, result);
	return 0;
}

static int print_resume(struct run *run, const json_t *result)
{
	AUTO_STR s = {0};
	int64_t n;

	print_done(run, result, N_("Resumed"));
	n = value_int(result, "waiting");
	print_some(run, n,
		show_count(&s, run, "%s message leaves now.",
			"%s messages leave now.", n));
	show_change(run, result);
	return 0;
}

/* Who used it, and how he gets another. */
static void print_reps(struct run *run, const json_t *reps)
{
	AUTO_STR names = {0}, s = {0};

	if (json_array_size(reps) == 0)
		return;
	show_list(&names, run, reps);
	text_add(&s, run->lang,
		N_("No channel of theirs any more: %s. How they get another: "
		   "nudge rep edit REP --channels NAME"),
		str_get(&names));
	out_paragraph(&run->out, 0, 0, str_get(&s));
}

static int print_remove(struct run *run, const json_t *result)
{
	int64_t moved = value_int(result, "moved");
	int64_t cancelled = value_int(result, "cancelled");
	AUTO_STR s = {0}, t = {0};

	print_done(run, result, N_("Removed"));
	print_some(run, moved,
		show_count(&s, run, "%s message goes through the fallback.",
			"%s messages go through the fallback.", moved));
	print_some(run, cancelled,
		show_count(&t, run, "%s message is not sent any more.",
			"%s messages are not sent any more.", cancelled));
	print_reps(run, value(result, "reps"));
	out_paragraph(&run->out, 0, 0,
		text_get(run->lang,
			N_("Its secret file stays, so that undo brings it "
			   "back; delete the file when you are sure.")));
	show_change(run, result);
	return 0;
}

const struct cmd cmd_channel_pause = {
	.name = "channel pause",
	.group = CMD_SETUP,
	.summary = N_("let nothing through a channel for now"),
	.examples = {{"nudge channel pause sales",
			     N_("until it is resumed; tests still go")},
		{"nudge channel list", N_("what waits meanwhile")}},
	CMD_ARGS(args),
	.method = "channel.pause",
	.print = print_pause,
};

const struct cmd cmd_channel_resume = {
	.name = "channel resume",
	.group = CMD_SETUP,
	.summary = N_("let messages through a paused channel again"),
	.details = N_("Also for a channel that nudged paused because its "
		      "service refused it: it is tried at once."),
	.examples = {{"nudge channel resume sales", N_("what waits leaves")},
		{"nudge channel test sales", N_("first see whether it works")}},
	CMD_ARGS(args),
	.method = "channel.resume",
	.print = print_resume,
};

const struct cmd cmd_channel_remove = {
	.name = "channel remove",
	.group = CMD_SETUP,
	.summary = N_("remove a channel"),
	.details = N_("What waits goes through its fallback; without one it is "
		      "not sent any more."),
	.examples = {{"nudge channel remove sales", N_("it is gone")},
		{"nudge channel remove sales --preview",
			N_("what would happen to its messages")}},
	CMD_ARGS(args),
	.method = "channel.remove",
	.print = print_remove,
};
