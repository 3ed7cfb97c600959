/*
 * nudge complete: what could stand at the end of a command line, for the
 * shells (contrib/completion).  One per line, with a tab and what it is.
 * Nothing can fail here but the offer.
 */
#include "cli/commands.h"
#include "cli/offer.h"

#include <string.h>

/* The option that takes the word behind it as its value, or NULL. */
static const struct opt *find_option(const struct cmd *cmd, const char *word)
{
	if (strncmp(word, "--", 2) != 0)
		return NULL;
	for (size_t i = 0; i < cmd->n_opts; i++)
		if (!strcmp(cmd->opts[i].name, word + 2))
			return &cmd->opts[i];
	for (size_t i = 0; i < opt_common_n; i++)
		if (!strcmp(opt_common_table[i].name, word + 2))
			return &opt_common_table[i];
	return NULL;
}

static void offer_options(const struct offer *o, const struct cmd *cmd)
{
	for (size_t i = 0; i < cmd->n_opts; i++)
		offer_option(o, &cmd->opts[i]);
	for (size_t i = 0; i < opt_common_n; i++)
		if (strcmp(opt_common_table[i].name, "preview") != 0 ||
			commands_writes(cmd))
			offer_option(o, &opt_common_table[i]);
}

/* The first words of commands; behind the first of two, the second ones. */
static void offer_commands(const struct offer *o, const char *first)
{
	size_t n = first ? strlen(first) : 0;
	const char *before = "";

	for (size_t i = 0; i < commands_n; i++) {
		const struct cmd *cmd = commands[i];
		const char *blank = strchr(cmd->name, ' ');
		AUTO_STR word = {0};

		if (cmd->flags & CMD_HIDDEN)
			continue;
		if (first) {
			if (blank && !strncmp(cmd->name, first, n) &&
				cmd->name + n == blank)
				offer_word(o, blank + 1,
					text_get(o->run->lang, cmd->summary));
			continue;
		}
		str_add_n(&word, cmd->name,
			blank ? (size_t)(blank - cmd->name)
			      : strlen(cmd->name));
		if (strncmp(before, cmd->name, word.len) != 0 ||
			before[word.len] != ' ')
			offer_word(o, str_get(&word),
				blank ? ""
				      : text_get(o->run->lang, cmd->summary));
		before = cmd->name;
	}
}

/* Which argument stands at the end of the n words? */
static const struct arg *find_argument(
	const struct cmd *cmd, char *const *words, size_t n)
{
	size_t position = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		const struct opt *opt = find_option(cmd, words[i]);

		if (opt && opt->value)
			i++;
		else if (words[i][0] != '-')
			position++;
	}
	if (cmd->n_args == 0)
		return NULL;
	if (position >= cmd->n_args)
		position = cmd->n_args - 1;
	return &cmd->args[position];
}

/* words are those behind the command's name, the last one unfinished. */
static void offer_for(const struct offer *o, const struct cmd *cmd,
	char *const *words, size_t n)
{
	const struct opt *before =
		n > 1 ? find_option(cmd, words[n - 2]) : NULL;
	const struct arg *arg;

	if (before && before->value) {
		offer_values(o, before->words);
		return;
	}
	if (words[n - 1][0] == '-') {
		offer_options(o, cmd);
		return;
	}
	arg = find_argument(cmd, words, n);
	if (arg)
		offer_values(o, arg->words);
}

/* --db and --as decide whose accounts are offered. */
static void take_common(struct run *run)
{
	for (size_t i = 0; i + 2 < run->n_words; i++) {
		if (!strcmp(run->words[i], "--db"))
			run->common.db = run->words[i + 1];
		else if (!strcmp(run->words[i], "--as"))
			run->common.as = run->words[i + 1];
	}
}

static int complete(struct run *run)
{
	char *const *words = run->words;
	size_t n = run->n_words, used = 0;
	const struct cmd *cmd;
	struct offer o;

	if (n == 0)
		return 0;
	take_common(run);
	o = offer_begin(run, words[n - 1]);
	cmd = n > 1 ? commands_find(words, n - 1, &used) : NULL;
	if (n == 1)
		offer_commands(&o, NULL);
	else if (n == 2 && commands_is_family(words[0]))
		offer_commands(&o, words[0]);
	if (cmd)
		offer_for(&o, cmd, words + used, n - used);
	return 0;
}

const struct cmd cmd_complete = {
	.name = "complete",
	.group = CMD_OPERATE,
	.flags = CMD_HIDDEN | CMD_NO_STORE | CMD_RAW,
	.summary = "what could stand at the end of a command line",
	.main = complete,
};
