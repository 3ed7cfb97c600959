/* Values by path; the contract is in value.h. */
#include "cli/value.h"

#include <string.h>

const json_t *value(const json_t *object, const char *path)
{
	while (object && *path) {
		size_t n = strcspn(path, ".");

		object = json_object_getn(object, path, n);
		path += n + (path[n] == '.');
	}
	return json_is_null(object) ? NULL : object;
}

const char *value_text(const json_t *object, const char *path)
{
	const char *s = json_string_value(value(object, path));

	return s ? s : "";
}

int64_t value_int(const json_t *object, const char *path)
{
	return json_integer_value(value(object, path));
}

bool value_bool(const json_t *object, const char *path)
{
	return json_is_true(value(object, path));
}

struct civil_date value_date(const json_t *object, const char *path)
{
	struct civil_date d = {0};

	if (civil_parse(value_text(object, path), &d, NULL) < 0)
		return (struct civil_date){0};
	return d;
}

size_t value_count(const json_t *object, const char *path)
{
	return json_array_size(value(object, path));
}

bool value_contains(const json_t *object, const char *path, const char *text)
{
	const json_t *list = value(object, path);
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item) {
		const char *s = json_string_value(item);

		if (s && !strcmp(s, text))
			return true;
	}
	return false;
}
