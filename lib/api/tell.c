/* Messages to reps; the contract is in tell.h. */
#include "api/tell.h"

#include "api/brief.h"
#include "api/call_hours.h"
#include "api/dump.h"
#include "api/know.h"
#include "api/reader.h"
#include "api/view.h"
#include "core/hours.h"
#include "store/channel_state.h"
#include "text/words.h"

#include <errno.h>
#include <string.h>

enum { MODEL_VERSION = 1, FIRST_GEN = 1, INSTANT_SIZE = WORDS_DATE + 8 };

/* 1: the channel is there and takes messages; 0: there, but paused. */
static int find_channel(
	struct call *call, const char *name, struct channel *ret)
{
	AUTO_CHANNEL_STATE state = {0};
	int r = channel_by_name(call->db, name, ret, &call->err);

	if (r < 0)
		return r;
	r = channel_state_get(call->db, name, &state, &call->err);
	return r < 0 ? r : !ret->is_paused && state.status != CHANNEL_PAUSED;
}

static int pick_channel(struct tell *tell)
{
	AUTO_FREE char *names = NULL;
	char *rest, *name;
	int r = str_dup(tell->rep->channels, &names);

	rest = names;
	while (r >= 0 && rest && (name = strsep(&rest, ","))) {
		AUTO_CHANNEL channel = {0};

		r = find_channel(tell->call, name, &channel);
		if (r == -ENOENT) {
			r = 0;
			continue;
		}
		if (r < 0)
			return r;
		if (r > 0 || !tell->channel.id) {
			channel_done(&tell->channel);
			tell->channel = channel;
			channel = (struct channel){0};
		}
		if (r > 0)
			return 0;
	}
	return r;
}

/* All but the channel. */
static int init(struct tell *tell, struct call *call, const struct rep *rep)
{
	int64_t now = call->api->now;
	int r;

	*tell = (struct tell){.call = call, .rep = rep};
	r = zone_find(rep->zone, &tell->zone, &call->err);
	if (r < 0)
		return r;
	tell->date = zone_date_at(tell->zone, now);
	tell->quiet_until = hours_quiet_until(
		tell->zone, (int)rep->quiet_from, (int)rep->quiet_to, now);
	return 0;
}

int tell_init(struct tell *tell, struct call *call, const struct rep *rep)
{
	int r = init(tell, call, rep);

	return r < 0 ? r : pick_channel(tell);
}

int tell_init_through(struct tell *tell, struct call *call,
	const struct rep *rep, const char *channel)
{
	int r = init(tell, call, rep);

	return r < 0 ? r
		     : channel_by_name(
			       call->db, channel, &tell->channel, &call->err);
}

void tell_done(struct tell *tell)
{
	channel_done(&tell->channel);
}

bool tell_is_possible(const struct tell *tell)
{
	return tell->channel.id != 0;
}

static const char *locale_of(const struct tell *tell)
{
	return tell->channel.locale ? tell->channel.locale : tell->rep->locale;
}

/* What every model has; *ret is a new reference. */
static int new_model(
	const struct tell *tell, enum message_kind kind, json_t **ret)
{
	const struct rep *rep = tell->rep;

	*ret = json_pack("{s:i, s:s, s:s, s:{s:s, s:s, s:s}, s:s}", "v",
		MODEL_VERSION, "kind", message_kind_name[kind], "lang",
		text_lang_name(tell->call->api->lang), "rep", "slug", rep->slug,
		"name", rep->name, "zone", rep->zone, "date",
		CIVIL_STR(tell->date));
	return *ret ? 0 : -ENOMEM;
}

/* Appends the touchpoints to about, which has room for them. */
static size_t add_about(struct message_about *about,
	const struct touchpoint *touchpoints, size_t n)
{
	for (size_t i = 0; i < n; i++)
		about[i] = (struct message_about){
			touchpoints[i].id, touchpoints[i].gen};
	return n;
}

/*
 * Fills in what all messages share, and queues.  again: the key may be
 * spent; the next generation is taken then.
 */
static int queue(struct tell *tell, struct message_new *new,
	const json_t *model, bool again, int64_t *ret_id)
{
	AUTO_FREE char *text = dump_text(model);
	struct call *call = tell->call;
	int64_t now = call->api->now;
	int r;

	if (!text)
		return -ENOMEM;
	new->rep_id = tell->rep->id;
	new->channel = tell->channel.name;
	new->locale = locale_of(tell);
	new->model = text;
	new->expires_at = (new->not_before ? new->not_before : now) +
			  tell->channel.max_age_s;
	do {
		r = message_queue(call->db, new, now, ret_id, &call->err);
		new->gen++;
	} while (r == 0 && again);
	return r;
}

/* "Fri 2026-11-13 18:02" on the rep's wall. */
static char *local_instant(
	const struct tell *tell, int64_t at, char buf[static INSTANT_SIZE])
{
	struct zone_local local = zone_local_at(tell->zone, at);
	size_t n;

	words_date_full(buf, tell->call->api->lang, local.date);
	n = strlen(buf);
	buf[n] = ' ';
	words_minute(buf + n + 1, local.second / 60);
	return buf;
}

static json_t *view_catchup(const struct tell *tell, const struct tell_day *day)
{
	char from[INSTANT_SIZE], to[INSTANT_SIZE];

	if (day->kind != MESSAGE_CATCHUP)
		return json_null();
	return json_pack("{s:s, s:s, s:I, s:I}", "from",
		local_instant(tell, day->from, from), "to",
		local_instant(tell, day->to, to), "missed",
		(json_int_t)day->missed, "since", (json_int_t)day->since);
}

/* From here to speak_end() views are worded in the reader's language. */
static enum text_lang speak_begin(struct tell *tell)
{
	enum text_lang before = tell->call->api->lang;

	(void)text_lang_find(locale_of(tell), &tell->call->api->lang);
	return before;
}

static void speak_end(struct tell *tell, enum text_lang before)
{
	tell->call->api->lang = before;
}

static int day_model(
	const struct tell *tell, const struct tell_day *day, json_t **ret)
{
	json_auto_t *model = NULL;
	json_t *brief;
	struct brief_day of = {tell->date, tell->call->api->now, day->since};
	int r = brief_build(tell->call, tell->rep, &of, &brief);

	if (r < 0)
		return r;
	if (json_is_true(json_object_get(brief, "empty")) && !day->is_always &&
		!day->is_asked_for) {
		json_decref(brief);
		return 0;
	}
	r = new_model(tell, day->kind, &model);
	if (r < 0 || json_object_set_new(model, "brief", brief) < 0 ||
		json_object_set_new(model, "catchup", view_catchup(tell, day)) <
			0)
		return -ENOMEM;
	*ret = TAKE(model);
	return 1;
}

int tell_day_model(struct tell *tell, const struct tell_day *day, json_t **ret)
{
	enum text_lang before = speak_begin(tell);
	int r = day_model(tell, day, ret);

	speak_end(tell, before);
	return r;
}

static int queue_day(struct tell *tell, const struct tell_day *day,
	const json_t *model, int64_t *ret_id)
{
	size_t n = day->covered ? day->covered->n : 0;
	AUTO_FREE struct message_about *about = calloc(n + 1, sizeof(*about));
	struct message_new new = {
		.kind = day->kind,
		.subject = CIVIL_STR(tell->date),
		.gen = FIRST_GEN + day->is_asked_for,
		.due_at = day->due_at,
		.not_before = day->is_asked_for ? 0 : tell->quiet_until,
		.about = about,
		.n_about = n,
	};

	if (!about)
		return -ENOMEM;
	if (n > 0)
		add_about(about, day->covered->data, n);
	return queue(tell, &new, model,
		day->is_asked_for || day->kind == MESSAGE_CATCHUP, ret_id);
}

int tell_day(struct tell *tell, const struct tell_day *day, int64_t *ret_id)
{
	json_auto_t *model = NULL;
	int r = tell_day_model(tell, day, &model);

	return r <= 0 ? r : queue_day(tell, day, model, ret_id);
}

static int timed_model(const struct tell *tell,
	const struct touchpoint *touchpoints, size_t n, json_t **ret)
{
	json_auto_t *model = NULL;
	json_t *items = json_array();
	int r = new_model(tell, MESSAGE_NUDGE, &model);

	if (r < 0 || json_object_set_new(model, "touchpoints", items) < 0)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++) {
		json_t *item = NULL;

		r = view_touchpoint(tell->call, &touchpoints[i], &item);
		if (r == 0)
			r = call_hours_add(tell->call, tell->rep,
				&touchpoints[i], tell->date, item);
		if (r == 0)
			r = know_item(tell->call, &touchpoints[i], item);
		if (r == 0)
			r = reader_add(
				tell->call, tell->rep, &touchpoints[i], item);
		if (r < 0 || json_array_append_new(items, item) < 0)
			return r < 0 ? r : -ENOMEM;
	}
	if (n == 1 && json_object_set(model, "touchpoint",
			      json_array_get(items, 0)) < 0)
		return -ENOMEM;
	if (n == 1)
		(void)json_object_del(model, "touchpoints");
	*ret = TAKE(model);
	return 0;
}

int tell_timed_model(struct tell *tell, const struct touchpoint *touchpoints,
	size_t n, json_t **ret)
{
	enum text_lang before = speak_begin(tell);
	int r = timed_model(tell, touchpoints, n, ret);

	speak_end(tell, before);
	return r;
}

int tell_timed(
	struct tell *tell, const struct touchpoint *touchpoints, size_t n)
{
	AUTO_FREE struct message_about *about = calloc(n, sizeof(*about));
	json_auto_t *model = NULL;
	/* Only who has to leave today is told in quiet hours. */
	bool urgent = touchpoints[0].kind == KIND_MEETING;
	struct message_new new = {
		.kind = MESSAGE_NUDGE,
		.subject = STR_INT(touchpoints[0].id),
		.gen = touchpoints[0].gen,
		.due_at = touchpoints[0].nudge_at,
		.not_before = urgent ? 0 : tell->quiet_until,
		.about = about,
		.n_about = n,
	};
	int r = about ? tell_timed_model(tell, touchpoints, n, &model)
		      : -ENOMEM;

	if (r < 0)
		return r;
	add_about(about, touchpoints, n);
	return queue(tell, &new, model, false, NULL);
}

int tell_request(
	struct tell *tell, const struct touchpoint *tp, json_t *request)
{
	json_auto_t *model = NULL;
	/* About no touchpoint: this is not its reminder. */
	struct message_new new = {
		.kind = MESSAGE_NUDGE,
		.subject = STR_INT(tp->id),
		.gen = tp->gen,
		.due_at = tell->call->api->now,
	};
	int r = tell_timed_model(tell, tp, 1, &model);

	if (r == 0 && json_object_set(json_object_get(model, "touchpoint"),
			      "request", request) < 0)
		r = -ENOMEM;
	return r < 0 ? r : queue(tell, &new, model, true, NULL);
}
