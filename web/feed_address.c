/* Addresses of calendars; the contract is in feed_address.h. */
#include "web/feed_address.h"

#include <string.h>

bool feed_address_is(const char *rest)
{
	size_t n = strspn(rest, "abcdefghijklmnopqrstuvwxyz234567");
	const char *name = rest + n + 1;
	size_t len;

	if (n != FEED_TOKEN_CHARS || rest[n] != '/')
		return false;
	len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return len > 0 && strcmp(name + len, ".ics") == 0;
}
