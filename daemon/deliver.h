/*
 * The delivery engine: everything from the outbox to the wire.
 *
 * It reads pending messages into queues, one per channel, claims as many as
 * rates, breakers and pauses allow, hands them to the channel's transport
 * and records what came of it, on the caller's event loop.  HTTP and SMTP
 * have threads of their own, which see parcels and nothing else.  Nothing
 * here blocks the loop.
 *
 * Source: DESIGN.md "Outbox", "Channels and secrets".
 */
#pragma once

#include "base/err.h"
#include "daemon/idle.h"
#include "store/db.h"

#include <systemd/sd-event.h>

struct deliver;

struct deliver_config {
	sd_event *event;     /* borrowed; outlives the engine */
	struct db *db;       /* borrowed; DB_DAEMON */
	struct idle *idle;   /* borrowed; NULL: what was delivered stays full */
	const char *web_url; /* what links begin with; NULL: no links */
	const char *secrets; /* folder of secret files; NULL: the first that
				exists of $CREDENTIALS_DIRECTORY,
				/etc/nudge/secrets, "secrets" beside the
				database */
};

/*
 * deliver_new - start the engine: what an earlier life left half sent is
 * sorted first.
 *
 * A channel without a usable secret file does not fail the start: it is
 * paused with the reason.
 */
NUDGE_CHECK int deliver_new(const struct deliver_config *config,
	struct deliver **ret, struct err *err);
struct deliver *deliver_free(struct deliver *d);

/* Something may have been queued, cancelled or become due: look again, from
 * the event loop.  Cheap; call it after every bell and timer. */
void deliver_wake(struct deliver *d);

/* Sends what was prepared for this second, before anything else is looked at.
 * Returns how many messages. */
int deliver_leave(struct deliver *d);

/* When deliver_leave() or deliver_wake() is needed next without a bell: seconds
 * UTC, INT64_MAX for never.  Ask again after each dispatch. */
int64_t deliver_next_at(struct deliver *d);

/* Secrets or settings may have changed: read them again and try paused
 * channels at once. */
void deliver_reload(struct deliver *d);

/*
 * deliver_drain - the end is near: claim nothing more, let HTTP finish for
 * 10 s and SMTP for 20 s, cut off the rest and record it.
 *
 * done  called once from the event loop when nothing is under way.
 */
void deliver_drain(
	struct deliver *d, void (*done)(void *userdata), void *userdata);

struct deliver_status {
	int64_t waiting;  /* messages that could leave now but for rates */
	int64_t sending;  /* under way */
	int64_t paused;   /* channels */
	bool is_degraded; /* outcomes cannot be written; nothing is claimed */
};
void deliver_get_status(const struct deliver *d, struct deliver_status *ret);
