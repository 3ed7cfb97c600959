/* nudge won, lost, park: the course of an account. */
#include "cli/cmd.h"
#include "cli/course_line.h"
#include "cli/show.h"

static const struct arg account_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
};

static const struct arg lost_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
	ARG("reason", N_("REASON"), .rest = true),
};

static const struct opt won_opts[] = {
	OPT("on", N_("DATE"), N_("the day of signing, where it is known"),
		.words = OPT_DATE),
};

static const struct opt park_opts[] = {
	OPT("until", N_("DATE"), N_("when to take it up again"),
		.words = OPT_DATE),
};

static int print_won(struct run *run, const json_t *result)
{
	return course_line_print(run, result, N_("Won"),
		text_get(run->lang, N_("when the contract is signed: nudge "
				       "sign")));
}

static int print_lost(struct run *run, const json_t *result)
{
	return course_line_print(run, result, N_("Lost"),
		value_text(result, "account.closed_reason"));
}

static int print_park(struct run *run, const json_t *result)
{
	AUTO_STR s = {0};

	show_say(&s, run, N_("until %s"),
		SHOW_FULL(run, value_date(result, "account.parked_until")));
	return course_line_print(run, result, N_("Parked"), str_get(&s));
}

const struct cmd cmd_won = {
	.name = "won",
	.group = CMD_COURSE,
	.summary = N_("the customer said yes; nudge asks until it is signed"),
	.examples = {{"nudge won tianyu", N_("the signing date is not known "
					     "yet")},
		{"nudge won tianyu --preview",
			N_("what would end and what would come next")}},
	CMD_ARGS(account_args),
	CMD_OPTS(won_opts),
	.method = "account.won",
	.print = print_won,
};

const struct cmd cmd_lost = {
	.name = "lost",
	.group = CMD_COURSE,
	.summary = N_("the customer is lost; everything open is cancelled"),
	.examples = {{N_("nudge lost tianyu \"chose a local supplier\""),
			     N_("with the reason")},
		{"nudge lost tianyu price --preview",
			N_("what would be cancelled")}},
	CMD_ARGS(lost_args),
	.method = "account.lost",
	.print = print_lost,
};

const struct cmd cmd_park = {
	.name = "park",
	.group = CMD_COURSE,
	.summary = N_("leave an account alone until a day"),
	.details = N_("A decision about the sale: nothing can be won there "
		      "before that day. Its plans end, promises stay, and on "
		      "the day the contact is taken up anew. Where only the "
		      "follow-ups should rest and then go on, pause it."),
	.examples = {{"nudge park tianyu --until 2027-03-01",
			     N_("until their new budget")},
		{"nudge park tianyu --until +3m", N_("for three months")}},
	CMD_ARGS(account_args),
	CMD_OPTS(park_opts),
	.method = "account.park",
	.print = print_park,
};
