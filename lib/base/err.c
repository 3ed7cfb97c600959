/* Errors as message id and arguments; the contract is in err.h. */
#include "base/err.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

int err_set_(struct err *err, int code, const char *msgid, ...)
{
	va_list ap;
	const char *s;
	size_t n = 0;

	assert(code < 0);
	if (!err)
		return code;
	*err = (struct err){.code = code, .msgid = msgid};
	va_start(ap, msgid);
	while ((s = va_arg(ap, const char *))) {
		assert(n < ERR_ARGS);
		utf8_copy(err->arg[n++], ERR_ARG_SIZE, s);
	}
	va_end(ap);
	return code;
}

/* Appends s to the n bytes already in buf; returns the new length. */
static size_t append(char *buf, size_t size, size_t n, const char *s)
{
	utf8_copy(buf + n, size - n, s);
	return n + strlen(buf + n);
}

void err_render(
	const struct err *err, const char *format, char *buf, size_t size)
{
	size_t n = 0, next = 0;

	assert(size > 0);
	buf[0] = '\0';
	for (const char *p = format; *p && n + 1 < size; p++) {
		if (p[0] == '%' && p[1] == 's' && next < ERR_ARGS) {
			n = append(buf, size, n, err->arg[next++]);
			p += 1;
		} else if (p[0] == '%' && p[1] >= '1' && p[1] <= '4' &&
			   p[2] == '$' && p[3] == 's') {
			n = append(buf, size, n, err->arg[p[1] - '1']);
			p += 3;
		} else {
			if (p[0] == '%' && p[1] == '%')
				p++;
			buf[n++] = *p;
			buf[n] = '\0';
		}
	}
}
