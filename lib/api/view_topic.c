/* The topic object; the contract is in view.h. */
#include "api/view.h"

#include <errno.h>

static int account_of(struct call *call, int64_t id, json_t **ret)
{
	AUTO_ACCOUNT account = {0};
	int r;

	if (id == 0) {
		*ret = json_null();
		return 0;
	}
	r = row_get(call->db, &account_table, id, &account, &call->err);
	if (r < 0)
		return r;
	*ret = view_account_ref(call, &account);
	return *ret ? 0 : -ENOMEM;
}

int view_topic(struct call *call, const struct topic *topic, json_t **ret)
{
	AUTO_REP rep = {0};
	json_t *account = NULL;
	int r = row_get(call->db, &rep_table, topic->rep_id, &rep, &call->err);

	if (r == 0)
		r = account_of(call, topic->account_id, &account);
	if (r < 0)
		return r;
	*ret = json_pack("{s:o, s:s, s:s?, s:s?, s:o, s:s?, s:s?, s:o,"
			 " s:{s:s, s:s}, s:I}",
		"id", view_id(call, &topic_table, topic->id), "title",
		topic->title, "text", topic->text, "url", topic->url, "account",
		account, "tier", topic->tier, "stage", topic->stage, "until",
		view_date(topic->until_on), "rep", "slug", rep.slug, "name",
		rep.name, "rev", (json_int_t)topic->rev);
	return *ret ? 0 : -ENOMEM;
}
