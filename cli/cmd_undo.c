/* nudge undo: the last change, or a named one, is taken back. */
#include "cli/cmd.h"
#include "cli/show.h"

static const struct arg args[] = {
	ARG("id", N_("CHANGE"), .optional = true),
};

static int print(struct run *run, const json_t *result)
{
	const json_t *restored = value(result, "restored");
	const json_t *item;
	AUTO_STR s = {0}, at = {0}, what = {0};
	size_t i;

	show_instant(&at, run, value_text(result, "undid.at"));
	show_say(&s, run, N_("Undone: change %s"),
		STR_INT(value_int(result, "undid.id")));
	show_part(&s, value_text(result, "undid.method"));
	show_part(&s, str_get(&at));
	out_paragraph(&run->out, 0, 2, str_get(&s));
	json_array_foreach(restored, i, item)
		str_addf(&what, "%s%s %s",
			i ? text_get(run->lang, NC_("list", ", ")) : "",
			value_text(item, "table"),
			STR_INT(value_int(item, "id")));
	str_reset(&s);
	if (what.len)
		show_say(&s, run, N_("as before: %s"), str_get(&what));
	out_paragraph(&run->out, 0, 2, str_get(&s));
	show_change(run, result);
	return 0;
}

const struct cmd cmd_undo = {
	.name = "undo",
	.group = CMD_WORK,
	.summary = N_("take back your last change, or the one named"),
	.details = N_("Everything goes back to what it was, unless something "
		      "later stands on it; that is named then. Messages that "
		      "were sent stay sent."),
	.examples = {{"nudge undo", N_("your last change")},
		{"nudge undo 318", N_("the change with this number")}},
	CMD_ARGS(args),
	.method = "change.undo",
	.print = print,
};
