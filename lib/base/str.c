/* A growing string; the contract is in str.h. */
#include "base/str.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What most texts are longer than their format. */
enum { ARGUMENTS = 48 };

/* Room for n more bytes and the terminator. */
static int reserve(struct str *s, size_t n)
{
	size_t cap = s->cap ? s->cap : 64;
	char *data;

	if (s->error)
		return s->error;
	if (n < s->cap - s->len)
		return 0;
	if (n > SIZE_MAX / 4 - s->len)
		return s->error = -ENOMEM; /* doubling would overflow */
	while (cap - s->len <= n)
		cap *= 2;
	data = realloc(s->data, cap);
	if (!data)
		return s->error = -ENOMEM;
	s->data = data;
	s->cap = cap;
	return 0;
}

void str_done(struct str *s)
{
	free(s->data);
	*s = (struct str){0};
}

void str_add_n(struct str *s, const void *bytes, size_t n)
{
	if (reserve(s, n) < 0)
		return;
	if (n > 0)
		memcpy(s->data + s->len, bytes, n);
	s->len += n;
	s->data[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_add_n(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
	str_add_n(s, &c, 1);
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list ap, again;
	size_t room;
	int n;

	/* What does not fit is formatted twice. */
	if (reserve(s, strlen(format) + ARGUMENTS) < 0)
		return;
	room = s->cap - s->len;
	va_start(ap, format);
	va_copy(again, ap);
	n = vsnprintf(s->data + s->len, room, format, ap);
	va_end(ap);
	assert(n >= 0);
	if ((size_t)n >= room && reserve(s, (size_t)n) == 0)
		vsnprintf(s->data + s->len, (size_t)n + 1, format, again);
	va_end(again);
	if (!s->error)
		s->len += (size_t)n;
	else
		s->data[s->len] = '\0';
}

void str_reset(struct str *s)
{
	s->len = 0;
	if (s->data)
		s->data[0] = '\0';
}

int str_error(const struct str *s)
{
	return s->error;
}

const char *str_get(const struct str *s)
{
	return s->data ? s->data : "";
}

int str_take(struct str *s, char **ret)
{
	int r = reserve(s, 0);

	if (r < 0)
		return r;
	s->data[s->len] = '\0';
	*ret = TAKE(s->data);
	*s = (struct str){0};
	return 0;
}

int str_dup(const char *s, char **ret)
{
	char *copy = NULL;

	if (s) {
		copy = strdup(s);
		if (!copy)
			return -ENOMEM;
	}
	*ret = copy;
	return 0;
}

char *str_int(char buf[static 24], int64_t v)
{
	uint64_t left = v < 0 ? -(uint64_t)v : (uint64_t)v;
	char *p = buf + 23;

	*p = '\0';
	do
		*--p = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (v < 0)
		*--p = '-';
	return memmove(buf, p, (size_t)(buf + 24 - p));
}

int64_t str_digits(const char *s)
{
	int64_t v = 0;

	for (int n = 0; *s >= '0' && *s <= '9'; s++) {
		if (++n > 18)
			return INT64_MAX;
		v = 10 * v + (*s - '0');
	}
	return v;
}
