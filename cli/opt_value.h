/* Values that people type in their own words: 重点 for "key". */
#pragma once

#include "cli/opt.h"

/* opt_value_name - the name under which the methods know a value.
 *
 * words  what it is one of: ways, tiers, roles, stages; of anything else, and
 *        where no language has such a word, the answer is word itself.
 * Borrowed, from the tables or from word. */
const char *opt_value_name(enum opt_words words, const char *word);
