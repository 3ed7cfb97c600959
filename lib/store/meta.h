/*
 * Settings and facts of one database: key and value.
 *
 * Keys: "schema" the version, "instance_id" 32 hexadecimal digits made once
 * (in UIDs and Message-IDs), "backup_at" and "backup_path" the last backup,
 * "nudged_about" the versions of the nudged that started last,
 * "nudged_secrets" the folder of its secret files, "nudged_heartbeat" whether
 * its heartbeat is "off", "on" or "failing", "restored_at" when this database
 * was restored, "restored_hold" that its messages are still to be held.  Takes
 * no part in undo.
 */
#pragma once

#include "store/db.h"

/* The value of key, *ret = NULL where there is none; the caller frees it. */
NUDGE_CHECK int meta_get(
	struct db *db, const char *key, char **ret, struct err *err);

NUDGE_CHECK int meta_set(
	struct db *db, const char *key, const char *value, struct err *err);

/* A new instance_id, from getrandom(); by schema_create(), and
 * for a database that is restored. */
NUDGE_CHECK int meta_make_instance(struct db *db, struct err *err);
