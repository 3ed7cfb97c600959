/* nudge contact export and forget: all that is stored about a person. */
#include "cli/cmd.h"
#include "cli/prompt.h"
#include "cli/show.h"
#include "cli/show_facts.h"

static const struct arg args[] = {
	ARG("id", N_("CONTACT"), .words = OPT_CONTACT),
};

static int print_export(struct run *run, const json_t *result)
{
	return run_print_json(run, result);
}

static void print_forgotten(struct run *run, const json_t *result)
{
	static const struct show_fact facts[] = {
		{N_("account"), "account.name"},
		{N_("notes removed"), "forgotten.notes"},
		{N_("texts without the name"), "forgotten.texts"},
		{N_("entries of the history"), "forgotten.history"},
		{N_("messages"), "forgotten.messages"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);

	out_text(&run->out, OUT_BOLD, value_text(result, "contact.name"));
	out_newline(&run->out);
	show_facts_all(&grid, run, facts, NULL, result);
	grid_print(&grid, &run->out, 2);
}

static void print_end(struct run *run, const json_t *result)
{
	if (value_bool(result, "erased"))
		out_say(&run->out,
			N_("Forgotten for good, in the database file too. "
			   "Backups made before still hold it."));
	else
		out_say(&run->out,
			N_("Forgotten for good. Somebody was reading the "
			   "database, so old bytes stay in its file until the "
			   "next contact is forgotten."));
	out_newline(&run->out);
}

/* Whoever cannot be asked has to say it. */
static int confirm(struct run *run)
{
	static const struct opt_choice choices[] = {
		{"no", NC_("answer", "no")},
		{"yes", NC_("answer", "yes")},
		{NULL, NULL},
	};
	const char *answer;
	int r;

	if (run->common.yes)
		return 0;
	if (!prompt_possible(run)) {
		r = run_refuse(run, API_REFUSED,
			N_("this cannot be undone, and nobody can be asked"));
		run_hint(run, N_("--yes says that you mean it; --preview shows "
				 "what goes"));
		return r;
	}
	r = prompt_choice(run, N_("This cannot be undone. Forget it all"),
		choices, &answer);
	if (r < 0 || answer == choices[1].name)
		return r;
	return run_refuse(run, API_REFUSED, N_("nothing was changed"));
}

/* What would go is shown before the question; who does not ask is not made to
 * wait for it. */
static int show_first(struct run *run, json_t **ret)
{
	json_t *preview = json_copy(run->params);
	int r;

	json_object_set_new(preview, "preview", json_true());
	r = run_call(run, "contact.forget", preview, ret);
	if (r == 0 && !run->common.json)
		print_forgotten(run, *ret);
	return r;
}

static int forget(struct run *run, json_t **ret)
{
	bool is_shown = run->common.preview || !run->common.yes;
	int r = is_shown ? show_first(run, ret) : 0;

	if (r < 0 || run->common.preview)
		return r;
	r = confirm(run);
	if (r < 0)
		return r;
	json_decref(TAKE(*ret));
	r = run_call(run, "contact.forget", json_incref(run->params), ret);
	if (r == 0 && !is_shown && !run->common.json)
		print_forgotten(run, *ret);
	return r;
}

static int run_forget(struct run *run)
{
	json_auto_t *result = NULL;

	if (forget(run, &result) < 0)
		return run_fail(run);
	if (run->common.json)
		return run_print_json(run, result);
	if (run->common.preview)
		show_change(run, result);
	else
		print_end(run, result);
	return 0;
}

const struct cmd cmd_contact_export = {
	.name = "contact export",
	.group = CMD_KNOW,
	.summary = N_("all that is stored about a contact, as JSON"),
	.examples = {{"nudge contact export acme/wangfang > wangfang.json",
			     N_("for the person who asks for it")},
		{"nudge contact export 7", N_("by number")}},
	CMD_ARGS(args),
	.method = "contact.export",
	.print = print_export,
};

const struct cmd cmd_contact_forget = {
	.name = "contact forget",
	.group = CMD_KNOW,
	.summary = N_("forget a contact for good"),
	.details = N_("Name, numbers and notes leave the database, its "
		      "history, what undo keeps, and messages; numbers of "
		      "records and dates stay. Where texts of the account "
		      "name the person, a dash stands in the name's place. "
		      "The file is written anew, so that no bytes are left. "
		      "This cannot be undone."),
	.examples = {{"nudge contact forget acme/wangfang --preview",
			     N_("see what would go")},
		{"nudge contact forget 7 --yes", N_("for scripts")}},
	CMD_ARGS(args),
	.method = "contact.forget",
	.main = run_forget,
};
