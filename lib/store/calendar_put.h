/* Lists that come in: shipped, or imported by people. */
#pragma once

#include "core/caltext.h"
#include "store/calendar.h"

struct calendar_list {
	const struct caltext *text;
	enum workcal_layer layer; /* of a new calendar */
	int after_year; /* days up to this year stay as they are; 0: all new */
};

struct calendar_put {
	int64_t added, removed; /* days */
};

/*
 * calendar_put - bring a list into the database.
 *
 * calendar  of that name, or zero: then it is made.  Afterwards as stored.
 *
 * The days of the list's years become those of the list; other years stay,
 * and so do soft days that people have declared.  -EINVAL with a sentence
 * where a year would be left out between.  In the caller's transaction.
 */
NUDGE_CHECK int calendar_put(struct db *db, struct change *change,
	const struct calendar_list *list, struct calendar *calendar,
	struct calendar_put *ret, struct err *err);
