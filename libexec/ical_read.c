/* Events out of libical; the contract is in ical_read.h. */
#include "libexec/ical_read.h"

#include "libexec/ical_event.h"
#include "libexec/ical_rule.h"

#include <errno.h>
#include <string.h>

enum { OVERRIDES_MAX = 2000 };

/* An instance that stands elsewhere: RECURRENCE-ID. */
struct override {
	const char *uid; /* borrowed from the component */
	int day;         /* as in ical_event_day() */
};

struct reader {
	const struct ical_years *years;
	struct str *out;
	struct override *overrides;
	size_t n_overrides;
	int items, steps;
	int count[ICALFORM_NOTE_N];
	char example[ICALFORM_NOTE_N][ICALFORM_TEXT_MAX + 1];
};

static void note(struct reader *r, enum icalform_note note, const char *what)
{
	if (r->count[note]++ == 0)
		ical_event_clean(r->example[note], what);
}

static bool is_excepted(
	const struct reader *r, const struct ical_event *e, int day)
{
	for (size_t i = 0; i < e->n_except; i++)
		if (e->except[i] == day)
			return true;
	for (size_t i = 0; i < r->n_overrides && !e->is_override; i++)
		if (r->overrides[i].day == day && e->uid &&
			strcmp(r->overrides[i].uid, e->uid) == 0)
			return true;
	return false;
}

static int emit(
	struct reader *r, const struct ical_event *e, struct icaltimetype start)
{
	struct icaltimetype end = icaltime_add(start, e->duration);

	if (end.year < r->years->from || start.year > r->years->to ||
		is_excepted(r, e, ical_event_day(start)))
		return 0;
	if (++r->items > ICALFORM_ITEMS_MAX)
		return -E2BIG;
	if (e->is_days)
		str_addf(r->out,
			"day\t%04d-%02d-%02d\t%04d-%02d-%02d\t%s\t%s\n",
			start.year, start.month, start.day, end.year, end.month,
			end.day, icalform_flag[e->flag], e->name);
	else
		str_addf(r->out,
			"time\t%04d-%02d-%02dT%02d:%02d"
			"\t%04d-%02d-%02dT%02d:%02d\t%s\t%s\n",
			start.year, start.month, start.day, start.hour,
			start.minute, end.year, end.month, end.day, end.hour,
			end.minute, e->zone, e->name);
	return 0;
}

static int emit_rule(
	struct reader *r, const struct ical_event *e, const char *text)
{
	AUTO_ICAL_RULE rule = {0};
	struct icaltimetype t;
	int code = 0;

	if (!ical_rule_open(&rule, text, e->start, r->years->to, &r->steps)) {
		note(r, ICALFORM_RULE, e->name);
		return 0;
	}
	while (code == 0 && ical_rule_next(&rule, &t))
		if (ical_event_day(t) != ical_event_day(e->start))
			code = emit(r, e, t);
	if (code == 0 && r->steps <= 0)
		note(r, ICALFORM_RULE, e->name);
	return code;
}

/* The values of RDATE that are in no rule. */
static int emit_dates(
	struct reader *r, const struct ical_event *e, icalcomponent *c)
{
	int code = 0;

	for (icalproperty *p = icalcomponent_get_first_property(
		     c, ICAL_RDATE_PROPERTY);
		p && code == 0;
		p = icalcomponent_get_next_property(c, ICAL_RDATE_PROPERTY)) {
		struct icaldatetimeperiodtype at = icalproperty_get_rdate(p);
		struct icaltimetype t = at.time;

		if (icaltime_is_null_time(t))
			t = at.period.start;
		t.zone = NULL;
		t.is_date = e->start.is_date;
		if (ical_event_is_real(t))
			code = emit(r, e, t);
	}
	return code;
}

static enum icalform_note note_of(int code)
{
	if (code == -ECANCELED)
		return ICALFORM_CANCELLED;
	return code == -ENXIO ? ICALFORM_ZONE : ICALFORM_DATE;
}

static int read_event(struct reader *r, icalcomponent *c)
{
	static struct ical_event e; /* 16 kB, and one at a time */
	int code = ical_event_read(&e, c);

	if (code < 0) {
		note(r, note_of(code), e.example);
		return 0;
	}
	code = emit(r, &e, e.start);
	for (size_t i = 0; code == 0 && i < e.n_rules; i++)
		code = emit_rule(r, &e, e.rules[i]);
	return code < 0 ? code : emit_dates(r, &e, c);
}

/* libical wraps several calendars into one root. */
static icalcomponent *first_calendar(icalcomponent *root)
{
	return icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT
		       ? root
		       : icalcomponent_get_first_component(
				 root, ICAL_VCALENDAR_COMPONENT);
}

/* Calls each for every event of every calendar. */
static int walk(struct reader *r, icalcomponent *root,
	int (*each)(struct reader *r, icalcomponent *event))
{
	icalcomponent *calendar = first_calendar(root);
	int code = 0;

	while (calendar && code == 0) {
		icalcompiter i = icalcomponent_begin_component(
			calendar, ICAL_VEVENT_COMPONENT);

		for (; code == 0 && icalcompiter_deref(&i);
			icalcompiter_next(&i))
			code = each(r, icalcompiter_deref(&i));
		calendar = calendar == root
				   ? NULL
				   : icalcomponent_get_next_component(
					     root, ICAL_VCALENDAR_COMPONENT);
	}
	return code;
}

static int collect_override(struct reader *r, icalcomponent *c)
{
	icalproperty *p =
		icalcomponent_get_first_property(c, ICAL_RECURRENCEID_PROPERTY);
	const char *uid = icalcomponent_get_uid(c);

	if (p && uid && r->n_overrides < OVERRIDES_MAX)
		r->overrides[r->n_overrides++] = (struct override){
			uid, ical_event_day(icalproperty_get_recurrenceid(p))};
	return 0;
}

static void put_title(struct reader *r, icalcomponent *root)
{
	icalcomponent *c = first_calendar(root);
	char title[ICALFORM_TEXT_MAX + 1];
	const char *name = c ? ical_event_extra(c, "X-WR-CALNAME") : NULL;

	if (c && !name)
		name = ical_event_text(c, ICAL_NAME_PROPERTY);
	if (!name)
		return;
	ical_event_clean(title, name);
	if (*title)
		str_addf(r->out, "title\t%s\n", title);
}

static void put_notes(struct reader *r)
{
	for (int i = 0; i < ICALFORM_NOTE_N; i++)
		if (r->count[i] > 0)
			str_addf(r->out, "note\t%s\t%d\t%s\n", icalform_note[i],
				r->count[i], r->example[i]);
}

int ical_read(const char *text, const struct ical_years *years, struct str *ret)
{
	struct reader r = {
		.years = years, .out = ret, .steps = ICAL_RULE_STEPS_MAX};
	icalcomponent *root = icalparser_parse_string(text);
	int code;

	if (!root)
		return -ENOMEM;
	r.overrides = calloc(OVERRIDES_MAX, sizeof(*r.overrides));
	if (!r.overrides) {
		icalcomponent_free(root);
		return -ENOMEM;
	}
	put_title(&r, root);
	code = walk(&r, root, collect_override);
	if (code == 0)
		code = walk(&r, root, read_event);
	put_notes(&r);
	free(r.overrides);
	icalcomponent_free(root);
	return code == 0 ? str_error(ret) : code;
}

const char ical_read_library[] = ICAL_VERSION;
