/* A message as the JSON body of a webhook. */
#include "compose/hook.h"

#include "compose/page_item.h"
#include "compose/plain.h"
#include "compose/shorten.h"
#include "core/civil.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const char *const hook_format_name[HOOK_FORMAT_N] = {
	[HOOK_STANDARD] = "standard",
	[HOOK_CLOUDEVENTS] = "cloudevents",
};

/* What a room may know of a touchpoint. */
static json_t *room_item(const json_t *touchpoint, const char *today)
{
	const json_t *account = json_object_get(touchpoint, "account");
	const char *due = page_item_text(touchpoint, "due");

	if (due && today && strcmp(due, today) < 0)
		due = today;
	return json_pack("{s:{s:s?,s:s?},s:s?,s:s?,s:s?}", "account", "slug",
		page_item_text(account, "slug"), "name",
		page_item_text(account, "name"), "step",
		page_item_text(touchpoint, "step"), "owner",
		page_item_text(touchpoint, "owner"), "due", due);
}

static int add_room_items(json_t *to, const json_t *items, const char *today)
{
	const json_t *touchpoint;
	size_t i;

	json_array_foreach(items, i, touchpoint)
		if (json_array_append_new(to, room_item(touchpoint, today)) < 0)
			return -ENOMEM;
	return 0;
}

/* What others missed is for their manager alone. */
static bool is_private(const json_t *section)
{
	const char *id = page_item_text(section, "section");

	return id && strcmp(id, "missed") == 0;
}

/* The model without personal data and without a word on lateness. */
static json_t *room_model(const json_t *model)
{
	const json_t *rep = json_object_get(model, "rep");
	const json_t *brief = json_object_get(model, "brief");
	const json_t *one = json_object_get(model, "touchpoint");
	const char *today = page_item_text(model, "date");
	json_auto_t *items = json_array();
	const json_t *section;
	size_t i;
	int r = 0;

	json_array_foreach(json_object_get(brief, "sections"), i, section)
		if (!is_private(section))
			r |= add_room_items(items,
				json_object_get(section, "items"), today);
	r |= add_room_items(
		items, json_object_get(model, "touchpoints"), today);
	if (one)
		r |= json_array_append_new(items, room_item(one, today));
	if (r < 0)
		return NULL;
	return json_pack("{s:i,s:s?,s:s?,s:{s:s?,s:s?},s:s?,s:O}", "v", 1,
		"kind", page_item_text(model, "kind"), "lang",
		page_item_text(model, "lang"), "rep", "slug",
		page_item_text(rep, "slug"), "name",
		page_item_text(rep, "name"), "date", today, "items", items);
}

/* "2026-11-16T08:00:00Z". */
static void format_instant(char buf[static 32], int64_t at)
{
	struct civil_date d = civil_from_days((int32_t)(at / 86400));
	int s = (int)(at % 86400);

	snprintf(buf, 32, "%sT%02d:%02d:%02dZ", CIVIL_STR(d), s / 3600,
		s / 60 % 60, s % 60);
}

/* Up to the data. */
static void open_envelope(
	struct str *out, const struct hook_envelope *envelope, const char *kind)
{
	char time[32];

	format_instant(time, envelope->date);
	switch (envelope->format) {
	case HOOK_STANDARD:
		str_addf(out,
			"{\"type\":\"nudge.%s\",\"timestamp\":\"%s\",\"data\":",
			kind, time);
		return;
	case HOOK_CLOUDEVENTS:
		str_addf(out,
			"{\"specversion\":\"1.0\",\"id\":\"%s\","
			"\"source\":\"urn:nudge:%s\",\"type\":\"nudge.%s\","
			"\"time\":\"%s\","
			"\"datacontenttype\":\"application/json\",\"data\":",
			envelope->id, envelope->instance, kind, time);
		return;
	case HOOK_FORMAT_N:
		break;
	}
}

/* Text as a string of JSON. */
static void add_string(struct str *out, const char *text)
{
	const char *rest = text;

	str_add_char(out, '"');
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c >= ' ' && c != '"' && c != '\\')
			continue;
		str_add_n(out, rest, (size_t)(text - rest));
		rest = text + 1;
		if (c == '\n')
			str_add(out, "\\n");
		else if (c < ' ')
			str_addf(out, "\\u%04X", c);
		else
			str_addf(out, "\\%c", c);
	}
	str_add(out, rest);
	str_add_char(out, '"');
}

/* Without the brace at its end: there is more to come. */
static void add_object(struct str *out, const char *json)
{
	str_add_n(out, json, (size_t)(strrchr(json, '}') - json));
}

/* What a reader may have of the model; stored: what it was read from. */
static int add_model(struct str *out, const struct shorten *model,
	const char *stored, enum audience audience)
{
	bool is_room = audience == AUDIENCE_ROOM;
	json_auto_t *room = is_room ? room_model(model->model) : NULL;
	AUTO_FREE char *text = NULL;

	if (!is_room && !model->is_shorter) {
		add_object(out, stored);
		return 0;
	}
	text = json_dumps(is_room ? room : model->model, JSON_COMPACT);
	if (!text)
		return -ENOMEM;
	add_object(out, text);
	return 0;
}

/* The body for a model that may still be too long. */
static int render(struct str *out, const struct shorten *model,
	const char *stored, const struct page_reader *reader,
	const struct hook_envelope *envelope)
{
	AUTO_PAGE page = {0};
	AUTO_STR text = {0};
	int r = page_build(model->model, reader, &page);

	if (r < 0)
		return r;
	str_reset(out);
	open_envelope(out, envelope, page_item_text(model->model, "kind"));
	r = add_model(out, model, stored, reader->audience);
	if (r < 0)
		return r;
	plain_add(&text, &page);
	str_add(out, ",\"title\":");
	add_string(out, page.subject);
	str_add(out, ",\"text\":");
	add_string(out, str_get(&text));
	str_add(out, "}}");
	return text.error < 0 ? text.error : str_error(out);
}

int hook_add(struct str *out, const char *model,
	const struct page_reader *reader, const struct hook_envelope *envelope)
{
	AUTO_SHORTEN shorter = {0};
	AUTO_STR body = {0};
	int r = shorten_init(&shorter, model);

	do {
		if (r == 0)
			r = render(&body, &shorter, model, reader, envelope);
		if (r < 0)
			return r;
		if (body.len <= HOOK_MAX) {
			str_add_n(out, body.data, body.len);
			return str_error(out);
		}
	} while (shorten_step(&shorter, body.len, HOOK_MAX));
	return -E2BIG;
}
