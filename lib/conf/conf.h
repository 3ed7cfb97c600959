/*
 * nudge.conf: what an administrator or a rep sets once.
 *
 *	[nudge]
 *	db = /var/lib/nudge/nudge.db     the database
 *	rep = liwei                      who acts where --as is not given
 *	[nudged]
 *	secrets = /etc/nudge/secrets     folder of the channels' secret files
 *	[web]
 *	url = https://nudge.example.com  how nudge-web is reached from outside
 *	listen = 127.0.0.1:8480          where it listens when run by hand
 *	trusted_proxy = 127.0.0.1        whose X-Forwarded-For is believed
 *	feed_rate = 60                   fetches of one calendar an hour
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
	char *rep_where;
	char *secrets; /* absolute path; NULL: not set */
	char *secrets_where;
	char *web_url; /* without a slash at its end; NULL: not set */
	char *web_url_where;
	char *web_listen; /* "ADDRESS:PORT"; NULL: not set */
	char *web_listen_where;
	char *web_proxy; /* an address; NULL: not set */
	char *web_proxy_where;
	char *web_feed_rate; /* fetches an hour, digits; NULL: not set */
	char *web_feed_rate_where;
};
void conf_done(struct conf *conf);

/* Where nudge-web listens, and so is reached on this machine, unless said
 * otherwise. */
#define CONF_WEB_LISTEN "127.0.0.1:8480"
#define AUTO_CONF       CLEANUP(conf_done) struct conf

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

/* What can be set, for the command and the manual. */
struct conf_key {
	const char *section, *name;
	const char *meaning;   /* message ids: what it is, */
	const char *otherwise; /* what holds where it is not set, */
	const char *applies;   /* and when a change takes effect */
};
const struct conf_key *conf_key_at(size_t i); /* NULL behind the last */

/* By "nudge.db", or "db" where one section alone has it; NULL: none. */
const struct conf_key *conf_key_find(const char *name);

/* The value of a key, NULL where it is not set; *ret_where is then NULL, else
 * "FILE:LINE".  Both borrowed from conf. */
const char *conf_value(const struct conf *conf, const struct conf_key *key,
	const char **ret_where);

/* Could value stand behind this key?  -EINVAL with a sentence. */
NUDGE_CHECK int conf_check(
	const struct conf_key *key, const char *value, struct err *err);

/*
 * conf_write - set a key in one file; what else stands there stays, comments
 * and order too.
 *
 * path   made where it is missing, its folder as well.
 * value  NULL: the line is taken out.
 *
 * The result is read before it takes the file's place: -EINVAL with a sentence
 * for a value that is malformed, or a file that already was; -E2BIG.  Others
 * with a sentence, too; the file is then as it was.
 */
NUDGE_CHECK int conf_write(const char *path, const struct conf_key *key,
	const char *value, struct err *err);
