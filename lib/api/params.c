/* The check of parameters; the contract is in params.h. */
#include "api/params.h"

#include "api/near.h"
#include "base/utf8.h"

#include <errno.h>
#include <string.h>

static int refuse_unknown(struct call *call, const char *name)
{
	struct err err = {0};
	int r = utf8_check_line("a parameter's name", name, 64, &err);

	if (r < 0)
		return call_fail(call, API_BAD_PARAM, NULL,
			N_("a parameter has no proper name"));
	r = call_fail(call, API_BAD_PARAM, NULL,
		N_("%s has no parameter \"%s\""), call->method->name, name);
	for (size_t i = 0; i < call->method->n_params; i++) {
		const char *other = call->method->params[i].name;

		if (!near_enough(name, other))
			continue;
		call_hint(call, N_("did you mean %s?"), other);
		call_candidate(call, json_string(other));
	}
	return r;
}

static int check_form(struct call *call, const struct param *p, const char *s)
{
	const char *name = call_param(call, p->name);

	if (p->type == PARAM_FILE)
		return utf8_check_text(name, s, PARAM_FILE_MAX, &call->err);
	if (p->type == PARAM_LONG)
		return utf8_check_text(name, s, PARAM_LONG_MAX, &call->err);
	return utf8_check_line(name, s, PARAM_TEXT_MAX, &call->err);
}

/* A text of any type; *ret is a new reference. */
static int check_text(
	struct call *call, const struct param *p, json_t *value, json_t **ret)
{
	const char *s = json_string_value(value);
	int r;

	if (json_is_integer(value)) {
		*ret = json_string(STR_INT(json_integer_value(value)));
		return *ret ? 0 : -ENOMEM;
	}
	if (!s)
		return call_fail(call, API_BAD_PARAM, p->name,
			N_("%s must be text"), call_param(call, p->name));
	if (strlen(s) != json_string_length(value))
		return call_fail(call, API_BAD_PARAM, p->name,
			N_("%s holds a zero byte; remove it"),
			call_param(call, p->name));
	r = check_form(call, p, s);
	if (r < 0)
		return call_fail_err(call, r, p->name);
	if ((p->flags & PARAM_REQUIRED) && s[strspn(s, " \t\n")] == '\0')
		return call_fail(call, API_BAD_PARAM, p->name,
			N_("%s is empty"), call_param(call, p->name));
	*ret = json_incref(value);
	return 0;
}

/* At most 18 digits: every such number fits. */
static int check_int(
	struct call *call, const struct param *p, json_t *value, json_t **ret)
{
	const char *s = json_string_value(value);
	const char *digits = s && *s == '-' ? s + 1 : s;
	int64_t n = 0;

	if (json_is_integer(value)) {
		*ret = json_incref(value);
		return 0;
	}
	if (!s || !*digits || strlen(digits) > 18 ||
		digits[strspn(digits, "0123456789")])
		return call_fail(call, API_BAD_PARAM, p->name,
			N_("%s must be a whole number"),
			call_param(call, p->name));
	for (const char *d = digits; *d; d++)
		n = n * 10 + (*d - '0');
	*ret = json_integer(*s == '-' ? -n : n);
	return *ret ? 0 : -ENOMEM;
}

static int check_bool(
	struct call *call, const struct param *p, json_t *value, json_t **ret)
{
	if (!json_is_boolean(value))
		return call_fail(call, API_BAD_PARAM, p->name,
			N_("%s must be true or false"),
			call_param(call, p->name));
	*ret = json_incref(value);
	return 0;
}

static int check_list(
	struct call *call, const struct param *p, json_t *value, json_t **ret)
{
	json_auto_t *list = json_array();
	json_t *item;
	size_t i;
	int r = 0;

	if (!list)
		return -ENOMEM;
	if (!json_is_array(value)) {
		r = check_text(call, p, value, &item);
		if (r == 0 && json_array_append_new(list, item) < 0)
			r = -ENOMEM;
	} else if (json_array_size(value) > PARAM_LIST_MAX) {
		r = call_fail(call, API_BAD_PARAM, p->name,
			N_("%s has more than %s entries"),
			call_param(call, p->name), STR_INT(PARAM_LIST_MAX));
	}
	json_array_foreach(value, i, item) {
		json_t *checked;

		if (r == 0)
			r = check_text(call, p, item, &checked);
		if (r == 0 && json_array_append_new(list, checked) < 0)
			r = -ENOMEM;
	}
	if (r == 0)
		*ret = TAKE(list);
	return r;
}

static int check_one(
	struct call *call, const struct param *p, json_t *value, json_t **ret)
{
	switch (p->type) {
	case PARAM_TEXT:
	case PARAM_LONG:
	case PARAM_FILE:
	case PARAM_DAY:
	case PARAM_WHEN:
		return check_text(call, p, value, ret);
	case PARAM_INT:
		return check_int(call, p, value, ret);
	case PARAM_BOOL:
		return check_bool(call, p, value, ret);
	case PARAM_LIST:
		return check_list(call, p, value, ret);
	}
	return -EINVAL;
}

static int check_missing(struct call *call, json_t *checked)
{
	for (size_t i = 0; i < call->method->n_params; i++) {
		const struct param *p = &call->method->params[i];

		if ((p->flags & PARAM_REQUIRED) &&
			!json_object_get(checked, p->name))
			return call_fail(call, API_BAD_PARAM, p->name,
				N_("%s is missing"), call_param(call, p->name));
	}
	return 0;
}

static int take_preview(struct call *call, json_t *value)
{
	if (!json_is_boolean(value))
		return call_fail(call, API_BAD_PARAM, "preview",
			N_("%s must be true or false"), "preview");
	call->preview = json_is_true(value);
	return 0;
}

int params_check(struct call *call, json_t *raw, json_t **ret)
{
	json_auto_t *checked = json_object();
	const char *name;
	json_t *value;
	int r = 0;

	if (!checked)
		return -ENOMEM;
	if (raw && !json_is_object(raw))
		return call_fail(call, API_BAD_PARAM, NULL,
			N_("the parameters must be one JSON object"));
	json_object_foreach(raw, name, value) {
		const struct param *p = api_find_param(call->method, name);
		json_t *good = NULL;

		if (json_is_null(value) && (p || strcmp(name, "preview") == 0))
			continue;
		if (!p && strcmp(name, "preview") == 0)
			r = take_preview(call, value);
		else if (!p)
			r = refuse_unknown(call, name);
		else
			r = check_one(call, p, value, &good);
		if (r < 0)
			return r;
		if (good && json_object_set_new(checked, name, good) < 0)
			return -ENOMEM;
	}
	r = check_missing(call, checked);
	if (r == 0)
		*ret = TAKE(checked);
	return r;
}
