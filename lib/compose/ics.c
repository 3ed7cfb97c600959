/* Lines of iCalendar; the contract is in ics.h. */
#include "compose/ics.h"

#include "base/utf8.h"

#include <string.h>

enum {
	LINE_MAX_OCTETS = 75,
	DAY_S = 86400,
	LOOK_BACK = 24, /* for a better place to fold */
};

static bool is_inner(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Does the character at s belong to the one before it? */
static bool is_joined(const char *s)
{
	int32_t c = utf8_next(&s);

	return (c >= 0x300 && c <= 0x36f) || (c >= 0xfe00 && c <= 0xfe0f) ||
	       (c >= 0x1f3fb && c <= 0x1f3ff) || c == 0x200d;
}

/* Where to end a line that begins at s and may have max octets. */
static size_t fold_at(const char *s, size_t max)
{
	size_t at = max, joined;

	while (is_inner(s[at]))
		at--;
	joined = at;
	while (at > max - LOOK_BACK && (is_inner(s[at]) || is_joined(s + at)))
		at--;
	return at > max - LOOK_BACK ? at : joined;
}

/* The line in out that began at start is folded in place. */
static void end_line(struct str *out, size_t start)
{
	AUTO_STR line = {0};
	const char *s;
	size_t n, max = LINE_MAX_OCTETS;

	if (out->len - start <= max || out->error < 0) {
		str_add_n(out, "\r\n", 2);
		return;
	}
	str_add_n(&line, out->data + start, out->len - start);
	if (line.error < 0) {
		out->error = line.error;
		return;
	}
	out->len = start;
	for (s = line.data, n = line.len; n > max; max = LINE_MAX_OCTETS - 1) {
		size_t at = fold_at(s, max);

		str_add_n(out, s, at);
		str_add_n(out, "\r\n ", 3);
		s += at;
		n -= at;
	}
	str_add_n(out, s, n);
	str_add_n(out, "\r\n", 2);
}

static size_t begin_line(struct str *out, const char *name)
{
	size_t start = out->len;

	str_add(out, name);
	str_add_char(out, ':');
	return start;
}

void ics_line(struct str *out, const char *name, const char *value)
{
	size_t start = begin_line(out, name);

	str_add(out, value);
	end_line(out, start);
}

void ics_begin(struct str *out, const char *name)
{
	str_add(out, "BEGIN:");
	str_add(out, name);
	str_add(out, "\r\n");
}

void ics_end(struct str *out, const char *name)
{
	str_add(out, "END:");
	str_add(out, name);
	str_add(out, "\r\n");
}

static void add_escaped(struct str *out, const char *from, const char *to)
{
	int32_t c;
	const char *p = from;

	c = utf8_next(&p);
	if (c < 0)
		str_add(out, "\xef\xbf\xbd");
	else if (c == '\n')
		str_add_n(out, "\\n", 2);
	else if ((c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0))
		return;
	else if (c == '\\' || c == ';' || c == ',')
		str_add_n(out, (char[]){'\\', (char)c}, 2);
	else
		str_add_n(out, from, (size_t)(to - from));
}

/* The first octet that needs a look: what is before it is copied. */
static size_t plain_length(const char *s)
{
	size_t n = 0;

	while ((unsigned char)s[n] >= 0x20 && (unsigned char)s[n] < 0x7f &&
		s[n] != '\\' && s[n] != ';' && s[n] != ',')
		n++;
	return n;
}

void ics_text(struct str *out, const char *name, const char *text)
{
	size_t start = begin_line(out, name);

	while (*text) {
		size_t n = plain_length(text);
		const char *from = text + n;

		str_add_n(out, text, n);
		text = from;
		if (!*text)
			break;
		(void)utf8_next(&text);
		add_escaped(out, from, text);
	}
	end_line(out, start);
}

/* v in width digits at p; returns what is behind them. */
static char *put_digits(char *p, int v, int width)
{
	for (int i = width - 1; i >= 0; i--, v /= 10)
		p[i] = (char)('0' + v % 10);
	return p + width;
}

static char *put_day(char *p, struct civil_date day)
{
	p = put_digits(p, day.year, 4);
	p = put_digits(p, day.month, 2);
	return put_digits(p, day.day, 2);
}

void ics_day(struct str *out, const char *name, struct civil_date day)
{
	char digits[16];
	char *end = put_day(digits, day);

	str_add(out, name);
	str_add(out, ";VALUE=DATE:");
	str_add_n(out, digits, (size_t)(end - digits));
	str_add_n(out, "\r\n", 2);
}

void ics_instant(struct str *out, const char *name, int64_t at)
{
	char digits[24], *p = digits;
	int32_t days = (int32_t)(at / DAY_S - (at % DAY_S < 0));
	int s = (int)(at - (int64_t)days * DAY_S);

	p = put_day(p, civil_from_days(days));
	*p++ = 'T';
	p = put_digits(p, s / 3600, 2);
	p = put_digits(p, s / 60 % 60, 2);
	p = put_digits(p, s % 60, 2);
	*p++ = 'Z';
	*p = '\0';
	ics_line(out, name, digits);
}

void ics_number(struct str *out, const char *name, int64_t v)
{
	ics_line(out, name, STR_INT(v));
}
