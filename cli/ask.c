/* Asking for what is missing; the contract is in ask.h. */
#include "cli/ask.h"

#include "cli/cmd.h"
#include "cli/prompt.h"

#include <string.h>

/* "PURPOSE (what it is for)"; the label alone where no method tells more. */
static int question(const struct run *run, const char *label,
	const struct param *param, char **ret)
{
	AUTO_STR s = {0};

	if (param)
		text_add(&s, run->lang, N_("%s (%s)"),
			text_get(run->lang, label),
			text_get(run->lang, param->doc));
	else
		str_add(&s, text_get(run->lang, label));
	return str_take(&s, ret);
}

static const struct param *find_param(const struct run *run, const char *name)
{
	const struct method *method =
		run->cmd->method ? api_find(run->cmd->method) : NULL;

	return method ? api_find_param(method, name) : NULL;
}

static int ask(struct run *run, const char *name, const char *label)
{
	AUTO_FREE char *asked = NULL, *answer = NULL;
	int r = question(run, label, find_param(run, name), &asked);

	if (r == 0)
		r = prompt_line(run, asked, NULL, &answer);
	if (r < 0)
		return r;
	if (*answer) {
		run_set(run, name, answer);
		return 0;
	}
	return run_refuse(run, API_BAD_PARAM,
		N_("%s is missing; see nudge %s --help"),
		text_get(run->lang, label), run->cmd->name);
}

/* Is the option the way to give a parameter that the method requires? */
static bool is_required(const struct run *run, const struct opt *opt)
{
	const struct param *param = find_param(run, opt->name);

	return param && (param->flags & PARAM_REQUIRED) && opt->value &&
	       !opt->behind && !opt->list;
}

int ask_missing(struct run *run)
{
	const struct cmd *cmd = run->cmd;
	int r = 0;

	if (run->common.preview || !prompt_possible(run))
		return 0;
	for (size_t i = 0; r == 0 && i < cmd->n_args; i++)
		if (!cmd->args[i].optional && !run_has(run, cmd->args[i].param))
			r = ask(run, cmd->args[i].param, cmd->args[i].label);
	for (size_t i = 0; r == 0 && i < cmd->n_opts; i++)
		if (is_required(run, &cmd->opts[i]) &&
			!run_has(run, cmd->opts[i].name))
			r = ask(run, cmd->opts[i].name, cmd->opts[i].value);
	return r;
}
