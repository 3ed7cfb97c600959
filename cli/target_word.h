/* What a word on the command line names. */
#pragma once

#include <stdbool.h>

/* Numbers and "account/step" are follow-ups, other words accounts. */
bool target_word_is_touchpoint(const char *word);
