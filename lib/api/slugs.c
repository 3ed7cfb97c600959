/* The slug that a row gets; the contract is in slugs.h. */
#include "api/slugs.h"

#include "api/field.h"

#include <string.h>

static int is_taken(
	struct call *call, const struct slugs *row, const char *slug)
{
	return slug_use_is_taken(
		call->db, row->use, row->account_id, slug, &call->err);
}

static int choose_given(struct call *call, const struct slugs *row,
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
	r = is_taken(call, row, given);
	if (r > 0)
		return call_fail(call, API_CONFLICT, "slug",
			N_("the short name %s is taken"), given);
	return r < 0 ? r : field_set(slug, given);
}

/* The letter in front of a slug that would have none. */
static const char prefix[SLUG_USE_N] = {
	[SLUG_USE_REP] = 'r',
	[SLUG_USE_ACCOUNT] = 'c',
	[SLUG_USE_CONTACT] = 'p',
};

int slugs_choose(struct call *call, const struct slugs *row, char **slug)
{
	const char *given = call_text(call, "slug");
	char made[SLUG_MAX + 1], tried[SLUG_MAX + 1];
	int64_t number;
	int r;

	if (given)
		return choose_given(call, row, given, slug);
	if (*slug)
		return 0;
	r = slug_use_number(call->db, row->use, &number, &call->err);
	if (r < 0)
		return r;
	slug_make(made, row->name, prefix[row->use], number);
	memcpy(tried, made, sizeof(made));
	for (int n = 2; (r = is_taken(call, row, tried)) > 0; n++)
		slug_next(tried, made, n);
	return r < 0 ? r : field_set(slug, tried);
}
