/* nudge add: a follow-up by hand. */
#include "cli/cmd.h"
#include "cli/show.h"

static const struct arg args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
	ARG("purpose", N_("PURPOSE"), .rest = true),
};

static const struct opt opts[] = {
	OPT("due", N_("WHEN"), N_("a day, or a day and a time"),
		.words = OPT_DATE),
	OPT("via", N_("WAY"), N_("call, mail, visit, meeting, chat or event"),
		.words = OPT_VIA),
	OPT("with", N_("CONTACT,…"), N_("whom to meet"), .words = OPT_CONTACT,
		.list = true),
};

/* Typed twice, or meant twice: who typed it knows. */
static void warn_same(struct run *run, const json_t *result)
{
	AUTO_STR s = {0};

	if (!value_int(result, "same"))
		return;
	text_add(&s, run->lang,
		run->common.preview
			? N_("%s is open already, with the same purpose on the "
			     "same day")
			: N_("%s is open already, with the same purpose on the "
			     "same day. If this is one too many: nudge undo"),
		STR_INT(value_int(result, "same")));
	out_paragraph(&run->talk, 0, 2, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *tp = value(result, "touchpoint");
	AUTO_STR s = {0}, due = {0}, people = {0};

	show_line(&grid, run, OUT_GOOD, N_("Planned"), value(tp, "id"));
	show_subject(&s, run, tp);
	show_due(&due, run, tp);
	show_part(&s, str_get(&due));
	show_part(&s, show_via(run, value_text(tp, "via")));
	show_part(&s, value_text(tp, "purpose"));
	show_people(&people, run, value(tp, "contacts"));
	show_part(&s, str_get(&people));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	warn_same(run, result);
	return 0;
}

const struct cmd cmd_add = {
	.name = "add",
	.group = CMD_PLAN,
	.summary = N_("plan a follow-up by hand"),
	.details = N_("With a time it is told at that time, else in the brief "
		      "of its day."),
	.examples = {{N_("nudge add acme \"send the price list\" --due fri "
			 "--via mail"),
			     N_("on Friday, by mail")},
		{"nudge add 和信 了解新产线进度 --due 下周一 --via visit",
			N_("a visit next Monday")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "touchpoint.add",
	.print = print,
};
