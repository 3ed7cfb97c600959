/* The file, its history and its instants; the contract is in check.h.  The
 * rules of the domain are in check_domain.c. */
#include "store/check.h"

#include "base/str.h"
#include "core/zone.h"
#include "store/account.h"
#include "store/contact.h"
#include "store/health.h"
#include "store/rep.h"
#include "store/rows.h"
#include "store/tables.h"
#include "store/touchpoint.h"

#include <errno.h>
#include <string.h>

/* Advice for what only foreign hands or a damaged disk can have done. */
#define ADVICE_BACKUP                                                          \
	N_("stop nudged, move the file with its -wal and -shm into another "   \
	   "folder, and make it anew from your newest backup: nudge restore "  \
	   "FILE")
#define ADVICE_FOREIGN                                                         \
	N_("something outside nudge has written here; look at the record, "    \
	   "and change it once through nudge")

static int check_pages(
	struct db *db, check_found found, void *userdata, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, "PRAGMA integrity_check(100)", &st, err);

	if (r < 0)
		return r;
	while ((r = stmt_step(st, err)) > 0) {
		const char *says = stmt_text(st, 0);

		if (says && strcmp(says, "ok") == 0)
			continue;
		r = found(userdata,
			&(struct check_finding){.rule = "file",
				.table = "",
				.sentence = N_("the file is damaged: %s"),
				.advice = ADVICE_BACKUP,
				.detail = says ? db_damage(says) : "?"});
		if (r < 0)
			return r;
	}
	return r;
}

/* Without a table no other rule can be looked at. */
static int check_tables(
	struct db *db, check_found found, void *userdata, struct err *err)
{
	const char *table;
	int r = health_tables(db, &table, err);

	if (r < 0 || !table)
		return r;
	r = found(userdata,
		&(struct check_finding){.rule = "file",
			.table = "",
			.sentence = N_("the table %s is missing, or one of its "
				       "columns"),
			.advice = ADVICE_BACKUP,
			.detail = table});
	return r < 0 ? r : -EBADMSG;
}

static int check_references(
	struct db *db, check_found found, void *userdata, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, "PRAGMA foreign_key_check", &st, err);

	if (r < 0)
		return r;
	while ((r = stmt_step(st, err)) > 0) {
		r = found(userdata,
			&(struct check_finding){.rule = "reference",
				.table = stmt_text(st, 0),
				.id = stmt_int(st, 1),
				.sentence = N_(
					"refers to a row of %s that does not "
					"exist"),
				.advice = ADVICE_BACKUP,
				.detail = stmt_text(st, 2)});
		if (r < 0)
			return r;
	}
	return r;
}

int check_file(
	struct db *db, check_found found, void *userdata, struct err *err)
{
	int r = check_pages(db, found, userdata, err);

	if (r == 0)
		r = check_tables(db, found, userdata, err);
	return r < 0 ? r : check_references(db, found, userdata, err);
}

/* Runs a query that gives ids of rows of a table. */
static int each_id(struct stmt *st, struct check_finding finding,
	check_found found, void *userdata, struct err *err)
{
	int r;

	while ((r = stmt_step(st, err)) > 0) {
		finding.id = stmt_int(st, 0);
		r = found(userdata, &finding);
		if (r < 0)
			return r;
	}
	return r;
}

static int check_rev(struct db *db, const struct table *table,
	check_found found, void *userdata, struct err *err)
{
	static const char key;
	AUTO_STR sql = {0};
	AUTO_STMT st = NULL;
	int r;

	str_addf(&sql,
		"SELECT t.id FROM %s t WHERE t.rev <> COALESCE((SELECT"
		" MAX(e.rev_after) FROM event e WHERE e.tbl = '%s'"
		" AND e.row_id = t.id), 0)",
		table->name, table->name);
	if (str_error(&sql) < 0)
		return err_memory(err);
	r = db_query_new(db, &key, table, str_get(&sql), &st, err);
	return r < 0 ? r
		     : each_id(st,
			       (struct check_finding){.rule = "history",
				       .table = table->name,
				       .sentence = N_("is not as its history "
						      "left it"),
				       .advice = ADVICE_FOREIGN},
			       found, userdata, err);
}

static int check_tombstones(struct db *db, const struct reference *ref,
	check_found found, void *userdata, struct err *err)
{
	AUTO_STR sql = {0};
	AUTO_STMT st = NULL;
	int r;

	/* What a rep who has left did remains theirs. */
	if (ref->target == &rep_table && ref->table != &account_table)
		return 0;
	str_addf(&sql,
		"SELECT t.id FROM %s t JOIN %s target ON target.id = t.%s"
		" WHERE t.deleted_at IS NULL AND target.deleted_at IS NOT NULL",
		ref->table->name, ref->target->name, ref->column);
	/* Nor do the ids of a person who was forgotten go away. */
	if (ref->target == &contact_table)
		str_add(&sql, " AND target.name <> ''");
	if (str_error(&sql) < 0)
		return err_memory(err);
	r = db_query_new(db, ref, NULL, str_get(&sql), &st, err);
	return r < 0 ? r
		     : each_id(st,
			       (struct check_finding){.rule = "deleted",
				       .table = ref->table->name,
				       .sentence = N_(
					       "refers to a row of %s that was "
					       "taken back"),
				       .advice = ADVICE_FOREIGN,
				       .detail = ref->target->name},
			       found, userdata, err);
}

/* An enumeration holds one of its names. */
static int check_words(struct db *db, const struct table *table,
	const struct column *column, check_found found, void *userdata,
	struct err *err)
{
	AUTO_STR sql = {0};
	AUTO_STMT st = NULL;
	int r;

	if (column->type != COLUMN_ENUM)
		return 0;
	str_addf(&sql, "SELECT t.id FROM %s t WHERE t.%s NOT IN (", table->name,
		column->name);
	for (size_t i = 0; i < column->n_names; i++)
		str_addf(&sql, "%s'%s'", i ? ", " : "", column->names[i]);
	str_add(&sql, ")");
	if (str_error(&sql) < 0)
		return err_memory(err);
	r = db_query_new(db, column, NULL, str_get(&sql), &st, err);
	return r < 0 ? r
		     : each_id(st,
			       (struct check_finding){.rule = "word",
				       .table = table->name,
				       .sentence = N_("holds a word that nudge "
						      "does not know as its "
						      "%s"),
				       .advice = ADVICE_FOREIGN,
				       .detail = column->name},
			       found, userdata, err);
}

static int check_table(struct db *db, const struct table *table,
	check_found found, void *userdata, struct err *err)
{
	int r = check_rev(db, table, found, userdata, err);

	for (size_t i = 0; r >= 0 && i < table->n_columns; i++)
		r = check_words(
			db, table, &table->columns[i], found, userdata, err);
	return r;
}

int check_history(
	struct db *db, check_found found, void *userdata, struct err *err)
{
	int r = 0;

	for (size_t i = 0; r >= 0 && i < tables_n; i++)
		r = check_table(db, tables_all[i], found, userdata, err);
	for (size_t i = 0; r >= 0 && i < tables_n_references; i++)
		r = check_tombstones(
			db, &tables_references[i], found, userdata, err);
	return r;
}

enum { CHECK_PAGE = 500 };

/* At which instant should it be told?  1: it is told then. */
static int is_timed_right(const struct touchpoint *tp, struct err *err)
{
	const struct zone *zone;
	int64_t at;
	int r = tp->due_zone ? zone_find(tp->due_zone, &zone, err) : -ENOENT;

	if (r == -ENOMEM)
		return r;
	if (r < 0) /* doctor tells of zones that cannot be read */
		return tp->due_zone != NULL;
	at = zone_instant(zone, tp->due, (int)tp->due_minute) - tp->lead * 60;
	return tp->nudge_at == at ||
	       (tp->snoozed_until != 0 &&
		       (tp->nudge_at == 0 ||
			       tp->nudge_at == tp->snoozed_until));
}

static int check_page(
	struct db *db, int64_t *cursor, struct rows *rows, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" WHERE t.id > $1 AND t.due_minute >= 0 AND t.state = 'open'"
		" AND t.deleted_at IS NULL"
		" AND t.due BETWEEN '0001-01-01' AND '9999-12-31'"
		" ORDER BY t.id LIMIT $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, *cursor);
	stmt_bind_int(st, 2, CHECK_PAGE);
	return rows_fill(rows, &touchpoint_table, st, err);
}

static int check_timed(const struct rows *rows, int64_t *cursor,
	check_found found, void *userdata, struct err *err)
{
	ROWS_EACH(const struct touchpoint, tp, rows) {
		int r = is_timed_right(tp, err);

		*cursor = tp->id;
		if (r == 0)
			r = found(userdata,
				&(struct check_finding){.rule = "instant",
					.table = "touchpoint",
					.id = tp->id,
					.sentence = N_("would be told at "
						       "another time than its "
						       "own"),
					.advice = N_("set its time again: "
						     "nudge move %s \"DATE "
						     "TIME\"")});
		if (r < 0)
			return r;
	}
	return 0;
}

int check_instants(
	struct db *db, check_found found, void *userdata, struct err *err)
{
	int64_t cursor = 0;
	size_t n;

	do {
		AUTO_ROWS rows = {0};
		int r = check_page(db, &cursor, &rows, err);

		if (r >= 0)
			r = check_timed(&rows, &cursor, found, userdata, err);
		if (r < 0)
			return r;
		n = rows.n;
	} while (n == CHECK_PAGE);
	return 0;
}
