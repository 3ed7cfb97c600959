/* nudged's configuration: read, checked, read again on SIGHUP. */
#pragma once

#include "conf/paths.h"

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
