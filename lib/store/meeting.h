/* Meetings: what they have beyond their touchpoint, and who comes along. */
#pragma once

#include "core/civil.h"
#include "store/rows.h"

struct meeting {
	int64_t id, rev, created_at, deleted_at;
	int64_t touchpoint_id;
	char *place;
	int64_t travel, length; /* minutes; travel 0: none, or not known */
	int64_t confirm_id;     /* the touchpoint that asks; 0: none */
	struct civil_date confirmed_on; /* none: it is not confirmed */
	char *confirmed_via;
	int64_t fulfils_id; /* the touchpoint it is or was held for; 0: none */

	/* The days of that one before it was held. */
	struct civil_date held_earliest, held_due, held_latest, held_arrange;
	int64_t held_moved, held_pinned;
};

extern const struct table meeting_table;
void meeting_done(struct meeting *meeting);
#define AUTO_MEETING CLEANUP(meeting_done) struct meeting

/* One of ours who comes along. */
struct meeting_rep {
	int64_t id, rev, created_at, deleted_at;
	int64_t touchpoint_id, rep_id;
};
extern const struct table meeting_rep_table;

/* The meeting of a touchpoint; that which a touchpoint confirms; that which is
 * still to be held for a touchpoint.  -ENOENT without a sentence. */
NUDGE_CHECK int meeting_of(struct db *db, int64_t touchpoint_id,
	struct meeting *ret, struct err *err);
NUDGE_CHECK int meeting_confirmed_by(struct db *db, int64_t touchpoint_id,
	struct meeting *ret, struct err *err);
NUDGE_CHECK int meeting_for(struct db *db, int64_t touchpoint_id,
	struct meeting *ret, struct err *err);

/* Who comes along to a meeting (struct rep), in the order of adding. */
NUDGE_CHECK int meeting_team(struct db *db, int64_t touchpoint_id,
	struct rows *ret, struct err *err);

/* The links to them (struct meeting_rep), likewise. */
NUDGE_CHECK int meeting_team_links(struct db *db, int64_t touchpoint_id,
	struct rows *ret, struct err *err);

/* The same of a rep, to meetings that are open or rest. */
NUDGE_CHECK int meeting_rep_links(
	struct db *db, int64_t rep_id, struct rows *ret, struct err *err);

/* Which days to look at. */
struct meeting_span {
	int64_t rep_id;
	struct civil_date from, to; /* due between these, both included */
};

/* The open meetings (struct touchpoint) that a rep owns, and those to which he
 * comes along; by due. */
NUDGE_CHECK int meeting_owned(struct db *db, const struct meeting_span *span,
	struct rows *ret, struct err *err);
NUDGE_CHECK int meeting_attended(struct db *db, const struct meeting_span *span,
	struct rows *ret, struct err *err);
