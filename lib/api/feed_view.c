/* Calendar subscriptions; the contract is in feed_view.h. */
#include "api/feed_view.h"

#include "api/resolve.h"
#include "api/view.h"

#include <errno.h>

static int view_subject(
	struct call *call, const struct feed_token *token, json_t **ret)
{
	AUTO_ACCOUNT account = {0};
	int r;

	*ret = NULL;
	if (token->account_id == 0) {
		*ret = json_null();
		return 0;
	}
	r = row_get(call->db, &account_table, token->account_id, &account,
		&call->err);
	if (r == 0)
		*ret = view_account_ref(call, &account);
	return r < 0 ? r : *ret ? 0 : -ENOMEM;
}

int feed_view(struct call *call, const void *row, json_t **ret)
{
	const struct feed_token *token = row;
	AUTO_FEED_FETCH fetch = {0};
	AUTO_REP rep = {0};
	json_t *account = NULL;
	bool is_forgotten;
	int r = feed_fetch_get(call->db, token->id, &fetch, &call->err);

	if (r == 0 || r == -ENOENT)
		r = row_get(
			call->db, &rep_table, token->rep_id, &rep, &call->err);
	if (r == 0)
		r = view_subject(call, token, &account);
	if (r < 0)
		return r;
	is_forgotten =
		call->api->now - (fetch.at ? fetch.at : token->created_at) >
		FEED_UNREAD_MAX_S;
	*ret = json_pack("{s:o, s:s, s:s, s:o, s:b, s:b, s:b, s:I, s:o, s:o, "
			 "s:s?, s:b}",
		"id", view_id(call, &feed_token_table, token->id), "kind",
		domain_feed[token->kind], "rep", rep.slug, "account", account,
		"names", (int)token->names, "alarms", (int)token->alarms,
		"busy", (int)token->busy, "done_days",
		(json_int_t)token->done_days, "created",
		view_instant(token->created_at), "fetched",
		view_instant(fetch.at), "agent", fetch.agent, "given_up",
		(int)is_forgotten);
	return *ret ? 0 : -ENOMEM;
}

static int read_subject(struct call *call, struct feed_token *token)
{
	AUTO_ACCOUNT account = {0};
	int kind,
		otherwise = call_has(call, "account") ? FEED_ACCOUNT : FEED_REP;
	int r = call_enum(
		call, "kind", CALL_WORDS(domain_feed), otherwise, &kind);

	if (r < 0)
		return r;
	token->kind = (enum feed_kind)kind;
	token->rep_id = call->actor.id;
	if (kind == FEED_ACCOUNT && !call_has(call, "account"))
		return call_fail(call, API_BAD_PARAM, "account",
			N_("which account? nudge feed rotate --account NAME"));
	if (kind != FEED_ACCOUNT && call_has(call, "account"))
		return call_fail(call, API_BAD_PARAM, "account",
			N_("an account goes with the kind account only"));
	if (kind != FEED_ACCOUNT)
		return 0;
	r = resolve_account(call, "account", &account);
	token->account_id = account.id;
	return r;
}

int feed_view_find(struct call *call, struct feed_token *ret)
{
	AUTO_ROWS rows = {0};
	int r = read_subject(call, ret);

	if (r == 0)
		r = feed_token_of_rep(
			call->db, call->actor.id, &rows, &call->err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < rows.n; i++) {
		struct feed_token *t = (struct feed_token *)rows.data + i;

		if (t->kind != ret->kind || t->account_id != ret->account_id)
			continue;
		rows_take(&rows, i, ret);
		break;
	}
	return 0;
}
