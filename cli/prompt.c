/* Questions on a terminal; the contract is in prompt.h. */
#include "cli/prompt.h"

#include "base/utf8.h"

#include <errno.h>
#include <string.h>

bool prompt_possible(const struct run *run)
{
	return !run->common.yes && !run->common.json && isatty(STDIN_FILENO) &&
	       isatty(STDERR_FILENO);
}

/* One line of standard input without its end; NULL at the end of input. */
static char *read_line(void)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n = getline(&line, &size, stdin);

	if (n < 0) {
		free(line);
		return NULL;
	}
	while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == ' '))
		line[--n] = '\0';
	return line;
}

int prompt_line(struct run *run, const char *question, const char *otherwise,
	char **ret)
{
	struct out *talk = &run->talk;
	char *line;

	out_text(talk, OUT_BOLD, text_get(run->lang, question));
	if (otherwise && *otherwise) {
		fputs(" [", talk->file);
		out_text(talk, OUT_PLAIN, otherwise);
		fputs("]", talk->file);
	}
	fputs(": ", talk->file);
	fflush(talk->file);
	line = read_line();
	if (!line) {
		out_newline(talk);
		return run_refuse(
			run, API_REFUSED, N_("no answer; nothing was changed"));
	}
	if (!utf8_valid(line)) {
		free(line);
		return run_refuse(run, API_BAD_PARAM,
			N_("%s is not valid UTF-8"),
			text_get(run->lang, question));
	}
	if (!*line && otherwise) {
		free(line);
		return str_dup(otherwise, ret);
	}
	*ret = line;
	return 0;
}

/* The choice meant by answer; NULL: none. */
static const struct opt_choice *choose(const struct run *run,
	const struct opt_choice *choices, const char *answer)
{
	for (size_t i = 0; choices[i].name; i++)
		if (!strcmp(answer, STR_INT((int64_t)i + 1)) ||
			!strcmp(answer, choices[i].name) ||
			!strcmp(answer, text_get(run->lang, choices[i].word)))
			return &choices[i];
	return NULL;
}

/* "1 went well  2 problem …", a choice never broken in two. */
static void print_choices(struct run *run, const struct opt_choice *choices)
{
	struct out *talk = &run->talk;
	size_t used = 0;

	for (size_t i = 0; choices[i].name; i++) {
		const char *word = text_get(run->lang, choices[i].word);
		const char *number = STR_INT((int64_t)i + 1);
		size_t width = 2 + strlen(number) + 1 + utf8_width(word);

		if (used > 0 && talk->width && used + width > talk->width) {
			out_newline(talk);
			used = 0;
		}
		used += width;
		out_pad(talk, 2);
		out_text(talk, OUT_BOLD, number);
		out_pad(talk, 1);
		out_text(talk, OUT_PLAIN, word);
	}
	out_newline(talk);
}

int prompt_choice(struct run *run, const char *question,
	const struct opt_choice *choices, const char **ret)
{
	const struct opt_choice *chosen = NULL;

	print_choices(run, choices);
	while (!chosen) {
		AUTO_FREE char *answer = NULL;
		int r = prompt_line(run, question, "1", &answer);

		if (r < 0)
			return r;
		chosen = choose(run, choices, answer);
	}
	*ret = chosen->name;
	return 0;
}
