/* Findings of doctor: each a sentence, how bad it is, and what to do. */
#pragma once

#include "base/cleanup.h"
#include "text/text.h"

#include <jansson.h>

enum finding_level { FINDING_OK, FINDING_WARN, FINDING_BAD };

struct findings {
	enum text_lang lang;
	json_t *list; /* array of {check, level, text, advice}; borrowed */
};

/*
 * finding_add - add one.
 *
 * check   "clock": what was looked at.
 * text    message id with one "%s" for subject, or without any.
 * advice  likewise, or NULL.
 */
struct finding {
	const char *check;
	enum finding_level level;
	const char *text, *advice;
	const char *subject; /* NULL: "" */
};
NUDGE_CHECK int finding_add(
	struct findings *findings, const struct finding *finding);

/* The same with "%2$s" and "%3$s" in both, for detail and where. */
NUDGE_CHECK int finding_add_more(struct findings *findings,
	const struct finding *finding, const char *detail, const char *where);

/* The name of the worst level in a list, "ok" for none. */
const char *finding_worst(const json_t *list);
