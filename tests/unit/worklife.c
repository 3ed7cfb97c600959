/* Planning and working in tests; the contract is in worklife.h. */
#include "tests/unit/worklife.h"

#include "core/zone.h"
#include <stdio.h>

void life_clock(const char *date, int minute)
{
	const struct zone *zone;
	struct civil_date day;

	assert_int_equal(civil_parse(date, &day, NULL), 0);
	assert_int_equal(zone_find("Asia/Shanghai", &zone, NULL), 0);
	world.api.now = zone_instant(zone, day, minute);
}

void life_at(const char *date, int minute)
{
	char day[CIVIL_TEXT];

	/* date may be part of the last result. */
	snprintf(day, sizeof(day), "%s", date);
	life_clock(day, minute);
	world.api.door = DOOR_DAEMON;
	world_call("day.roll", "{s:s, s:s}", "rep", "liwei", "date", day);
	world.api.door = DOOR_CLI;
}

static json_t *field_of(const char *id, const char *field)
{
	json_t *tp = json_object_get(
		world_call("touchpoint.show", "{s:s}", "id", id), "touchpoint");
	json_t *value = json_object_get(tp, field);

	assert_non_null(value);
	return value;
}

const char *life_of(const char *id, const char *field)
{
	json_t *value = field_of(id, field);

	return json_is_null(value) ? "" : json_string_value(value);
}

json_int_t life_int(const char *id, const char *field)
{
	json_t *value = field_of(id, field);

	assert_true(json_is_integer(value));
	return json_integer_value(value);
}

json_t *life_undone(const char *method, const char *format, ...)
{
	AUTO_FREE char *before = world_dump();
	AUTO_FREE char *after = NULL;
	json_t *params;
	va_list ap;

	va_start(ap, format);
	params = json_vpack_ex(NULL, 0, format, ap);
	va_end(ap);
	assert_non_null(params);
	world_call_json(method, json_incref(params));
	world_call("change.undo", "{}");
	after = world_dump();
	assert_string_equal(after, before);
	return world_call_json(method, params);
}

size_t life_count(const char *account, const char *state)
{
	return json_array_size(
		json_object_get(world_call("touchpoint.list", "{s:s, s:s}",
					"account", account, "state", state),
			"touchpoints"));
}
