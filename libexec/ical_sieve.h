/*
 * The first look at a foreign calendar, byte by byte, before libical sees
 * any of it.
 *
 * libical 3.0.16 is quadratic or without bounds on hostile input, and its
 * recursion overflows the stack.  So everything that grows has a limit here,
 * and what is handed on is only what is needed: the events, unfolded, with a
 * dozen of their properties.  Zones, alarms and attachments never reach it.
 * Source: DESIGN.md "Foreign calendars".
 */
#pragma once

#include "base/str.h"
#include "core/icalform.h"

enum {
	ICAL_SIEVE_DEPTH_MAX = 4, /* VCALENDAR, VEVENT, VALARM, one more */
	ICAL_SIEVE_LINE_MAX = 64 * 1024,   /* bytes of a line after unfolding */
	ICAL_SIEVE_PARTS_MAX = 20000,      /* components */
	ICAL_SIEVE_PROPERTIES_MAX = 50000, /* lines after unfolding */
	ICAL_SIEVE_VALUES_MAX =
		400, /* of a list; libical keeps 500 and is silent */
};

/* What RRULE is called in the sieved calendar. */
#define ICAL_SIEVE_RULE "X-NUDGE-RRULE"

struct ical_sieve_refusal {
	enum icalform_refusal why;
	int line;        /* from 1; 0: the file as a whole */
	char detail[24]; /* a limit or a charset; "" where there is none */
};

/*
 * ical_sieve_run - check bytes and keep what matters.
 *
 * bytes   size of them, and terminated.
 * ret     receives the sieved calendar, empty before.
 * refusal filled where the file is refused.
 *
 * 0; -EINVAL refused; -ENOMEM.
 */
NUDGE_CHECK int ical_sieve_run(const char *bytes, size_t size, struct str *ret,
	struct ical_sieve_refusal *refusal);
