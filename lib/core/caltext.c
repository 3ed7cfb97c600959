/* The text form of working calendars, line by line; see caltext.h. */
#include "core/caltext.h"

#include "base/str.h"
#include "base/utf8.h"

#include <errno.h>
#include <string.h>

enum { HEAD_NAME, HEAD_TITLE, HEAD_SOURCE, HEAD_WEEK, HEAD_YEARS, HEAD_N };

static const char *const head_words[HEAD_N] = {
	[HEAD_NAME] = "calendar",
	[HEAD_TITLE] = "title",
	[HEAD_SOURCE] = "source",
	[HEAD_WEEK] = "week",
	[HEAD_YEARS] = "years",
};

struct reader {
	struct caltext cal;
	size_t cap; /* of cal.days */
	int head;   /* the head line that comes next; HEAD_N: days */
	bool has_provisional;
	int line;
	struct err *err;
};

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

static int fail(struct reader *r, const char *msgid, const char *what)
{
	return err_set(r->err, -EINVAL, msgid, STR_INT(r->line), what);
}

/* Cuts the first word off *s, which then is at the next one. */
static char *cut_word(char **s)
{
	char *word = *s;

	*s += strcspn(*s, " \t");
	if (**s != '\0')
		*(*s)++ = '\0';
	*s += strspn(*s, " \t");
	return word;
}

/* Cuts "a..b" in two; the second is a itself where there is no range. */
static char *cut_range(char *s)
{
	char *dots = strstr(s, "..");

	if (!dots)
		return s;
	*dots = '\0';
	return dots + 2;
}

static int read_year(struct reader *r, const char *s, int *ret)
{
	int year = 0;
	size_t n = strlen(s);

	if (n == 0 || n > 4 || strspn(s, "0123456789") != n)
		return fail(r, N_("line %s: %s is not a year"), s);
	for (; *s; s++)
		year = year * 10 + (*s - '0');
	if (!civil_is_valid(year, 1, 1))
		return fail(r, N_("line %s: %s is not a year"), s - n);
	*ret = year;
	return 0;
}

/* "2026" or "2026..2027"; modified. */
static int read_span(struct reader *r, char *s, int *ret_from, int *ret_to)
{
	char *to = cut_range(s);
	int code;

	if ((code = read_year(r, s, ret_from)) < 0 ||
		(code = read_year(r, to, ret_to)) < 0)
		return code;
	if (*ret_to < *ret_from)
		return fail(r,
			N_("line %s: the years end before they begin, "
			   "in %s"),
			to);
	return 0;
}

static int read_years(struct reader *r, char *s)
{
	struct caltext *cal = &r->cal;
	int code = read_span(r, s, &cal->year_from, &cal->year_to);

	cal->provisional_to = cal->year_to;
	return code;
}

static int read_provisional(struct reader *r, char *s)
{
	int from, to, code = read_span(r, s, &from, &to);

	if (code < 0)
		return code;
	if (from != r->cal.year_to + 1)
		return fail(r,
			N_("line %s: the provisional years begin in %s, "
			   "straight "
			   "after the others"),
			STR_INT(r->cal.year_to + 1));
	r->cal.provisional_to = to;
	r->has_provisional = true;
	return 0;
}

static int read_name(struct reader *r, const char *s)
{
	if (strlen(s) > CALTEXT_NAME_MAX ||
		strspn(s, LETTERS "0123456789-") != strlen(s))
		return fail(r,
			N_("line %s: %s cannot name a calendar; use up "
			   "to 32 letters, digits and hyphens"),
			s);
	r->cal.name = s;
	return 0;
}

static int read_head(struct reader *r, const char *word, char *value)
{
	const char *expected = head_words[r->head];

	if (strcmp(word, expected) != 0)
		return fail(r,
			N_("line %s: a line \"%s …\" should stand "
			   "here"),
			expected);
	if (*value == '\0')
		return fail(r, N_("line %s: nothing follows \"%s\""), expected);
	switch (r->head++) {
	case HEAD_NAME:
		return read_name(r, value);
	case HEAD_TITLE:
		r->cal.title = value;
		return 0;
	case HEAD_SOURCE:
		r->cal.source = value;
		return 0;
	case HEAD_WEEK:
		if (workcal_week_parse(value, &r->cal.week) < 0)
			return fail(r,
				N_("line %s: %s is not a week; write "
				   "seven of o (open) and c (closed) "
				   "from Monday on, for example "
				   "ooooocc"),
				value);
		return 0;
	default:
		return read_years(r, value);
	}
}

/* May day follow the last one: later, or the same one soft as well? */
static bool in_order(const struct caltext *cal, const struct caltext_day *day)
{
	const struct caltext_day *last;

	if (cal->n_days == 0)
		return true;
	last = &cal->days[cal->n_days - 1];
	if (civil_cmp(day->date, last->date) == 0)
		return day->kind == DAY_SOFT && last->kind != DAY_SOFT;
	return civil_cmp(day->date, last->date) > 0;
}

static int add_day(struct reader *r, struct caltext_day day)
{
	struct caltext *cal = &r->cal;

	if (day.date.year < cal->year_from ||
		day.date.year > cal->provisional_to)
		return fail(r,
			N_("line %s: %s is outside the years of the "
			   "calendar"),
			CIVIL_STR(day.date));
	if (!in_order(cal, &day))
		return fail(r,
			N_("line %s: %s stands after a later day, or "
			   "twice"),
			CIVIL_STR(day.date));
	if (cal->n_days == CALTEXT_DAYS_MAX)
		return err_set(r->err, -E2BIG,
			N_("line %s: more than %s days in one calendar"),
			STR_INT(r->line), STR_INT(CALTEXT_DAYS_MAX));
	if (cal->n_days == r->cap) {
		size_t cap = r->cap ? 2 * r->cap : 64;
		struct caltext_day *days =
			reallocarray(cal->days, cap, sizeof(*days));

		if (!days)
			return err_set(r->err, -ENOMEM, N_("out of memory"));
		cal->days = days;
		r->cap = cap;
	}
	cal->days[cal->n_days++] = day;
	return 0;
}

static int read_date(struct reader *r, const char *s, struct civil_date *ret)
{
	if (civil_parse(s, ret, NULL) < 0)
		return fail(r,
			N_("line %s: %s is not a date; write YYYY-MM-DD"), s);
	return 0;
}

static int read_kind(struct reader *r, const char *word, enum day_kind *ret)
{
	for (int kind = 0; kind < DAY_KIND_N; kind++) {
		if (strcmp(workcal_kind[kind], word) == 0) {
			*ret = (enum day_kind)kind;
			return 0;
		}
	}
	return fail(r,
		N_("line %s: %s is no kind of day; write closed, makeup, open "
		   "or soft"),
		word);
}

static int read_days(struct reader *r, const char *word, char *value)
{
	char *from = cut_word(&value), *to = cut_range(from);
	struct caltext_day day = {.name = value};
	struct civil_date last;
	int code;

	if ((code = read_kind(r, word, &day.kind)) < 0 ||
		(code = read_date(r, from, &day.date)) < 0 ||
		(code = read_date(r, to, &last)) < 0)
		return code;
	if (civil_cmp(last, day.date) < 0)
		return fail(r,
			N_("line %s: the range ends before it begins, on %s"),
			to);
	if (strncmp(value, "..", 2) == 0)
		return fail(r,
			N_("line %s: write a range without blanks, for example "
			   "%s"),
			"2026-01-01..2026-01-03");
	for (int left = civil_between(day.date, last); left >= 0; left--) {
		code = add_day(r, day);
		if (code < 0)
			return code;
		day.date = civil_add_days(day.date, 1);
	}
	return 0;
}

/* line without its end; modified, and kept by what is borrowed from it. */
static int read_line(struct reader *r, char *line)
{
	size_t n = strlen(line);
	char *word;

	if (n > CALTEXT_LINE_MAX)
		return err_set(r->err, -E2BIG,
			N_("line %s is longer than %s bytes"), STR_INT(r->line),
			STR_INT(CALTEXT_LINE_MAX));
	if (utf8_check_text("", line, CALTEXT_LINE_MAX, NULL) < 0)
		return err_set(r->err, -EINVAL, N_("line %s is not UTF-8 text"),
			STR_INT(r->line));
	while (n > 0 && strchr(" \t", line[n - 1]))
		line[--n] = '\0';
	line += strspn(line, " \t");
	if (*line == '\0' || *line == '#')
		return 0;
	word = cut_word(&line);
	if (r->head < HEAD_N)
		return read_head(r, word, line);
	if (strcmp(word, "provisional") == 0 && !r->has_provisional &&
		r->cal.n_days == 0)
		return read_provisional(r, line);
	return read_days(r, word, line);
}

static int read_lines(struct reader *r)
{
	static const char bom[] = "\xef\xbb\xbf"; /* some editors add it */
	char *line = r->cal.text_;

	if (strncmp(line, bom, strlen(bom)) == 0)
		line += strlen(bom);
	while (*line) {
		size_t n = strcspn(line, "\n");
		char *next = line + n + (line[n] == '\n');
		int code;

		line[n] = '\0';
		if (n > 0 && line[n - 1] == '\r')
			line[n - 1] = '\0';
		r->line++;
		code = read_line(r, line);
		if (code < 0)
			return code;
		line = next;
	}
	if (r->head < HEAD_N)
		return err_set(r->err, -EINVAL,
			N_("the calendar has no line \"%s …\""),
			head_words[r->head]);
	return 0;
}

int caltext_parse(
	const char *text, size_t size, struct caltext *ret, struct err *err)
{
	struct reader r = {.err = err};
	int code;

	if (size > CALTEXT_SIZE_MAX)
		return err_set(err, -E2BIG,
			N_("the calendar is larger than %s bytes"),
			STR_INT(CALTEXT_SIZE_MAX));
	if (memchr(text, '\0', size))
		return err_set(err, -EINVAL,
			N_("the calendar is not a text: it has a zero byte"));
	r.cal.text_ = strndup(text, size);
	if (!r.cal.text_)
		return err_set(err, -ENOMEM, N_("out of memory"));
	code = read_lines(&r);
	if (code < 0) {
		caltext_done(&r.cal);
		return code;
	}
	*ret = r.cal;
	return 0;
}

void caltext_done(struct caltext *c)
{
	free(c->days);
	free(c->text_);
	*c = (struct caltext){0};
}
