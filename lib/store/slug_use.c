/* Which slugs are in use; the contract is in slug_use.h. */
#include "store/slug_use.h"

static const struct {
	const char *taken, *number;
} queries[SLUG_USE_N] = {
	[SLUG_USE_REP] = {"SELECT 1 FROM rep WHERE slug = $1 AND $2 = 0"
			  " AND deleted_at IS NULL",
		"SELECT COALESCE(MAX(id), 0) + 1 FROM rep"},
	[SLUG_USE_ACCOUNT] = {"SELECT 1 FROM account WHERE slug = $1"
			      " AND $2 = 0 AND deleted_at IS NULL",
		"SELECT COALESCE(MAX(id), 0) + 1 FROM account"},
	[SLUG_USE_CONTACT] = {"SELECT 1 FROM contact WHERE slug = $1"
			      " AND account_id = $2 AND deleted_at IS NULL",
		"SELECT COALESCE(MAX(id), 0) + 1 FROM contact"},
};

int slug_use_is_taken(struct db *db, enum slug_use use, int64_t account_id,
	const char *slug, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, queries[use].taken, &st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, slug);
	stmt_bind_int(st, 2, account_id);
	return stmt_step(st, err);
}

int slug_use_number(
	struct db *db, enum slug_use use, int64_t *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, queries[use].number, &st, err);

	if (r == 0)
		r = stmt_step(st, err);
	if (r < 0)
		return r;
	*ret = stmt_int(st, 0);
	return 0;
}
