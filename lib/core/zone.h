/*
 * Time zones: from a local day and hour to the instant, and back.
 *
 * Our own reader of TZif files, version 2 and later (RFC 8536), including
 * the footer's POSIX rule, so that years after the table's end are right.
 * Zones are loaded once and live as long as the process; nothing here is
 * thread-safe, nudge uses zones on one thread only.
 *
 * Source: DESIGN.md "Zones" (why not libical or glibc).
 */
#pragma once

#include "core/civil.h"

struct zone;

#define ZONE_FOLDER "/usr/share/zoneinfo"

/* A local wall-clock reading. */
struct zone_local {
	struct civil_date date;
	int32_t second;   /* of the day, 0..86399 */
	int32_t offset_s; /* east of UTC */
};

/*
 * zone_find - the zone of an IANA name such as "Asia/Shanghai".
 *
 * Read from ZONE_FOLDER (or the folder given to zone_set_folder) at
 * first use; borrowed, valid until the process ends.  Errors: -ENOENT no
 * such zone, -EINVAL a name that is no zone name (paths, "..", upper limit
 * 64 bytes), -EBADMSG a damaged file, -ENOMEM.
 */
NUDGE_CHECK int zone_find(
	const char *name, const struct zone **ret, struct err *err);

/* Where zone files are; borrowed for the life of the process.  Tests only. */
void zone_set_folder(const char *folder);

/* Forget all loaded zones (tzdata changed); pointers become invalid. */
void zone_forget_all(void);

const char *zone_name(const struct zone *zone);

/* What a wall clock in the zone shows at the instant at (seconds UTC). */
struct zone_local zone_local_at(const struct zone *zone, int64_t at);

/* The first instant after at from which the zone's offset may be another;
 * INT64_MAX: it stays for ever. */
int64_t zone_next_change(const struct zone *zone, int64_t at);

/*
 * zone_instant - the instant at which a wall clock shows date and minute.
 *
 * minute  of the day, 0..1439.
 *
 * Skipped by a clock change: the first instant after the gap.  Repeated: the
 * first of the two.  (DESIGN.md "Dates", rule 1.)
 */
int64_t zone_instant(
	const struct zone *zone, struct civil_date date, int minute);

/* The civil date in the zone at the instant at. */
struct civil_date zone_date_at(const struct zone *zone, int64_t at);
