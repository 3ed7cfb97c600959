/* What came of somebody's leaving: what was planned for it, and what went to
 * the successor.  Kept so that another last day, or none, can change it. */
#pragma once

#include "store/touchpoint.h"

enum departure_part {
	DEPARTURE_FIND, /* the steps, as in core/leaving.h */
	DEPARTURE_ASK,
	DEPARTURE_FAREWELL,
	DEPARTURE_TALK,
	DEPARTURE_MANAGER,
	DEPARTURE_WITH, /* the touchpoint was with them */
	DEPARTURE_MAIN, /* they were the main contact */
	DEPARTURE_GONE, /* they are gone; nobody knows since when */
	DEPARTURE_N
};

struct departure {
	int64_t id, rev, created_at, deleted_at;
	int64_t contact_id;    /* who leaves */
	int64_t successor_id;  /* to whom it went; 0: nobody */
	int64_t touchpoint_id; /* 0: of MAIN and GONE */
	enum departure_part part;
};

extern const struct table departure_table;

/* In the order in which they came to be. */
NUDGE_CHECK int departure_of_contact(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err);
NUDGE_CHECK int departure_of_touchpoint(struct db *db, int64_t touchpoint_id,
	struct rows *ret, struct err *err);

/* Those that name the contact, as who leaves or as who follows; by who
 * leaves. */
NUDGE_CHECK int departure_naming(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err);

/* 1: they are gone, and nobody knows since when; 0. */
NUDGE_CHECK int departure_is_unknown(
	struct db *db, int64_t contact_id, struct err *err);

/* 1: the touchpoint was a step of somebody's leaving, which is no more; 0: it
 * was not, or it still is. */
NUDGE_CHECK int departure_is_over(
	struct db *db, int64_t touchpoint_id, struct err *err);

/* The owner's open touchpoints (struct touchpoint) that are pointless on date,
 * because the last day of whom they are about is over: the farewell, and where
 * a successor is known the question who that is. */
NUDGE_CHECK int departure_over(struct db *db, int64_t owner_id,
	struct civil_date date, struct rows *ret, struct err *err);
