/* Reading a message model; the contract is in model.h. */
#include "compose/model.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

/* No model is nearly as deep. */
enum { DEPTH_MAX = 32 };

static json_t *read_value(const char **p, int depth);

static bool skip(const char **p, const char *token)
{
	size_t n = strlen(token);

	if (strncmp(*p, token, n) != 0)
		return false;
	*p += n;
	return true;
}

/* What stands between quotes; NULL: nothing does. */
static const char *read_quoted(const char **p, size_t *ret_n)
{
	const char *begin = *p + 1, *end;

	if (**p != '"')
		return NULL;
	end = strchr(begin, '"');
	if (!end)
		return NULL;
	*p = end + 1;
	*ret_n = (size_t)(end - begin);
	return begin;
}

static json_t *read_string(const char **p)
{
	size_t n = 0;
	const char *text = read_quoted(p, &n);

	return text ? json_stringn(text, n) : NULL;
}

static json_t *read_object(const char **p, int depth)
{
	json_auto_t *object = json_object();
	bool more = !skip(p, "}");

	while (more) {
		size_t n = 0;
		const char *name = read_quoted(p, &n);
		json_t *value =
			name && skip(p, ":") ? read_value(p, depth) : NULL;

		/* Takes the value in any case, and refuses none. */
		if (json_object_setn_new(object, name, n, value) < 0)
			return NULL;
		more = skip(p, ",");
		if (!more && !skip(p, "}"))
			return NULL;
	}
	return TAKE(object);
}

static json_t *read_array(const char **p, int depth)
{
	json_auto_t *array = json_array();
	bool more = !skip(p, "]");

	while (more) {
		if (json_array_append_new(array, read_value(p, depth)) < 0)
			return NULL;
		more = skip(p, ",");
		if (!more && !skip(p, "]"))
			return NULL;
	}
	return TAKE(array);
}

/* A whole one; of others something is left over. */
static json_t *read_number(const char **p)
{
	const char *digits = *p + (**p == '-');
	size_t n = strspn(digits, "0123456789");
	int64_t value = 0;

	if (n == 0 || n > 18 || (*digits == '0' && n > 1))
		return NULL;
	for (size_t i = 0; i < n; i++)
		value = 10 * value + digits[i] - '0';
	value = **p == '-' ? -value : value;
	*p = digits + n;
	return json_integer(value);
}

static json_t *read_value(const char **p, int depth)
{
	if (depth == DEPTH_MAX)
		return NULL;
	if (**p == '"')
		return read_string(p);
	if (skip(p, "{"))
		return read_object(p, depth + 1);
	if (skip(p, "["))
		return read_array(p, depth + 1);
	if (skip(p, "null"))
		return json_null();
	if (skip(p, "true"))
		return json_true();
	if (skip(p, "false"))
		return json_false();
	return read_number(p);
}

/* NULL: it is for jansson. */
static json_t *read_compact(const char *text)
{
	json_auto_t *value = NULL;
	const char *p = text;

	/* Neither escapes nor what would need one. */
	while ((unsigned char)*p >= ' ' && *p != '\\')
		p++;
	if (*p == '\0' && *text == '{')
		value = read_value(&text, 0);
	return *text ? NULL : TAKE(value);
}

int model_read(const char *text, json_t **ret)
{
	json_error_t error = {0};
	json_t *value;

	if (!text)
		return -EINVAL;
	value = read_compact(text);
	if (!value)
		value = json_loads(text, 0, &error);
	if (!value)
		return json_error_code(&error) == json_error_out_of_memory
			       ? -ENOMEM
			       : -EINVAL;
	*ret = value;
	return 0;
}
