/* Lists of rows; the contract is in view.h. */
#include "api/view.h"

#include <errno.h>

#define VIEW_ROW(table_)                                                       \
	static int one_##table_(                                               \
		struct call *call, const void *row, json_t **ret)              \
	{                                                                      \
		return view_##table_(call, row, ret);                          \
	}
VIEW_ROW(account)
VIEW_ROW(contact)
VIEW_ROW(note)
VIEW_ROW(rep)
VIEW_ROW(topic)
VIEW_ROW(touchpoint)

static int one_activity(struct call *call, const void *row, json_t **ret)
{
	const struct activity *activity = row;
	json_auto_t *object = NULL;
	AUTO_ROWS with = {0};
	int r = view_activity(call, activity, &object);

	if (r == 0)
		r = contact_of_activity(
			call->db, activity->id, &with, &call->err);
	if (r < 0)
		return r;
	if (json_object_set_new(
		    object, "with", view_contact_refs(call, &with)) < 0)
		return -ENOMEM;
	*ret = TAKE(object);
	return 0;
}

static int one_plan(struct call *call, const void *row, json_t **ret)
{
	*ret = view_plan(call, row);
	return *ret ? 0 : -ENOMEM;
}

static const struct {
	const struct table *table;
	view_row *view;
} views[] = {
	{&account_table, one_account},
	{&activity_table, one_activity},
	{&contact_table, one_contact},
	{&note_table, one_note},
	{&plan_table, one_plan},
	{&rep_table, one_rep},
	{&topic_table, one_topic},
	{&touchpoint_table, one_touchpoint},
};

static view_row *view_of(const struct table *table)
{
	for (size_t i = 0; i < ARRAY_LEN(views); i++)
		if (views[i].table == table)
			return views[i].view;
	return NULL;
}

int view_rows(struct call *call, const struct rows *rows, view_row *view,
	json_t **ret)
{
	json_auto_t *array = json_array();
	const char *row = rows->data;

	if (!array)
		return -ENOMEM;
	for (size_t i = 0; i < rows->n; i++, row += rows->table->size) {
		json_t *object = NULL;
		int r = (view ? view : view_of(rows->table))(
			call, row, &object);

		if (r < 0)
			return r;
		if (json_array_append_new(array, object) < 0)
			return -ENOMEM;
	}
	*ret = TAKE(array);
	return 0;
}

int view_rows_put(struct call *call, const char *name, const struct rows *rows,
	view_row *view)
{
	json_t *array = NULL;
	int r = view_rows(call, rows, view, &array);

	return r < 0 ? r : call_put(call, name, array);
}

int view_rows_page(struct call *call, const struct call_page *page,
	const char *name, struct rows *rows, view_row *view)
{
	int r = call_page_cut(call, page, rows);

	return r < 0 ? r : view_rows_put(call, name, rows, view);
}
