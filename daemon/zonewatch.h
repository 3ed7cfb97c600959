/*
 * New rules of time zones: tells when the zone files were replaced.
 *
 * /etc/localtime is not watched: every local time in nudge has its zone
 * beside it, and none is the machine's.  Source: DESIGN.md "nudged".
 */
#pragma once

#include "base/cleanup.h"

#include <systemd/sd-event.h>

struct zonewatch;

/*
 * zonewatch_new - watch folder, usually /usr/share/zoneinfo.
 *
 * changed  called once per upgrade: when nothing has moved in the folder
 *          for ten seconds.  A folder that is missing is not watched.
 */
NUDGE_CHECK int zonewatch_new(sd_event *event, const char *folder,
	void (*changed)(void *userdata), void *userdata,
	struct zonewatch **ret);

/* Accepts NULL, returns NULL. */
struct zonewatch *zonewatch_free(struct zonewatch *watch);
