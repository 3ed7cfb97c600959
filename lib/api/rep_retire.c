/* rep.retire: one of our people has left. */
#include "api/attend.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/view.h"
#include "store/claim.h"

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the rep who has left")},
};

/* Undo is for whoever made the change, and he could not. */
static int check_other(struct call *call, const struct rep *rep)
{
	int r;

	if (rep->id != call->actor.id)
		return 0;
	r = call_fail(call, API_REFUSED, "id",
		N_("nobody retires himself; a colleague does"));
	call_hint(call, N_("nudge rep retire %s --as COLLEAGUE"), rep->slug);
	return r;
}

/* Whom rep manages is named: no list shows it. */
static int refuse_manager(
	struct call *call, const struct rep *rep, const struct rep_duties *has)
{
	AUTO_ROWS all = {0};
	int r = rep_all(call->db, 0, RESOLVE_NEAR_SCAN, &all, &call->err);

	if (r < 0)
		return r;
	r = call_fail(call, API_REFUSED, "id",
		N_("%s still manages people (%s) or is asked for help "
		   "(%s)"),
		rep->name, STR_INT(has->people), STR_INT(has->requests));
	ROWS_EACH(const struct rep, other, &all)
		if (other->manager_id == rep->id)
			call_candidate(call, json_string(other->slug));
	if (has->requests > 0)
		call_hint(call,
			N_("answer with nudge ask ID --answer TEXT --as %s"),
			rep->slug);
	if (has->people > 0)
		call_hint(call,
			N_("another manager, or \"\" for none: nudge rep edit "
			   "REP --manager COLLEAGUE"));
	return r;
}

static int check_free(struct call *call, const struct rep *rep)
{
	struct rep_duties has;
	int r = rep_duties(call->db, rep->id, &has, &call->err);

	if (r < 0)
		return r;
	if (has.people > 0 || has.requests > 0)
		return refuse_manager(call, rep, &has);
	if (has.accounts == 0 && has.touchpoints == 0)
		return 0;
	r = call_fail(call, API_REFUSED, "id",
		N_("%s still has accounts (%s) and open follow-ups (%s)"),
		rep->name, STR_INT(has.accounts), STR_INT(has.touchpoints));
	call_hint(call,
		N_("hand them over, with what is open: nudge give --all --from "
		   "%s --to COLLEAGUE; or each by itself: nudge give ACCOUNT "
		   "--to COLLEAGUE"),
		rep->slug);
	return r;
}

static int retire(struct call *call, struct rep *rep)
{
	json_t *object = NULL;
	int cancelled = 0, meetings, r = view_rep(call, rep, &object);

	if (r == 0)
		r = call_put(call, "rep", object);
	if (r == 0)
		cancelled = claim_cancel_rep(
			call->db, rep->id, call->api->now, &call->err);
	if (r < 0 || cancelled < 0)
		return r < 0 ? r : cancelled;
	meetings = attend_leave(call, rep->id);
	if (meetings < 0)
		return meetings;
	r = call_put(call, "cancelled", json_integer(cancelled));
	if (r == 0)
		r = call_put(call, "meetings", json_integer(meetings));
	return r < 0 ? r
		     : row_delete(call->db, &call->change, &rep_table, rep,
			       &call->err);
}

static int run(struct call *call)
{
	AUTO_REP rep = {0};
	int r = resolve_rep(call, "id", &rep);

	if (r == 0)
		r = check_other(call, &rep);
	if (r == 0)
		r = check_free(call, &rep);
	return r < 0 ? r : retire(call, &rep);
}

const struct method rep_retire_method = {
	.name = "rep.retire",
	.flags = METHOD_WRITE,
	.doc = N_("one of our people has left: nothing is told to them any "
		  "more"),
	METHOD_PARAMS(params),
	.run = run,
};
