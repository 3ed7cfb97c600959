/* Touchpoints: planned contacts, open and closed. */
#pragma once

#include "core/domain.h"
#include "store/rows.h"

struct touchpoint {
	int64_t id, rev, created_at, deleted_at;
	int64_t seq;        /* visible changes; kept over undo */
	int64_t gen;        /* +1 on move, snooze, reopen, undo; kept */
	int64_t visible_at; /* instant of the last visible change */
	int64_t account_id, owner_id, plan_id;
	char *step; /* "d1"; NULL outside a plan */
	int64_t n;  /* occurrence of a recurring step, from 1 */
	enum kind kind;
	enum via via;
	char *purpose;         /* what the rep should achieve; a line each where
				  it covers others */
	int64_t purpose_is_id; /* 1: a message id of a shipped cadence */
	enum state state;
	struct civil_date nominal, earliest, due, latest, first_latest;
	int64_t moved;      /* MOVED_ bits of core/planner.h */
	int64_t due_minute; /* -1: all day */
	char *due_zone;
	int64_t lead;          /* minutes by which it is told before then */
	int64_t nudge_at;      /* instant when it is told; 0 = none */
	int64_t snoozed_until; /* instant; 0 = not snoozed */
	int64_t pinned, moves;
	char *move_reason;
	struct civil_date arrange_on;
	int64_t parent_id;
	int64_t attempts;
	struct civil_date done_on;
	enum outcome outcome;
	char *result;
	char *closed_via; /* the way really used; NULL while open */
	int64_t closed_at;
	char *close_reason;
	int64_t covered_by;
};

extern const struct table touchpoint_table;
void touchpoint_done(struct touchpoint *tp);
#define AUTO_TOUCHPOINT CLEANUP(touchpoint_done) struct touchpoint

/* Open, or open again when its account goes on. */
bool touchpoint_is_live(const struct touchpoint *tp);

/* Was it merged with others, which it covers? */
bool touchpoint_is_merged(const struct touchpoint *tp);

/* Is tp open and past its latest day on today? */
bool touchpoint_is_late(const struct touchpoint *tp, struct civil_date today);

/* Who is to be met: links a touchpoint to a contact. */
struct touchpoint_contact {
	int64_t id, rev, created_at, deleted_at;
	int64_t touchpoint_id, contact_id;
};
extern const struct table touchpoint_contact_table;

/* The links of a touchpoint to those who are to be met. */
NUDGE_CHECK int touchpoint_contacts(struct db *db, int64_t touchpoint_id,
	struct rows *ret, struct err *err);

/* The open touchpoints of an account, by due. */
NUDGE_CHECK int touchpoint_open_of_account(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err);

/* Those that rest while the account is paused, by due. */
NUDGE_CHECK int touchpoint_paused_of_account(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err);

/* The touchpoints of a step of an account's plans: the open ones by due day,
 * then the others, newest first. */
NUDGE_CHECK int touchpoint_of_step(struct db *db, int64_t account_id,
	const char *step, struct rows *ret, struct err *err);

/* All touchpoints of a plan, closed ones too, in the order of their making. */
NUDGE_CHECK int touchpoint_of_plan(
	struct db *db, int64_t plan_id, struct rows *ret, struct err *err);

/* What tp covers, by id. */
NUDGE_CHECK int touchpoint_covered(struct db *db, const struct touchpoint *tp,
	struct rows *ret, struct err *err);

/* What came of tp when it was closed: next steps, promises; by due. */
NUDGE_CHECK int touchpoint_children(struct db *db, const struct touchpoint *tp,
	struct rows *ret, struct err *err);
