/* history.list: who did what, newest first. */
#include "api/methods.h"

#include "api/history_subject.h"
#include "api/resolve.h"
#include "api/view.h"
#include "store/history.h"

#include <errno.h>
#include <string.h>

static const struct param params[] = {
	{"account", PARAM_TEXT, 0, N_("only of this account")},
	{"id", PARAM_TEXT, 0, N_("only of this follow-up, or this account")},
	CALL_PAGE_PARAMS,
};

/* "42" and "acme/d7" are touchpoints, "acme" is an account. */
static int find_subject(struct call *call, struct history_filter *filter)
{
	const char *word = call_text(call, "id");
	const char *param = word ? "id" : "account";
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT tp = {0};
	int r;

	if (word && (strchr(word, '/') || !word[strspn(word, "0123456789")])) {
		r = resolve_touchpoint(call, param, &tp);
		filter->touchpoint_id = tp.id;
		return r;
	}
	if (!call_has(call, param))
		return 0;
	r = resolve_account(call, param, &account);
	filter->account_id = account.id;
	return r;
}

static int add_activity(struct call *call, int64_t id, json_t *array)
{
	AUTO_ACTIVITY activity = {0};
	json_t *object = NULL;
	int r = row_get(call->db, &activity_table, id, &activity, &call->err);

	if (r == 0)
		r = view_activity(call, &activity, &object);
	if (r < 0)
		return r;
	return json_array_append_new(array, object) < 0 ? -ENOMEM : 0;
}

/* {due, time} of an image: null where that did not change. */
static json_t *view_day(const char *image)
{
	json_auto_t *object = image ? json_loads(image, 0, NULL) : NULL;
	const json_t *due = json_object_get(object, "due");
	const json_t *minute = json_object_get(object, "due_minute");

	return json_pack("{s:s?, s:o}", "due", json_string_value(due), "time",
		json_is_integer(minute)
			? view_minute((int)json_integer_value(minute))
			: json_null());
}

/* Until when an image says that it is hidden: null where it does not. */
static json_t *view_snoozed(const char *image)
{
	json_auto_t *object = image ? json_loads(image, 0, NULL) : NULL;

	return view_instant(
		json_integer_value(json_object_get(object, "snoozed_until")));
}

/* From which day to which a touchpoint was moved, or until when it was
 * snoozed. */
static int add_days(
	struct call *call, const struct history *change, json_t *object)
{
	json_int_t id = json_integer_value(
		json_object_get(json_object_get(object, "subject"), "id"));
	struct history_ref ref = {change->id, touchpoint_table.name, id};
	bool is_snoozed = !strcmp(change->method, "touchpoint.snooze");
	AUTO_FREE char *before = NULL, *after = NULL;
	int r;

	if (id == 0 ||
		(!is_snoozed && strcmp(change->method, "touchpoint.move") != 0))
		return 0;
	r = history_images(call->db, &ref, &before, &after, &call->err);
	if (r < 0)
		return r == -ENOENT ? 0 : r;
	if (is_snoozed)
		return json_object_set_new(
			       object, "snoozed_until", view_snoozed(after)) < 0
			       ? -ENOMEM
			       : 0;
	return json_object_set_new(object, "moved",
		       json_pack("{s:o, s:o}", "from", view_day(before), "to",
			       view_day(after))) < 0
		       ? -ENOMEM
		       : 0;
}

/* The rows of a change, the activities it made in full, and whom it was
 * about. */
static int add_rows(
	struct call *call, const struct history *change, json_t *object)
{
	AUTO_HISTORY_ROWS rows = {0};
	json_auto_t *names = json_array(), *activities = json_array();
	json_t *subject = NULL;
	int r = history_rows(call->db, change->id, &rows, &call->err);

	for (size_t i = 0; r == 0 && i < rows.n; i++) {
		const struct history_row *row = &rows.items[i];

		if (json_array_append_new(names,
			    json_pack("{s:s, s:I, s:b}", "table", row->table,
				    "id", (json_int_t)row->id, "created",
				    row->created)) < 0)
			r = -ENOMEM;
		else if (row->created && strcmp(row->table, "activity") == 0)
			r = add_activity(call, row->id, activities);
	}
	if (r == 0)
		r = history_subject(call, change->method, &rows, &subject);
	if (r < 0)
		return r;
	if (json_object_set_new(object, "subject", subject) < 0 ||
		json_object_set(object, "rows", names) < 0 ||
		json_object_set(object, "activities", activities) < 0)
		return -ENOMEM;
	return 0;
}

/* They were written by dump_text(): what cannot be read is memory that is
 * not there (NULL). */
static json_t *params_of(const struct history *change)
{
	return change->params ? json_loads(change->params, 0, NULL)
			      : json_null();
}

static int add_change(
	struct call *call, const struct history *change, json_t *array)
{
	json_t *object = json_pack(
		"{s:I, s:o, s:s?, s:s?, s:s, s:s, s:o, s:o, s:o}", "id",
		(json_int_t)change->id, "at", view_instant(change->at), "actor",
		change->actor, "actor_name", change->actor_name, "door",
		domain_door[change->door], "method", change->method, "params",
		params_of(change), "undoes", view_ref(change->undoes),
		"undone_by", view_ref(change->undone_by));

	int r;

	if (json_array_append_new(array, object) < 0)
		return -ENOMEM;
	r = add_rows(call, change, object);
	return r < 0 ? r : add_days(call, change, object);
}

static int put_list(struct call *call, const struct call_page *page,
	const struct history_list *list)
{
	json_auto_t *array = json_array();
	bool more = list->n > (size_t)page->limit;
	size_t n = more ? (size_t)page->limit : list->n;
	int r = array ? 0 : -ENOMEM;

	for (size_t i = 0; r == 0 && i < n; i++)
		r = add_change(call, &list->items[i], array);
	if (r == 0)
		r = call_put(call, "cursor",
			more ? json_integer(list->items[n - 1].id)
			     : json_null());
	return r < 0 ? r : call_put(call, "changes", TAKE(array));
}

static int run(struct call *call)
{
	AUTO_HISTORY_LIST list = {0};
	struct history_filter filter = {0};
	struct call_page page;
	int r = call_page(call, &page);

	if (r == 0)
		r = find_subject(call, &filter);
	filter.before = page.cursor;
	filter.until = call->seen ? call->api->now : 0;
	filter.limit = page.limit + 1;
	if (r == 0)
		r = history_list(call->db, &filter, &list, &call->err);
	return r < 0 ? r : put_list(call, &page, &list);
}

const struct method history_list_method = {
	.name = "history.list",
	.flags = METHOD_AT | METHOD_RECORD,
	.doc = N_("list what was done, newest first"),
	METHOD_PARAMS(params),
	.run = run,
};
