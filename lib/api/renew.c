/* A message that waited; the contract is in renew.h. */
#include "api/renew.h"

#include "api/call.h"
#include "api/dump.h"
#include "api/tell.h"
#include "store/renewal.h"
#include "store/rep_clock.h"

#include <errno.h>
#include <string.h>

enum {
	LATE_S = 15 * 60,  /* later than this it may go with others */
	DIGEST_ITEMS = 20, /* as many as a brief has lines */
};

struct renewal {
	struct api api;
	struct api_error error;
	struct call call;
	struct message message;
	struct tell tell;
};

static void renewal_done(struct renewal *n)
{
	tell_done(&n->tell);
	message_done(&n->message);
	rep_done(&n->call.actor);
	call_days_done(&n->call);
	api_error_done(&n->error);
}

/* 1: it is a message that is renewed; 0: it stays as it is. */
static int renewal_init(struct renewal *n, struct db *db, int64_t id)
{
	struct message *m = &n->message;
	struct call *call = &n->call;
	int r = message_get(db, id, m, &call->err);

	if (r == -ENOENT)
		return 0;
	if (r < 0)
		return r;
	if (m->state != MESSAGE_WAITING || m->uncertain > 0 || !m->model ||
		m->kind == MESSAGE_TEST || m->kind == MESSAGE_NOTICE)
		return 0;
	r = row_get(db, &rep_table, m->rep_id, &call->actor, &call->err);
	if (r == 0)
		r = tell_init_through(&n->tell, call, &call->actor, m->channel);
	/* Better as it was than never. */
	if (r == -ENOENT || r == -EINVAL)
		return 0;
	if (r < 0)
		return r;
	call->zone = n->tell.zone;
	call->today = n->tell.date;
	return 1;
}

static int put_model(struct renewal *n, const json_t *model)
{
	AUTO_FREE char *text = dump_text(model);

	return text ? renewal_put(n->call.db, n->message.id, text, &n->call.err)
		    : -ENOMEM;
}

static int cancel(struct renewal *n)
{
	int r = renewal_end(n->call.db, n->message.id, MESSAGE_CANCELLED,
		n->api.now, &n->call.err);

	return r < 0 ? r : 1;
}

static bool is_digest(const struct message *m)
{
	return strncmp(m->subject, RENEWAL_DIGEST, strlen(RENEWAL_DIGEST)) == 0;
}

/* What is still open of what a nudge tells; where that is nothing, the claim
 * cancels it. */
static int renew_nudge(struct renewal *n)
{
	AUTO_ROWS open = {0};
	json_auto_t *model = NULL;
	size_t more = 0;
	int r = renewal_touchpoints(
		n->call.db, n->message.id, &open, &n->call.err);

	if (r < 0 || open.n == 0)
		return r;
	if (is_digest(&n->message) && open.n > DIGEST_ITEMS) {
		more = open.n - DIGEST_ITEMS;
		rows_cut(&open, DIGEST_ITEMS);
	}
	r = tell_timed_model(&n->tell, open.data, open.n, &model);
	if (r < 0)
		return r;
	if (is_digest(&n->message) &&
		(json_object_set_new(model, "waited", json_true()) < 0 ||
			json_object_set_new(model, "more",
				json_integer((json_int_t)more)) < 0))
		return -ENOMEM;
	return put_model(n, model);
}

/* 1: others that are late go with it, in another message. */
static int gather(struct renewal *n)
{
	int64_t now = n->api.now, into;
	int r;

	if (n->message.due_at >= now - LATE_S)
		return 0;
	r = renewal_gather(n->call.db, &n->message, now - LATE_S, now, &into,
		&n->call.err);
	if (r <= 0)
		return r;
	r = message_get(n->call.db, into, &n->message, &n->call.err);
	if (r == 0 && is_digest(&n->message))
		r = renew_nudge(n);
	return r < 0 ? r : 1;
}

/* Is it for a day that is over, and today's brief still to be told?  That
 * takes its place; until then it waits. */
static int is_overtaken(struct renewal *n, int64_t *ret_until)
{
	const struct rep *rep = &n->call.actor;
	struct civil_date today = n->tell.date, day;
	struct workcal_pair days;
	struct rep_clock clock;
	int r = civil_parse(n->message.subject, &day, &n->call.err);

	if (r < 0 || civil_cmp(day, today) >= 0)
		return r;
	r = rep_clock_get(n->call.db, rep->id, &clock, &n->call.err);
	if (r == 0)
		r = call_days(&n->call, rep, NULL, &days);
	if (r < 0)
		return r == -ENOENT ? 0 : r;
	*ret_until = zone_instant(n->tell.zone, today, (int)rep->brief_minute);
	if (*ret_until <= n->api.now)
		*ret_until = n->api.now + RENEW_AFTER_S;
	return civil_cmp(clock.brief_on, today) < 0 &&
	       workcal_side_open(&days.rep, today, true);
}

static int put_off(struct renewal *n, int64_t until)
{
	int r = renewal_put_off(n->call.db, n->message.id, until, &n->call.err);

	return r < 0 ? r : 1;
}

/* 1: *ret is the day as it is now; 0: it is empty and need not be told. */
static int day_model(struct renewal *n, const json_t *old, json_t **ret)
{
	const struct message *m = &n->message;
	json_t *catchup = json_object_get(old, "catchup");
	json_t *brief = json_object_get(old, "brief");
	struct tell_day day = {
		.kind = m->kind,
		.due_at = m->due_at,
		/* Whoever was to be told that nothing is due, is. */
		.is_always = m->kind == MESSAGE_CATCHUP ||
			     json_is_true(json_object_get(brief, "empty")),
		.since = json_integer_value(json_object_get(catchup, "since")),
	};
	json_auto_t *model = NULL;
	int r = tell_day_model(&n->tell, &day, &model);

	if (r <= 0)
		return r;
	if (json_object_set(model, "catchup", catchup) < 0)
		return -ENOMEM;
	*ret = TAKE(model);
	return 1;
}

static int renew_day(struct renewal *n)
{
	json_auto_t *old = json_loads(n->message.model, 0, NULL);
	json_auto_t *model = NULL;
	int64_t until = 0;
	int r = is_overtaken(n, &until);

	if (r > 0)
		return put_off(n, until);
	if (r == 0)
		r = day_model(n, old, &model);
	if (r == 0)
		return cancel(n);
	return r < 0 ? r : put_model(n, model);
}

static int renew(struct renewal *n)
{
	int r;

	switch (n->message.kind) {
	case MESSAGE_NUDGE:
		r = gather(n);
		return r != 0 ? r : renew_nudge(n);
	case MESSAGE_BRIEF:
	case MESSAGE_CATCHUP:
		return renew_day(n);
	case MESSAGE_TEST:
	case MESSAGE_NOTICE:
	case MESSAGE_KIND_N:
		break;
	}
	return 0;
}

int renew_message(
	struct db *db, int64_t message_id, int64_t now, struct err *err)
{
	CLEANUP(renewal_done)
	struct renewal n = {
		.api = {.db = db, .now = now, .door = DOOR_DAEMON},
	};
	int r;

	n.call = (struct call){.api = &n.api, .db = db, .error = &n.error};
	r = renewal_init(&n, db, message_id);
	if (r > 0)
		r = renew(&n);
	if (r < 0)
		*err = n.call.err;
	return r;
}
