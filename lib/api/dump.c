/* JSON as text; the contract is in dump.h. */
#include "api/dump.h"

#include <stdlib.h>

char *dump_text(const json_t *json)
{
	static const size_t flags = JSON_COMPACT | JSON_SORT_KEYS;
	size_t size = json_dumpb(json, NULL, 0, flags);
	char *text = size > 0 ? malloc(size + 1) : NULL;

	if (!text || json_dumpb(json, text, size, flags) != size) {
		free(text);
		return NULL;
	}
	text[size] = '\0';
	return text;
}
