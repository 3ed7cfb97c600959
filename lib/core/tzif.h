/*
 * The content of a TZif file, version 2 or later (RFC 8536): a table of
 * changes and the rule for the years after it.
 */
#pragma once

#include "core/tzrule.h"

enum { TZIF_SIZE_MAX = 1024 * 1024 }; /* the largest known has 4 KiB */

struct tzif {
	int64_t *at;       /* instants of change, rising */
	int32_t *offset_s; /* from at[i] on */
	size_t n;
	int32_t first_offset_s; /* before at[0] */
	bool has_rule;
	struct tzrule rule; /* after at[n - 1] */
};

/*
 * tzif_parse - read the size bytes of a file.
 *
 * ret  released with tzif_done().
 *
 * -EBADMSG for a damaged file, one of version 1, one with leap seconds
 * (the "right/" zones); -ENOMEM.
 */
NUDGE_CHECK int tzif_parse(const uint8_t *bytes, size_t size, struct tzif *ret);
void tzif_done(struct tzif *f);

/* The stretch around the instant at, which lies in the years 0 to 10000. */
struct tzspan tzif_span(const struct tzif *f, int64_t at);
