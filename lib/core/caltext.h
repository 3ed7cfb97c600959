/*
 * The text form of a working calendar (data/calendars, calendar import).
 *
 *	# a comment, a blank line: skipped
 *	calendar CN
 *	title    中国大陆 / Mainland China
 *	source   who announced it, where it can be checked
 *	week     ooooocc
 *	years    2026..2027
 *	provisional 2028
 *
 *	closed   2026-01-01..2026-01-03 元旦 / New Year's Day
 *	makeup   2026-01-04             元旦调休 / make-up day
 *
 * The head lines stand once each, in this order, before the days; the last
 * may be absent.  week is seven of o (open) and c (closed), Monday first.
 * years are those whose list is complete; the provisional ones come straight
 * after them and have only the days that the law names, until the official
 * list is out.  All days lie in these years.  A day line is a kind (closed,
 * makeup, open, soft), a day or a range of days, and a name, which may be
 * absent.  Days are in rising order; a day occurs once as closed, makeup or
 * open, and may be soft as well on a line of its own.  UTF-8, lines end in
 * LF or CR LF.
 */
#pragma once

#include "core/workcal.h"

enum {
	CALTEXT_SIZE_MAX = 256 * 1024, /* bytes of a file */
	CALTEXT_LINE_MAX = 512,        /* bytes of a line */
	CALTEXT_NAME_MAX = 32,         /* bytes of the calendar's name */
	CALTEXT_DAYS_MAX = 4000,       /* days after ranges are spread out */
};

struct caltext_day {
	struct civil_date date;
	enum day_kind kind;
	const char *name; /* "" if absent; borrowed from the calendar */
};

struct caltext {
	const char *name; /* letters, digits, hyphen; borrowed like the rest */
	const char *title;
	const char *source;
	uint8_t week; /* as in struct workcal */
	int year_from, year_to;
	int provisional_to;       /* the last provisional year; none: year_to */
	struct caltext_day *days; /* ranges spread, sorted by date, then kind */
	size_t n_days;
	char *text_; /* owns the strings above */
};

/*
 * caltext_parse - read a calendar.
 *
 * text  size bytes, need not be terminated.
 * ret   released with caltext_done().
 *
 * -EINVAL with a sentence that names the line, -E2BIG above a limit, -ENOMEM.
 */
NUDGE_CHECK int caltext_parse(
	const char *text, size_t size, struct caltext *ret, struct err *err);
void caltext_done(struct caltext *c);
#define AUTO_CALTEXT CLEANUP(caltext_done) struct caltext
