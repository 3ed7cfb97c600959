/*
 * nudge.conf: what an administrator or a rep sets once.
 *
 *	[nudge]
 *	db = /var/lib/nudge/nudge.db     the database
 *	rep = liwei                      who acts where --as is not given
 *	[nudged]
 *	secrets = /etc/nudge/secrets     folder of the channels' secret files
 *
 * The file of the machine is read first, the user's after it; a key of the
 * second replaces that of the first.  Source: DESIGN.md "nudged".
 */
#pragma once

#include "base/err.h"

struct conf {
	char *db;       /* absolute path; NULL: not set */
	char *db_where; /* "FILE:LINE" that set it */
	char *rep;      /* slug; NULL: not set */
	char *secrets;  /* absolute path; NULL: not set */
};
void conf_done(struct conf *conf);
#define AUTO_CONF CLEANUP(conf_done) struct conf

/* Receives what does not stop the reading: an unknown section or key, with
 * file and line.  The sentence is borrowed. */
typedef void (*conf_warn)(void *userdata, const struct err *warning);

/*
 * conf_read - read one file into conf.
 *
 * conf  zero, or filled by a file read before.
 * warn  may be NULL.
 *
 * -ENOENT without a sentence: there is no such file.  Otherwise sentences
 * begin with FILE:LINE: -EINVAL for a line or value that is malformed or
 * given twice; conf is then to be thrown away.
 */
NUDGE_CHECK int conf_read(const char *path, struct conf *conf, conf_warn warn,
	void *userdata, struct err *err);

/* conf_load - the machine's file, then the user's; either may be missing. */
NUDGE_CHECK int conf_load(
	struct conf *conf, conf_warn warn, void *userdata, struct err *err);
