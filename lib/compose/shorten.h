/*
 * Making a message smaller until its form fits the receiver's limit: the
 * model is shortened, never what was rendered from it.
 *
 * First items go from the end, but those that have a fixed time, and are
 * counted in "more"; then long texts are cut; then lists within items; at
 * last what has a fixed time goes, too.
 */
#pragma once

#include "base/cleanup.h"

#include <jansson.h>
#include <stdbool.h>

struct shorten {
	json_t *model;
	size_t text_max; /* code points of any one string */
	bool is_shorter; /* model says less than the text it was read from */
};

/* Reads a model from JSON; NULL is none.  -EINVAL: it is not; -ENOMEM. */
NUDGE_CHECK int shorten_init(struct shorten *s, const char *model);
void shorten_done(struct shorten *s);
#define AUTO_SHORTEN CLEANUP(shorten_done) struct shorten

/* Takes away about what a form of size is too large for max; false: nothing
 * is left that could go. */
bool shorten_step(struct shorten *s, size_t size, size_t max);
