/* Buttons as calls; the contract is in action_form.h. */
#include "web/action_form.h"

#include "base/str.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

/* A field that becomes a parameter where something was written. */
struct field {
	const char *name;
	bool is_list, is_flag;
};

static const struct field done_fields[] = {{.name = "outcome"},
	{.name = "text"}, {.name = "with", .is_list = true}, {.name = "next"},
	{.name = "next_due"}, {.name = "promise"}, {.name = "promise_by"}, {0}};
static const struct field snooze_fields[] = {{.name = "until"}, {0}};
static const struct field move_fields[] = {{.name = "to"},
	{.name = "agreed", .is_flag = true}, {.name = "reason"}, {0}};
static const struct field skip_fields[] = {{.name = "reason"}, {0}};
static const struct field ask_fields[] = {{.name = "text"}, {0}};

static const struct button {
	const char *name, *method;
	const struct field *fields;
} buttons[] = {
	{"done", "touchpoint.close", done_fields},
	{"snooze", "touchpoint.snooze", snooze_fields},
	{"move", "touchpoint.move", move_fields},
	{"skip", "touchpoint.skip", skip_fields},
	{"ask", "touchpoint.ask", ask_fields},
};

static json_t *read_list(const struct form *form, const char *name)
{
	json_auto_t *list = json_array();

	for (size_t i = 0; i < form->n; i++)
		if (strcmp(form->fields[i].name, name) == 0 &&
			*form->fields[i].value &&
			json_array_append_new(
				list, json_string(form->fields[i].value)) < 0)
			return NULL;
	return TAKE(list);
}

static int add_field(
	json_t *params, const struct form *form, const struct field *field)
{
	const char *value = form_get(form, field->name);
	json_t *item;

	if (!*value)
		return 0;
	if (field->is_list)
		item = read_list(form, field->name);
	else if (field->is_flag)
		item = json_true();
	else
		item = json_string(value);
	return json_object_set_new(params, field->name, item) < 0 ? -EINVAL : 0;
}

/* A promise without a day, or a day without what: only what was written. */
static void drop_empty_pairs(json_t *params)
{
	static const char *const pairs[][2] = {
		{"next", "next_due"}, {"promise", "promise_by"}};

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		if (!json_object_get(params, pairs[i][0]))
			json_object_del(params, pairs[i][1]);
}

int action_form_read(const struct form *form, int64_t id,
	const char **ret_method, json_t **ret_params)
{
	const char *name = form_get(form, "do");
	json_auto_t *params = json_pack("{s:s}", "id", STR_INT(id));
	int r = params ? 0 : -ENOMEM;

	for (size_t i = 0; i < ARRAY_LEN(buttons); i++) {
		if (strcmp(buttons[i].name, name) != 0)
			continue;
		for (const struct field *f = buttons[i].fields;
			r == 0 && f->name; f++)
			r = add_field(params, form, f);
		if (r < 0)
			return r;
		drop_empty_pairs(params);
		*ret_method = buttons[i].method;
		*ret_params = TAKE(params);
		return 0;
	}
	return -EINVAL;
}
