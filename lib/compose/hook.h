/*
 * A message as the JSON body of a webhook.
 *
 * Standard Webhooks: {"type", "timestamp", "data"}; or a CloudEvent 1.0
 * around the same data.  data holds the model and, for those who only want
 * to show it, "title" and "text".  Source: DESIGN.md "Webhooks".
 */
#pragma once

#include "compose/page.h"

enum hook_format { HOOK_STANDARD, HOOK_CLOUDEVENTS, HOOK_FORMAT_N };

/* "standard", "cloudevents". */
extern const char *const hook_format_name[HOOK_FORMAT_N];

enum { HOOK_MAX = 20000 }; /* bytes, as the specification asks */

struct hook_envelope {
	enum hook_format format;
	int64_t date;         /* when it was queued: the same each time */
	const char *id;       /* wire_id */
	const char *instance; /* of the database, for "source" */
};

/*
 * hook_add - the body, for a model that is JSON.
 *
 * What a private one holds is the model's very bytes: where nothing has to
 * go, it is written through.
 *
 * What does not fit loses items from its end, counted in "more"; long texts
 * are cut.  A room gets accounts, steps, owners and days, nothing else.
 *
 * -EINVAL: not a model this program understands; -E2BIG: too long even with
 * one item.  -ENOMEM.
 */
NUDGE_CHECK int hook_add(struct str *out, const char *model,
	const struct page_reader *reader, const struct hook_envelope *envelope);
