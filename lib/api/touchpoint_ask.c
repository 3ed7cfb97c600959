/* touchpoint.ask and touchpoint.advise: help from the manager. */
#include "api/field.h"
#include "api/help_wanted.h"
#include "api/methods.h"
#include "api/planning.h"
#include "api/view.h"

#include <errno.h>

static const struct param ask_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
	{"text", PARAM_LONG, PARAM_REQUIRED, N_("what help is needed")},
};

static const struct param advise_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
	{"text", PARAM_LONG, PARAM_REQUIRED, N_("what the asker should know")},
};

/* Whom the actor may ask. */
static int find_manager(struct call *call, struct rep *ret)
{
	int r = call->actor.manager_id == 0
			? -ENOENT
			: row_get(call->db, &rep_table, call->actor.manager_id,
				  ret, &call->err);

	if (r == 0 && ret->deleted_at == 0)
		return 0;
	if (r < 0 && r != -ENOENT)
		return r;
	r = call_fail(call, API_REFUSED, NULL,
		N_("%s has no manager who could be asked"), call->actor.name);
	call_hint(call, N_("nudge rep edit %s --manager REP names one"),
		call->actor.slug);
	return r;
}

static int put(struct call *call, const struct touchpoint *tp,
	const struct request *request)
{
	json_t *item, *view;
	int r = view_touchpoint(call, tp, &item);

	if (r == 0)
		r = call_put(call, "touchpoint", item);
	if (r == 0)
		r = help_wanted_view(call, request, &view);
	return r < 0 ? r : call_put(call, "request", view);
}

/* Asked again, it is the same request in other words. */
static int write_request(struct call *call, const struct touchpoint *tp,
	const struct rep *manager, struct request *request)
{
	int r = request_open(call->db, tp->id, request, &call->err);
	bool is_new = r == -ENOENT;

	if (r < 0 && !is_new)
		return r;
	r = call_put(call, "was", view_text(request->text));
	if (r == 0)
		r = field_set(&request->text, call_text(call, "text"));
	if (r < 0)
		return r;
	request->touchpoint_id = tp->id;
	request->asker_id = call->actor.id;
	request->manager_id = manager->id;
	return is_new ? row_insert(call->db, &call->change, &request_table,
				request, &call->err)
		      : row_update(call->db, &call->change, &request_table,
				request, &call->err);
}

static int run_ask(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT tp = {0};
	AUTO_REQUEST request = {0};
	AUTO_REP manager = {0};
	int r = planning_find(&p, call, &tp, &account);

	if (r == 0)
		r = find_manager(call, &manager);
	if (r == 0)
		r = write_request(call, &tp, &manager, &request);
	if (r == 0)
		r = help_wanted_tell(call, &manager, &request);
	return r < 0 ? r : put(call, &tp, &request);
}

static int find_request(
	struct call *call, const struct touchpoint *tp, struct request *request)
{
	int r = request_open(call->db, tp->id, request, &call->err);

	if (r == -ENOENT)
		return call_fail(call, API_REFUSED, "id",
			N_("nobody asks for help with follow-up %s"),
			STR_INT(tp->id));
	if (r == 0 && request->asker_id == call->actor.id)
		return call_fail(call, API_REFUSED, "id",
			N_("you asked this yourself; somebody else answers "
			   "it"));
	return r;
}

static int run_advise(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT tp = {0};
	AUTO_REQUEST request = {0};
	AUTO_REP asker = {0};
	int r = planning_find(&p, call, &tp, &account);

	if (r == 0)
		r = find_request(call, &tp, &request);
	if (r == 0)
		r = field_set(&request.answer, call_text(call, "text"));
	if (r < 0)
		return r;
	request.answered_at = call->api->now;
	request.answerer_id = call->actor.id;
	r = row_update(
		call->db, &call->change, &request_table, &request, &call->err);
	if (r == 0)
		r = row_get(call->db, &rep_table, request.asker_id, &asker,
			&call->err);
	if (r == 0)
		r = help_wanted_tell(call, &asker, &request);
	return r < 0 ? r : put(call, &tp, &request);
}

const struct method touchpoint_ask_method = {
	.name = "touchpoint.ask",
	.flags = METHOD_WRITE,
	.doc = N_("ask your manager for help with a touchpoint"),
	METHOD_PARAMS(ask_params),
	.run = run_ask,
};

const struct method touchpoint_advise_method = {
	.name = "touchpoint.advise",
	.flags = METHOD_WRITE,
	.doc = N_("answer who asked for help with a touchpoint"),
	METHOD_PARAMS(advise_params),
	.run = run_advise,
};
