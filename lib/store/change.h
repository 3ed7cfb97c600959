/*
 * Changes: who did what, and how it is taken back.
 *
 * Every read-write method makes one change; each row it writes adds an event
 * with the row's image before and after.  Append-only.  Source: DESIGN.md
 * "Changes and undo".
 */
#pragma once

#include "core/domain.h"
#include "store/db.h"

struct change {
	int64_t id; /* 0 until the first event is written */
	int64_t at;
	int64_t actor_id; /* rep; 0 = nudged */
	enum door door;
	const char *method; /* borrowed */
	const char *params; /* JSON, borrowed; NULL = none */
	int64_t undoes;     /* change taken back by this one; 0 = none */
	int64_t in_the_way; /* received where change_undo() is refused by one */
};

/* Writes the change row if it has none yet and returns its id.  Called by
 * row_*; a method that writes only bookkeeping never makes a change. */
NUDGE_CHECK int change_begin(
	struct db *db, struct change *change, struct err *err);

/*
 * change_undo - take back the change with this id.
 *
 * undo  the change that does it, prepared by the caller (undoes = id).
 *
 * Every row goes back to its image before, where no later change of it is in
 * force and no other live row needs what goes; otherwise -ESTALE, the
 * sentence and undo->in_the_way name the change in the way, and the caller
 * rolls back.  Later changes that were taken back themselves are not in the
 * way, so changes can be undone one after the other.  Ids and rev are not
 * restored; gen goes up, so that a reminder is told again; seq as its column
 * says (row.h).  Created rows become tombstones.  An undo can be undone, which
 * puts its change in force again.  -ENOENT: no such change; -EALREADY: already
 * undone; -EEXIST: something else has its name by now.
 */
NUDGE_CHECK int change_undo(
	struct db *db, struct change *undo, int64_t id, struct err *err);

/* The newest change of actor by a human door that is not an undo and not yet
 * undone; -ENOENT. */
NUDGE_CHECK int change_newest(
	struct db *db, int64_t actor_id, int64_t *ret_id, struct err *err);

/*
 * change_last - the newest change's id, an undo's as well; 0: there is none.
 *
 * While it stays, so does what rows with a history say; what nudged notes of
 * its messages makes no change.  Costs the same however many there are.
 */
NUDGE_CHECK int change_last(struct db *db, int64_t *ret_id, struct err *err);

/* Did the actor make this change by this door at since or later, and is it
 * in force?  1 or 0. */
NUDGE_CHECK int change_is_recent(struct db *db, const struct change *change,
	int64_t since, struct err *err);
