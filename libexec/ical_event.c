/* One event; the contract is in ical_event.h. */
#include "libexec/ical_event.h"

#include "base/utf8.h"
#include "libexec/ical_sieve.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

/* Text of one line, at most ICALFORM_TEXT_MAX bytes, without what does not
 * belong into a line. */
void ical_event_clean(char to[static ICALFORM_TEXT_MAX + 1], const char *from)
{
	size_t n = 0;

	for (const char *s = from; s && *s;) {
		const char *begin = s;
		int32_t c = utf8_next(&s);
		bool bad = utf8_is_harmful(c) || c == 0x200e || c == 0x200f ||
			   c == 0x061c;
		size_t size = bad ? n > 0 : (size_t)(s - begin);

		if (n + size > ICALFORM_TEXT_MAX)
			break;
		memcpy(to + n, bad ? " " : begin, size);
		n += size;
	}
	while (n > 0 && to[n - 1] == ' ')
		n--;
	to[n] = '\0';
}

int ical_event_day(struct icaltimetype t)
{
	return t.year * 10000 + t.month * 100 + t.day;
}

/* libical takes 30 February and hour 25 for valid. */
bool ical_event_is_real(struct icaltimetype t)
{
	struct icaltimetype n = icaltime_normalize(t);

	return t.year >= 1 && t.year <= 9000 &&
	       ical_event_day(n) == ical_event_day(t) && n.hour == t.hour &&
	       n.minute == t.minute;
}

static icalproperty *property(icalcomponent *c, icalproperty_kind kind)
{
	return icalcomponent_get_first_property(c, kind);
}

const char *ical_event_text(icalcomponent *c, icalproperty_kind kind)
{
	icalproperty *p = property(c, kind);

	return p ? icalproperty_get_value_as_string(p) : NULL;
}

/* The X- property of this name, or NULL. */
const char *ical_event_extra(icalcomponent *c, const char *name)
{
	for (icalproperty *p = property(c, ICAL_X_PROPERTY); p;
		p = icalcomponent_get_next_property(c, ICAL_X_PROPERTY)) {
		const char *s = icalproperty_get_x_name(p);

		if (s && strcasecmp(s, name) == 0)
			return icalproperty_get_x(p);
	}
	return NULL;
}

/* "(班)", "补班", "调休": a day that is worked, as Chinese lists write it. */
static enum icalform_flag flag_of(icalcomponent *c, const char *name)
{
	static const char *const work[] = {
		"补班", "(班)", "（班）", "调休上班", "上班"};
	const char *special = ical_event_extra(c, "X-APPLE-SPECIAL-DAY");

	if (special && strcasecmp(special, "ALTERNATE-WORKDAY") == 0)
		return ICALFORM_WORK;
	if (special && strcasecmp(special, "WORK-HOLIDAY") == 0)
		return ICALFORM_OFF;
	for (size_t i = 0; i < ARRAY_LEN(work); i++)
		if (strstr(name, work[i]))
			return ICALFORM_WORK;
	return ICALFORM_UNSAID;
}

static bool set_zone(struct ical_event *e, icalproperty *start)
{
	icalparameter *p =
		icalproperty_get_first_parameter(start, ICAL_TZID_PARAMETER);
	const char *tzid = p ? icalparameter_get_tzid(p) : NULL;

	memcpy(e->zone, "-", 2);
	if (icaltime_is_utc(icalproperty_get_dtstart(start)))
		memcpy(e->zone, "UTC", 4);
	else if (tzid && !ical_zone_find(tzid, e->zone)) {
		ical_event_clean(e->example, tzid);
		return false;
	}
	return true;
}

static bool at_midnight(struct icaltimetype t)
{
	return t.hour == 0 && t.minute == 0 && t.second == 0;
}

static int days_between(struct icaltimetype a, struct icaltimetype b)
{
	a.is_date = b.is_date = 1;
	return icaldurationtype_as_int(icaltime_subtract(b, a)) / 86400;
}

/* The end as it stands there; without one, a day or an instant. */
static struct icaltimetype end_of(icalcomponent *c, const struct ical_event *e)
{
	icalproperty *p = property(c, ICAL_DTEND_PROPERTY);
	struct icaltimetype end = e->start;

	if (p) {
		end = icalproperty_get_dtend(p);
		end.zone = NULL;
		return end;
	}
	p = property(c, ICAL_DURATION_PROPERTY);
	if (p)
		return icaltime_add(end, icalproperty_get_duration(p));
	if (end.is_date)
		icaltime_adjust(&end, 1, 0, 0, 0);
	return end;
}

/* Whole days are dates, or from one midnight to another, as Exchange has
 * them. */
static bool set_span(struct ical_event *e, struct icaltimetype end)
{
	int days = days_between(e->start, end);

	if (!ical_event_is_real(end) || days < 0 || days > 366 ||
		(!e->start.is_date && icaltime_compare(end, e->start) < 0))
		return false;
	e->is_days = e->start.is_date ||
		     (days > 0 && at_midnight(e->start) && at_midnight(end) &&
			     strcmp(e->zone, "UTC") != 0);
	if (e->is_days) {
		e->start.is_date = 1;
		e->duration = icaldurationtype_from_int(
			(days > 0 ? days - 1 : 0) * 86400);
	} else {
		e->duration = icaltime_subtract(end, e->start);
	}
	return true;
}

/* -EINVAL: without a date that exists; -ENXIO: in an unknown zone. */
static int set_times(struct ical_event *e, icalcomponent *c)
{
	icalproperty *p = property(c, ICAL_DTSTART_PROPERTY);

	if (!p)
		return -EINVAL;
	e->start = icalproperty_get_dtstart(p);
	if (!ical_event_is_real(e->start))
		return -EINVAL;
	if (!set_zone(e, p))
		return -ENXIO;
	e->start.zone = NULL;
	return set_span(e, end_of(c, e)) ? 0 : -EINVAL;
}

static void collect_exceptions(struct ical_event *e, icalcomponent *c)
{
	for (icalproperty *p = property(c, ICAL_EXDATE_PROPERTY);
		p && e->n_except < ICAL_EVENT_EXCEPTIONS;
		p = icalcomponent_get_next_property(c, ICAL_EXDATE_PROPERTY))
		e->except[e->n_except++] =
			ical_event_day(icalproperty_get_exdate(p));
}

/* The texts of the rules, before anything else walks over the properties. */
static void collect_rules(struct ical_event *e, icalcomponent *c)
{
	for (icalproperty *p = property(c, ICAL_X_PROPERTY);
		p && e->n_rules < ICAL_EVENT_RULES;
		p = icalcomponent_get_next_property(c, ICAL_X_PROPERTY)) {
		const char *name = icalproperty_get_x_name(p);

		if (name && strcasecmp(name, ICAL_SIEVE_RULE) == 0)
			e->rules[e->n_rules++] = icalproperty_get_x(p);
	}
}

int ical_event_read(struct ical_event *e, icalcomponent *c)
{
	const char *status = ical_event_text(c, ICAL_STATUS_PROPERTY);
	int r;

	memset(e, 0, sizeof(*e));
	ical_event_clean(e->name, icalcomponent_get_summary(c));
	memcpy(e->example, e->name, sizeof(e->example));
	if (status && strcasecmp(status, "CANCELLED") == 0)
		return -ECANCELED;
	r = set_times(e, c);
	if (r < 0)
		return r;
	e->flag = flag_of(c, e->name);
	e->uid = icalcomponent_get_uid(c);
	e->is_override = property(c, ICAL_RECURRENCEID_PROPERTY) != NULL;
	collect_rules(e, c);
	collect_exceptions(e, c);
	return 0;
}
