/* Files and folders, and who named them; the contract is in paths.h. */
#include "conf/paths.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"

/* The variable's value where it names an absolute path; else NULL. */
static const char *path_from_env(const char *name)
{
	const char *value = getenv(name);

	return value && value[0] == '/' ? value : NULL;
}

/* *ret = a "/" b */
static int join(const char *a, const char *b, char **ret)
{
	AUTO_STR s = {0};

	str_addf(&s, "%s/%s", a, b);
	return str_take(&s, ret);
}

/* $variable/rest, else $HOME/otherwise/rest; -ENOENT: there is no home. */
static int user_path(const char *variable, const char *otherwise,
	const char *rest, char **ret)
{
	const char *folder = path_from_env(variable);
	const char *home = path_from_env("HOME");
	AUTO_STR s = {0};

	if (folder)
		return join(folder, rest, ret);
	if (!home)
		return -ENOENT;
	str_addf(&s, "%s/%s/%s", home, otherwise, rest);
	return str_take(&s, ret);
}

const char *paths_system_conf(void)
{
	return NUDGE_SYSCONFDIR "/nudge/nudge.conf";
}

int paths_user_conf(char **ret)
{
	return user_path("XDG_CONFIG_HOME", ".config", "nudge/nudge.conf", ret);
}

void paths_db_done(struct paths_db *db)
{
	free(db->path);
	free(db->where);
	*db = (struct paths_db){0};
}

/* An absolute form of path, which need not exist. */
static int absolute(const char *path, char **ret)
{
	char folder[PATH_MAX];

	if (path[0] == '/')
		return str_dup(path, ret);
	if (!getcwd(folder, sizeof(folder)))
		return -errno;
	return join(folder, path, ret);
}

static int find_default(struct paths_db *db, struct err *err)
{
	const char *state = path_from_env("STATE_DIRECTORY");
	int r;

	db->why = state ? PATHS_SERVICE : PATHS_PERSONAL;
	if (state)
		return join(state, "nudge.db", &db->path);
	r = user_path(
		"XDG_DATA_HOME", ".local/share", "nudge/nudge.db", &db->path);
	if (r == -ENOENT)
		return err_set(err, r,
			N_("no database is named and HOME is not set; give one "
			   "with --db or NUDGE_DB"));
	return r;
}

int paths_find_db(const char *option, const struct conf *conf,
	struct paths_db *ret, struct err *err)
{
	/* Who could have named a path that cannot be shown. */
	static const char *const names[] = {
		[PATHS_OPTION] = "--db",
		[PATHS_ENVIRONMENT] = "NUDGE_DB",
		[PATHS_CONF] = "db",
		[PATHS_SERVICE] = "STATE_DIRECTORY",
		[PATHS_PERSONAL] = "HOME",
	};
	const char *env = getenv("NUDGE_DB");
	AUTO_PATHS_DB db = {0};
	int r;

	if (option && option[0]) {
		db.why = PATHS_OPTION;
		r = absolute(option, &db.path);
	} else if (env && env[0]) {
		db.why = PATHS_ENVIRONMENT;
		r = absolute(env, &db.path);
	} else if (conf->db) {
		db.why = PATHS_CONF;
		r = str_dup(conf->db, &db.path);
		if (!r)
			r = str_dup(conf->db_where, &db.where);
	} else {
		r = find_default(&db, err);
	}
	if (r == 0)
		r = utf8_check_line(names[db.why], db.path, PATH_MAX - 1, err);
	if (r < 0)
		return r;
	*ret = db;
	db = (struct paths_db){0};
	return 0;
}

const char *paths_why_text(enum paths_why why)
{
	static const char *const texts[] = {
		[PATHS_OPTION] = N_("given with --db"),
		[PATHS_ENVIRONMENT] = N_("named by NUDGE_DB"),
		[PATHS_CONF] = N_("set in %s"),
		[PATHS_SERVICE] = N_("the service's own"),
		[PATHS_PERSONAL] = N_("your personal database"),
	};

	return texts[why];
}
