/* nudge pause and resume: an account's follow-ups rest and go on. */
#include "cli/cmd.h"
#include "cli/course_line.h"
#include "cli/show.h"

static const struct arg pause_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
	ARG("reason", N_("REASON"), .optional = true, .rest = true),
};

static const struct arg resume_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
};

static const struct opt pause_opts[] = {
	OPT("until", N_("DATE"), N_("when it goes on by itself"),
		.words = OPT_DATE),
};

static int print_pause(struct run *run, const json_t *result)
{
	const json_t *account = value(result, "account");
	AUTO_STR s = {0};

	if (value(account, "paused_until"))
		show_say(&s, run, N_("until %s"),
			SHOW_FULL(run, value_date(account, "paused_until")));
	else
		show_say(&s, run, N_("until: nudge resume %s"),
			value_text(account, "slug"));
	show_part(&s, value_text(account, "closed_reason"));
	return course_line_print(run, result, N_("Paused"), str_get(&s));
}

static int print_resume(struct run *run, const json_t *result)
{
	return course_line_print(run, result, N_("Goes on"), "");
}

const struct cmd cmd_pause = {
	.name = "pause",
	.group = CMD_COURSE,
	.summary = N_("let all follow-ups of an account rest for a while"),
	.details = N_("Nothing of it is due, late or told meanwhile, promises "
		      "and appointments included; on the day given, or with "
		      "nudge resume, everything goes on where it was and "
		      "nothing is late. Stage and plans stay. To give up the "
		      "sale until a later day, park the account; to end the "
		      "relation, close it."),
	.examples = {{"nudge pause acme --until 2027-01-04 plant closed",
			     N_("their holidays; it goes on by itself")},
		{"nudge pause acme", N_("until you resume it")}},
	CMD_ARGS(pause_args),
	CMD_OPTS(pause_opts),
	.method = "account.pause",
	.print = print_pause,
};

const struct cmd cmd_resume = {
	.name = "resume",
	.group = CMD_COURSE,
	.summary = N_("let the follow-ups of a paused account go on"),
	.details = N_("What fell due meanwhile is due now and not late; steps "
		      "that make no sense any more are skipped; follow-ups "
		      "that repeat begin a new window."),
	.examples = {{"nudge resume acme", N_("now")},
		{"nudge resume acme --preview", N_("what would become due")}},
	CMD_ARGS(resume_args),
	.method = "account.resume",
	.print = print_resume,
};
