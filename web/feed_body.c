/* One subscription's calendar; the contract is in feed_body.h. */
#include "web/feed_body.h"

#include "api/view.h"
#include "base/names.h"
#include "base/utf8.h"
#include "compose/feed.h"
#include "core/planner.h"
#include "store/account.h"
#include "store/feed_event.h"
#include "store/meta.h"
#include "store/rep.h"
#include "text/words.h"

#include <errno.h>
#include <string.h>

enum {
	DAY_S = 86400,
	LENGTH_S = 1800,
	MEETING_S = 3600,
	MINUTE_S = 60,
	INITIALS = 16
};

void feed_body_done(struct feed_body *body)
{
	str_done(&body->text);
	*body = (struct feed_body){0};
}

/* What goes into a calendar besides its events. */
struct scene {
	struct rep rep;
	struct account account;
	char *instance;
	struct feed feed;
	struct feed_event *events;
	char (*initials)[INITIALS]; /* of each event's owner */
};

static void scene_done(struct scene *scene)
{
	rep_done(&scene->rep);
	account_done(&scene->account);
	free(scene->instance);
	free(scene->events);
	free(scene->initials);
}

static int load_names(struct db *db, const struct feed_token *token,
	struct scene *scene, struct err *err)
{
	int r = row_get(db, &rep_table, token->rep_id, &scene->rep, err);

	if (r == 0 && token->kind == FEED_ACCOUNT)
		r = row_get(db, &account_table, token->account_id,
			&scene->account, err);
	if (r == 0 && (scene->rep.deleted_at || scene->account.deleted_at))
		r = -ENOENT;
	if (r == 0)
		r = meta_get(db, "instance_id", &scene->instance, err);
	return r;
}

static int set_feed(const struct feed_token *token, int64_t now,
	struct scene *scene, struct err *err)
{
	struct feed *feed = &scene->feed;
	int r = zone_find(scene->rep.zone, &feed->zone, err);

	if (r < 0)
		return r;
	(void)text_lang_find(scene->rep.locale, &feed->lang);
	feed->kind = token->kind;
	feed->instance = scene->instance;
	feed->name = token->kind == FEED_ACCOUNT ? scene->account.name
						 : scene->rep.name;
	feed->subject_id =
		token->kind == FEED_ACCOUNT ? token->account_id : token->rep_id;
	feed->today = zone_date_at(feed->zone, now);
	feed->alarms = token->alarms != 0;
	feed->busy = token->busy != 0;
	return 0;
}

/* "LW" of Li Wei, 李 of 李伟: one letter of each word, at most three. */
static void write_initials(char buf[static INITIALS], const char *name)
{
	size_t n = 0;
	int words = 0;

	while (*name && words < 3) {
		const char *from = name;
		size_t len;

		(void)utf8_next(&name);
		len = (size_t)(name - from);
		if (*from != ' ' && n + len < INITIALS) {
			memcpy(buf + n, from, len);
			n += len;
			words++;
		}
		name += strcspn(name, " ");
		name += strspn(name, " ");
	}
	buf[n] = '\0';
}

static int64_t start_of(const struct feed_event_row *row)
{
	const struct zone *zone;

	if (row->due_minute < 0 || !row->due_zone ||
		zone_find(row->due_zone, &zone, NULL) < 0)
		return 0;
	return zone_instant(zone, row->due, (int)row->due_minute);
}

static int64_t length_of(const struct feed_event_row *row)
{
	if (row->length > 0)
		return row->length * MINUTE_S;
	return row->via == VIA_MEETING || row->via == VIA_VISIT ? MEETING_S
								: LENGTH_S;
}

/* "user,buyer" as people call them. */
static void add_roles(struct str *out, enum text_lang lang, const char *names)
{
	char one[NAMES_MAX];

	while (names_next(&names, one)) {
		int role = domain_find(domain_role, ROLE_N, one);

		if (role < 0)
			continue;
		if (out->len)
			str_add(out, text_get(lang, N_(", ")));
		str_add(out, words_role(lang, (enum role)role));
	}
}

/* "CN 国庆节 / National Day": a list that ships has Chinese first, then the
 * country's own language. */
static void add_holiday(
	struct str *out, enum text_lang lang, const char *holiday)
{
	AUTO_STR calendar = {0}, name = {0};
	const char *whole = holiday + strcspn(holiday, " ") + 1;
	const char *local = strstr(whole, " / ");

	str_add_n(&calendar, holiday, strcspn(holiday, " "));
	if (local && lang == TEXT_ZH_CN)
		str_add_n(&name, whole, (size_t)(local - whole));
	else
		str_add(&name, local ? local + 3 : whole);
	text_add(out, lang, N_("%s (%s)"), str_get(&name), str_get(&calendar));
}

/* Why it is not on the day of the rule, where a calendar is the reason; of
 * what was moved by hand the planner's reasons are gone. */
static void add_why(
	struct str *out, enum text_lang lang, const struct feed_event_row *row)
{
	char from[WORDS_DATE];
	AUTO_STR why = {0};

	if (row->state != STATE_OPEN || civil_cmp(row->nominal, row->due) == 0)
		return;
	if (row->why)
		add_holiday(&why, lang, row->why);
	else if (row->moved & MOVED_CLOSED)
		str_add(&why, text_get(lang, N_("not a working day")));
	else if (row->moved & MOVED_MAKEUP)
		str_add(&why, text_get(lang, N_("no visits or calls on a "
						"make-up working day")));
	else if (row->moved & MOVED_SOFT)
		str_add(&why, text_get(lang, N_("avoids bridge days and "
						"holidays' edges")));
	else
		return;
	words_date_full(from, lang, row->nominal);
	text_add(out, lang,
		row->moved & MOVED_FLOOR
			? N_("Moved from %s: %s; keeps its distance from the "
			     "step before")
			: N_("Moved from %s: %s"),
		from, str_get(&why));
}

/* *text = what is in out, which is emptied; nothing is NULL. */
static int replace(char **text, struct str *out)
{
	char *worded = NULL;
	int r = out->len ? str_take(out, &worded) : str_error(out);

	if (r < 0)
		return r;
	free(*text);
	*text = worded;
	return 0;
}

/* What the database has as message ids and names, in the feed's language. */
static int put_into_words(
	const struct feed *feed, bool names, struct feed_event_row *row)
{
	AUTO_STR text = {0};
	int r = 0;

	if (row->purpose_is_id) {
		view_purpose(feed->lang, row->purpose, true, &text);
		r = replace(&row->purpose, &text);
	}
	if (r == 0 && row->who && !names) {
		add_roles(&text, feed->lang, row->who);
		r = replace(&row->who, &text);
	}
	if (r < 0)
		return r;
	add_why(&text, feed->lang, row);
	return replace(&row->why, &text);
}

static void set_event(const struct feed *feed, const struct feed_event_row *row,
	struct feed_event *event)
{
	*event = (struct feed_event){
		.id = row->id,
		.plan_id = row->plan_id,
		.step = row->step,
		.n = row->n,
		.created_at = row->created_at,
		.visible_at = row->visible_at,
		.seq = row->seq,
		.due = row->due,
		.start_at = start_of(row),
		.length_s = length_of(row),
		.place = row->place,
		.why = row->why,
		.account = row->account,
		.tier = row->tier,
		.kind = row->kind,
		.via = row->via,
		.purpose = row->purpose,
		.who = row->who,
		.is_done = row->state == STATE_DONE,
	};
	event->is_late =
		!event->is_done &&
		civil_cmp(civil_is_none(row->latest) ? row->due : row->latest,
			feed->today) < 0;
}

static int set_events(struct scene *scene, bool names,
	struct feed_event_rows *rows, struct feed_body *body)
{
	struct feed *feed = &scene->feed;

	scene->events = calloc(rows->n + 1, sizeof(*scene->events));
	scene->initials = calloc(rows->n + 1, sizeof(*scene->initials));
	if (!scene->events || !scene->initials)
		return -ENOMEM;
	for (size_t i = 0; i < rows->n; i++) {
		struct feed_event_row *row = &rows->data[i];

		if (put_into_words(feed, names, row) < 0)
			return -ENOMEM;
		set_event(feed, row, &scene->events[i]);
		if (feed->kind == FEED_TEAM) {
			write_initials(scene->initials[i], row->owner);
			scene->events[i].owner = scene->initials[i];
		}
		if (row->visible_at > body->changed_at)
			body->changed_at = row->visible_at;
	}
	feed->events = scene->events;
	feed->n_events = rows->n;
	feed->n_left_out = rows->n_left_out;
	return 0;
}

/* Once more where not everything has fitted: the head says so. */
static void render(struct feed *feed, struct str *text)
{
	size_t shown;

	feed_add(text, feed, &shown);
	if (shown == feed->n_events)
		return;
	feed->n_left_out += feed->n_events - shown;
	feed->n_events = shown;
	str_reset(text);
	feed_add(text, feed, &shown);
}

int feed_body_make(struct db *db, const struct feed_token *token, int64_t now,
	struct feed_body *ret, struct err *err)
{
	CLEANUP(scene_done) struct scene scene = {0};
	AUTO_FEED_EVENT_ROWS rows = {0};
	AUTO_FEED_BODY body = {0};
	struct feed_span span = {.limit = FEED_EVENTS_MAX};
	int r = load_names(db, token, &scene, err);

	if (r == 0)
		r = set_feed(token, now, &scene, err);
	if (r < 0)
		return r;
	body.zone = scene.feed.zone;
	body.today = scene.feed.today;
	body.changed_at = zone_instant(body.zone, body.today, 0);
	span.until = civil_add_days(body.today, FEED_DAYS_AHEAD);
	span.done_from = zone_instant(body.zone,
		civil_add_days(body.today, -(int)token->done_days), 0);
	r = feed_event_read(db, token, &span, &rows, err);
	if (r == 0 && set_events(&scene, token->names != 0, &rows, &body) < 0)
		r = err_memory(err);
	if (r < 0)
		return r;
	render(&scene.feed, &body.text);
	if (str_error(&body.text) < 0)
		return err_memory(err);
	*ret = body;
	body = (struct feed_body){0};
	return 0;
}
