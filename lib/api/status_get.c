/* status.get: what there is, and whether it is going out. */
#include "api/methods.h"

#include "api/official.h"
#include "api/view.h"
#include "store/backup.h"
#include "store/health.h"
#include "store/lock.h"
#include "store/message_list.h"

#include <errno.h>

static int put_counts(struct call *call)
{
	struct health_counts n;
	int r = health_counts(call->db, call->today, &n, &call->err);

	if (r < 0)
		return r;
	return call_put(call, "counts",
		json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "reps",
			(json_int_t)n.reps, "accounts", (json_int_t)n.accounts,
			"contacts", (json_int_t)n.contacts, "channels",
			(json_int_t)n.channels, "open", (json_int_t)n.open,
			"due", (json_int_t)n.due, "late", (json_int_t)n.late));
}

static int put_outbox(struct call *call)
{
	int64_t n[MESSAGE_STATE_N];
	int r = message_list_count(call->db, NULL, n, &call->err);

	if (r < 0)
		return r;
	return call_put(call, "outbox",
		json_pack("{s:I, s:I, s:I, s:I, s:I}", "waiting",
			(json_int_t)n[MESSAGE_WAITING], "sending",
			(json_int_t)n[MESSAGE_SENDING], "held",
			(json_int_t)n[MESSAGE_HELD], "dead",
			(json_int_t)n[MESSAGE_DEAD], "expired",
			(json_int_t)n[MESSAGE_EXPIRED]));
}

static int put_actor(struct call *call)
{
	const struct rep *actor = &call->actor;

	return call_put(call, "rep",
		actor->id == 0
			? json_null()
			: json_pack("{s:s, s:s, s:s}", "slug", actor->slug,
				  "name", actor->name, "zone", actor->zone));
}

static int put_engine(struct call *call)
{
	AUTO_FREE char *engine = NULL;
	int r = health_engine(call->db, &engine, &call->err);

	return r < 0 ? r : call_put(call, "sqlite", json_string(engine));
}

static int put_backup(struct call *call)
{
	AUTO_FREE char *path = NULL;
	int64_t at = 0;
	int r = backup_noted(call->db, &at, &path, &call->err);

	if (r < 0)
		return r;
	return call_put(call, "last_backup",
		at == 0 ? json_null()
			: json_pack("{s:o, s:s?}", "at", view_instant(at),
				  "path", path));
}

static int put_calendars(struct call *call)
{
	json_t *calendars = NULL;
	int r = official_lists(call, &calendars);

	return r < 0 ? r : call_put(call, "calendars", calendars);
}

static int run(struct call *call)
{
	int64_t brief;
	int r = health_last_brief(call->db, &brief, &call->err);

	if (r == 0)
		r = call_put(call, "version", json_string(PACKAGE_VERSION));
	if (r == 0)
		r = put_engine(call);
	if (r == 0)
		r = call_put(call, "database", json_string(db_path(call->db)));
	if (r == 0)
		r = call_put(call, "nudged_runs",
			json_boolean(lock_nudged_runs(db_path(call->db))));
	if (r == 0)
		r = call_put(call, "now", view_instant(call->api->now));
	if (r == 0)
		r = call_put(call, "today", view_date(call->today));
	if (r == 0)
		r = put_actor(call);
	if (r == 0)
		r = call_put(call, "last_brief", view_instant(brief));
	if (r == 0)
		r = put_backup(call);
	if (r == 0)
		r = put_counts(call);
	if (r == 0)
		r = put_calendars(call);
	return r < 0 ? r : put_outbox(call);
}

const struct method status_get_method = {
	.name = "status.get",
	.flags = METHOD_NO_ACTOR | METHOD_AT,
	.doc = N_("what there is, and whether it is going out"),
	.run = run,
};
