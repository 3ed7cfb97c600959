/*
 * New rules of time zones: tells when the zone files were replaced.
 *
 * /etc/localtime is not watched: every local time in nudge has its zone
 * beside it, and none is the machine's.  Source: DESIGN.md "nudged".
 */
#pragma once

#include "base/cleanup.h"

#include <stdint.h>
#include <systemd/sd-event.h>

struct zonewatch;

struct zonewatch_config {
	sd_event *event;    /* borrowed */
	const char *folder; /* usually ZONE_FOLDER; a missing one is not
			       watched */
	uint64_t calm_us;   /* an upgrade is over when nothing has moved for
			       so long */
	void (*changed)(void *userdata); /* once per upgrade */
	void *userdata;
};

NUDGE_CHECK int zonewatch_new(
	const struct zonewatch_config *config, struct zonewatch **ret);

/* Accepts NULL, returns NULL. */
struct zonewatch *zonewatch_free(struct zonewatch *watch);
