/*
 * Where things are: the configuration files and the database.
 *
 * Source: DESIGN.md "nudged".
 */
#pragma once

#include "conf/conf.h"

/* nudge.conf of the machine; a constant. */
const char *paths_system_conf(void);

/* $XDG_CONFIG_HOME/nudge/nudge.conf, else ~/.config/nudge/nudge.conf.
 * -ENOENT without a sentence: this process has no home. */
NUDGE_CHECK int paths_user_conf(char **ret);

/* Who named the database. */
enum paths_why {
	PATHS_OPTION,      /* --db */
	PATHS_ENVIRONMENT, /* NUDGE_DB */
	PATHS_CONF,        /* nudge.conf */
	PATHS_SERVICE,     /* $STATE_DIRECTORY/nudge.db: nudged as a service */
	PATHS_PERSONAL,    /* ~/.local/share/nudge/nudge.db */
};

struct paths_db {
	char *path;
	enum paths_why why;
	char *where; /* PATHS_CONF: "FILE:LINE"; else NULL */
};
void paths_db_done(struct paths_db *db);
#define AUTO_PATHS_DB CLEANUP(paths_db_done) struct paths_db

/*
 * paths_find_db - the first of enum paths_why that is set.
 *
 * option  the value of --db, or NULL; a relative one is taken from the
 *         present folder.
 *
 * -ENOENT with a sentence: nothing is set and there is no home.
 */
NUDGE_CHECK int paths_find_db(const char *option, const struct conf *conf,
	struct paths_db *ret, struct err *err);

/* The reason as a message id: "given with --db"; where there is a "%s", it
 * is paths_db.where. */
const char *paths_why_text(enum paths_why why);
