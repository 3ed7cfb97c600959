/* Ids and near misses; the contract is in resolve_id.h. */
#include "api/resolve_id.h"

#include <errno.h>
#include <string.h>

int64_t resolve_id(const char *s)
{
	int64_t id = 0;

	if (!*s || strlen(s) > 18 || s[strspn(s, "0123456789")])
		return 0;
	for (; *s; s++)
		id = id * 10 + (*s - '0');
	return id;
}

int resolve_live(
	struct call *call, const struct table *table, int64_t id, void *row)
{
	int r = row_get(call->db, table, id, row, &call->err);

	if (r == 0 && ((struct row_head *)row)->deleted_at != 0) {
		row_done(table, row);
		r = -ENOENT;
	}
	return r;
}

void resolve_offer(struct call *call, const char *word, json_t *item)
{
	call_hint(call, N_("did you mean %s?"), word);
	call_candidate(call, item);
}
