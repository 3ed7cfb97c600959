/* Base64. */
#include "base/b64.h"

#include <errno.h>
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			     "abcdefghijklmnopqrstuvwxyz0123456789+/";

void b64_add(struct str *out, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < n; i += 3) {
		size_t left = n - i;
		unsigned v = (unsigned)p[i] << 16;
		char four[4];

		if (left > 1)
			v |= (unsigned)p[i + 1] << 8;
		if (left > 2)
			v |= p[i + 2];
		four[0] = digits[v >> 18];
		four[1] = digits[v >> 12 & 63];
		four[2] = left > 1 ? digits[v >> 6 & 63] : '=';
		four[3] = left > 2 ? digits[v & 63] : '=';
		str_add_n(out, four, sizeof(four));
	}
}

/* The value of a digit, or -1. */
static int value_of(char c)
{
	const char *p = c ? strchr(digits, c) : NULL;

	return p ? (int)(p - digits) : -1;
}

int b64_decode(const char *s, void *buf, size_t size)
{
	unsigned char *to = buf;
	size_t len = strlen(s), n = 0;
	unsigned bits = 0, have = 0;

	if (len % 4)
		return -EINVAL;
	while (len > 0 && s[len - 1] == '=' && have < 2) {
		len--;
		have++;
	}
	have = 0;
	for (size_t i = 0; i < len; i++) {
		int v = value_of(s[i]);

		if (v < 0)
			return -EINVAL;
		bits = (bits << 6 | (unsigned)v) & 0xffff;
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		if (n == size)
			return -E2BIG;
		to[n++] = (unsigned char)(bits >> have & 0xff);
	}
	if (bits & ((1u << have) - 1))
		return -EINVAL;
	return (int)n;
}
