/* Waits between attempts; see backoff.h. */
#include "core/backoff.h"

#include <stdio.h>
#include <string.h>

const struct backoff backoff_http = {15 * 1000, 3600 * 1000};
const struct backoff backoff_mail = {60 * 1000, 2 * 3600 * 1000};

/* 0 to max, evenly, from 32 random bits. */
static int64_t spread(int64_t max, uint32_t random)
{
	return (int64_t)(((uint64_t)max + 1) * random >> 32);
}

int64_t backoff_delay_ms(const struct backoff *policy, int attempt,
	int64_t retry_after_ms, uint64_t random)
{
	int64_t ceiling = policy->base_ms;
	int64_t delay;

	for (int i = 1; i < attempt && ceiling < policy->cap_ms; i++)
		ceiling *= 2;
	if (ceiling > policy->cap_ms)
		ceiling = policy->cap_ms;
	delay = spread(ceiling, (uint32_t)(random >> 32));
	if (retry_after_ms >= 0) {
		if (retry_after_ms > BACKOFF_RETRY_AFTER_MAX_MS)
			retry_after_ms = BACKOFF_RETRY_AFTER_MAX_MS;
		if (delay < retry_after_ms)
			delay = retry_after_ms;
		delay += spread(retry_after_ms / 10, (uint32_t)random);
	}
	return delay < BACKOFF_FLOOR_MS ? BACKOFF_FLOOR_MS : delay;
}

int64_t backoff_retry_after_seconds(double seconds)
{
	if (!(seconds >= 0)) /* negative, or not a number */
		return BACKOFF_NO_RETRY_AFTER;
	if (seconds >= BACKOFF_RETRY_AFTER_MAX_MS / 1000.0)
		return BACKOFF_RETRY_AFTER_MAX_MS;
	return (int64_t)(seconds * 1000);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_end(const char *s)
{
	return s[strspn(s, " \t")] == '\0';
}

/* "12", "0.376"; *ret in milliseconds. */
static bool scan_seconds(const char *s, int64_t *ret)
{
	int64_t ms = 0, unit = 100;

	if (!is_digit(*s))
		return false;
	for (; is_digit(*s); s++)
		if (ms < BACKOFF_RETRY_AFTER_MAX_MS)
			ms = ms * 10 + (*s - '0') * INT64_C(1000);
	if (*s == '.')
		for (s++; is_digit(*s); s++, unit /= 10)
			ms += (*s - '0') * unit;
	*ret = ms;
	return is_end(s);
}

/* The fields of an HTTP-date as they are written. */
struct http_date {
	int year, day, hour, minute, second;
	char month[4];
	bool short_year;
};

#define WORD  "%*[A-Za-z]"
#define MONTH "%3[A-Za-z]"
#define TIME  "%2d:%2d:%2d"

/* The three forms of RFC 9110, 5.6.7. */
static bool scan_date(const char *s, struct http_date *d)
{
	int end = 0;

	sscanf(s, WORD ", %2d " MONTH " %4d " TIME " GMT%n", &d->day, d->month,
		&d->year, &d->hour, &d->minute, &d->second, &end);
	if (end > 0)
		return is_end(s + end);
	sscanf(s, WORD ", %2d-" MONTH "-%2d " TIME " GMT%n", &d->day, d->month,
		&d->year, &d->hour, &d->minute, &d->second, &end);
	d->short_year = true;
	if (end > 0)
		return is_end(s + end);
	sscanf(s, WORD " " MONTH " %2d " TIME " %4d%n", d->month, &d->day,
		&d->hour, &d->minute, &d->second, &d->year, &end);
	d->short_year = false;
	return end > 0 && is_end(s + end);
}

static int month_number(const char *name)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const char *found = strlen(name) == 3 ? strstr(names, name) : NULL;

	return found && (found - names) % 3 == 0 ? (int)(found - names) / 3 + 1
						 : 0;
}

/* Two digits mean the past where they would lie 50 years ahead. */
static int full_year(int year, int64_t now)
{
	int this_year = civil_from_days((int32_t)(now / 86400)).year;

	year += this_year - this_year % 100;
	return year > this_year + 50 ? year - 100 : year;
}

bool backoff_date_parse(const char *s, int64_t now, int64_t *ret)
{
	struct http_date d = {0};
	int month;

	if (!scan_date(s, &d))
		return false;
	if (d.short_year)
		d.year = full_year(d.year, now);
	month = month_number(d.month);
	/* 60: a leap second. */
	if (!civil_is_valid(d.year, month, d.day) || d.hour < 0 ||
		d.hour > 23 || d.minute < 0 || d.minute > 59 || d.second < 0 ||
		d.second > 60)
		return false;
	*ret = (int64_t)civil_days((struct civil_date){
		       (int16_t)d.year, (uint8_t)month, (uint8_t)d.day}) *
		       86400 +
	       d.hour * 3600 + d.minute * 60 + d.second;
	return true;
}

int64_t backoff_retry_after_parse(const char *s, int64_t now)
{
	int64_t ms, at;

	s += strspn(s, " \t");
	if (!scan_seconds(s, &ms)) {
		if (!backoff_date_parse(s, now, &at))
			return BACKOFF_NO_RETRY_AFTER;
		ms = at > now ? (at - now) * 1000 : 0;
	}
	return ms < BACKOFF_RETRY_AFTER_MAX_MS ? ms
					       : BACKOFF_RETRY_AFTER_MAX_MS;
}
