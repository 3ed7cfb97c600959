/* nudge done: a planned contact was made, or tried. */
#include "cli/aftermath.h"
#include "cli/cmd.h"
#include "cli/prompt.h"
#include "cli/show.h"

#include <string.h>

static const struct arg args[] = {
	ARG("id", N_("ID"), .words = OPT_TOUCHPOINT),
	ARG("outcome", N_("OUTCOME"), .words = OPT_OUTCOME, .optional = true,
		.choices = opt_outcomes),
	ARG("text", N_("TEXT"), .optional = true, .rest = true),
};

static const struct opt opts[] = {AFTERMATH_OPTS};

/* Without an outcome, somebody at the terminal is asked: a text alone, "left a
 * message", is not yet good news. */
static int prepare(struct run *run)
{
	const char *outcome;
	AUTO_FREE char *text = NULL;
	int r;

	if (run_param(run, "outcome") || run->common.preview ||
		!prompt_possible(run))
		return 0;
	r = prompt_choice(run, N_("How did it go"), opt_outcomes, &outcome);
	if (r < 0)
		return r;
	run_set(run, "outcome", outcome);
	if (run_param(run, "text"))
		return 0;
	r = prompt_line(run, N_("What was said or agreed"), NULL, &text);
	if (r == 0 && *text)
		run_set(run, "text", text);
	return r;
}

/* Nobody was reached: it stays open. */
static bool is_attempt(const json_t *tp)
{
	return !strcmp(value_text(tp, "state"), "open");
}

static void add_attempt(struct str *s, const struct run *run, const json_t *tp)
{
	const char *suggest = value_text(tp, "suggest_via");
	AUTO_STR again = {0}, phrase = {0};

	show_part(s, words_outcome(run->lang, OUTCOME_NOANSWER));
	show_part(s, show_count(&phrase, run, "%s attempt", "%s attempts",
			     value_int(tp, "attempts")));
	show_instant(&again, run, value_text(tp, "snoozed_until"));
	if (again.len)
		show_say(s, run, N_("again from %s"), str_get(&again));
	if (*suggest)
		show_say(s, run, N_("try: %s"), show_via(run, suggest));
}

static void add_done(struct str *s, const struct run *run, const json_t *tp,
	const json_t *result)
{
	AUTO_STR people = {0};

	show_part(s, show_outcome(run, value_text(tp, "outcome")));
	show_say(s, run, N_("due %s"), SHOW_DAY(run, value_date(tp, "due")));
	show_say(s, run,
		value_bool(result, "on_time") ? N_("on time")
					      : N_("after its window"));
	if (civil_cmp(value_date(tp, "done_on"), run_today(run)) != 0)
		show_say(s, run, N_("made on %s"),
			SHOW_FULL(run, value_date(tp, "done_on")));
	show_people(&people, run, value(result, "with"));
	if (people.len)
		show_say(s, run, N_("with %s"), str_get(&people));
}

/* What the meeting did for. */
static void add_fulfils(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	AUTO_STR s = {0};

	if (!tp)
		return;
	show_line(grid, run, OUT_GOOD, N_("Done"), value(tp, "id"));
	show_task(&s, run, tp);
	show_part(&s, show_outcome(run, value_text(tp, "outcome")));
	show_say(&s, run, N_("by the same meeting"));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

static void add_merge(
	struct grid *grid, const struct run *run, const json_t *other)
{
	AUTO_STR s = {0};

	if (!other)
		return;
	show_line(grid, run, OUT_WARN, N_("Both?"), value(other, "id"));
	show_task(&s, run, other);
	show_say(&s, run,
		N_("is due too; if this contact did for both: nudge done %s"),
		STR_INT(value_int(other, "id")));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *tp = value(result, "touchpoint");
	bool attempt = is_attempt(tp);
	AUTO_STR s = {0};

	show_line(&grid, run, attempt ? OUT_WARN : OUT_GOOD,
		attempt ? N_("Tried") : N_("Done"), value(tp, "id"));
	show_task(&s, run, tp);
	if (attempt)
		add_attempt(&s, run, tp);
	else
		add_done(&s, run, tp, result);
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	add_fulfils(&grid, run, value(result, "fulfils"));
	show_cancelled(&grid, run, result);
	aftermath_add(&grid, run, result);
	add_merge(&grid, run, value(result, "offer_merge"));
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_done = {
	.name = "done",
	.group = CMD_WORK,
	.summary = N_("close a follow-up: say how it went and what comes next"),
	.details = N_("ID is a number, an account, or a step such as acme/d7. "
		      "An account will do where exactly one of its "
		      "follow-ups is due. The words of an outcome can be "
		      "typed in English or Chinese. No answer is an attempt: "
		      "the follow-up stays open and comes back on the next "
		      "working day. After --next, --due says when; after "
		      "--promise and --await, --by does."),
	.examples = {{N_("nudge done 42 ok \"2 of 3 lines running\" --with "
			 "wangfang --promise \"send training dates\" --by fri"),
			     N_("it went well, and we promised something by "
				"Friday")},
		{"nudge done acme noanswer",
			N_("nobody was reached; another way is suggested "
			   "tomorrow")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "touchpoint.close",
	.prepare = prepare,
	.print = print,
};
