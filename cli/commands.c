/* The list of all commands; the contract is in cmd.h. */
#include "cli/commands.h"

#include <string.h>

#define COMMANDS_ENTRY(name) &cmd_##name,
const struct cmd *const commands[] = {COMMANDS(COMMANDS_ENTRY)};
const size_t commands_n = ARRAY_LEN(commands);

/* Are the first words the command's name?  How many it has, else 0. */
static size_t named_by(const struct cmd *cmd, char *const *words, size_t n)
{
	const char *blank = strchr(cmd->name, ' ');
	size_t first = blank ? (size_t)(blank - cmd->name) : strlen(cmd->name);

	if (n == 0 || strlen(words[0]) != first ||
		strncmp(words[0], cmd->name, first) != 0)
		return 0;
	if (!blank)
		return 1;
	return n > 1 && !strcmp(words[1], blank + 1) ? 2 : 0;
}

const struct cmd *commands_find(char *const *words, size_t n, size_t *ret_words)
{
	const struct cmd *found = n == 0 ? &cmd_today : NULL;

	*ret_words = 0;
	for (size_t i = 0; i < commands_n; i++) {
		size_t k = named_by(commands[i], words, n);

		if (k > *ret_words) {
			*ret_words = k;
			found = commands[i];
		}
	}
	return found;
}

bool commands_is_family(const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i < commands_n; i++)
		if (!strncmp(commands[i]->name, word, n) &&
			commands[i]->name[n] == ' ')
			return true;
	return false;
}

bool commands_writes(const struct cmd *cmd)
{
	const struct method *method =
		cmd->method ? api_find(cmd->method) : NULL;

	return method && (method->flags & METHOD_WRITE);
}
