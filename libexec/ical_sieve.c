/* The byte scan of foreign calendars; the contract is in ical_sieve.h. */
#include "libexec/ical_sieve.h"

#include "base/utf8.h"
#include "libexec/ical_charset.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { NAME_SIZE = 32, KEPT_MAX = 500 };

struct sieve {
	struct str *out;
	const char *bytes; /* all of them */
	size_t size;
	struct str line; /* unfolded, without its end */
	int number;      /* of the physical line */
	int first;       /* where the line being unfolded began */
	char open[ICAL_SIEVE_DEPTH_MAX][NAME_SIZE]; /* components */
	int depth;
	int parts, properties;
	bool seen; /* a calendar has begun */
	struct ical_sieve_refusal *refusal;
};

static int refuse(struct sieve *s, enum icalform_refusal why, long limit)
{
	s->refusal->why = why;
	s->refusal->line = s->first;
	if (limit)
		snprintf(s->refusal->detail, sizeof(s->refusal->detail), "%ld",
			limit);
	return -EINVAL;
}

static int refuse_charset(struct sieve *s)
{
	const char *guess = ical_charset_guess(s->bytes, s->size);

	snprintf(s->refusal->detail, sizeof(s->refusal->detail), "%s",
		guess ? guess : "");
	return refuse(s, ICALFORM_CHARSET, 0);
}

static bool is_one_of(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(name, list[i]) == 0)
			return true;
	return false;
}

static bool is_list(const char *name)
{
	return strcasecmp(name, "RDATE") == 0 ||
	       strcasecmp(name, "EXDATE") == 0;
}

/* Is the property needed, where it stands? */
static bool is_kept(const struct sieve *s, const char *name)
{
	static const char *const calendar[] = {"X-WR-CALNAME", "NAME"};
	static const char *const event[] = {"DTSTART", "DTEND", "DURATION",
		"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "SUMMARY",
		"STATUS", "X-APPLE-SPECIAL-DAY"};

	if (s->depth == 1)
		return is_one_of(name, calendar, ARRAY_LEN(calendar));
	return s->depth == 2 && strcasecmp(s->open[1], "VEVENT") == 0 &&
	       is_one_of(name, event, ARRAY_LEN(event));
}

/* A calendar, and the events in it, not what stands in events. */
static bool is_kept_part(const struct sieve *s)
{
	return s->depth == 1 ||
	       (s->depth == 2 && strcasecmp(s->open[1], "VEVENT") == 0);
}

/* The line; max: bytes, where a longer text is cut, on a character border
 * and not behind the backslash of an escape. */
static void keep(struct sieve *s, size_t max)
{
	const char *line = str_get(&s->line);
	size_t n = s->line.len;

	if (n > max) {
		n = max;
		while (n > 0 && ((unsigned char)line[n] & 0xc0) == 0x80)
			n--;
		while (n > 0 && line[n - 1] == '\\')
			n--;
	}
	str_add_n(s->out, line, n);
	str_add(s->out, "\r\n");
}

/* libical drops rules that it cannot read, and says nothing; so it gets them
 * as an unknown property, and ical_rule.c what they say. */
static void hide_rule(struct sieve *s)
{
	AUTO_STR rule = {0};
	const char *value = strchr(str_get(&s->line), ':');

	str_addf(&rule, ICAL_SIEVE_RULE "%s", value ? value : ":");
	str_reset(&s->line);
	str_add(&s->line, str_get(&rule));
}

static int begin_part(struct sieve *s, const char *name)
{
	if (s->depth == 0 && strcasecmp(name, "VCALENDAR") != 0)
		return refuse(s, ICALFORM_FORM, 0);
	if (s->depth == ICAL_SIEVE_DEPTH_MAX)
		return refuse(s, ICALFORM_DEPTH, ICAL_SIEVE_DEPTH_MAX);
	if (++s->parts > ICAL_SIEVE_PARTS_MAX)
		return refuse(s, ICALFORM_PARTS, ICAL_SIEVE_PARTS_MAX);
	snprintf(s->open[s->depth++], NAME_SIZE, "%s", name);
	s->seen = true;
	if (is_kept_part(s))
		keep(s, KEPT_MAX);
	return 0;
}

static int end_part(struct sieve *s, const char *name)
{
	if (s->depth == 0 ||
		strncasecmp(s->open[s->depth - 1], name, NAME_SIZE - 1))
		return refuse(s, ICALFORM_NESTING, 0);
	if (is_kept_part(s))
		keep(s, KEPT_MAX);
	s->depth--;
	return 0;
}

static int count_values(struct sieve *s, const char *value)
{
	int n = 1;

	for (; *value; value++)
		n += *value == ',';
	return n > ICAL_SIEVE_VALUES_MAX
		       ? refuse(s, ICALFORM_VALUES, ICAL_SIEVE_VALUES_MAX)
		       : 0;
}

/* The name ends at the first of ":" and ";"; the value begins behind the
 * first ":" that no quotes surround.  NULL: not a property. */
static const char *find_value(const char *line)
{
	bool quoted = false;

	for (; *line; line++) {
		if (*line == '"')
			quoted = !quoted;
		if (*line == ':' && !quoted)
			return line + 1;
	}
	return NULL;
}

static int take_line(struct sieve *s)
{
	const char *line = str_get(&s->line), *value = find_value(line);
	char name[NAME_SIZE];
	int r = 0;

	if (str_error(&s->line) < 0)
		return -ENOMEM;
	if (s->line.len == 0)
		return 0;
	/* Unfolded, since a fold may cut a character (RFC 5545, 3.1). */
	if (!utf8_valid(line))
		return refuse_charset(s);
	if (!s->seen && strcasecmp(line, "BEGIN:VCALENDAR") != 0)
		return refuse(s, ICALFORM_FORM, 0);
	if (++s->properties > ICAL_SIEVE_PROPERTIES_MAX)
		return refuse(s, ICALFORM_LINES, ICAL_SIEVE_PROPERTIES_MAX);
	if (!value) /* not a property: never needed */
		return 0;
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(line, ":;"), line);
	if (strncasecmp(line, "BEGIN:", 6) == 0)
		return begin_part(s, value);
	if (strncasecmp(line, "END:", 4) == 0)
		return end_part(s, value);
	if (is_list(name))
		r = count_values(s, value);
	if (r == 0 && strcasecmp(name, "RRULE") == 0)
		hide_rule(s);
	if (r == 0 && is_kept(s, name))
		keep(s, is_list(name) ? ICAL_SIEVE_LINE_MAX : KEPT_MAX);
	return r;
}

/* One physical line of n bytes; folded ones begin with a blank. */
static int take_bytes(struct sieve *s, const char *bytes, size_t n)
{
	bool folded = n > 0 && (*bytes == ' ' || *bytes == '\t');
	int r = 0;

	if (n > 0 && bytes[n - 1] == '\r')
		n--;
	if (!folded) {
		r = take_line(s);
		str_reset(&s->line);
		s->first = s->number;
	} else {
		bytes++;
		n--;
	}
	if (r == 0 && s->line.len + n > ICAL_SIEVE_LINE_MAX)
		return refuse(s, ICALFORM_LINE, ICAL_SIEVE_LINE_MAX);
	str_add_n(&s->line, bytes, n);
	return r;
}

static int take_all(struct sieve *s, const char *bytes, const char *end)
{
	int r = 0;

	if (end - bytes >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		bytes += 3;
	while (r == 0 && bytes < end) {
		const char *lf = memchr(bytes, '\n', (size_t)(end - bytes));
		const char *stop = lf ? lf : end;

		s->number++;
		r = take_bytes(s, bytes, (size_t)(stop - bytes));
		bytes = lf ? lf + 1 : end;
	}
	if (r == 0)
		r = take_line(s);
	s->first = s->number;
	if (r == 0 && !s->seen)
		return refuse(s, ICALFORM_FORM, 0);
	return r == 0 && s->depth > 0 ? refuse(s, ICALFORM_CUT, 0) : r;
}

int ical_sieve_run(const char *bytes, size_t size, struct str *ret,
	struct ical_sieve_refusal *refusal)
{
	struct sieve s = {
		.out = ret, .bytes = bytes, .size = size, .refusal = refusal};
	const char *guess;
	int r;

	if (size > ICALFORM_SIZE_MAX)
		return refuse(&s, ICALFORM_SIZE, ICALFORM_SIZE_MAX);
	guess = ical_charset_guess(bytes, size);
	if (guess && strcmp(guess, "UTF-16") == 0)
		return refuse_charset(&s);
	if (memchr(bytes, '\0', size))
		return refuse(&s, ICALFORM_ZERO, 0);
	r = take_all(&s, bytes, bytes + size);
	str_done(&s.line);
	if (r == 0 && str_error(ret) < 0)
		return -ENOMEM;
	return r;
}
