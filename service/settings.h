/* nudged's configuration: read, checked, read again on SIGHUP. */
#pragma once

#include "conf/paths.h"

#include <stdbool.h>

struct settings {
	struct conf conf;
	struct paths_db db;
};
void settings_done(struct settings *settings);
#define AUTO_SETTINGS CLEANUP(settings_done) struct settings

/*
 * settings_load - read nudge.conf and find the database.
 *
 * db_option  the value of --db, or NULL.
 *
 * Warnings are logged; an error has a sentence with file and line.
 */
NUDGE_CHECK int settings_load(
	const char *db_option, struct settings *ret, struct err *err);

/* Do they differ in what a running nudged cannot change: the database, whose
 * lock it holds, or the folder of secrets? */
bool settings_need_restart(
	const struct settings *running, const struct settings *fresh);
