/* Words that are one of a few; the contract is in opt_choice.h. */
#include "cli/opt_choice.h"

#include "api/near.h"
#include "base/utf8.h"

#include <string.h>

enum { SLIP_MIN = 4 }; /* code points: near what is shorter is too much */

static bool is_same(const char *word, const char *choice)
{
	return strcmp(word, choice) == 0;
}

static bool is_slip(const char *word, const char *choice)
{
	return utf8_length(choice) >= SLIP_MIN &&
	       near_distance(word, choice) == 1;
}

static const struct opt_choice *find(const struct opt_choice *choice,
	const char *word, bool (*fits)(const char *word, const char *choice))
{
	for (; choice->name; choice++) {
		if (fits(word, choice->name))
			return choice;
		for (int lang = 0; lang < TEXT_LANG_N; lang++)
			if (fits(word, text_get((enum text_lang)lang,
					       choice->word)))
				return choice;
	}
	return NULL;
}

const struct opt_choice *opt_choice_find(
	const struct opt_choice *choices, const char *word)
{
	return find(choices, word, is_same);
}

const struct opt_choice *opt_choice_slip(
	const struct opt_choice *choices, const char *word)
{
	return find(choices, word, is_slip);
}
