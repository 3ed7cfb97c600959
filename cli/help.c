/* Help; the contract is in help.h. */
#include "cli/help.h"

#include "cli/commands.h"
#include "cli/grid.h"

#include <string.h>

const char *help_group_title(enum cmd_group group)
{
	static const char *const titles[CMD_GROUP_N] = {
		[CMD_LOOK] = N_("Look"),
		[CMD_PLAN] = N_("Plan"),
		[CMD_WORK] = N_("Work"),
		[CMD_COURSE] = N_("Course of an account"),
		[CMD_KNOW] = N_("Know the customer"),
		[CMD_TEAM] = N_("Team"),
		[CMD_SETUP] = N_("Set up"),
		[CMD_OPERATE] = N_("Operate"),
	};

	return titles[group];
}

static const struct grid_column two_columns[] = {{NULL, 0}, {NULL, GRID_FLEX}};

static void print_heading(struct out *out, const char *msgid)
{
	out_newline(out);
	out_text(out, OUT_BOLD, text_get(out->lang, msgid));
	out_newline(out);
}

static void print_group(struct out *out, enum cmd_group group)
{
	AUTO_GRID grid = GRID(two_columns);

	for (size_t i = 0; i < commands_n; i++) {
		const struct cmd *cmd = commands[i];

		if (cmd->group != group || (cmd->flags & CMD_HIDDEN))
			continue;
		grid_add(&grid, OUT_PLAIN, cmd->name);
		grid_add(&grid, OUT_PLAIN, text_get(out->lang, cmd->summary));
	}
	if (grid_is_empty(&grid))
		return;
	print_heading(out, help_group_title(group));
	grid_print(&grid, out, 2);
}

int help_overview(struct run *run)
{
	struct out *out = &run->out;

	out_paragraph(out, 0, 0,
		text_get(run->lang,
			N_("nudge reminds you to follow up with your "
			   "customers, in time and with a reason.")));
	for (int group = 0; group < CMD_GROUP_N; group++)
		print_group(out, (enum cmd_group)group);
	out_newline(out);
	out_paragraph(out, 0, 0,
		text_get(run->lang,
			N_("nudge alone shows today. nudge help COMMAND "
			   "explains a command and gives examples.")));
	out_newline(out);
	out_paragraph(out, 0, 0,
		text_get(run->lang,
			N_("Days: 2026-11-20, today, tomorrow, fri, +3d, "
			   "+2bd (working days), +2w, +1m, eom; times: 15:00, "
			   "3pm. What could be read in two ways is refused "
			   "with both.")));
	return 0;
}

int help_version(struct run *run)
{
	out_text(&run->out, OUT_PLAIN, PACKAGE_STRING);
	out_newline(&run->out);
	return 0;
}

int help_family(struct run *run, const char *word)
{
	AUTO_GRID grid = GRID(two_columns);
	size_t n = strlen(word);

	for (size_t i = 0; i < commands_n; i++) {
		const struct cmd *cmd = commands[i];

		if (strncmp(cmd->name, word, n) != 0 || cmd->name[n] != ' ')
			continue;
		grid_add(&grid, OUT_BOLD, cmd->name);
		grid_add(&grid, OUT_PLAIN, text_get(run->lang, cmd->summary));
	}
	run_refuse(
		run, API_BAD_PARAM, N_("nudge %s needs one word more"), word);
	run_fail(run);
	if (!run->common.json)
		grid_print(&grid, &run->talk, 2);
	return api_code_exit(API_BAD_PARAM);
}

static void print_usage(struct out *out, const struct cmd *cmd)
{
	AUTO_STR s = {0};

	str_addf(&s, "nudge %s", cmd->name);
	for (size_t i = 0; i < cmd->n_args; i++)
		str_addf(&s, cmd->args[i].optional ? " [%s]" : " %s",
			text_get(out->lang, cmd->args[i].label));
	for (size_t i = 0; i < cmd->n_opts; i++) {
		const struct opt *opt = &cmd->opts[i];

		str_addf(&s, opt->behind ? " --%s" : " [--%s", opt->name);
		if (opt->value)
			str_addf(&s, " %s", text_get(out->lang, opt->value));
		if (i + 1 == cmd->n_opts || !cmd->opts[i + 1].behind)
			str_add_char(&s, ']');
	}
	out_paragraph(out, 0, 6, str_get(&s));
}

static void add_option(
	struct grid *grid, struct out *out, const struct opt *opt)
{
	AUTO_STR s = {0};

	str_addf(&s, "--%s", opt->name);
	if (opt->value)
		str_addf(&s, " %s", text_get(out->lang, opt->value));
	grid_add(grid, OUT_PLAIN, str_get(&s));
	grid_add(grid, OUT_PLAIN, text_get(out->lang, opt->help));
}

static void print_options(struct out *out, const struct cmd *cmd)
{
	AUTO_GRID grid = GRID(two_columns);

	for (size_t i = 0; i < cmd->n_opts; i++)
		add_option(&grid, out, &cmd->opts[i]);
	for (size_t i = 0; i < opt_common_n; i++)
		if (strcmp(opt_common_table[i].name, "preview") != 0 ||
			commands_writes(cmd))
			add_option(&grid, out, &opt_common_table[i]);
	print_heading(out, N_("Options"));
	grid_print(&grid, out, 2);
}

/* The words an argument may be: ok went well, problem … */
static void print_choices(struct out *out, const struct arg *arg)
{
	AUTO_GRID grid = GRID(two_columns);

	for (const struct opt_choice *c = arg->choices; c && c->name; c++) {
		grid_add(&grid, OUT_PLAIN, c->name);
		grid_add(&grid, OUT_PLAIN, text_get(out->lang, c->word));
	}
	if (grid_is_empty(&grid))
		return;
	print_heading(out, arg->label);
	grid_print(&grid, out, 2);
}

static void print_examples(struct out *out, const struct cmd *cmd)
{
	print_heading(out, N_("Examples"));
	for (size_t i = 0; i < ARRAY_LEN(cmd->examples); i++) {
		out_pad(out, 2);
		out_paragraph(
			out, 2, 8, text_get(out->lang, cmd->examples[i].line));
		out_pad(out, 6);
		out_paragraph(
			out, 6, 6, text_get(out->lang, cmd->examples[i].says));
	}
}

int help_command(struct run *run, const struct cmd *cmd)
{
	struct out *out = &run->out;

	print_usage(out, cmd);
	out_newline(out);
	out_paragraph(out, 0, 0, text_get(run->lang, cmd->summary));
	if (cmd->details) {
		out_newline(out);
		out_paragraph(out, 0, 0, text_get(run->lang, cmd->details));
	}
	for (size_t i = 0; i < cmd->n_args; i++)
		print_choices(out, &cmd->args[i]);
	print_options(out, cmd);
	print_examples(out, cmd);
	return 0;
}
