/* The database and the actor; the contract is in target.h. */
#include "cli/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void target_done(struct target *target)
{
	conf_done(&target->conf);
	paths_db_done(&target->db);
	*target = (struct target){0};
}

int target_find(const char *option, struct target *ret, struct err *err)
{
	int r = conf_load(&ret->conf, NULL, NULL, err);

	return r < 0 ? r : paths_find_db(option, &ret->conf, &ret->db, err);
}

const char *target_actor(const struct target *target, const char *as)
{
	return as ? as : target->conf.rep;
}

const struct passwd *target_user(uid_t uid)
{
	FILE *file = fopen("/etc/passwd", "re");
	const struct passwd *user = NULL;

	if (!file)
		return NULL;
	while ((user = fgetpwent(file)) && user->pw_uid != uid)
		;
	fclose(file);
	return user;
}

const char *target_login(void)
{
	const struct passwd *user = target_user(getuid());

	return user ? user->pw_name : getenv("LOGNAME");
}
