/* Words that are one of a few, such as the outcome of a contact. */
#pragma once

#include "cli/opt.h"

/* The choice that word is, by name or in either language; NULL: none. */
const struct opt_choice *opt_choice_find(
	const struct opt_choice *choices, const char *word);

/*
 * The choice that was meant, where word is one slip of a finger away from it;
 * NULL: none.  A slip must not pass as a text: "noanwser" would close a
 * follow-up that is to come back.
 */
const struct opt_choice *opt_choice_slip(
	const struct opt_choice *choices, const char *word);
