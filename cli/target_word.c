/* What a word names; the contract is in target_word.h. */
#include "cli/target_word.h"

#include <string.h>

bool target_word_is_touchpoint(const char *word)
{
	const char *digits = word + (*word == '-');

	return !digits[strspn(digits, "0123456789")] || strchr(word, '/');
}
