/* How the database is; the contract is in health.h. */
#include "store/health.h"

#include "base/str.h"
#include "store/tables.h"

#include <errno.h>
#include <string.h>

int health_counts(struct db *db, struct civil_date today,
	struct health_counts *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT (SELECT COUNT(*) FROM rep WHERE deleted_at IS NULL),"
		" (SELECT COUNT(*) FROM account WHERE deleted_at IS NULL),"
		" (SELECT COUNT(*) FROM contact WHERE deleted_at IS NULL),"
		" (SELECT COUNT(*) FROM channel WHERE deleted_at IS NULL),"
		" COUNT(*), COALESCE(SUM(CASE WHEN due <= $1 THEN 1 ELSE 0"
		" END), 0), COALESCE(SUM(CASE WHEN COALESCE(latest, due) < $1"
		" THEN 1 ELSE 0 END), 0)"
		" FROM touchpoint WHERE state = 'open' AND deleted_at IS NULL",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_date(st, 1, today);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = (struct health_counts){
		.reps = stmt_int(st, 0),
		.accounts = stmt_int(st, 1),
		.contacts = stmt_int(st, 2),
		.channels = stmt_int(st, 3),
		.open = stmt_int(st, 4),
		.due = stmt_int(st, 5),
		.late = stmt_int(st, 6),
	};
	return 0;
}

/* The first column of the first row as text. */
static int one_text(struct db *db, const char *sql, char **ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, sql, &st, err);

	if (r == 0)
		r = stmt_step(st, err);
	return r < 0 ? r : str_dup(stmt_text(st, 0), ret);
}

int health_engine(struct db *db, char **ret, struct err *err)
{
	return one_text(db, "SELECT sqlite_version()", ret, err);
}

/* The next number of "3.40.1", and past its dot. */
static int number(const char **s)
{
	int n = 0;

	while (**s >= '0' && **s <= '9')
		n = n * 10 + (*(*s)++ - '0');
	if (**s == '.')
		(*s)++;
	return n;
}

bool health_engine_has_reset_bug(const char *version)
{
	static const int fixed[] = {3, 51, 3};

	for (size_t i = 0; i < ARRAY_LEN(fixed); i++) {
		int n = number(&version);

		if (n != fixed[i])
			return n < fixed[i];
	}
	return false;
}

int health_dangling(struct db *db, char **ret, struct err *err)
{
	*ret = NULL;
	return one_text(db, "PRAGMA foreign_key_check", ret, err);
}

/* What cannot be asked for is not there. */
int health_tables(struct db *db, const char **ret, struct err *err)
{
	*ret = NULL;
	for (size_t i = 0; i < tables_n; i++) {
		AUTO_STMT st = NULL;
		struct err said = {0};
		int r = row_query(db, tables_all[i], " LIMIT 0", &st, &said);

		if (r == -EIO) {
			*ret = tables_all[i]->name;
			return 0;
		}
		if (r < 0) {
			*err = said;
			return r;
		}
	}
	return 0;
}

int health_damage(struct db *db, char **ret, struct err *err)
{
	AUTO_FREE char *found = NULL;
	int r = one_text(db, "PRAGMA quick_check(1)", &found, err);

	if (r < 0)
		return r;
	*ret = NULL;
	if (!found || strcmp(found, "ok") == 0)
		return 0;
	*ret = strdup(db_damage(found));
	return *ret ? 0 : err_memory(err);
}

int health_zones(struct db *db, char **ret, struct err *err)
{
	AUTO_STR all = {0};
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT zone FROM rep WHERE deleted_at IS NULL UNION"
		" SELECT zone FROM account WHERE deleted_at IS NULL"
		" AND zone IS NOT NULL ORDER BY 1",
		&st, err);

	if (r < 0)
		return r;
	while ((r = stmt_step(st, err)) > 0) {
		str_add(&all, all.len > 0 ? "," : "");
		str_add(&all, stmt_text(st, 0));
	}
	return r < 0 ? r : str_take(&all, ret);
}

int health_last_brief(struct db *db, int64_t *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT MAX(d.finished_at) FROM delivery d"
		" JOIN message m ON m.id = d.message_id"
		" WHERE d.state IN ('sent', 'accepted') AND m.kind = 'brief'",
		&st, err);

	if (r == 0)
		r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = stmt_int(st, 0);
	return 0;
}
