/* Making a message smaller. */
#include "compose/shorten.h"

#include "compose/cut.h"
#include "compose/model.h"

#include <errno.h>
#include <string.h>

enum { TEXT_MAX = 1000, TEXT_MIN = 60, LIST_MAX = 3 };

static json_t *cut_string(const json_t *string, size_t max)
{
	AUTO_STR s = {0};

	cut_add(&s, json_string_value(string), max);
	return s.error ? NULL : json_string(str_get(&s));
}

/* Cuts all that are too long; were there any? */
static bool cut_strings(json_t *value, size_t max)
{
	bool is_shorter = false;
	const char *name;
	json_t *member;
	size_t i;

	json_object_foreach(value, name, member) {
		is_shorter |= cut_strings(member, max);
		if (json_string_length(member) <= max)
			continue;
		json_object_set_new(value, name, cut_string(member, max));
		is_shorter = true;
	}
	json_array_foreach(value, i, member)
		is_shorter |= cut_strings(member, max);
	return is_shorter;
}

int shorten_init(struct shorten *s, const char *model)
{
	int r;

	*s = (struct shorten){.text_max = TEXT_MAX};
	r = model_read(model, &s->model);
	if (r < 0)
		return r;
	s->is_shorter = cut_strings(s->model, s->text_max);
	return 0;
}

void shorten_done(struct shorten *s)
{
	json_decref(s->model);
	*s = (struct shorten){0};
}

static bool is_fixed(const json_t *section)
{
	const char *id = json_string_value(json_object_get(section, "section"));

	return id && strcmp(id, "fixed") == 0;
}

/* The array from whose end items may go, and the object that counts them. */
static json_t *droppable(json_t *model, bool with_fixed, json_t **ret_counts)
{
	const json_t *brief = json_object_get(model, "brief");
	json_t *sections = json_object_get(brief, "sections");
	json_t *several = json_object_get(model, "touchpoints");

	for (size_t i = json_array_size(sections); i-- > 0;) {
		json_t *section = json_array_get(sections, i);
		json_t *items = json_object_get(section, "items");

		*ret_counts = section;
		if (json_array_size(items) > 0 &&
			(with_fixed || !is_fixed(section)))
			return items;
	}
	*ret_counts = model;
	return json_array_size(several) > 1 ? several : NULL;
}

/* Drops about the share of one list that is too much. */
static bool drop(json_t *model, size_t size, size_t max, bool with_fixed)
{
	json_t *counts;
	json_t *items = droppable(model, with_fixed, &counts);
	size_t n = json_array_size(items);
	size_t least = counts == model; /* a nudge without one is none */
	size_t keep = n * max / size;
	int64_t more;

	if (!items)
		return false;
	if (keep == n)
		keep = n - 1;
	if (keep < least)
		keep = least;
	for (size_t i = n; i-- > keep;)
		json_array_remove(items, i);
	more = json_integer_value(json_object_get(counts, "more"));
	json_object_set_new(
		counts, "more", json_integer(more + (int64_t)(n - keep)));
	return true;
}

static bool cut(struct shorten *s)
{
	if (s->text_max / 2 < TEXT_MIN)
		return false;
	s->text_max /= 2;
	cut_strings(s->model, s->text_max);
	return true;
}

/* Cuts the lists within an object: people, reasons. */
static bool thin(json_t *object)
{
	bool is_thinner = false;
	const char *name;
	json_t *member;

	json_object_foreach(object, name, member) {
		size_t n = json_array_size(member);

		is_thinner |= n > LIST_MAX;
		while (n > LIST_MAX)
			json_array_remove(member, --n);
	}
	return is_thinner;
}

static bool thin_all(json_t *items)
{
	bool is_thinner = false;
	json_t *item;
	size_t i;

	json_array_foreach(items, i, item)
		is_thinner |= thin(item);
	return is_thinner;
}

static bool thin_items(json_t *model)
{
	const json_t *brief = json_object_get(model, "brief");
	bool is_thinner = thin(json_object_get(model, "touchpoint"));
	json_t *section;
	size_t i;

	is_thinner |= thin_all(json_object_get(model, "touchpoints"));
	json_array_foreach(json_object_get(brief, "sections"), i, section)
		is_thinner |= thin_all(json_object_get(section, "items"));
	return is_thinner;
}

bool shorten_step(struct shorten *s, size_t size, size_t max)
{
	s->is_shorter = true;
	return drop(s->model, size, max, false) || cut(s) ||
	       thin_items(s->model) || drop(s->model, size, max, true);
}
