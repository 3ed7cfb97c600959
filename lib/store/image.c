/* Row images as JSON; the contract is in image.h. */
#include "store/image.h"

#include "base/str.h"
#include "core/domain.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

static void json_unref(json_t **json)
{
	json_decref(*json);
}
#define AUTO_JSON CLEANUP(json_unref) json_t *

static json_t *or_null(const char *s)
{
	return s ? json_string(s) : json_null();
}

static json_t *value_of(const struct column *c, const void *row)
{
	const void *p = (const char *)row + c->offset;
	struct civil_date date;
	int64_t number;
	char *text;
	int index;

	switch (c->type) {
	case COLUMN_INT:
	case COLUMN_REF:
		memcpy(&number, p, sizeof(number));
		return c->type == COLUMN_REF && !number ? json_null()
							: json_integer(number);
	case COLUMN_TEXT:
		memcpy(&text, p, sizeof(text));
		return or_null(text);
	case COLUMN_DATE:
		memcpy(&date, p, sizeof(date));
		return civil_is_none(date) ? json_null()
					   : json_string(CIVIL_STR(date));
	case COLUMN_ENUM:
		memcpy(&index, p, sizeof(index));
		return json_string(c->names[index]);
	}
	return NULL;
}

/* Adds a column unless other has the same value. */
static int add_value(json_t *image, const struct column *c, const void *row,
	const void *other)
{
	if (other && row_is_same(c, row, other))
		return 0;
	/* Also without memory for the value: it is then NULL. */
	return json_object_set_new(image, c->name, value_of(c, row)) < 0
		       ? -ENOMEM
		       : 0;
}

static int append(const char *bytes, size_t n, void *out)
{
	str_add_n(out, bytes, n);
	return str_error(out);
}

/* json_dumps() loses a name, and says nothing, where memory runs out while
 * it writes (jansson 2.14); a struct str does not forget. */
static char *dump(const json_t *json)
{
	AUTO_STR out = {0};
	char *text;

	if (json_dump_callback(json, append, &out, JSON_COMPACT) < 0 ||
		str_take(&out, &text) < 0)
		return NULL;
	return text;
}

int image_make(const struct table *table, const void *row, const void *other,
	char **ret)
{
	AUTO_JSON image = json_object();
	int r;

	if (!image)
		return -ENOMEM;
	r = add_value(image, &row_deleted_at, row, other);
	for (size_t i = 0; r == 0 && i < table->n_columns; i++)
		r = add_value(image, &table->columns[i], row, other);
	if (r < 0)
		return r;
	if (json_object_size(image) == 0) {
		*ret = NULL;
		return 0;
	}
	*ret = dump(image);
	return *ret ? 0 : -ENOMEM;
}

static int put_number(void *p, json_t *value)
{
	int64_t number = json_integer_value(value);

	if (!json_is_integer(value) && !json_is_null(value))
		return -EBADMSG;
	memcpy(p, &number, sizeof(number));
	return 0;
}

static int put_text(void *p, json_t *value)
{
	char *old, *text = NULL;

	if (!json_is_string(value) && !json_is_null(value))
		return -EBADMSG;
	if (str_dup(json_string_value(value), &text) < 0)
		return -ENOMEM;
	memcpy(&old, p, sizeof(old));
	free(old);
	memcpy(p, &text, sizeof(text));
	return 0;
}

static int put_date(void *p, json_t *value)
{
	struct civil_date date = {0};

	if (!json_is_null(value) &&
		(!json_is_string(value) ||
			civil_parse(json_string_value(value), &date, NULL) < 0))
		return -EBADMSG;
	memcpy(p, &date, sizeof(date));
	return 0;
}

static int put_enum(const struct column *c, void *p, json_t *value)
{
	int index = json_is_string(value) ? domain_find(c->names, c->n_names,
						    json_string_value(value))
					  : -1;

	if (index < 0)
		return -EBADMSG;
	memcpy(p, &index, sizeof(index));
	return 0;
}

static int put_value(const struct column *c, void *row, json_t *value)
{
	void *p = (char *)row + c->offset;

	switch (c->type) {
	case COLUMN_INT:
	case COLUMN_REF:
		return put_number(p, value);
	case COLUMN_TEXT:
		return put_text(p, value);
	case COLUMN_DATE:
		return put_date(p, value);
	case COLUMN_ENUM:
		return put_enum(c, p, value);
	}
	return -EBADMSG;
}

static int apply_column(
	const struct column *c, void *row, const json_t *image, int64_t at)
{
	json_t *value = json_object_get(image, c->name);
	int64_t number;

	if (!value || (c->flags & COLUMN_GEN))
		return 0;
	if (!(c->flags & (COLUMN_KEPT | COLUMN_STAMP)))
		return put_value(c, row, value);
	memcpy(&number, (char *)row + c->offset, sizeof(number));
	number = c->flags & COLUMN_KEPT ? number + 1 : at;
	memcpy((char *)row + c->offset, &number, sizeof(number));
	return 0;
}

/* Did the reading of text fail for want of memory?  jansson (2.14) says
 * nothing where it could not even begin, and takes it for bad syntax inside a
 * string, so room for the text is tried for. */
static bool is_for_memory(const json_error_t *why, const char *text)
{
	AUTO_STR copy = {0};

	str_add(&copy, text);
	return json_error_code(why) == json_error_unknown ||
	       json_error_code(why) == json_error_out_of_memory ||
	       str_error(&copy) < 0;
}

int image_apply(
	const struct table *table, void *row, const char *image, int64_t at)
{
	json_error_t why = {0};
	AUTO_JSON object = json_loads(image, 0, &why);
	int r;

	if (!object && is_for_memory(&why, image))
		return -ENOMEM;
	if (!json_is_object(object))
		return -EBADMSG;
	r = apply_column(&row_deleted_at, row, object, at);
	for (size_t i = 0; r == 0 && i < table->n_columns; i++)
		r = apply_column(&table->columns[i], row, object, at);
	return r;
}

struct walk {
	image_each *each;
	void *userdata;
};

static int map_value(const struct walk *w, json_t *value);

static int map_text(const struct walk *w, json_t *value)
{
	AUTO_FREE char *text = NULL;
	int r = w->each(w->userdata, json_string_value(value), &text);

	if (r <= 0)
		return r;
	return json_string_set(value, text) < 0 ? -ENOMEM : 1;
}

/* As deep as jansson reads: 2048. */
static int map_members(const struct walk *w, json_t *value)
{
	const char *name;
	json_t *item;
	size_t i;
	int r = 0, any = 0;

	json_array_foreach(value, i, item) {
		r = map_value(w, item);
		if (r < 0)
			return r;
		any |= r;
	}
	json_object_foreach(value, name, item) {
		r = map_value(w, item);
		if (r < 0)
			return r;
		any |= r;
	}
	return any;
}

static int map_value(const struct walk *w, json_t *value)
{
	return json_is_string(value) ? map_text(w, value)
				     : map_members(w, value);
}

int image_map(const char *image, image_each *each, void *userdata, char **ret)
{
	const struct walk w = {each, userdata};
	json_error_t why;
	AUTO_JSON json = json_loads(image, 0, &why);
	int r;

	if (!json)
		return is_for_memory(&why, image) ? -ENOMEM : -EBADMSG;
	r = map_value(&w, json);
	if (r <= 0)
		return r;
	*ret = dump(json);
	return *ret ? 1 : -ENOMEM;
}
