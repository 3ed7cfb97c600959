/*
 * What "systemctl status" shows: one line that says what nudged waits for.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct status_facts {
	int64_t next_at;         /* the next round; INT64_MAX = none */
	int64_t newest;          /* not 0: the clock is before this instant */
	int64_t waiting, paused; /* messages, channels */
	bool is_silent;          /* the heartbeat does not arrive */
	bool is_degraded;        /* outcomes cannot be written */
	bool is_stopping;
};

enum { STATUS_SIZE = 160 };

struct status {
	char line[STATUS_SIZE]; /* the one sent last */
};

/* Tells the service manager, where the line has changed. */
void status_tell(struct status *status, const struct status_facts *facts);
