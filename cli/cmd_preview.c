/* nudge preview: what a cadence would plan. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_tp.h"

static const struct arg args[] = {
	ARG("cadence", N_("CADENCE"), .words = OPT_CADENCE),
};

static const struct opt opts[] = {
	OPT("on", N_("DATE"), N_("day 0; today if not said"),
		.words = OPT_DATE),
	OPT("valid", N_("DATE"), N_("an offer's last day"), .words = OPT_DATE),
	OPT("account", N_("ACCOUNT"), N_("with this account's calendar"),
		.words = OPT_ACCOUNT),
	OPT("tier", N_("TIER"), N_("ordinary, key or strategic"),
		.words = OPT_TIER),
};

static int print(struct run *run, const json_t *result)
{
	struct civil_date valid = value_date(result, "valid");
	AUTO_STR s = {0}, calendars = {0};

	show_say(&s, run, N_("%s v%s"), value_text(result, "cadence"),
		STR_INT(value_int(result, "version")));
	show_say(&s, run, N_("from %s"),
		SHOW_FULL(run, value_date(result, "anchor")));
	if (!civil_is_none(valid))
		show_say(&s, run, N_("valid until %s"), SHOW_FULL(run, valid));
	show_list(&calendars, run, value(result, "calendars"));
	if (calendars.len)
		show_say(&s, run, N_("calendars: %s"), str_get(&calendars));
	out_paragraph(&run->out, 0, 2, str_get(&s));
	show_tp_plan(run, value(result, "touchpoints"));
	return 0;
}

const struct cmd cmd_preview = {
	.name = "preview",
	.group = CMD_PLAN,
	.summary = N_("what a cadence would plan, without planning it"),
	.examples = {{"nudge preview 1-3-7-21 --on 2026-09-30",
			     N_("signed before a long holiday")},
		{"nudge preview 1-3-7-21 --account acme",
			N_("with that account's calendar and tier")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "plan.preview",
	.print = print,
};
