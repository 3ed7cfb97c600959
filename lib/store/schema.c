/* The schema and the way to it; the contract is in schema.h. */
#include "store/schema.h"

#include "base/embed.h"
#include "base/str.h"
#include "store/calendar.h"
#include "store/change.h"
#include "store/meta.h"
#include "store/restore.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

EMBED(embed_schema, NUDGE_SRCDIR "/lib/store/schema.sql");
EMBED(embed_schema_2, NUDGE_SRCDIR "/lib/store/schema_2.sql");

/* Version 1 is the first: nothing leads to it. */
static const struct migration migrations[] = {
	{.to = SCHEMA_VERSION, .sql = embed_schema_2_start},
};

/* What the words in @AT@ signs are in SQLite. */
static const struct {
	const char *word, *text;
} substitutions[] = {
	{"@ID@", "INTEGER PRIMARY KEY"},
	{"@SERIAL@", "INTEGER PRIMARY KEY AUTOINCREMENT"},
	{"@INT@", "INTEGER"},
	{"@BLOB@", "BLOB"},
	{"@STRICT@", "STRICT"},
	{"@CLUSTER@", "STRICT, WITHOUT ROWID"},
};

/* Appends what stands at *p and moves on. */
static void substitute(struct str *out, const char **p)
{
	for (size_t i = 0; i < ARRAY_LEN(substitutions); i++) {
		size_t n = strlen(substitutions[i].word);

		if (strncmp(*p, substitutions[i].word, n) == 0) {
			str_add(out, substitutions[i].text);
			*p += n;
			return;
		}
	}
	str_add_char(out, *(*p)++);
}

static int schema_text(const char *sql, char **ret)
{
	AUTO_STR out = {0};

	while (*sql)
		substitute(&out, &sql);
	return str_take(&out, ret);
}

static int run_text(struct db *db, const char *sql, struct err *err)
{
	AUTO_FREE char *text = NULL;
	int r = schema_text(sql, &text);

	if (r < 0)
		return err_memory(err);
	return db_script(db, text, err);
}

static int set_version(struct db *db, int version, struct err *err)
{
	int r = db_set_version(db, version, err);

	return r < 0 ? r : meta_set(db, "schema", STR_INT(version), err);
}

int schema_create(struct db *db, struct err *err)
{
	int r;

	r = run_text(db, embed_schema_start, err);
	if (r == 0)
		r = meta_make_instance(db, err);
	return r < 0 ? r : set_version(db, SCHEMA_VERSION, err);
}

int schema_check_version(
	const char *path, int64_t version, int goal, struct err *err)
{
	if (version > goal)
		return err_set(err, -EPROTONOSUPPORT,
			N_("the database %s was made by a newer nudge (schema "
			   "%s, this program knows %s); use that one"),
			path, STR_INT(version), STR_INT(goal));
	if (version < goal)
		return err_set(err, -ESTALE,
			N_("the database %s has schema %s, this program needs "
			   "%s: run \"nudge upgrade\""),
			path, STR_INT(version), STR_INT(goal));
	return 0;
}

static int copy_aside(struct db *db, int64_t version, struct err *err)
{
	AUTO_STR path = {0};

	str_add(&path, db_path(db));
	str_addf(&path, ".v%" PRId64, version);
	if (str_error(&path) < 0)
		return err_memory(err);
	return db_copy(db, str_get(&path), err);
}

static int climb(struct db *db, int64_t version, const struct migration *list,
	size_t n, struct err *err)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < n; i++)
		if (list[i].to > version)
			r = run_text(db, list[i].sql, err);
	if (r == 0)
		r = db_check(db, err);
	if (r == 0)
		r = restore_hold(db, err);
	return r < 0 ? r : set_version(db, list[n - 1].to, err);
}

int schema_upgrade_with(const char *path, const struct migration *list,
	size_t n, struct err *err)
{
	CLEANUP(db_closep) struct db *db = NULL;
	AUTO_TXN t = {0};
	int64_t version = 0;
	int r;

	r = db_open(path, DB_UPGRADE, &db, err);
	if (r == 0)
		r = db_version(db, &version, err);
	if (r < 0 || version == list[n - 1].to)
		return r;
	if (version > list[n - 1].to)
		return schema_check_version(path, version, list[n - 1].to, err);
	r = txn_begin(db, &t, err);
	if (r == 0)
		r = copy_aside(db, version, err);
	if (r == 0)
		r = climb(db, version, list, n, err);
	if (r == 0)
		r = txn_commit(&t, err);
	return r < 0 ? r : 1;
}

static int seed(const char *path, int64_t now, struct err *err)
{
	struct change change = {
		.at = now, .door = DOOR_DAEMON, .method = "upgrade"};
	CLEANUP(db_closep) struct db *db = NULL;
	AUTO_TXN t = {0};
	int r;

	r = db_open(path, DB_READ_WRITE, &db, err);
	if (r == 0)
		r = txn_begin(db, &t, err);
	if (r == 0)
		r = calendar_seed(db, &change, err);
	return r < 0 ? r : txn_commit(&t, err);
}

int schema_upgrade(const char *path, int64_t now, struct err *err)
{
	int r, upgraded;

	upgraded = schema_upgrade_with(
		path, migrations, ARRAY_LEN(migrations), err);
	if (upgraded < 0)
		return upgraded;
	r = seed(path, now, err);
	return r < 0 ? r : upgraded;
}
