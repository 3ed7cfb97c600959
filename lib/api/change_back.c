/* change.undo: take back what was done. */
#include "api/methods.h"

#include "api/call.h"
#include "api/history_subject.h"
#include "api/view.h"
#include "store/history.h"
#include "store/message.h"
#include "store/touchpoint.h"

#include <errno.h>
#include <string.h>

static const struct param params[] = {
	{"id", PARAM_INT, 0, N_("the change; else your newest")},
};

static int nothing(struct call *call)
{
	return call_fail(call, API_NOT_FOUND, NULL,
		N_("there is nothing of yours to undo"));
}

static int no_change(struct call *call, int64_t id)
{
	int r = call_fail(call, API_NOT_FOUND, "id",
		N_("there is no change %s"), STR_INT(id));

	call_hint(call, N_("nudge history shows all changes"));
	return r;
}

static bool erases(const struct history *change)
{
	const struct method *method = api_find(change->method);

	return method && (method->flags & METHOD_ERASES);
}

/* Only what people did, and only by themselves. */
static int check_owner(struct call *call, const struct history *change)
{
	if (change->door == DOOR_DAEMON)
		return call_fail(call, API_FORBIDDEN, "id",
			N_("change %s was made by nudge itself; what it "
			   "decides follows from dates and cannot be undone"),
			STR_INT(change->id));
	if (!change->actor)
		return call_fail(call, API_FORBIDDEN, "id",
			N_("change %s belongs to the setting up, when nobody "
			   "was acting yet; it cannot be undone"),
			STR_INT(change->id));
	if (change->actor_id != call->actor.id)
		return call_fail(call, API_FORBIDDEN, "id",
			N_("change %s was made by %s; only they can undo it"),
			STR_INT(change->id), change->actor);
	if (erases(change))
		return call_fail(call, API_REFUSED, "id",
			N_("change %s forgot a person for good; it cannot be "
			   "undone"),
			STR_INT(change->id));
	if (change->undone_by != 0)
		return call_fail(call, API_CONFLICT, "id",
			N_("change %s is undone already, by change %s"),
			STR_INT(change->id), STR_INT(change->undone_by));
	return 0;
}

static int find(struct call *call, struct history *ret)
{
	int64_t id = call_int(call, "id", 0);
	int r = 0;

	if (!call_has(call, "id"))
		r = change_newest(call->db, call->actor.id, &id, &call->err);
	if (r == -ENOENT)
		return nothing(call);
	if (r == 0)
		r = history_get(call->db, id, ret, &call->err);
	if (r == -ENOENT)
		return no_change(call, id);
	return r < 0 ? r : check_owner(call, ret);
}

/* What is forgotten stays so, and what it touched cannot go back before; nor
 * before what dates have brought since, which this very call may be the first
 * to write: then nobody will ever find that change. */
static int refuse_conflict(struct call *call, int r)
{
	const struct change *undo = &call->change;
	AUTO_HISTORY other = {0};

	if (!undo->in_the_way ||
		history_get(call->db, undo->in_the_way, &other, NULL) < 0)
		return r;
	if (erases(&other))
		return call_fail(call, API_CONFLICT, "id",
			N_("change %s stays: change %s came later, forgot a "
			   "person for good in the same record and cannot be "
			   "undone"),
			STR_INT(undo->undoes), STR_INT(undo->in_the_way));
	if (other.door != DOOR_DAEMON)
		return r;
	return call_fail(call, API_CONFLICT, "id",
		N_("change %s cannot be taken back: nudge itself has changed "
		   "the same record since, as the day asked for, and that "
		   "cannot be undone"),
		STR_INT(undo->undoes));
}

/* What was queued tells of a state that is gone. */
static int cancel_messages(struct call *call, const struct history_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct history_row *row = &rows->items[i];
		int r;

		if (strcmp(row->table, "touchpoint") != 0)
			continue;
		r = message_cancel_touchpoint(
			call->db, row->id, call->api->now, &call->err);
		if (r < 0)
			return r;
	}
	return 0;
}

static json_t *restored(const struct history_rows *rows)
{
	json_auto_t *array = json_array();

	for (size_t i = 0; array && i < rows->n; i++)
		if (json_array_append_new(
			    array, json_pack("{s:s, s:I}", "table",
					   rows->items[i].table, "id",
					   (json_int_t)rows->items[i].id)) < 0)
			return NULL;
	return TAKE(array);
}

/* What it was about, as it is again; nothing where that is gone. */
static int put_touchpoint(struct call *call, const json_t *subject)
{
	json_int_t id = json_integer_value(json_object_get(subject, "id"));
	AUTO_TOUCHPOINT tp = {0};
	json_t *item;
	int r = id ? row_get(call->db, &touchpoint_table, id, &tp, &call->err)
		   : 0;

	if (r < 0 || tp.id == 0 || tp.deleted_at != 0)
		return r;
	r = view_touchpoint(call, &tp, &item);
	return r < 0 ? r : call_put(call, "touchpoint", item);
}

static json_t *params_of(const struct history *change)
{
	return change->params ? json_loads(change->params, 0, NULL)
			      : json_null();
}

static int put_undid(struct call *call, const struct history *change)
{
	AUTO_HISTORY_ROWS rows = {0};
	json_t *subject = NULL;
	int r = history_rows(call->db, change->id, &rows, &call->err);

	if (r == 0)
		r = history_subject(call, change->method, &rows, &subject);
	if (r == 0)
		r = put_touchpoint(call, subject);
	return r < 0 ? r
		     : call_put(call, "undid",
			       json_pack("{s:I, s:s, s:o, s:o, s:o}", "id",
				       (json_int_t)change->id, "method",
				       change->method, "params",
				       params_of(change), "at",
				       view_instant(change->at), "subject",
				       subject));
}

static int run(struct call *call)
{
	AUTO_HISTORY change = {0};
	AUTO_HISTORY_ROWS rows = {0};
	int r = find(call, &change);

	if (r < 0)
		return r;
	call->change.undoes = change.id;
	r = change_undo(call->db, &call->change, change.id, &call->err);
	if (r < 0)
		return refuse_conflict(call, r);
	r = history_rows(call->db, call->change.id, &rows, &call->err);
	if (r == 0)
		r = cancel_messages(call, &rows);
	if (r == 0)
		r = put_undid(call, &change);
	return r < 0 ? r : call_put(call, "restored", restored(&rows));
}

const struct method change_undo_method = {
	.name = "change.undo",
	.flags = METHOD_WRITE,
	.doc = N_("take back your newest change, or the one named"),
	METHOD_PARAMS(params),
	.run = run,
};
