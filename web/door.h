/*
 * What nudge-web answers: the paths it knows, and the database behind them.
 *
 *	/healthz                     is it alive, does the database answer
 *	/c/TOKEN/NAME.ics            a calendar subscription
 *	/a/LINK                      one touchpoint, and its buttons
 */
#pragma once

#include "store/db.h"
#include "web/reply.h"
#include "web/http_request.h"

struct door;

struct door_config {
	const char *db_path;
	int64_t feed_rate; /* fetches of one address an hour; 0: any number */
};

/* Opens the database. */
NUDGE_CHECK int door_new(
	const struct door_config *config, struct door **ret, struct err *err);

/* Accepts NULL, returns NULL. */
struct door *door_free(struct door *door);

/* A server_door; userdata is the door. */
struct reply *door_answer(void *userdata, const struct http_request *request);

/* The database; borrowed. */
struct db *door_db(const struct door *door);

/* Is it still the database that was opened?  -ESTALE: start anew. */
NUDGE_CHECK int door_check(struct door *door, struct err *err);

/* What is kept ready was made by rules that no longer hold. */
void door_outdate(struct door *door);

/* Writes what has gathered (who fetched which calendar); now and then, and
 * at the end, when nobody is held up by waiting for a lock.  -EBUSY. */
NUDGE_CHECK int door_flush(struct door *door, bool is_end, struct err *err);
