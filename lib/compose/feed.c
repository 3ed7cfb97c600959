/* A calendar subscription; the contract is in feed.h. */
#include "compose/feed.h"

#include "compose/cut.h"
#include "compose/ics.h"
#include "compose/ics_zone.h"
#include "text/words.h"

enum { OVERDUE_SHOWN = 20, DAY_S = 86400 };

/* Appended to an id, since a person may subscribe to several feeds that
 * hold the same touchpoint. */
static const char *const feed_uid_mark[FEED_KIND_N] = {
	[FEED_REP] = "",
	[FEED_TEAM] = ".t",
	[FEED_ACCOUNT] = ".a",
};

/* A line's value, built up and used at once; its memory is kept. */
struct pad {
	struct str *out;
	struct str text;
	const struct feed *feed;
};

static void pad_done(struct pad *pad)
{
	str_done(&pad->text);
}

static void put_line(struct pad *pad, const char *name)
{
	ics_line(pad->out, name, str_get(&pad->text));
	str_reset(&pad->text);
}

static void put_text(struct pad *pad, const char *name)
{
	ics_text(pad->out, name, str_get(&pad->text));
	str_reset(&pad->text);
}

/* ---- the calendar's own lines ------------------------------------- */

static void add_title(struct pad *pad)
{
	const struct feed *feed = pad->feed;
	static const char *const title[FEED_KIND_N] = {
		[FEED_REP] = N_("Follow-ups of %s"),
		[FEED_TEAM] = N_("Follow-ups of the team of %s"),
		[FEED_ACCOUNT] = N_("Follow-ups with %s"),
	};

	text_add(&pad->text, feed->lang, title[feed->kind], feed->name);
}

static void add_head(struct pad *pad)
{
	const struct feed *feed = pad->feed;

	ics_begin(pad->out, "VCALENDAR");
	ics_line(pad->out, "VERSION", "2.0");
	ics_line(pad->out, "PRODID", "-//nudge//" PACKAGE_VERSION "//EN");
	ics_line(pad->out, "CALSCALE", "GREGORIAN");
	add_title(pad);
	put_text(pad, "NAME");
	add_title(pad);
	put_text(pad, "X-WR-CALNAME");
	str_add(&pad->text,
		text_get(feed->lang, N_("Planned contacts with customers, from "
					"nudge.  Read only.")));
	if (feed->n_left_out > 0) {
		str_add_char(&pad->text, ' ');
		text_add(&pad->text, feed->lang,
			N_("%s later ones do not fit."),
			STR_INT((int64_t)feed->n_left_out));
	}
	put_text(pad, "X-WR-CALDESC");
	ics_line(pad->out, "COLOR", "teal");
	ics_line(pad->out, "X-APPLE-CALENDAR-COLOR", "#008080");
	ics_line(pad->out, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
	ics_line(pad->out, "X-PUBLISHED-TTL", "PT1H");
}

/* A calendar must hold something (RFC 5545, 3.6), also when nothing is
 * planned. */
static void add_zone(struct pad *pad)
{
	const struct feed *feed = pad->feed;
	int64_t day = (int64_t)civil_days(feed->today) * DAY_S;

	ics_zone_add(pad->out, feed->zone, day - FEED_DAYS_BACK * DAY_S,
		day + (int64_t)FEED_DAYS_AHEAD * DAY_S);
}

/* ---- one event ------------------------------------------------------ */

static void add_uid(struct pad *pad, const struct feed_event *event)
{
	if (event->plan_id > 0) {
		str_add(&pad->text, STR_INT(event->plan_id));
		str_add_char(&pad->text, '-');
		str_add(&pad->text, event->step);
		str_add_char(&pad->text, '-');
		str_add(&pad->text, STR_INT(event->n));
	} else {
		str_add(&pad->text, STR_INT(event->id));
	}
	str_add(&pad->text, feed_uid_mark[pad->feed->kind]);
	str_add_char(&pad->text, '@');
	str_add(&pad->text, pad->feed->instance);
}

/* "Acme: d3 call (user)", "Acme: send training dates". */
static void add_subject(struct str *out, const struct feed *feed,
	const struct feed_event *event)
{
	const char *via = words_via(feed->lang, event->via);

	if (!event->step && event->who)
		text_add(out, feed->lang, N_("%s: %s (%s)"), event->account,
			event->purpose, event->who);
	else if (!event->step)
		text_add(out, feed->lang, N_("%s: %s"), event->account,
			event->purpose);
	else if (event->who)
		text_add(out, feed->lang, N_("%s: %s %s (%s)"), event->account,
			event->step, via, event->who);
	else
		text_add(out, feed->lang, N_("%s: %s %s"), event->account,
			event->step, via);
}

static void add_summary(struct pad *pad, const struct feed_event *event)
{
	const struct feed *feed = pad->feed;
	AUTO_STR subject = {0};
	AUTO_STR whole = {0};

	add_subject(&subject, feed, event);
	if (event->owner) {
		str_add(&whole, event->owner);
		str_add(&whole, " · ");
	}
	if (event->is_done)
		text_add(&whole, feed->lang, N_("Done: %s"), str_get(&subject));
	else
		str_add(&whole, str_get(&subject));
	cut_add(&pad->text, str_get(&whole), FEED_SUMMARY_MAX);
}

static void add_description(struct pad *pad, const struct feed_event *event)
{
	cut_add(&pad->text, event->purpose,
		FEED_DESCRIPTION_MAX - FEED_WHY_MAX - 100);
	if (event->is_done)
		return;
	if (event->why) {
		str_add_char(&pad->text, '\n');
		cut_add(&pad->text, event->why, FEED_WHY_MAX);
	}
	str_add_char(&pad->text, '\n');
	text_add(&pad->text, pad->feed->lang, N_("Close it: nudge done %s"),
		STR_INT(event->id));
}

static void add_when(struct pad *pad, const struct feed_event *event)
{
	if (event->start_at == 0) {
		ics_day(pad->out, "DTSTART", event->due);
		ics_day(pad->out, "DTEND", civil_add_days(event->due, 1));
	} else {
		ics_instant(pad->out, "DTSTART", event->start_at);
		ics_instant(
			pad->out, "DTEND", event->start_at + event->length_s);
	}
}

static void add_alarm(struct pad *pad, const struct feed_event *event)
{
	ics_begin(pad->out, "VALARM");
	str_add(&pad->text, "al-");
	add_uid(pad, event);
	put_line(pad, "UID");
	if (event->start_at > 0)
		ics_line(pad->out, "TRIGGER", "-PT10M");
	else
		ics_line(pad->out, "TRIGGER;RELATED=START", "PT9H");
	ics_line(pad->out, "ACTION", "DISPLAY");
	add_summary(pad, event);
	put_text(pad, "DESCRIPTION");
	ics_end(pad->out, "VALARM");
}

/* What is busy and what is not: OPAQUE or TRANSPARENT. */
static void add_busy(struct pad *pad, const struct feed_event *event)
{
	bool busy = pad->feed->busy && event->start_at > 0 && !event->is_done;

	ics_line(pad->out, "TRANSP", busy ? "OPAQUE" : "TRANSPARENT");
	if (event->start_at > 0)
		ics_line(pad->out, "X-MICROSOFT-CDO-BUSYSTATUS",
			busy ? "BUSY" : "FREE");
}

static void add_event(struct pad *pad, const struct feed_event *event)
{
	static const int priority[TIER_N] = {
		[TIER_ORDINARY] = 9, [TIER_KEY] = 5, [TIER_STRATEGIC] = 1};

	ics_begin(pad->out, "VEVENT");
	str_add(&pad->text, "tp-");
	add_uid(pad, event);
	put_line(pad, "UID");
	ics_instant(pad->out, "DTSTAMP", event->visible_at);
	ics_instant(pad->out, "LAST-MODIFIED", event->visible_at);
	ics_instant(pad->out, "CREATED", event->created_at);
	ics_number(pad->out, "SEQUENCE", event->seq);
	add_when(pad, event);
	add_summary(pad, event);
	put_text(pad, "SUMMARY");
	add_description(pad, event);
	put_text(pad, "DESCRIPTION");
	if (event->place)
		ics_text(pad->out, "LOCATION", event->place);
	ics_line(pad->out, "STATUS", "CONFIRMED");
	add_busy(pad, event);
	ics_text(pad->out, "CATEGORIES",
		words_kind(pad->feed->lang, event->kind));
	ics_number(pad->out, "PRIORITY", priority[event->tier]);
	if (pad->feed->alarms && !event->is_done && !event->is_late)
		add_alarm(pad, event);
	ics_end(pad->out, "VEVENT");
}

/* ---- what is overdue, on today -------------------------------------- */

static size_t count_late(const struct feed *feed)
{
	size_t n = 0;

	for (size_t i = 0; i < feed->n_events; i++)
		n += feed->events[i].is_late;
	return n;
}

static void add_overdue_list(struct pad *pad, size_t n)
{
	const struct feed *feed = pad->feed;
	size_t shown = 0;

	for (size_t i = 0; i < feed->n_events && shown < OVERDUE_SHOWN; i++) {
		if (!feed->events[i].is_late)
			continue;
		if (shown++ > 0)
			str_add_char(&pad->text, '\n');
		add_subject(&pad->text, feed, &feed->events[i]);
	}
	if (n > shown) {
		str_add_char(&pad->text, '\n');
		text_add(&pad->text, feed->lang, N_("and %s more"),
			STR_INT((int64_t)(n - shown)));
	}
}

/* Late touchpoints stay on their day, which nobody looks at any more; one
 * event a day brings them back.  It changes at the reader's midnight. */
static void add_overdue(struct pad *pad)
{
	const struct feed *feed = pad->feed;
	size_t n = count_late(feed);
	int64_t midnight = zone_instant(feed->zone, feed->today, 0);

	if (n == 0)
		return;
	ics_begin(pad->out, "VEVENT");
	str_addf(&pad->text, "overdue-%s-%lld@%s", domain_feed[feed->kind],
		(long long)feed->subject_id, feed->instance);
	put_line(pad, "UID");
	ics_instant(pad->out, "DTSTAMP", midnight);
	ics_instant(pad->out, "LAST-MODIFIED", midnight);
	ics_number(pad->out, "SEQUENCE", civil_days(feed->today));
	ics_day(pad->out, "DTSTART", feed->today);
	ics_day(pad->out, "DTEND", civil_add_days(feed->today, 1));
	text_add(&pad->text, feed->lang,
		text_get_n(feed->lang, N_("%s overdue follow-up"),
			N_("%s overdue follow-ups"), n),
		STR_INT((int64_t)n));
	put_text(pad, "SUMMARY");
	add_overdue_list(pad, n);
	put_text(pad, "DESCRIPTION");
	ics_line(pad->out, "STATUS", "CONFIRMED");
	ics_line(pad->out, "TRANSP", "TRANSPARENT");
	ics_end(pad->out, "VEVENT");
}

void feed_add(struct str *out, const struct feed *feed, size_t *ret_shown)
{
	CLEANUP(pad_done) struct pad pad = {.out = out, .feed = feed};
	size_t i;

	add_head(&pad);
	add_zone(&pad);
	add_overdue(&pad);
	for (i = 0; i < feed->n_events && out->len < FEED_BYTES_MAX; i++)
		add_event(&pad, &feed->events[i]);
	ics_end(out, "VCALENDAR");
	*ret_shown = i;
}
