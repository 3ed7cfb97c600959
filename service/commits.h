/*
 * Commits of other programs, as events of the loop.
 *
 * The bell and the WAL (store/watch.h) say that there may be one; the
 * database's data_version says that there is.  Source: DESIGN.md "The bell".
 */
#pragma once

#include "store/db.h"

#include <systemd/sd-event.h>

struct commits;

struct commits_config {
	sd_event *event;                 /* borrowed */
	struct db *db;                   /* borrowed */
	void (*changed)(void *userdata); /* someone else has committed */
	void (*gone)(void *userdata);    /* the file was moved or deleted */
	void *userdata;
};

/* Commits since this call are reported; look once after it for older ones. */
NUDGE_CHECK int commits_new(const struct commits_config *config,
	struct commits **ret, struct err *err);

/* Accepts NULL, returns NULL. */
struct commits *commits_free(struct commits *commits);
