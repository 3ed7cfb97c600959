/*
 * The line form in which nudge-ical tells what stands in a foreign calendar,
 * and its strict reader: what comes out of a sandbox is not trusted either.
 *
 *	title  中国节假日
 *	day    2026-01-01  2026-01-03  off  元旦
 *	time   2026-05-04T09:00  2026-05-04T17:00  Europe/Berlin  trade fair
 *	note   rule  3  stand-up
 *	end
 *
 * Fields are parted by tabs.  day: first and last day, then off, work or -
 * (the file does not say).  time: local, the zone as the file names it but
 * with Windows names turned into IANA's, or - for none.  note: what was left
 * out, how often, an example.  Instead of all this one line may say why the
 * whole file was refused:
 *
 *	refuse  charset  12  GBK
 *
 * The second number is a line of the file, 0 where it does not matter.
 * "end" is the last line; without it the form is incomplete.
 */
#pragma once

#include "core/civil.h"

#include <stddef.h>

enum icalform_refusal {
	ICALFORM_SIZE,    /* larger than the limit (detail: bytes) */
	ICALFORM_ZERO,    /* a zero byte: not a text */
	ICALFORM_CHARSET, /* not UTF-8; detail: what it probably is, or "" */
	ICALFORM_FORM,    /* does not begin with BEGIN:VCALENDAR */
	ICALFORM_NESTING, /* END without its BEGIN */
	ICALFORM_DEPTH,   /* nested too deeply */
	ICALFORM_LINE,    /* a line that is too long (detail: bytes) */
	ICALFORM_PARTS,   /* too many components (detail: how many) */
	ICALFORM_LINES,   /* too many properties (detail: how many) */
	ICALFORM_VALUES,  /* too many values in a line (detail: how many) */
	ICALFORM_CUT,     /* ends in the middle */
	ICALFORM_DAYS,    /* makes too many days (detail: how many) */
	ICALFORM_SANDBOX, /* the reader could not lock itself up */
	ICALFORM_MEMORY,
	ICALFORM_REFUSAL_N
};
extern const char *const icalform_refusal[ICALFORM_REFUSAL_N];

enum icalform_note {
	ICALFORM_RULE,      /* a repetition that is not understood */
	ICALFORM_DATE,      /* without a date, or with an impossible one */
	ICALFORM_CANCELLED, /* STATUS:CANCELLED */
	ICALFORM_ZONE,      /* an unknown zone; the example is its name */
	ICALFORM_NOTE_N
};
extern const char *const icalform_note[ICALFORM_NOTE_N];

enum icalform_flag {
	ICALFORM_UNSAID,
	ICALFORM_OFF,
	ICALFORM_WORK,
	ICALFORM_FLAG_N
};
extern const char *const icalform_flag[ICALFORM_FLAG_N]; /* - off work */

enum {
	ICALFORM_SIZE_MAX = 2 * 1024 * 1024, /* bytes of the foreign file */
	ICALFORM_OUT_MAX = 2 * 1024 * 1024,  /* bytes of the line form */
	ICALFORM_ITEMS_MAX = 8000,           /* days and times */
	ICALFORM_TEXT_MAX = 160,             /* bytes of a title or name */
};

/* A day line, or a time line: then zone is set, and the minutes. */
struct icalform_item {
	struct civil_date first, last;
	int from, to;     /* minutes of the day */
	const char *zone; /* NULL: a day line; "-": none named */
	enum icalform_flag flag;
	const char *name; /* "" where there is none; borrowed */
};

struct icalform {
	const char *title; /* or NULL */
	struct icalform_item *items;
	size_t n_items;
	struct {
		int count;
		const char *example;
	} notes[ICALFORM_NOTE_N];
	bool refused;
	enum icalform_refusal why;
	int line;
	const char *detail;
	char *text_; /* owns the strings */
};

/*
 * icalform_parse - read the line form.
 *
 * ret  released with icalform_done().
 *
 * -EINVAL where it is not in form or has no end, -ENOMEM.  No sentences: it
 * is the helper that is broken.
 */
NUDGE_CHECK int icalform_parse(
	const char *text, size_t size, struct icalform *ret);
void icalform_done(struct icalform *form);
#define AUTO_ICALFORM CLEANUP(icalform_done) struct icalform
