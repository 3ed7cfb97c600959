/* Which database is meant, why, and who acts in it. */
#pragma once

#include "conf/paths.h"

#include <pwd.h>

struct target {
	struct conf conf;
	struct paths_db db;
};
void target_done(struct target *target);

/*
 * target_find - --db, NUDGE_DB, the user's nudge.conf, the machine's, the
 * personal database: the first that is set.
 *
 * option  the value of --db, or NULL.
 */
NUDGE_CHECK int target_find(
	const char *option, struct target *ret, struct err *err);

/* The slug of who acts: as (--as), else what nudge.conf says, else NULL: the
 * only rep, or whose login it is. */
const char *target_actor(const struct target *target, const char *as);

/* The entry in /etc/passwd of a user; NULL: none, he is known elsewhere.
 * Valid until the next call.  Not getpwuid(): it loads the libraries of company
 * directories, and nudge may have no loader. */
const struct passwd *target_user(uid_t uid);

/* The login name of whoever runs this program: as there, else what his session
 * says ($LOGNAME); NULL if nobody says.  Valid until target_user() is called
 * again. */
const char *target_login(void);
