/* calendar.import: a list of working days comes in. */
#include "api/calendar_view.h"
#include "api/field.h"
#include "api/methods.h"
#include "api/replan.h"
#include "api/resolve.h"
#include "api/view.h"
#include "base/names.h"
#include "base/str.h"
#include "store/calendar_put.h"

#include <errno.h>
#include <string.h>

static const struct param params[] = {
	{"text", PARAM_FILE, PARAM_REQUIRED,
		N_("the list, in the form of data/calendars")},
	{"layer", PARAM_TEXT, 0,
		N_("of a new calendar: national, company or rep")},
	{"move", PARAM_BOOL, 0, N_("move the follow-ups that it moves")},
	{"rep", PARAM_TEXT, 0, N_("whose calendar it is, for the layer rep")},
};

struct import {
	struct call *call;
	struct caltext text;
	struct calendar calendar;
	struct rep rep; /* for the layer rep; else zero */
	enum workcal_layer layer;
	struct calendar_put done;
};

static void import_done(struct import *in)
{
	caltext_done(&in->text);
	calendar_done(&in->calendar);
	rep_done(&in->rep);
}

static int read_text(struct import *in)
{
	struct call *call = in->call;
	const char *text = call_text(call, "text");
	int r = caltext_parse(text, strlen(text), &in->text, &call->err);

	return r < 0 ? call_fail_err(call, r, "text") : 0;
}

static int read_layer(struct import *in)
{
	struct call *call = in->call;
	int layer, r = 0;

	if (call_has(call, "rep"))
		r = resolve_rep(call, "rep", &in->rep);
	if (r == 0)
		r = call_enum(call, "layer", CALL_WORDS(workcal_layer),
			in->rep.id ? LAYER_REP : LAYER_NATIONAL, &layer);
	if (r < 0)
		return r;
	in->layer = (enum workcal_layer)layer;
	if ((in->layer == LAYER_REP) != (in->rep.id != 0))
		return call_fail(call, API_BAD_PARAM, "rep",
			N_("a personal calendar needs a rep, and only that"));
	return 0;
}

/* The calendar of that name, which must be of the same layer. */
static int find_calendar(struct import *in)
{
	struct call *call = in->call;
	int r = calendar_by_name(
		call->db, in->text.name, &in->calendar, &call->err);

	if (r == -ENOENT)
		return 0;
	if (r == 0 && in->calendar.layer != in->layer &&
		(call_has(call, "layer") || call_has(call, "rep"))) {
		r = call_fail(call, API_REFUSED, "layer",
			N_("the calendar %s is there already, as another kind "
			   "of calendar"),
			in->text.name);
		call_hint(call,
			N_("give the new one a name of its own: --name NAME"));
	}
	return r;
}

/* A rep's own calendar counts for him at once. */
static int attach(struct import *in)
{
	struct call *call = in->call;
	AUTO_STR list = {0};

	if (in->rep.id == 0 || names_has(in->rep.calendar, in->text.name))
		return 0;
	str_addf(&list, "%s%s%s", in->rep.calendar ? in->rep.calendar : "",
		in->rep.calendar ? "," : "", in->text.name);
	if (str_error(&list) < 0 ||
		field_set(&in->rep.calendar, str_get(&list)) < 0)
		return -ENOMEM;
	return row_update(
		call->db, &call->change, &rep_table, &in->rep, &call->err);
}

static int put_result(struct import *in, bool is_new)
{
	struct call *call = in->call;
	json_t *object;
	int r = calendar_view(call, &in->calendar, &object);

	if (r == 0)
		r = call_put(call, "calendar", object);
	if (r == 0)
		r = call_put(call, "new", json_boolean(is_new));
	if (r == 0)
		r = call_put(call, "added", json_integer(in->done.added));
	if (r == 0)
		r = call_put(call, "removed", json_integer(in->done.removed));
	return r < 0 ? r
		     : call_put(call, "years_read",
			       json_pack("[i, i]", in->text.year_from,
				       in->text.year_to));
}

static int load(struct import *in)
{
	struct call *call = in->call;
	AUTO_REPLAN replan = {0};
	struct calendar_list list = {.text = &in->text, .layer = in->layer};
	bool is_new = in->calendar.id == 0;
	int r = replan_begin(&replan, call, in->text.name,
		(struct civil_date){(int16_t)in->text.provisional_to, 12, 31});

	if (r == 0)
		r = calendar_put(call->db, &call->change, &list, &in->calendar,
			&in->done, &call->err);
	if (r == -EINVAL)
		return call_fail_err(call, r, "text");
	if (r == 0)
		r = attach(in);
	if (r == 0)
		r = put_result(in, is_new);
	return r < 0 ? r : replan_end(&replan, call_bool(call, "move"));
}

static int run(struct call *call)
{
	CLEANUP(import_done) struct import in = {.call = call};
	int r = read_text(&in);

	if (r == 0)
		r = read_layer(&in);
	if (r == 0)
		r = find_calendar(&in);
	return r < 0 ? r : load(&in);
}

const struct method calendar_import_method = {
	.name = "calendar.import",
	.flags = METHOD_WRITE | METHOD_NO_ACTOR,
	.doc = N_("bring in a list of working days"),
	METHOD_PARAMS(params),
	.run = run,
};
