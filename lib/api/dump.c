/* JSON as text; the contract is in dump.h. */
#include "api/dump.h"

#include "base/str.h"

static int append(const char *bytes, size_t n, void *out)
{
	str_add_n(out, bytes, n);
	return str_error(out);
}

char *dump_text(const json_t *json)
{
	static const size_t flags = JSON_COMPACT | JSON_SORT_KEYS;
	AUTO_STR out = {0};
	char *text;

	if (json_dump_callback(json, append, &out, flags) < 0 ||
		str_take(&out, &text) < 0)
		return NULL;
	return text;
}
