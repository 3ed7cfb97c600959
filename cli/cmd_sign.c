/* nudge sign: a contract was signed. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_tp.h"

static const struct arg args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
};

static const struct opt opts[] = {
	OPT("on", N_("DATE"), N_("the day of signing; today if not said"),
		.words = OPT_DATE),
	OPT_FLAG("renewal", N_("a renewal: only a thank-you")),
	OPT("tier", N_("TIER"), N_("ordinary, key or strategic"),
		.words = OPT_TIER),
	OPT("name", N_("NAME"), N_("the name of a new account")),
	OPT("slug", N_("SHORT"), N_("the short name of a new account")),
	OPT("zone", N_("ZONE"), N_("the account's time zone")),
	OPT("calendar", N_("CALENDAR"), N_("the account's working calendar"),
		.words = OPT_CALENDAR),
};

/* "Acme (key) · 1-3-7-21 v1 · signed Fri 2026-11-13 · calendars CN". */
static void print_head(struct run *run, const json_t *result)
{
	AUTO_STR s = {0}, calendars = {0};

	if (value_bool(result, "account.created"))
		show_say(&s, run, N_("New account %s (%s)"),
			value_text(result, "account.name"),
			show_tier(run, value_text(result, "account.tier")));
	else
		show_say(&s, run, N_("%s (%s)"),
			value_text(result, "account.name"),
			show_tier(run, value_text(result, "account.tier")));
	show_say(&s, run, N_("%s v%s"), value_text(result, "plan.cadence"),
		STR_INT(value_int(result, "plan.version")));
	show_say(&s, run, N_("signed %s"),
		SHOW_FULL(run, value_date(result, "plan.anchor")));
	show_list(&calendars, run, value(result, "calendars"));
	if (calendars.len)
		show_say(&s, run, N_("calendars: %s"), str_get(&calendars));
	out_paragraph(&run->out, 0, 2, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);

	print_head(run, result);
	show_tp_plan(run, value(result, "touchpoints"));
	show_cancelled(&grid, run, result);
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_sign = {
	.name = "sign",
	.group = CMD_PLAN,
	.summary = N_("a contract was signed: plan the greetings after it"),
	.details = N_("Day 1 thank you, day 3 how is the start, day 7 "
		      "progress, day 21 review. Days on which you or the "
		      "customer do not work are avoided. An account that is "
		      "new is created."),
	.examples = {{"nudge sign acme --on 2026-11-13",
			     N_("signed on that day")},
		{"nudge sign 和信机械 --slug hexin --tier key",
			N_("a new key account, signed today")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "plan.sign",
	.print = print,
};
