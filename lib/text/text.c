/*
 * Look-up in the embedded catalogues, which are GNU .mo files (gettext
 * manual, "The Format of GNU MO Files"): a header of 32-bit numbers, then
 * two tables of (length, offset), the first sorted by msgid.  msgfmt wrote
 * them when this program was built, so they are not checked again.
 */
#include "text/text.h"

#include "base/embed.h"
#include "base/utf8.h"

#include <assert.h>
#include <endian.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

EMBED(text_mo_zh_CN, NUDGE_BUILDDIR "/po/zh_CN.mo");

/* The languages that have a catalogue; English is the msgids themselves. */
static const char *const catalogues[TEXT_LANG_N] = {
	[TEXT_ZH_CN] = text_mo_zh_CN_start,
};

enum { MO_COUNT = 8, MO_ORIGINALS = 12, MO_TRANSLATIONS = 16, MO_ENTRY = 8 };

static uint32_t number_at(const char *mo, size_t offset)
{
	uint32_t v;

	memcpy(&v, mo + offset, sizeof(v));
	return le32toh(v);
}

/* Entry i of the table whose offset stands at field. */
static const char *entry(const char *mo, size_t field, size_t i)
{
	size_t table = number_at(mo, field);

	return mo + number_at(mo, table + i * MO_ENTRY + 4);
}

/* The translation of msgid (of all plural forms, each terminated), or NULL.
 * An entry with a plural is stored as "one\0many", so strcmp finds it too. */
static const char *find(enum text_lang lang, const char *msgid)
{
	const char *mo = catalogues[lang];
	size_t low = 0, high = mo ? number_at(mo, MO_COUNT) : 0;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int cmp = strcmp(msgid, entry(mo, MO_ORIGINALS, mid));

		if (cmp == 0)
			return entry(mo, MO_TRANSLATIONS, mid);
		if (cmp < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const char *text_get(enum text_lang lang, const char *msgid)
{
	const char *found = *msgid ? find(lang, msgid) : NULL;
	const char *context;

	if (found)
		return found;
	context = strchr(msgid, '\004');
	return context ? context + 1 : msgid;
}

const char *text_get_n(
	enum text_lang lang, const char *one, const char *many, unsigned long n)
{
	switch (lang) {
	case TEXT_ZH_CN: /* one form for all numbers */
		return text_get(lang, one);
	case TEXT_EN:
	case TEXT_LANG_N:
		break;
	}
	return n == 1 ? one : many;
}

/* Appends format with its arguments; "%s" takes the next one. */
static void render(struct str *out, const char *format, const char *const *arg)
{
	size_t next = 0;

	for (const char *p = format; *p; p++) {
		size_t plain = strcspn(p, "%");

		str_add_n(out, p, plain);
		p += plain;
		if (!*p)
			return;
		if (p[1] == 's') {
			assert(next < TEXT_ARGS && arg[next]);
			str_add(out, arg[next++]);
			p += 1;
		} else if (p[1] >= '1' && p[1] <= '9' && p[2] == '$') {
			assert(arg[p[1] - '1']);
			str_add(out, arg[p[1] - '1']);
			p += 3;
		} else {
			str_add_char(out, '%');
			p += p[1] == '%';
		}
	}
}

static void gather(const char *arg[static TEXT_ARGS], va_list ap)
{
	const char *s;
	size_t n = 0;

	while ((s = va_arg(ap, const char *))) {
		assert(n < TEXT_ARGS);
		arg[n++] = s;
	}
}

void text_add_(struct str *out, enum text_lang lang, const char *msgid, ...)
{
	const char *arg[TEXT_ARGS] = {0};
	va_list ap;

	va_start(ap, msgid);
	gather(arg, ap);
	va_end(ap);
	render(out, text_get(lang, msgid), arg);
}

void text_add_list(
	struct str *out, enum text_lang lang, const char *msgid, va_list ap)
{
	const char *arg[TEXT_ARGS] = {"", "", "", "", "", "", "", "", ""};

	gather(arg, ap);
	render(out, text_get(lang, msgid), arg);
}

char *text_err(
	enum text_lang lang, const struct err *err, char *buf, size_t size)
{
	struct err worded = *err;

	buf[0] = '\0';
	if (!err->msgid)
		return buf;
	for (size_t i = 0; i < ERR_ARGS; i++)
		if (strchr(err->arg[i], '\004'))
			utf8_copy(worded.arg[i], ERR_ARG_SIZE,
				text_get(lang, err->arg[i]));
	err_render(&worded, text_get(lang, err->msgid), buf, size);
	return buf;
}

void text_add_said(struct str *out, enum text_lang lang, const char *said)
{
	char copy[ERR_ARGS + 1][2 * ERR_ARG_SIZE];
	const char *arg[TEXT_ARGS + 1];
	const char *p = said;
	size_t n = 0;

	for (; n <= ERR_ARGS; n++) {
		size_t len = strcspn(p, (char[]){TEXT_SAID_ARG, '\0'});

		snprintf(copy[n], sizeof(copy[n]), "%.*s", (int)len, p);
		p += len;
		if (!*p)
			break;
		p++;
	}
	/* Words of somebody else: a per cent sign is one. */
	if (n == 0) {
		str_add(out, text_get(lang, said));
		return;
	}
	for (size_t i = 0; i <= TEXT_ARGS; i++)
		arg[i] = i >= n ? ""
			 : strchr(copy[i + 1], '\004')
				 ? text_get(lang, copy[i + 1])
				 : copy[i + 1];
	render(out, text_get(lang, copy[0]), arg);
}

void text_keep_err(struct str *out, const struct err *err)
{
	str_add(out, err->msgid ? err->msgid : "");
	for (size_t i = 0; i < ERR_ARGS && err->arg[i][0]; i++)
		str_addf(out, "%c%s", TEXT_SAID_ARG, err->arg[i]);
}
