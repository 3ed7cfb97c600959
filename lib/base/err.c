/* Errors as message id and arguments; the contract is in err.h. */
#include "base/err.h"

#include "base/utf8.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>

int err_set_(struct err *err, int code, const char *msgid, ...)
{
	va_list ap;

	va_start(ap, msgid);
	(void)err_set_list(err, code, msgid, ap);
	va_end(ap);
	return code;
}

int err_set_list(struct err *err, int code, const char *msgid, va_list ap)
{
	const char *s;
	size_t n = 0;

	assert(code < 0);
	if (!err)
		return code;
	*err = (struct err){.code = code, .msgid = msgid};
	while ((s = va_arg(ap, const char *))) {
		assert(n < ERR_ARGS);
		utf8_copy(err->arg[n++], ERR_ARG_SIZE, s);
	}
	return code;
}

int err_memory(struct err *err)
{
	return err_set(err, -ENOMEM, N_("there is not enough memory"));
}

const char *err_system(int code)
{
	switch (abs(code)) {
	case EACCES:
	case EPERM:
		return NC_("system", "permission denied");
	case ENOENT:
		return NC_("system", "there is no such file or folder");
	case EEXIST:
		return NC_("system", "it exists already");
	case ENOTDIR:
		return NC_("system", "part of the path is not a folder");
	case EISDIR:
		return NC_("system", "it is a folder");
	case ELOOP:
		return NC_("system", "its links lead nowhere");
	case ENAMETOOLONG:
		return NC_("system", "the name is too long");
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return NC_("system", "no room left on the disk");
	case EROFS:
		return NC_("system", "the disk is read-only");
	case EIO:
		return NC_("system", "reading or writing failed");
	case EBADF:
		return NC_("system", "it is closed");
	case ENOMEM:
		return NC_("system", "not enough memory");
	default:
		return strerrordesc_np(abs(code));
	}
}

/* Appends s without its context to the n bytes already in buf; returns the
 * new length. */
static size_t append(char *buf, size_t size, size_t n, const char *s)
{
	const char *context = strchr(s, '\004');

	utf8_copy(buf + n, size - n, context ? context + 1 : s);
	return n + strlen(buf + n);
}

/* Appends the character at p, or nothing where it does not fit whole. */
static size_t append_char(
	char *buf, size_t size, size_t n, const char *p, const char *end)
{
	size_t length = (size_t)(end - p);

	if (length < size - n) {
		memcpy(buf + n, p, length);
		n += length;
		buf[n] = '\0';
	}
	return n;
}

void err_render(
	const struct err *err, const char *format, char *buf, size_t size)
{
	size_t n = 0, arg = 0;
	const char *p = format;

	assert(size > 0);
	buf[0] = '\0';
	while (*p && n + 1 < size) {
		if (p[0] == '%' && p[1] == 's' && arg < ERR_ARGS) {
			n = append(buf, size, n, err->arg[arg++]);
			p += 2;
		} else if (p[0] == '%' && p[1] >= '1' && p[1] <= '4' &&
			   p[2] == '$' && p[3] == 's') {
			n = append(buf, size, n, err->arg[p[1] - '1']);
			p += 4;
		} else {
			const char *start = p += p[0] == '%' && p[1] == '%';

			utf8_next(&p);
			n = append_char(buf, size, n, start, p);
		}
	}
}
