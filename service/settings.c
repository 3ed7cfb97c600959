/* Reading nudge.conf for nudged; the contract is in settings.h. */
#include "service/settings.h"

#include <string.h>

#include "service/log.h"

void settings_done(struct settings *settings)
{
	conf_done(&settings->conf);
	paths_db_done(&settings->db);
}

static void warn(void *userdata, const struct err *warning)
{
	(void)userdata;
	(void)log_err(LOG_WARNING, 0, warning);
}

int settings_load(const char *db_option, struct settings *ret, struct err *err)
{
	AUTO_SETTINGS s = {0};
	int r = conf_load(&s.conf, warn, NULL, err);

	if (!r)
		r = paths_find_db(db_option, &s.conf, &s.db, err);
	if (r < 0)
		return r;
	*ret = s;
	s = (struct settings){0};
	return 0;
}

static bool differ(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) != 0 : a != b;
}

bool settings_need_restart(
	const struct settings *running, const struct settings *fresh)
{
	return differ(running->db.path, fresh->db.path) ||
	       differ(running->conf.secrets, fresh->conf.secrets);
}
