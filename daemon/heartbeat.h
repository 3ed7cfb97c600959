/*
 * The heartbeat: a POST to a monitor elsewhere, for as long as all is well,
 * so that it raises the alarm when nudged cannot.
 *
 * The secret file SECRETS_HEARTBEAT says where to; without it there is none.
 * Source: DESIGN.md "nudged".
 */
#pragma once

#include "base/err.h"
#include "daemon/carrier.h"

#include <stdbool.h>
#include <stdint.h>
#include <systemd/sd-event.h>

/* How one is sent, as if its file were that of a channel; its parcels are
 * empty. */
extern const struct carrier_kind heartbeat_kind;

struct heartbeat;

/*
 * heartbeat_new - the heartbeat of the nudged that serves db.
 *
 * secrets  what nudge.conf says of the folder of secret files, or NULL.
 * db       borrowed; whether it is off, on or failing is noted there, for
 *          doctor.
 */
NUDGE_CHECK int heartbeat_new(sd_event *event, const char *secrets,
	struct db *db, struct heartbeat **ret);

/* Accepts NULL, returns NULL; what is under way is cut off. */
struct heartbeat *heartbeat_free(struct heartbeat *h);

/* After each round: sends one if it is time and nudged is healthy.  Never
 * waits; a file that is new or changed is read. */
void heartbeat_tick(struct heartbeat *h, int64_t now, bool is_healthy);

/* When the next is due, seconds UTC; INT64_MAX: there is none. */
int64_t heartbeat_next_at(const struct heartbeat *h);

/* Did the last one not arrive? */
bool heartbeat_is_failing(const struct heartbeat *h);
