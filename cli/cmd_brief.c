/* nudge brief: what the brief would say, or send it now. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_brief.h"

static const struct arg args[] = {
	ARG("rep", N_("REP"), .words = OPT_REP, .optional = true),
};

static const struct opt opts[] = {
	OPT_AT,
	OPT_FLAG("now", N_("queue it for delivery now")),
};

static int prepare(struct run *run)
{
	if (!run_has(run, "now"))
		return 0;
	run_set(run, "now", NULL);
	run->method = "brief.now";
	return 0;
}

static int print(struct run *run, const json_t *result)
{
	const json_t *message = value(result, "message");

	if (value(result, "sections")) {
		show_brief(run, result);
		return 0;
	}
	if (message)
		out_say(&run->out,
			N_("The brief is queued as message %s through %s."),
			STR_INT(json_integer_value(message)),
			value_text(result, "channel"));
	else
		out_say(&run->out, N_("There is nothing to tell."));
	out_newline(&run->out);
	return 0;
}

const struct cmd cmd_brief = {
	.name = "brief",
	.group = CMD_OPERATE,
	.summary = N_("show the brief, or have it sent now"),
	.examples = {{"nudge brief zhangmin", N_("what hers says today")},
		{"nudge brief --now", N_("send yours again, by nudged")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "brief.get",
	.prepare = prepare,
	.print = print,
};
