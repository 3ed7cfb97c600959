/* Shared by tests of the store; described in storefix.h. */
#include "storefix.h"

#include "store/change.h"

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

const char *fix_root = "/tmp";

int fix_folder(void **state)
{
	struct fix *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	(void)snprintf(f->folder, sizeof(f->folder), "%s/nudge-store-XXXXXX",
		fix_root);
	assert_non_null(mkdtemp(f->folder));
	(void)snprintf(f->path, sizeof(f->path), "%s/n.db", f->folder);
	*state = f;
	return 0;
}

int fix_setup(void **state)
{
	struct fix *f;

	fix_folder(state);
	f = *state;
	OK(f, db_open(f->path, DB_CREATE, &f->db, &f->err));
	return 0;
}

static int forget(
	const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

int fix_teardown(void **state)
{
	struct fix *f = *state;

	f->db = db_close(f->db);
	assert_int_equal(nftw(f->folder, forget, 8, FTW_DEPTH | FTW_PHYS), 0);
	free(f);
	return 0;
}

const char *fix_sentence(struct fix *f)
{
	static char buf[1200];

	if (!f->err.msgid)
		return "";
	err_render(&f->err, f->err.msgid, buf, sizeof(buf));
	return buf;
}

void fix_ok(struct fix *f, int r, const char *what, int line)
{
	if (r < 0)
		fail_msg("line %d: %s: %d: %s", line, what, r, fix_sentence(f));
}

static int keep_first(void *ret, int n, char **values, char **names)
{
	(void)n;
	(void)names;
	*(int64_t *)ret = values[0] ? strtoll(values[0], NULL, 10) : 0;
	return 0;
}

int64_t fix_number(const char *path, const char *sql)
{
	sqlite3 *raw = NULL;
	char *why = NULL;
	int64_t number = 0;

	assert_int_equal(
		sqlite3_open_v2(path, &raw, SQLITE_OPEN_READWRITE, NULL),
		SQLITE_OK);
	if (sqlite3_exec(raw, sql, keep_first, &number, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(raw);
	return number;
}

void fix_sql(const char *path, const char *sql)
{
	(void)fix_number(path, sql);
}

struct change fix_change(const char *method, int64_t at)
{
	return (struct change){
		.at = at, .actor_id = 1, .door = DOOR_CLI, .method = method};
}
