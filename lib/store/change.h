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
 * Every row goes back to its image before, where its rev still is what the
 * change left; otherwise -ESTALE and the sentence names the later change in
 * the way, and nothing is written (the caller rolls back).  Kept columns,
 * rev and ids are not restored; gen goes up, so that a reminder is told
 * again.  Created rows become tombstones.  -ENOENT: no such change;
 * -EALREADY: already undone.
 */
NUDGE_CHECK int change_undo(
	struct db *db, struct change *undo, int64_t id, struct err *err);

/* The newest change of actor by a human door that is not an undo and not yet
 * undone; -ENOENT. */
NUDGE_CHECK int change_newest(
	struct db *db, int64_t actor_id, int64_t *ret_id, struct err *err);
