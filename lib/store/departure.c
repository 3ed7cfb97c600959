/* What came of somebody's leaving; the contract is in departure.h. */
#include "store/departure.h"

static const char *const parts[DEPARTURE_N] = {
	[DEPARTURE_FIND] = "find",
	[DEPARTURE_ASK] = "ask",
	[DEPARTURE_FAREWELL] = "farewell",
	[DEPARTURE_TALK] = "talk",
	[DEPARTURE_MANAGER] = "manager",
	[DEPARTURE_WITH] = "with",
	[DEPARTURE_MAIN] = "main",
	[DEPARTURE_GONE] = "gone",
};

static const struct column columns[] = {
	COLUMN(COLUMN_REF, departure, contact_id),
	COLUMN(COLUMN_REF, departure, successor_id),
	COLUMN(COLUMN_REF, departure, touchpoint_id),
	COLUMN(COLUMN_ENUM, departure, part, COLUMN_NAMES(parts)),
};

const struct table departure_table = {
	.name = "departure",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct departure),
};

static int of(struct db *db, const char *tail, int64_t id, struct rows *ret,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &departure_table, tail, &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	return rows_fill(ret, &departure_table, st, err);
}

/* There are few, and they are seldom asked for: an index would cost every
 * command more than these scans. */
int departure_of_contact(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err)
{
	return of(db,
		" WHERE t.contact_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		contact_id, ret, err);
}

int departure_of_touchpoint(
	struct db *db, int64_t touchpoint_id, struct rows *ret, struct err *err)
{
	return of(db,
		" WHERE t.touchpoint_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		touchpoint_id, ret, err);
}

int departure_naming(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err)
{
	return of(db,
		" WHERE (t.contact_id = $1 OR t.successor_id = $1)"
		" AND t.deleted_at IS NULL ORDER BY t.contact_id, t.id",
		contact_id, ret, err);
}

static int is_so(struct db *db, const char *sql, int64_t id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, sql, &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, err);
	return r < 0 ? r : stmt_int(st, 0) != 0;
}

int departure_is_unknown(struct db *db, int64_t contact_id, struct err *err)
{
	return is_so(db,
		"SELECT COUNT(*) FROM departure WHERE contact_id = $1"
		" AND part = 'gone' AND deleted_at IS NULL",
		contact_id, err);
}

int departure_is_over(struct db *db, int64_t touchpoint_id, struct err *err)
{
	return is_so(db,
		"SELECT COUNT(*) > 0 AND COUNT(*) = COUNT(deleted_at)"
		" FROM departure WHERE touchpoint_id = $1"
		" AND part NOT IN ('with', 'main', 'gone')",
		touchpoint_id, err);
}

int departure_over(struct db *db, int64_t owner_id, struct civil_date date,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &touchpoint_table,
		" JOIN departure d ON d.touchpoint_id = t.id"
		" JOIN contact c ON c.id = d.contact_id"
		" WHERE t.owner_id = $1 AND c.left_on < $2"
		" AND t.state = 'open' AND t.deleted_at IS NULL"
		" AND d.deleted_at IS NULL AND (d.part = 'farewell'"
		" OR d.part = 'ask' AND EXISTS (SELECT 1 FROM departure o"
		" WHERE o.contact_id = d.contact_id"
		" AND o.successor_id IS NOT NULL AND o.deleted_at IS NULL))"
		" ORDER BY t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, owner_id);
	stmt_bind_date(st, 2, date);
	return rows_fill(ret, &touchpoint_table, st, err);
}
