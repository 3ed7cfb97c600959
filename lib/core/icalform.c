/* The line form of foreign calendars; the contract is in icalform.h. */
#include "core/icalform.h"

#include "base/utf8.h"

#include <errno.h>
#include <string.h>

const char *const icalform_refusal[ICALFORM_REFUSAL_N] = {
	[ICALFORM_SIZE] = "size",
	[ICALFORM_ZERO] = "zero",
	[ICALFORM_CHARSET] = "charset",
	[ICALFORM_FORM] = "form",
	[ICALFORM_NESTING] = "nesting",
	[ICALFORM_DEPTH] = "depth",
	[ICALFORM_LINE] = "line",
	[ICALFORM_PARTS] = "parts",
	[ICALFORM_LINES] = "lines",
	[ICALFORM_VALUES] = "values",
	[ICALFORM_CUT] = "cut",
	[ICALFORM_DAYS] = "days",
	[ICALFORM_SANDBOX] = "sandbox",
	[ICALFORM_MEMORY] = "memory",
};

const char *const icalform_note[ICALFORM_NOTE_N] = {
	[ICALFORM_RULE] = "rule",
	[ICALFORM_DATE] = "date",
	[ICALFORM_CANCELLED] = "cancelled",
	[ICALFORM_ZONE] = "zone",
};

const char *const icalform_flag[ICALFORM_FLAG_N] = {
	[ICALFORM_UNSAID] = "-",
	[ICALFORM_OFF] = "off",
	[ICALFORM_WORK] = "work",
};

enum { FIELDS = 5, ZONE_MAX = 64 };

struct reader {
	struct icalform form;
	size_t cap; /* of form.items */
	bool ended;
};

/* Cuts a line at its tabs; fields that are absent are NULL.  -EINVAL with
 * too many. */
static int split(char *line, char *fields[FIELDS])
{
	for (int i = 0; i < FIELDS; i++) {
		fields[i] = line;
		if (!line)
			continue;
		line += strcspn(line, "\t");
		if (*line == '\0')
			line = NULL;
		else
			*line++ = '\0';
	}
	return line ? -EINVAL : 0;
}

static int find(const char *const *names, int n, const char *s)
{
	for (int i = 0; s && i < n; i++)
		if (strcmp(names[i], s) == 0)
			return i;
	return -EINVAL;
}

/* Digits, at most seven of them. */
static int read_number(const char *s, int *ret)
{
	size_t n = s ? strlen(s) : 0;
	int value = 0;

	if (n == 0 || n > 7 || strspn(s, "0123456789") != n)
		return -EINVAL;
	for (; *s; s++)
		value = value * 10 + (*s - '0');
	*ret = value;
	return 0;
}

static bool is_text(const char *s)
{
	return s && utf8_check_line("", s, ICALFORM_TEXT_MAX, NULL) == 0;
}

/* "2026-05-04T09:00"; modified. */
static int read_moment(char *s, struct civil_date *date, int *minute)
{
	int hours, minutes;

	if (!s || strlen(s) != 16 || s[10] != 'T' || s[13] != ':')
		return -EINVAL;
	s[10] = s[13] = '\0';
	if (civil_parse(s, date, NULL) < 0 || read_number(s + 11, &hours) < 0 ||
		read_number(s + 14, &minutes) < 0 || hours > 23 || minutes > 59)
		return -EINVAL;
	*minute = hours * 60 + minutes;
	return 0;
}

static int add_item(struct reader *r, const struct icalform_item *item)
{
	struct icalform *form = &r->form;

	if (civil_cmp(item->last, item->first) < 0 || !is_text(item->name) ||
		form->n_items == ICALFORM_ITEMS_MAX)
		return -EINVAL;
	if (form->n_items == r->cap) {
		size_t cap = r->cap ? 2 * r->cap : 64;
		struct icalform_item *items =
			reallocarray(form->items, cap, sizeof(*items));

		if (!items)
			return -ENOMEM;
		form->items = items;
		r->cap = cap;
	}
	form->items[form->n_items++] = *item;
	return 0;
}

static int read_day(struct reader *r, char *const f[FIELDS])
{
	struct icalform_item item = {.name = f[4]};
	int flag = find(icalform_flag, ICALFORM_FLAG_N, f[3]);

	if (flag < 0 || !f[1] || civil_parse(f[1], &item.first, NULL) < 0 ||
		civil_parse(f[2], &item.last, NULL) < 0)
		return -EINVAL;
	item.flag = (enum icalform_flag)flag;
	return add_item(r, &item);
}

static int read_time(struct reader *r, char *const f[FIELDS])
{
	struct icalform_item item = {.zone = f[3], .name = f[4]};

	if (read_moment(f[1], &item.first, &item.from) < 0 ||
		read_moment(f[2], &item.last, &item.to) < 0 || !f[3] ||
		strlen(f[3]) > ZONE_MAX)
		return -EINVAL;
	return add_item(r, &item);
}

static int read_note(struct reader *r, char *const f[FIELDS])
{
	int note = find(icalform_note, ICALFORM_NOTE_N, f[1]);

	if (note < 0 || !is_text(f[3]) || f[4] || r->form.notes[note].count > 0)
		return -EINVAL;
	r->form.notes[note].example = f[3];
	return read_number(f[2], &r->form.notes[note].count);
}

static int read_refusal(struct reader *r, char *const f[FIELDS])
{
	int why = find(icalform_refusal, ICALFORM_REFUSAL_N, f[1]);

	if (why < 0 || !is_text(f[3]) || f[4] || r->form.refused)
		return -EINVAL;
	r->form.refused = true;
	r->form.why = (enum icalform_refusal)why;
	r->form.detail = f[3];
	return read_number(f[2], &r->form.line);
}

static int read_line(struct reader *r, char *line)
{
	char *f[FIELDS];

	if (r->ended || split(line, f) < 0)
		return -EINVAL;
	if (strcmp(f[0], "day") == 0)
		return read_day(r, f);
	if (strcmp(f[0], "time") == 0)
		return read_time(r, f);
	if (strcmp(f[0], "note") == 0)
		return read_note(r, f);
	if (strcmp(f[0], "refuse") == 0)
		return read_refusal(r, f);
	if (strcmp(f[0], "title") == 0 && is_text(f[1]) && !f[2]) {
		r->form.title = f[1];
		return 0;
	}
	r->ended = strcmp(f[0], "end") == 0 && !f[1];
	return r->ended ? 0 : -EINVAL;
}

static int read_lines(struct reader *r)
{
	char *line = r->form.text_;

	while (*line) {
		char *end = strchr(line, '\n');
		int code;

		if (!end)
			return -EINVAL;
		*end = '\0';
		code = read_line(r, line);
		if (code < 0)
			return code;
		line = end + 1;
	}
	return r->ended ? 0 : -EINVAL;
}

int icalform_parse(const char *text, size_t size, struct icalform *ret)
{
	struct reader r = {0};
	int code;

	if (size > ICALFORM_OUT_MAX || memchr(text, '\0', size))
		return -EINVAL;
	r.form.text_ = strndup(text, size);
	if (!r.form.text_)
		return -ENOMEM;
	code = read_lines(&r);
	if (code < 0) {
		icalform_done(&r.form);
		return code;
	}
	*ret = r.form;
	return 0;
}

void icalform_done(struct icalform *form)
{
	free(form->items);
	free(form->text_);
	*form = (struct icalform){0};
}
