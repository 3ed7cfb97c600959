/*
 * nudged as a whole: owns the database, the loop's sources and the delivery
 * engine, and runs a round whenever something may be due.
 *
 * Source: DESIGN.md "nudged".
 */
#pragma once

#include "base/err.h"

#include <systemd/sd-event.h>

struct manager;

/*
 * manager_new - take the database and everything that watches it.
 *
 * db_option  the value of --db, or NULL; borrowed for the manager's life.
 *
 * SIGTERM, SIGINT and SIGHUP are blocked from here on and handled by the
 * loop; the manager ends it with sd_event_exit(), with 0 after a drain and
 * a negative errno in trouble.  Fails with a sentence; -EBUSY: another
 * nudged serves this database.
 */
NUDGE_CHECK int manager_new(sd_event *event, const char *db_option,
	struct manager **ret, struct err *err);

/* Accepts NULL, returns NULL. */
struct manager *manager_free(struct manager *m);
