/*
 * A foreign calendar (.ics) as the text of a list (core/caltext.h).
 *
 * nudge-ical reads it, locked up; what is a day for us is decided here.
 * Source: DESIGN.md "Foreign calendars".
 */
#pragma once

#include "cli/run.h"
#include "core/workcal.h"

struct foreign {
	const char *file;  /* for the sentences */
	const char *bytes; /* of the file */
	size_t size;
	const char *name;        /* of the calendar */
	const char *title;       /* NULL: as the file says */
	const char *week;        /* "ooooocc" */
	enum day_kind kind;      /* what its days are */
	int year_from, year_to;  /* that are asked for */
	const struct zone *zone; /* in which hours make a day; NULL: UTC */
};

/*
 * foreign_text - the list's text; the caller frees *ret.
 *
 * Its years are those asked for that have a day.  What was left out is told
 * on standard error.  Refused: run->error.
 */
NUDGE_CHECK int foreign_text(
	struct run *run, const struct foreign *foreign, char **ret);
