/* Parameters that become columns; the contract is in field.h. */
#include "api/field.h"

#include "base/names.h"
#include "base/str.h"
#include "base/utf8.h"
#include "compose/address.h"
#include "store/calendar.h"
#include "store/calendar_list.h"
#include "text/span.h"

#include <errno.h>
#include <string.h>

int field_set(char **field, const char *s)
{
	char *copy;
	int r = str_dup(s, &copy);

	if (r < 0)
		return r;
	free(*field);
	*field = copy;
	return 0;
}

int field_text(struct call *call, const char *param, char **field)
{
	const char *s = call_text(call, param);

	if (!s)
		return 0;
	return field_set(field, *s ? s : NULL);
}

int field_name(struct call *call, const char *param, char **name, char **fold)
{
	const char *s = call_text(call, param);
	AUTO_FREE char *folded = NULL;
	int r;

	if (!s)
		return 0;
	r = utf8_fold(s, &folded);
	if (r < 0)
		return r;
	if (!*folded)
		return call_fail(call, API_BAD_PARAM, param, N_("%s is empty"),
			call_param(call, param));
	r = field_set(name, s);
	return r < 0 ? r : field_set(fold, folded);
}

int field_mail(struct call *call, const char *param, char **field)
{
	const char *s = call_text(call, param);
	int r = s && *s ? address_check(s, &call->err) : 0;

	return r < 0 ? call_fail_err(call, r, param)
		     : field_text(call, param, field);
}

int field_zone(struct call *call, const char *param, char **field)
{
	const char *s = call_text(call, param);
	const struct zone *zone;
	int r = s && *s ? zone_find(s, &zone, &call->err) : 0;

	return r < 0 ? call_fail_err(call, r, param)
		     : field_text(call, param, field);
}

enum { CALENDARS_SHOWN = 20 };

/* All are named: while the database is being made, no other command could
 * list them. */
static int refuse_calendar(
	struct call *call, const char *param, const char *name)
{
	AUTO_ROWS rows = {0};
	int failed, r = call_fail(call, API_NOT_FOUND, param,
			    N_("there is no calendar \"%s\""), name);

	failed = calendar_all(call->db, 0, CALENDARS_SHOWN, &rows, &call->err);
	ROWS_EACH(const struct calendar, c, &rows)
		call_candidate(call, json_pack("{s:s, s:s}", "slug", c->name,
					     "name", c->title));
	return failed < 0 ? failed : r;
}

int field_calendar(struct call *call, const char *param, char **field)
{
	const char *list = call_text(call, param);
	bool taken[LAYER_N] = {false};
	char name[NAMES_MAX];

	while (names_next(&list, name)) {
		AUTO_CALENDAR c = {0};
		int r = calendar_by_name(call->db, name, &c, &call->err);

		if (r == -ENOENT)
			return refuse_calendar(call, param, name);
		if (r < 0)
			return r;
		if (taken[c.layer])
			return call_fail(call, API_REFUSED, param,
				N_("%s: only one national, one company and one "
				   "personal calendar can count at a time"),
				name);
		taken[c.layer] = true;
	}
	return field_text(call, param, field);
}

int field_day(struct call *call, const char *param, struct civil_date *field)
{
	const char *s = call_text(call, param);

	if (!s)
		return 0;
	if (!*s) {
		*field = (struct civil_date){0};
		return 0;
	}
	return call_day(call, param, NULL, *field, field);
}

int field_words(struct call *call, const char *param,
	const struct call_words *words, char **field)
{
	AUTO_STR all = {0};
	json_t *item, *list = call_list(call, param);
	size_t i;

	if (!list)
		return 0;
	json_array_foreach(list, i, item) {
		const char *word = json_string_value(item);

		if (!*word)
			continue;
		if (domain_find(words->name, words->n, word) < 0)
			return call_fail_word(call, param, words, word);
		str_add(&all, all.len > 0 ? "," : "");
		str_add(&all, word);
	}
	if (str_error(&all) < 0)
		return -ENOMEM;
	return field_set(field, all.len > 0 ? str_get(&all) : NULL);
}

static int refuse_time(struct call *call, const char *param, const char *s)
{
	return call_fail(call, API_BAD_PARAM, param,
		N_("%s is a time of the day such as 08:00, not \"%s\""),
		call_param(call, param), s);
}

static int minute_of(
	struct call *call, const char *param, const char *s, int64_t *ret)
{
	struct when_context context = {.today = call->today};
	struct when when;
	int r = when_parse(s, &context, &when, NULL);

	if (r == -ENOMEM)
		return r;
	if (r < 0 || when.minute < 0 || !civil_is_none(when.date))
		return refuse_time(call, param, s);
	*ret = when.minute;
	return 0;
}

int field_minute(struct call *call, const char *param, int64_t *field)
{
	const char *s = call_text(call, param);

	return s ? minute_of(call, param, s, field) : 0;
}

int field_span(struct call *call, const char *param, int64_t *field)
{
	const char *s = call_text(call, param);
	int minutes = 0, r;

	if (!s)
		return 0;
	r = *s ? span_parse(s, &minutes, &call->err) : 0;
	if (r < 0)
		return call_fail_err(call, r, param);
	*field = minutes;
	return 0;
}

int field_hours(
	struct call *call, const char *param, int64_t *from, int64_t *to)
{
	const char *s = call_text(call, param);
	const char *hyphen = s ? strchr(s, '-') : NULL;
	AUTO_STR first = {0};
	int r;

	if (!s)
		return 0;
	if (!*s) {
		*from = *to = -1;
		return 0;
	}
	if (!hyphen)
		return call_fail(call, API_BAD_PARAM, param,
			N_("%s is written as 22:00-07:00, not \"%s\""),
			call_param(call, param), s);
	str_add_n(&first, s, (size_t)(hyphen - s));
	r = str_error(&first);
	if (r == 0)
		r = minute_of(call, param, str_get(&first), from);
	return r < 0 ? r : minute_of(call, param, hyphen + 1, to);
}

int field_external(struct call *call, char **source, char **id)
{
	int r = field_text(call, "external_source", source);

	if (r == 0)
		r = field_text(call, "external_id", id);
	if (r < 0)
		return r;
	if (!*source != !*id)
		return call_fail(call, API_BAD_PARAM,
			*source ? "external_id" : "external_source",
			N_("external_source and external_id belong together"));
	return 0;
}
