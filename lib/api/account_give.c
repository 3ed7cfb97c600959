/* account.give: one account, or all of a rep, to another rep. */
#include "api/handover.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/view.h"

#include <errno.h>

enum { GIVE_STEP = 200 }; /* accounts read at once */

static const struct param params[] = {
	{"account", PARAM_TEXT, 0, N_("the customer")},
	{"all", PARAM_BOOL, 0, N_("all accounts, closed ones too")},
	{"from", PARAM_TEXT, 0, N_("whose they are; yours if not said")},
	{"to", PARAM_TEXT, PARAM_REQUIRED, N_("who takes over")},
};

struct give {
	struct call *call;
	struct rep from, to;
	json_t *accounts; /* given */
	int touchpoints;
};

static void give_done(struct give *g)
{
	rep_done(&g->from);
	rep_done(&g->to);
	json_decref(g->accounts);
}

static int give_one(struct give *g, struct account *account)
{
	struct call *call = g->call;
	int r;

	account->owner_id = g->to.id;
	r = row_update(
		call->db, &call->change, &account_table, account, &call->err);
	if (r == 0)
		r = handover_account(call, account);
	if (r < 0)
		return r;
	g->touchpoints += r;
	return json_array_append_new(
		       g->accounts, view_account_ref(call, account)) < 0
		       ? -ENOMEM
		       : 0;
}

static int give_all(struct give *g, const char *course)
{
	struct account_filter filter = {
		.owner_id = g->from.id, .course = course, .limit = GIVE_STEP};

	for (;;) {
		AUTO_ROWS rows = {0};
		int r = account_all(g->call->db, &filter, &rows, &g->call->err);

		ROWS_EACH(struct account, account, &rows) {
			filter.after = account->id;
			if (r == 0)
				r = give_one(g, account);
		}
		if (r < 0 || rows.n < GIVE_STEP)
			return r;
	}
}

static int give_account(struct give *g)
{
	struct call *call = g->call;
	AUTO_ACCOUNT account = {0};
	int r = resolve_account(call, "account", &account);

	if (r < 0)
		return r;
	if (account.owner_id == g->to.id)
		return call_fail(call, API_REFUSED, "to",
			N_("%s looks after %s already"), g->to.name,
			account.name);
	if (call_has(call, "from") && account.owner_id != g->from.id)
		return call_fail(call, API_REFUSED, "from",
			N_("%s does not look after %s"), g->from.name,
			account.name);
	return give_one(g, &account);
}

static int give(struct give *g)
{
	struct call *call = g->call;
	bool all = call_bool(call, "all");
	int r;

	if (all == call_has(call, "account"))
		return call_fail(call, API_BAD_PARAM, "account",
			N_("give one account, or --all of them"));
	if (!all)
		return give_account(g);
	if (g->from.id == g->to.id)
		return call_fail(call, API_REFUSED, "to",
			N_("%s has these accounts already"), g->to.name);
	r = give_all(g, NULL);
	return r < 0 ? r : give_all(g, domain_course[COURSE_CLOSED]);
}

static int run(struct call *call)
{
	CLEANUP(give_done)
	struct give g = {.call = call, .accounts = json_array()};
	int r = resolve_rep(call, "from", &g.from);

	if (r == 0)
		r = resolve_rep(call, "to", &g.to);
	if (r == 0)
		r = give(&g);
	if (r == 0)
		r = call_put(call, "to",
			json_pack("{s:s, s:s}", "slug", g.to.slug, "name",
				g.to.name));
	if (r == 0)
		r = call_put(call, "handed_over", json_integer(g.touchpoints));
	return r < 0 ? r : call_put(call, "accounts", json_incref(g.accounts));
}

const struct method account_give_method = {
	.name = "account.give",
	.flags = METHOD_WRITE,
	.doc = N_("hand accounts over, with what is planned there"),
	METHOD_PARAMS(params),
	.run = run,
};
