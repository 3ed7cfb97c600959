/* Lists of names; the contract is in names.h. */
#include "base/names.h"

#include "base/utf8.h"

#include <string.h>

bool names_next(const char **list, char buf[static NAMES_MAX])
{
	const char *s = *list;
	size_t n;

	if (!s)
		return false;
	s += strspn(s, ",");
	if (!*s)
		return false;
	n = strcspn(s, ",");
	utf8_copy(buf, n < NAMES_MAX ? n + 1 : NAMES_MAX, s);
	*list = s + n;
	return true;
}

bool names_has(const char *list, const char *name)
{
	char one[NAMES_MAX];

	while (names_next(&list, one))
		if (strcmp(one, name) == 0)
			return true;
	return false;
}
