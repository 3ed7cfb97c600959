/* Slugs in the store; the contract is in slugs.h. */
#include "api/slugs.h"

#include "api/field.h"

#include <string.h>

const struct slugs slugs_of_reps = {
	.taken_sql = "SELECT 1 FROM rep WHERE slug = $1 AND $2 = 0"
		     " AND deleted_at IS NULL",
	.number_sql = "SELECT COALESCE(MAX(id), 0) + 1 FROM rep",
	.prefix = 'r',
};

const struct slugs slugs_of_accounts = {
	.taken_sql = "SELECT 1 FROM account WHERE slug = $1 AND $2 = 0"
		     " AND deleted_at IS NULL",
	.number_sql = "SELECT COALESCE(MAX(id), 0) + 1 FROM account",
	.prefix = 'c',
};

const struct slugs slugs_of_contacts = {
	.taken_sql = "SELECT 1 FROM contact WHERE slug = $1"
		     " AND account_id = $2 AND deleted_at IS NULL",
	.number_sql = "SELECT COALESCE(MAX(id), 0) + 1 FROM contact",
	.prefix = 'p',
};

/* 1: taken; 0: free. */
static int is_taken(
	struct call *call, const struct slugs *space, const char *slug)
{
	AUTO_STMT st = NULL;
	int r = db_query(call->db, space->taken_sql, &st, &call->err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, slug);
	stmt_bind_int(st, 2, space->scope);
	return stmt_step(st, &call->err);
}

static int number(struct call *call, const struct slugs *space, int64_t *ret)
{
	AUTO_STMT st = NULL;
	int r = db_query(call->db, space->number_sql, &st, &call->err);

	if (r == 0)
		r = stmt_step(st, &call->err);
	if (r < 0)
		return r;
	*ret = stmt_int(st, 0);
	return 0;
}

static int choose_given(struct call *call, const struct slugs *space,
	const char *given, char **slug)
{
	int r;

	if (!slug_is_valid(given))
		return call_fail(call, API_BAD_PARAM, "slug",
			N_("the short name \"%s\" must be 1 to %s of a-z, 0-9 "
			   "and \"-\", with a letter"),
			given, STR_INT(SLUG_MAX));
	if (*slug && strcmp(*slug, given) == 0)
		return 0;
	r = is_taken(call, space, given);
	if (r > 0)
		return call_fail(call, API_CONFLICT, "slug",
			N_("the short name %s is taken"), given);
	return r < 0 ? r : field_set(slug, given);
}

int slugs_choose(struct call *call, const struct slugs *space, const char *name,
	char **slug)
{
	const char *given = call_text(call, "slug");
	char made[SLUG_MAX + 1], tried[SLUG_MAX + 1];
	int64_t next;
	int r;

	if (given)
		return choose_given(call, space, given, slug);
	if (*slug)
		return 0;
	r = number(call, space, &next);
	if (r < 0)
		return r;
	slug_make(made, name, space->prefix, next);
	memcpy(tried, made, sizeof(made));
	for (int n = 2; (r = is_taken(call, space, tried)) > 0; n++)
		slug_next(tried, made, n);
	return r < 0 ? r : field_set(slug, tried);
}
