/* Mail addresses. */
#include "compose/address.h"

#include "base/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

enum { LOCAL_MAX = 64, LABEL_MAX = 63 };

/* RFC 5322, 3.2.3, without the ASCII check being left to the locale. */
static bool is_atext(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') ||
	       (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool is_dot_atom(const char *s, size_t n)
{
	if (n == 0 || n > LOCAL_MAX || s[0] == '.' || s[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_atext(s[i]) && !(s[i] == '.' && s[i + 1] != '.'))
			return false;
	return true;
}

/* Letters, digits, hyphens and anything beyond ASCII, in labels. */
static bool is_domain(const char *s)
{
	size_t label = 0;

	if (!*s || !utf8_valid(s))
		return false;
	for (; *s; s++) {
		if (*s == '.') {
			if (label == 0 || s[-1] == '-')
				return false;
			label = 0;
		} else if ((unsigned char)*s >= 0x80 ||
			   isalnum((unsigned char)*s) ||
			   (*s == '-' && label > 0)) {
			if (++label > LABEL_MAX)
				return false;
		} else {
			return false;
		}
	}
	return label > 0 && s[-1] != '-';
}

int address_check(const char *s, struct err *err)
{
	const char *at = strrchr(s, '@');
	struct err line = {0};

	if (utf8_check_line("", s, ADDRESS_MAX, &line) < 0 || !at)
		return err_set(err, -EINVAL,
			N_("'%s' is not a mail address; write "
			   "name@example.com"),
			s);
	for (const char *p = s; p < at; p++)
		if ((unsigned char)*p >= 0x80)
			return err_set(err, -EINVAL,
				N_("the mail address '%s' has letters before "
				   "the @ that mail servers do not take"),
				s);
	if (!is_dot_atom(s, (size_t)(at - s)) || !is_domain(at + 1))
		return err_set(err, -EINVAL,
			N_("'%s' is not a mail address; write "
			   "name@example.com"),
			s);
	return (int)(at + 1 - s);
}
