/* A message as one mail: the page in both forms, in an envelope. */
#pragma once

#include "compose/page.h"

struct letter_envelope {
	int64_t date;          /* when it was queued: the same each time */
	const char *from_name; /* NULL = none */
	const char *from, *to; /* addr-spec in ASCII */
	const char *to_name;   /* NULL = none */
	const char *id;        /* wire_id; [A-Z2-7] */
	const char *thread;    /* wire_id of the thread; NULL = none */
	const char *id_domain; /* right of the @ in ids, ASCII */
};

/*
 * letter_add - the whole mail, ready for a transport.
 *
 * -EINVAL: not a model this program understands.  -ENOMEM.
 */
NUDGE_CHECK int letter_add(struct str *out, const json_t *model,
	const struct page_reader *reader,
	const struct letter_envelope *envelope);
