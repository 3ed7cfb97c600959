/* Help wanted; the contract is in help_wanted.h. */
#include "api/help_wanted.h"

#include "api/missed.h"
#include "api/tell.h"
#include "api/view.h"
#include "store/touchpoint.h"

#include <errno.h>

/* When a manager may be disturbed, in minutes of his working day. */
enum { WORK_FROM = 8 * 60, WORK_TO = 18 * 60 };

int help_wanted_load(struct call *call, const struct rep *rep,
	const struct agenda_day *day, struct rows *ret)
{
	struct request_span span = {.asker_id = rep->id, .until = day->at};
	AUTO_ROWS answered = {0};
	int r = request_of_manager(call->db, rep->id, ret, &call->err);

	if (r == 0)
		r = missed_brief_before(call, rep, day->date, &span.after);
	if (r == 0)
		r = request_answered(call->db, &span, &answered, &call->err);
	ret->table = &request_table;
	ROWS_EACH(struct request, request, &answered)
		if (r == 0)
			r = rows_add(ret, request);
	return r;
}

static int load_rep(struct call *call, int64_t id, struct rep *ret)
{
	if (id == 0)
		return 0;
	return row_get(call->db, &rep_table, id, ret, &call->err);
}

int help_wanted_view(
	struct call *call, const struct request *request, json_t **ret)
{
	AUTO_REP by = {0}, to = {0}, answerer = {0};
	int r = load_rep(call, request->asker_id, &by);

	if (r == 0)
		r = load_rep(call, request->manager_id, &to);
	if (r == 0)
		r = load_rep(call, request->answerer_id, &answerer);
	if (r < 0)
		return r;
	*ret = json_pack("{s:o, s:s?, s:s?, s:s?, s:s?, s:o, s:s, s:s?, s:o,"
			 " s:s?, s:s?}",
		"id", view_id(call, &request_table, request->id), "by", by.slug,
		"by_name", by.name, "to", to.slug, "to_name", to.name, "at",
		view_instant(request->created_at), "text", request->text,
		"answer", request->answer, "answered_at",
		view_instant(request->answered_at), "answered_by",
		answerer.slug, "answered_by_name", answerer.name);
	return *ret ? 0 : -ENOMEM;
}

int help_wanted_item(
	struct call *call, const struct request *request, json_t **ret)
{
	AUTO_TOUCHPOINT tp = {0};
	json_auto_t *item = NULL;
	json_t *view;
	int r = row_get(call->db, &touchpoint_table, request->touchpoint_id,
		&tp, &call->err);

	if (r == 0)
		r = view_touchpoint(call, &tp, &item);
	if (r == 0)
		r = help_wanted_view(call, request, &view);
	if (r < 0)
		return r;
	if (json_object_set_new(item, "request", view) < 0)
		return -ENOMEM;
	*ret = TAKE(item);
	return 0;
}

/* Is the reader at work now? */
static bool is_at_work(const struct tell *tell, const struct workcal_pair *days)
{
	int64_t now = tell->call->api->now;
	int minute = zone_local_at(tell->zone, now).second / 60;

	return workcal_side_open(&days->rep, tell->date, true) &&
	       minute >= WORK_FROM && minute < WORK_TO &&
	       tell->quiet_until <= now;
}

/* The reader's next brief. */
static int64_t next_brief(
	const struct tell *tell, const struct workcal_pair *days)
{
	struct civil_date day = tell->date;
	int minute = (int)tell->rep->brief_minute;

	if (zone_instant(tell->zone, day, minute) <= tell->call->api->now)
		day = civil_add_days(day, 1);
	/* None within reach: the day itself. */
	(void)workcal_side_add(&days->rep, day, 0, &day);
	return zone_instant(tell->zone, day, minute);
}

static int queue(struct tell *tell, const struct request *request)
{
	AUTO_TOUCHPOINT tp = {0};
	json_t *view = NULL;
	int r = row_get(tell->call->db, &touchpoint_table,
		request->touchpoint_id, &tp, &tell->call->err);

	if (r == 0)
		r = help_wanted_view(tell->call, request, &view);
	if (r == 0)
		r = tell_request(tell, &tp, view);
	json_decref(view);
	return r;
}

int help_wanted_tell(struct call *call, const struct rep *reader,
	const struct request *request)
{
	AUTO_TELL tell = {0};
	struct workcal_pair days;
	bool at_once;
	int r = tell_init(&tell, call, reader);

	if (r == 0)
		r = call_days(call, reader, NULL, &days);
	if (r < 0)
		return r;
	at_once = tell_is_possible(&tell) &&
		  tell.channel.audience == AUDIENCE_PRIVATE &&
		  is_at_work(&tell, &days);
	if (at_once)
		r = queue(&tell, request);
	if (r >= 0)
		r = call_put(call, "told",
			view_text(at_once ? tell.channel.name : NULL));
	return r < 0 ? r
		     : call_put(call, "brief",
			       view_instant(next_brief(&tell, &days)));
}
