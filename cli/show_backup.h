/* What a backup holds, for backup and restore. */
#pragma once

#include "cli/run.h"
#include "store/backup.h"

/* {path, bytes, version, newest, counts}; counts and newest are null where an
 * older version is not read.  NULL: no memory. */
json_t *show_backup_json(const char *path, const struct backup_facts *facts);

/* The same as lines, with duration_ms and removed[] where they are there. */
void show_backup_facts(struct run *run, const json_t *result);
