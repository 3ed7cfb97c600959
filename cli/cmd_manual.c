/* nudge manual: the commands as mdoc, from which doc/nudge.1 is made; so the
 * manual page says what --help says. */
#include "cli/commands.h"
#include "cli/help.h"

#include <stdio.h>
#include <string.h>

/* A line of text; each sentence begins a line of its own. */
static void put_line(FILE *file, const char *s)
{
	if (!s)
		return;
	for (bool fresh = true; *s; s++) {
		if (fresh && (*s == '.' || *s == '\''))
			fputs("\\&", file);
		fresh = *s == ' ' && s[-1] == '.';
		if (fresh)
			fputc('\n', file);
		else if (*s == '\\')
			fputs("\\e", file);
		else
			fputc(*s, file);
	}
	fputc('\n', file);
}

/* "Fl -on Ar DATE". */
static void put_option(FILE *file, const struct opt *opt)
{
	fprintf(file, "Fl -%s", opt->name);
	if (opt->value)
		fprintf(file, " Ar \"%s\"", opt->value);
}

static void put_options(FILE *file, const struct opt *opts, size_t n)
{
	if (n == 0)
		return;
	fputs(".Bl -tag -width Ds -compact\n", file);
	for (size_t i = 0; i < n; i++) {
		fputs(".It ", file);
		put_option(file, &opts[i]);
		fputc('\n', file);
		put_line(file, opts[i].help);
	}
	fputs(".El\n", file);
}

static void put_usage(FILE *file, const struct cmd *cmd)
{
	fprintf(file, ".It Ic %s", cmd->name);
	for (size_t i = 0; i < cmd->n_args; i++)
		fprintf(file,
			cmd->args[i].optional ? " Oo Ar \"%s\" Oc"
					      : " Ar \"%s\"",
			cmd->args[i].label);
	for (size_t i = 0; i < cmd->n_opts; i++) {
		fputs(cmd->opts[i].behind ? " " : " Oo ", file);
		put_option(file, &cmd->opts[i]);
		if (i + 1 == cmd->n_opts || !cmd->opts[i + 1].behind)
			fputs(" Oc", file);
	}
	fputc('\n', file);
}

static void put_command(FILE *file, const struct cmd *cmd)
{
	put_usage(file, cmd);
	put_line(file, cmd->summary);
	if (cmd->details)
		fputs(".Pp\n", file);
	put_line(file, cmd->details);
	if (cmd->n_opts)
		fputs(".Pp\n", file);
	put_options(file, cmd->opts, cmd->n_opts);
	for (size_t i = 0; i < ARRAY_LEN(cmd->examples); i++) {
		fputs(".Pp\n", file);
		put_line(file, cmd->examples[i].says);
		fputs(".Dl ", file);
		put_line(file, cmd->examples[i].line);
	}
}

static void put_group(FILE *file, enum cmd_group group)
{
	bool any = false;

	for (size_t i = 0; i < commands_n; i++) {
		if (commands[i]->group != group ||
			(commands[i]->flags & CMD_HIDDEN))
			continue;
		if (!any)
			fprintf(file, ".Ss %s\n.Bl -tag -width Ds\n",
				help_group_title(group));
		any = true;
		put_command(file, commands[i]);
	}
	if (any)
		fputs(".El\n", file);
}

static int manual(struct run *run)
{
	FILE *file = run->out.file;

	for (int group = 0; group < CMD_GROUP_N; group++)
		put_group(file, (enum cmd_group)group);
	fputs(".Ss Options of every command\n", file);
	put_options(file, opt_common_table, opt_common_n);
	return 0;
}

const struct cmd cmd_manual = {
	.name = "manual",
	.group = CMD_OPERATE,
	.flags = CMD_HIDDEN | CMD_NO_STORE,
	.summary = "the commands as a manual page shows them",
	.main = manual,
};
