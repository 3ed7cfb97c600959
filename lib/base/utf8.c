/* UTF-8; the contract is in utf8.h. */
#include "base/utf8.h"

#include "base/str.h"

#include <errno.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

/* How many continuation bytes the lead byte c announces, and the smallest
 * code point that needs so many; -1 where c cannot lead. */
static int announced(unsigned char c, int32_t *ret_min, int32_t *ret_bits)
{
	if (c < 0x80) {
		*ret_min = 0, *ret_bits = c;
		return 0;
	}
	if (c >= 0xc2 && c < 0xe0) {
		*ret_min = 0x80, *ret_bits = c & 0x1f;
		return 1;
	}
	if (c >= 0xe0 && c < 0xf0) {
		*ret_min = 0x800, *ret_bits = c & 0x0f;
		return 2;
	}
	if (c >= 0xf0 && c < 0xf5) {
		*ret_min = 0x10000, *ret_bits = c & 0x07;
		return 3;
	}
	return -1;
}

int32_t utf8_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	int32_t min = 0, cp = 0;
	int more = announced(*p, &min, &cp);

	for (int i = 1; i <= more; i++) {
		if ((p[i] & 0xc0) != 0x80) {
			more = -1;
			break;
		}
		cp = cp << 6 | (p[i] & 0x3f);
	}
	if (more < 0 || cp < min || cp > 0x10ffff ||
		(cp >= 0xd800 && cp <= 0xdfff)) {
		*s += 1;
		return -1;
	}
	*s += more + 1;
	return cp;
}

bool utf8_valid(const char *s)
{
	while (*s)
		if (utf8_next(&s) < 0)
			return false;
	return true;
}

void utf8_copy(char *buf, size_t size, const char *s)
{
	size_t n = strlen(s);

	if (n >= size) {
		n = size - 1;
		while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(buf, s, n);
	buf[n] = '\0';
}

size_t utf8_length(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

bool utf8_is_harmful(int32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp <= 0x9f) || cp == 0x2028 ||
	       cp == 0x2029 || (cp >= 0x202a && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0xfeff;
}

static int check(const char *field, const char *s, size_t max, bool lines,
	struct err *err)
{
	const char *p = s;

	if (strnlen(s, max + 1) > max)
		return err_set(err, -E2BIG,
			N_("%s is too long: at most %s bytes are kept"), field,
			STR_INT((int64_t)max));
	while (*p) {
		int64_t at = p - s + 1;
		int32_t cp = utf8_next(&p);

		if (cp < 0)
			return err_set(err, -EINVAL,
				N_("%s is not valid UTF-8 at byte %s"), field,
				STR_INT(at));
		if (utf8_is_harmful(cp) &&
			!(lines && (cp == '\n' || cp == '\t')))
			return err_set(err, -EINVAL,
				N_("%s holds a control character or line "
				   "break at byte %s; remove it"),
				field, STR_INT(at));
	}
	return 0;
}

int utf8_check_line(
	const char *field, const char *s, size_t max, struct err *err)
{
	return check(field, s, max, false, err);
}

int utf8_check_text(
	const char *field, const char *s, size_t max, struct err *err)
{
	return check(field, s, max, true, err);
}

/* glibc's own Unicode tables, independent of the process's locale. */
static locale_t unicode_locale(void)
{
	static locale_t locale;

	if (!locale)
		locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return locale;
}

static void add_code_point(struct str *out, int32_t cp)
{
	char b[4];
	size_t n = 0;

	if (cp < 0x80) {
		b[n++] = (char)cp;
	} else if (cp < 0x800) {
		b[n++] = (char)(0xc0 | cp >> 6);
		b[n++] = (char)(0x80 | (cp & 0x3f));
	} else if (cp < 0x10000) {
		b[n++] = (char)(0xe0 | cp >> 12);
		b[n++] = (char)(0x80 | (cp >> 6 & 0x3f));
		b[n++] = (char)(0x80 | (cp & 0x3f));
	} else {
		b[n++] = (char)(0xf0 | cp >> 18);
		b[n++] = (char)(0x80 | (cp >> 12 & 0x3f));
		b[n++] = (char)(0x80 | (cp >> 6 & 0x3f));
		b[n++] = (char)(0x80 | (cp & 0x3f));
	}
	str_add_n(out, b, n);
}

static int32_t to_lower(int32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp - 'A' + 'a' : cp;
	if (!unicode_locale())
		return cp;
	return (int32_t)towlower_l((wint_t)cp, unicode_locale());
}

char utf8_plain(int32_t cp)
{
	static const char letters[] =
		"aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiii"
		"dnooooo-ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
		"gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooo"
		"oooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

	_Static_assert(sizeof(letters) == 0x180 - 0xc0 + 1, "one per letter");
	return cp < 0xc0 || cp >= 0x180 ? '-' : letters[cp - 0xc0];
}

int32_t utf8_fold_point(int32_t cp)
{
	char plain = utf8_plain(cp);

	if (plain != '-')
		return plain;
	if (cp < 0)
		return 0xfffd;
	if (cp >= 0x3400 && cp < 0xa000) /* ideographs have no case */
		return cp;
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xff01 - 0x21;
	return to_lower(cp);
}

int utf8_fold(const char *s, char **ret)
{
	AUTO_STR out = {0};
	bool blank = false;

	while (*s) {
		int32_t cp = utf8_next(&s);

		if (cp < 0)
			cp = 0xfffd;
		if (cp >= 0xff01 && cp <= 0xff5e)
			cp -= 0xff01 - 0x21;
		if (cp == ' ' || cp == '\t' || cp == '\n' || cp == 0x3000 ||
			cp == 0xa0) {
			blank = out.len > 0;
			continue;
		}
		if (blank)
			str_add_char(&out, ' ');
		blank = false;
		add_code_point(&out, to_lower(cp));
	}
	return str_take(&out, ret);
}

/* Latin letters, and the ideographs of daily use, without the tables: to load
 * them costs as much as a query. */
static int plain_width(int32_t cp)
{
	if ((cp >= 0x20 && cp < 0x7f) || (cp >= 0xa0 && cp < 0x300))
		return 1;
	return cp >= 0x4e00 && cp < 0xa000 ? 2 : -1;
}

static int width_of(int32_t cp)
{
	int width = cp < 0 ? 1 : plain_width(cp);
	locale_t old;

	if (width >= 0)
		return width;
	old = unicode_locale() ? uselocale(unicode_locale()) : NULL;
	width = wcwidth((wchar_t)cp);
	if (old)
		uselocale(old);
	return width < 0 ? 0 : width;
}

size_t utf8_width(const char *s)
{
	size_t columns = 0;

	while (*s)
		columns += (size_t)width_of(utf8_next(&s));
	return columns;
}
