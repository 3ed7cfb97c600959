/* Contacts; the contract is in contact.h. */
#include "store/contact.h"

static const struct column columns[] = {
	COLUMN(COLUMN_REF, contact, account_id),
	COLUMN(COLUMN_TEXT, contact, slug),
	COLUMN(COLUMN_TEXT, contact, name),
	COLUMN(COLUMN_TEXT, contact, name_fold),
	COLUMN(COLUMN_TEXT, contact, roles),
	COLUMN(COLUMN_TEXT, contact, mail),
	COLUMN(COLUMN_TEXT, contact, phone),
	COLUMN(COLUMN_TEXT, contact, refused),
	COLUMN(COLUMN_INT, contact, is_main),
	COLUMN(COLUMN_DATE, contact, left_on),
	COLUMN(COLUMN_TEXT, contact, external_source),
	COLUMN(COLUMN_TEXT, contact, external_id),
};

const struct table contact_table = {
	.name = "contact",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct contact),
};

void contact_done(struct contact *contact)
{
	row_done(&contact_table, contact);
}

int contact_of_account(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &contact_table,
		" WHERE t.account_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.is_main DESC, t.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, account_id);
	return rows_fill(ret, &contact_table, st, err);
}

/* Adds the contact unless it is a tombstone. */
static int add_live(
	struct db *db, int64_t id, struct rows *rows, struct err *err)
{
	AUTO_CONTACT contact = {0};
	int r = row_get(db, &contact_table, id, &contact, err);

	if (r < 0 || contact.deleted_at != 0)
		return r;
	if (rows_add(rows, &contact) < 0)
		return err_memory(err);
	return 0;
}

/* The contacts that sql finds for an id.  Two statements and no join: most
 * touchpoints have no contact, and then the second one is not prepared. */
static int linked(struct db *db, const char *sql, int64_t id, struct rows *ret,
	struct err *err)
{
	AUTO_ROWS rows = {.table = &contact_table};
	AUTO_STMT st = NULL;
	int r = db_query(db, sql, &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	while ((r = stmt_step(st, err)) > 0) {
		r = add_live(db, stmt_int(st, 0), &rows, err);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return r;
	*ret = rows;
	rows = (struct rows){0};
	return 0;
}

int contact_of_touchpoint(
	struct db *db, int64_t touchpoint_id, struct rows *ret, struct err *err)
{
	return linked(db,
		"SELECT contact_id FROM touchpoint_contact"
		" WHERE touchpoint_id = $1 AND deleted_at IS NULL ORDER BY id",
		touchpoint_id, ret, err);
}

int contact_of_activity(
	struct db *db, int64_t activity_id, struct rows *ret, struct err *err)
{
	return linked(db,
		"SELECT contact_id FROM activity_contact"
		" WHERE activity_id = $1 AND deleted_at IS NULL ORDER BY id",
		activity_id, ret, err);
}

int contact_by_external(struct db *db, const char *source, const char *id,
	struct contact *ret, struct err *err)
{
	return rows_external(db, &contact_table, source, id, ret, err);
}

int contact_all(struct db *db, const struct contact_filter *filter,
	struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, &contact_table,
		" WHERE t.id > $1 AND t.deleted_at IS NULL"
		" AND ($2 = 0 OR t.account_id = $2)"
		" ORDER BY t.id LIMIT $3",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, filter->after);
	stmt_bind_int(st, 2, filter->account_id);
	stmt_bind_int(st, 3, filter->limit);
	return rows_fill(ret, &contact_table, st, err);
}
