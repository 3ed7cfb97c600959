/* Conditional requests and encodings; the contract is in condition.h. */
#include "web/condition.h"

#include "core/civil.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { DAY_S = 86400, DATE_LEN = 29 };

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const weekdays[] = {
	"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

char *condition_date(char buf[static CONDITION_DATE], int64_t at)
{
	struct civil_date day = civil_from_days((int32_t)(at / DAY_S));
	int s = (int)(at % DAY_S);

	(void)snprintf(buf, CONDITION_DATE,
		"%s, %02d %s %04d %02d:%02d:%02d GMT",
		weekdays[civil_weekday(day)], day.day, months[day.month - 1],
		day.year, s / 3600, s / 60 % 60, s % 60);
	return buf;
}

bool condition_has_tag(const char *list, const char *tag)
{
	size_t n = strlen(tag);
	const char *p = list + strspn(list, " \t");

	if (*p == '*')
		return p[1 + strspn(p + 1, " \t")] == '\0';
	while (*p) {
		const char *end;

		p += strspn(p, " \t,");
		if (strncmp(p, "W/", 2) == 0)
			p += 2;
		if (*p != '"')
			return false;
		end = strchr(p + 1, '"');
		if (!end)
			return false;
		if ((size_t)(end + 1 - p) == n && memcmp(p, tag, n) == 0)
			return true;
		p = end + 1;
	}
	return false;
}

/* n digits at s as a number; -1: something else. */
static int digits(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = 10 * v + s[i] - '0';
	}
	return v;
}

static int month_of(const char *s)
{
	for (int i = 0; i < 12; i++)
		if (strncmp(s, months[i], 3) == 0)
			return i + 1;
	return -1;
}

/* Only the preferred form, to the letter: what we send is what comes back. */
bool condition_is_unchanged(const char *date, int64_t at)
{
	char same[CONDITION_DATE];
	int year, month, day, hour, minute, second;
	int64_t since;

	if (strlen(date) != DATE_LEN)
		return false;
	day = digits(date + 5, 2);
	month = month_of(date + 8);
	year = digits(date + 12, 4);
	hour = digits(date + 17, 2);
	minute = digits(date + 20, 2);
	second = digits(date + 23, 2);
	if (!civil_is_valid(year, month, day) || hour < 0 || minute < 0 ||
		second < 0)
		return false;
	since = (int64_t)civil_days((struct civil_date){
			(int16_t)year, (uint8_t)month, (uint8_t)day}) *
			DAY_S +
		hour * 3600 + minute * 60 + second;
	return since >= 0 && at <= since &&
	       strcmp(condition_date(same, since), date) == 0;
}

/* Is the weight behind a coding zero?  s: ";q=0.0", or what follows. */
static bool is_refused(const char *s, size_t n)
{
	const char *q = memchr(s, 'q', n);

	if (!q || q + 2 >= s + n || q[1] != '=' || q[2] != '0')
		return false;
	for (q += 3; q < s + n; q++)
		if (*q >= '1' && *q <= '9')
			return false;
	return true;
}

bool condition_takes_gzip(const char *accept)
{
	while (accept && *accept) {
		size_t n, name;

		accept += strspn(accept, " \t,");
		n = strcspn(accept, ",");
		name = strcspn(accept, " \t,;");
		if ((name == 4 && strncasecmp(accept, "gzip", 4) == 0) ||
			(name == 1 && *accept == '*'))
			return !is_refused(accept + name, n - name);
		accept += n;
	}
	return false;
}
