/* nudge outbox: what was sent, what waits, what failed. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_facts.h"

#include <string.h>

static const struct arg id_args[] = {
	ARG("id", N_("MESSAGE")),
};

static const struct arg retry_args[] = {
	ARG("id", N_("MESSAGE"), .optional = true, .rest = true),
};

static const struct opt list_opts[] = {
	OPT("state", N_("STATE"),
		N_("waiting, sending, held, sent, accepted, dead, cancelled, "
		   "merged or expired")),
	OPT("channel", N_("CHANNEL"), N_("only through this channel"),
		.words = OPT_CHANNEL),
	OPT("rep", N_("REP"), N_("only to this rep"), .words = OPT_REP),
	OPT("limit", N_("N"), N_("at most so many")),
	OPT("cursor", N_("CURSOR"), N_("go on where the last page ended")),
};

static const struct opt retry_opts[] = {
	OPT("channel", N_("CHANNEL"), N_("all that failed through this one"),
		.words = OPT_CHANNEL),
};

/* Words for the states of a message. */
static const char *state_word(const char *state)
{
	static const struct {
		const char *name, *word;
	} states[] = {
		{"waiting", NC_("message", "waiting")},
		{"sending", NC_("message", "sending")},
		{"held", NC_("message", "held")},
		{"sent", NC_("message", "sent")},
		{"accepted", NC_("message", "accepted")},
		{"dead", NC_("message", "undeliverable")},
		{"cancelled", NC_("message", "cancelled")},
		{"merged", NC_("message", "merged")},
		{"expired", NC_("message", "expired")},
	};

	for (size_t i = 0; i < ARRAY_LEN(states); i++)
		if (!strcmp(state, states[i].name))
			return states[i].word;
	return state;
}

/* "waiting"; of what another message says: "merged (sent)". */
static void add_state(struct str *out, const struct run *run, const json_t *m)
{
	const char *end = value_text(m, "ended_as");
	const char *word =
		text_get(run->lang, state_word(value_text(m, "state")));

	if (value(m, "ended_as"))
		text_add(out, run->lang, N_("%s (%s)"), word,
			text_get(run->lang, state_word(end)));
	else
		str_add(out, word);
}

static const char *kind_word(const char *kind)
{
	static const struct {
		const char *name, *word;
	} kinds[] = {
		{"brief", NC_("message", "brief")},
		{"nudge", NC_("message", "reminder")},
		{"catchup", NC_("message", "catch-up")},
		{"test", NC_("message", "test")},
		{"notice", NC_("message", "notice")},
	};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (!strcmp(kind, kinds[i].name))
			return kinds[i].word;
	return kind;
}

static enum out_style style_of(const char *state)
{
	if (!strcmp(state, "sent") || !strcmp(state, "accepted"))
		return OUT_GOOD;
	if (!strcmp(state, "dead") || !strcmp(state, "held"))
		return OUT_ALARM;
	return OUT_PLAIN;
}

static void add_message(
	struct grid *grid, const struct run *run, const json_t *m)
{
	const char *state = value_text(m, "state");
	AUTO_STR at = {0}, last = {0}, word = {0};

	show_instant(&at, run,
		value(m, "finished") ? value_text(m, "finished")
				     : value_text(m, "next"));
	if (style_of(state) != OUT_GOOD) {
		show_part(&last, value_text(m, "last.class"));
		show_part(&last, value_text(m, "last.detail"));
	}
	grid_add(grid, OUT_BOLD, STR_INT(value_int(m, "id")));
	grid_add(grid, OUT_PLAIN,
		text_get(run->lang, kind_word(value_text(m, "kind"))));
	grid_add(grid, OUT_PLAIN, value_text(m, "rep"));
	grid_add(grid, OUT_PLAIN, value_text(m, "channel"));
	add_state(&word, run, m);
	grid_add(grid, style_of(state), str_get(&word));
	grid_add(grid, OUT_PLAIN, str_get(&at));
	grid_add(grid, OUT_DIM, str_get(&last));
}

/* Was only some of the messages asked for? */
static bool is_narrowed(const struct run *run)
{
	return run_has(run, "state") || run_has(run, "channel") ||
	       run_has(run, "rep") || run_has(run, "cursor");
}

static int print_list(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {
		{N_("MESSAGE"), GRID_RIGHT}, {N_("KIND"), 0}, {N_("REP"), 0},
		{N_("CHANNEL"), 0}, {N_("STATE"), 0}, {N_("WHEN"), GRID_FLEX},
		{N_("LAST ANSWER"), GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *list = value(result, "messages");
	const json_t *m;
	size_t i;

	json_array_foreach(list, i, m)
		add_message(&grid, run, m);
	return show_listing(run, &grid, result,
		is_narrowed(run)
			? N_("no message matches")
			: N_("no message was sent yet, and none waits"));
}

/* How an attempt ended and where; what is not here is shown as it is. */
static const char *attempt_word(const struct run *run, const char *name)
{
	static const char *const words[] = {
		NC_("attempt", "sent"),
		NC_("attempt", "accepted"),
		NC_("attempt", "temporary"),
		NC_("attempt", "limited"),
		NC_("attempt", "refused"),
		NC_("attempt", "broken"),
		NC_("attempt", "uncertain"),
		NC_("attempt", "stayed"),
		NC_("attempt", "compose"),
		NC_("attempt", "connect"),
		NC_("attempt", "write"),
		NC_("attempt", "answer"),
		NC_("attempt", "crash"),
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (!strcmp(text_get(TEXT_EN, words[i]), name))
			return text_get(run->lang, words[i]);
	return name;
}

static void print_attempts(struct run *run, const json_t *attempts)
{
	static const struct grid_column columns[] = {
		{NULL, GRID_RIGHT}, {NULL, 0}, {NULL, 0}, {NULL, GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *a;
	size_t i;

	json_array_foreach(attempts, i, a) {
		AUTO_STR at = {0}, answer = {0};

		show_instant(&at, run, value_text(a, "started"));
		show_part(&answer, attempt_word(run, value_text(a, "class")));
		show_part(&answer, value_text(a, "code"));
		show_part(&answer, value_text(a, "detail"));
		grid_add(&grid, OUT_BOLD, STR_INT(value_int(a, "n")));
		grid_add(&grid, OUT_PLAIN, str_get(&at));
		grid_add(&grid, OUT_PLAIN,
			attempt_word(run, value_text(a, "phase")));
		grid_add(&grid, OUT_PLAIN, str_get(&answer));
	}
	if (grid_is_empty(&grid))
		return;
	show_facts_heading(run, N_("Attempts"));
	grid_print(&grid, &run->out, 2);
}

static void add_instant(struct grid *grid, const struct run *run,
	const char *label, const json_t *message, const char *path)
{
	AUTO_STR s = {0};

	show_instant(&s, run, value_text(message, path));
	show_facts_add(grid, run, label, str_get(&s));
}

static int print_show(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_facts_columns);
	const json_t *m = value(result, "message");
	AUTO_STR state = {0};

	show_facts_value(&grid, run, N_("message"), m, "id");
	show_facts_add(&grid, run, N_("kind"),
		text_get(run->lang, kind_word(value_text(m, "kind"))));
	if (strcmp(value_text(m, "kind"), "test") != 0)
		show_facts_value(&grid, run, N_("about"), m, "subject");
	show_facts_value(&grid, run, N_("to"), m, "rep");
	show_facts_value(&grid, run, N_("channel"), m, "channel");
	add_state(&state, run, m);
	show_facts_add(&grid, run, N_("state"), str_get(&state));
	add_instant(&grid, run, N_("due"), m, "due");
	add_instant(&grid, run, N_("next attempt"), m, "next");
	add_instant(&grid, run, N_("of use until"), m, "expires");
	add_instant(&grid, run, N_("finished"), m, "finished");
	show_facts_value(&grid, run, N_("last answer"), m, "last.detail");
	show_facts_value(&grid, run, N_("number there"), m, "remote_id");
	show_facts_value(&grid, run, N_("what to do"), result, "advice");
	grid_print(&grid, &run->out, 0);
	print_attempts(run, value(result, "attempts"));
	return 0;
}

/* Several numbers are a list. */
static int prepare_retry(struct run *run)
{
	run_split(run, "id");
	return 0;
}

static int print_retry(struct run *run, const json_t *result)
{
	int64_t n = (int64_t)json_array_size(value(result, "retried"));
	AUTO_STR s = {0};

	if (n == 0) {
		out_say(&run->out,
			N_("Nothing through this channel is undeliverable, "
			   "expired or held."));
		out_newline(&run->out);
		return 1;
	}
	out_paragraph(&run->out, 0, 0,
		show_count(&s, run, "%s message waits to be sent again.",
			"%s messages wait to be sent again.", n));
	out_paragraph(&run->out, 0, 0,
		text_get(run->lang,
			value_bool(result, "nudged_runs")
				? N_("What came of it: nudge outbox")
				: N_("nudged does not run; it is sent when "
				     "nudged starts.")));
	return 0;
}

const struct cmd cmd_outbox = {
	.name = "outbox",
	.group = CMD_OPERATE,
	.summary = N_("what was sent, what waits, what failed"),
	.examples = {{"nudge outbox", N_("the newest messages")},
		{"nudge outbox --state dead", N_("what could not be "
						 "delivered")}},
	CMD_OPTS(list_opts),
	.method = "outbox.list",
	.print = print_list,
};

const struct cmd cmd_outbox_show = {
	.name = "outbox show",
	.group = CMD_OPERATE,
	.summary = N_("one message: its attempts and what to do"),
	.details = N_("An attempt that failed says how far it came, such as "
		      "connect or answer. One that arrived does not: with "
		      "--json its phase is null."),
	.examples = {{"nudge outbox show 7", N_("all that is known of it")},
		{"nudge outbox show 7 --json", N_("for a script")}},
	CMD_ARGS(id_args),
	.method = "outbox.show",
	.print = print_show,
};

const struct cmd cmd_outbox_retry = {
	.name = "outbox retry",
	.group = CMD_OPERATE,
	.summary = N_("send again what failed or is held"),
	.examples = {{"nudge outbox retry 7 9", N_("these two")},
		{"nudge outbox retry --channel mail",
			N_("all that failed through one channel")}},
	CMD_ARGS(retry_args),
	CMD_OPTS(retry_opts),
	.method = "outbox.retry",
	.prepare = prepare_retry,
	.print = print_retry,
};
