/*
 * The checkpoint: moves the WAL into the database when nothing else
 * happens.  nudged is the only one to do it while it runs.
 *
 * Source: DESIGN.md "Checkpoints".
 */
#pragma once

#include "store/db.h"

#include <systemd/sd-event.h>

struct idle;

/* event and db are borrowed. */
NUDGE_CHECK int idle_new(sd_event *event, struct db *db, struct idle **ret);

/* Accepts NULL, returns NULL. */
struct idle *idle_free(struct idle *idle);

/* What is done before the checkpoint: it returns 0, or 1 where more is left to
 * do, for which it is called again at once.  idle may be NULL, here and
 * below. */
void idle_before(struct idle *idle,
	int (*work)(void *userdata, struct err *err), void *userdata);

/* Somebody else has written: checkpoint once it has been calm for a second, or
 * has not been for ten.  Costs no wake-up where nothing is written. */
void idle_touch(struct idle *idle);

/* The same, if this program has written through db. */
void idle_look(struct idle *idle);
