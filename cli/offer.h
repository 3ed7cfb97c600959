/* Offers of completion: those that continue what was typed. */
#pragma once

#include "cli/run.h"

/* What was typed: what stays as it is (up to its last comma), and what an
 * offer must begin with. */
struct offer {
	struct run *run;
	const char *typed; /* borrowed */
	size_t kept;
};
struct offer offer_begin(struct run *run, const char *typed);

void offer_word(const struct offer *o, const char *word, const char *says);
void offer_option(const struct offer *o, const struct opt *opt);

/* Everything of a kind: fixed words, or what is in the database; nothing
 * where that cannot be opened. */
void offer_values(const struct offer *o, enum opt_words words);
