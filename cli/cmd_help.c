/* nudge help. */
#include "cli/commands.h"
#include "cli/help.h"

static const struct arg args[] = {
	ARG("command", N_("COMMAND"), .words = OPT_COMMAND, .optional = true),
	ARG("word", N_("WORD"), .optional = true),
};

static int run_help(struct run *run)
{
	char *words[] = {run->n_words > 0 ? run->words[0] : NULL,
		run->n_words > 1 ? run->words[1] : NULL};
	const struct cmd *cmd;
	size_t used;

	if (!run_param(run, "command"))
		return help_overview(run);
	cmd = commands_find(words, run_param(run, "word") ? 2 : 1, &used);
	if (cmd)
		return help_command(run, cmd);
	if (commands_is_family(words[0]))
		return help_family(run, words[0]);
	run_refuse(
		run, API_NOT_FOUND, N_("there is no command \"%s\""), words[0]);
	run_hint(run, N_("nudge help lists all commands"));
	return run_fail(run);
}

const struct cmd cmd_help = {
	.name = "help",
	.group = CMD_OPERATE,
	.flags = CMD_NO_STORE,
	.summary = N_("explain a command, or list all of them"),
	.examples = {{"nudge help", N_("all commands")},
		{"nudge help done", N_("one of them, with examples")}},
	CMD_ARGS(args),
	.main = run_help,
};
