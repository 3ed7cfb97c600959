/* What a reader is told of a time; the contract is in reader.h. */
#include "api/reader.h"

#include "api/save.h"
#include "api/view.h"

#include <errno.h>
#include <string.h>

enum { APART_S = 2 * 60 * 60 };

struct civil_date reader_day(
	const struct zone *zone, const struct touchpoint *tp)
{
	struct err unknown = {0};
	int64_t at;

	if (tp->due_minute < 0 || save_starts_at(tp, &at, &unknown) < 0)
		return tp->due;
	return zone_date_at(zone, at);
}

static json_t *view_clock(const struct zone *zone, int64_t at)
{
	return view_minute(zone_local_at(zone, at).second / 60);
}

static json_t *view_local(struct call *call, const struct zone *ours,
	const struct touchpoint *tp, const json_t *meeting)
{
	const struct zone *theirs;
	int64_t travel = json_integer_value(json_object_get(meeting, "travel"));
	int64_t length = json_integer_value(json_object_get(meeting, "length"));
	int64_t at, apart;

	if (save_starts_at(tp, &at, &call->err) < 0 ||
		zone_find(tp->due_zone, &theirs, &call->err) < 0)
		return NULL;
	apart = zone_local_at(theirs, at).offset_s -
		zone_local_at(ours, at).offset_s;
	return json_pack("{s:o, s:o, s:o, s:b, s:s, s:b}", "date",
		view_date(zone_date_at(ours, at)), "time", view_clock(ours, at),
		"leave",
		travel ? view_clock(ours, at - travel * 60) : json_null(),
		"over", call->api->now >= at + length * 60, "zone",
		tp->due_zone, "apart", apart >= APART_S || apart <= -APART_S);
}

/* The names of those of ours who are there beside the reader. */
static json_t *view_colleagues(
	const struct rep *rep, const struct touchpoint *tp, const json_t *item)
{
	const json_t *meeting = json_object_get(item, "meeting");
	json_auto_t *names = json_array();
	const json_t *member;
	size_t i;

	if (rep->id != tp->owner_id &&
		json_array_append(names, json_object_get(item, "owner_name")) <
			0)
		return NULL;
	json_array_foreach(json_object_get(meeting, "team"), i, member) {
		const char *slug =
			json_string_value(json_object_get(member, "slug"));

		if (strcmp(slug, rep->slug) != 0 &&
			json_array_append(
				names, json_object_get(member, "name")) < 0)
			return NULL;
	}
	return TAKE(names);
}

int reader_add(struct call *call, const struct rep *rep,
	const struct touchpoint *tp, json_t *item)
{
	const struct zone *zone;
	json_t *local;
	int r;

	if (tp->due_minute < 0)
		return 0;
	r = zone_find(rep->zone, &zone, &call->err);
	if (r < 0)
		return r;
	local = view_local(call, zone, tp, json_object_get(item, "meeting"));
	if (json_object_set_new(item, "local", local) < 0 ||
		json_object_set_new(local, "colleagues",
			view_colleagues(rep, tp, item)) < 0)
		return -ENOMEM;
	return 0;
}
