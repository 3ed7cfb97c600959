/* Inside a method; the contract is in call.h. */
#include "api/call.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/words.h"

bool call_has(struct call *call, const char *name)
{
	return json_object_get(call->params, name) != NULL;
}

const char *call_text(struct call *call, const char *name)
{
	return json_string_value(json_object_get(call->params, name));
}

int64_t call_int(struct call *call, const char *name, int64_t otherwise)
{
	json_t *value = json_object_get(call->params, name);

	return value ? json_integer_value(value) : otherwise;
}

bool call_bool(struct call *call, const char *name)
{
	return json_is_true(json_object_get(call->params, name));
}

json_t *call_list(struct call *call, const char *name)
{
	return json_object_get(call->params, name);
}

/* The calendars that s counts in.  Few dates do, and loading them is a tenth
 * of a short command. */
static int days_of(struct call *call, const char *s,
	const struct account *account, struct workcal_pair *ret)
{
	const struct when_context plain = {.today = call->today};
	struct when when;
	int r;

	*ret = (struct workcal_pair){0};
	r = when_parse(s, &plain, &when, NULL);
	if (r < 0 || !when.in_workdays)
		return r == -ENOMEM ? r : 0; /* the caller's reading refuses */
	return call_days(call, &call->actor, account, ret);
}

int call_when(struct call *call, const char *name,
	const struct account *account, struct when *ret)
{
	const char *s = call_text(call, name);
	struct workcal_pair days;
	struct when_context context = {.today = call->today, .days = &days};
	int r;

	*ret = (struct when){.minute = -1};
	if (!s)
		return 0;
	r = days_of(call, s, account, &days);
	if (r < 0)
		return r;
	r = when_parse(s, &context, ret, &call->err);
	return r < 0 ? call_fail_err(call, r, name) : 0;
}

int call_day(struct call *call, const char *name, const struct account *account,
	struct civil_date otherwise, struct civil_date *ret)
{
	const char *s = call_text(call, name);
	struct workcal_pair days;
	struct when_context context = {.today = call->today, .days = &days};
	int r;

	if (!s) {
		*ret = otherwise;
		return 0;
	}
	r = days_of(call, s, account, &days);
	if (r < 0)
		return r;
	r = when_parse_day(s, &context, ret, &call->err);
	return r < 0 ? call_fail_err(call, r, name) : 0;
}

const char *call_param(const struct call *call, const char *name)
{
	const struct api *api = call->api;

	return api->say_param ? api->say_param(api->userdata, name) : name;
}

/* What people read for names[i]; the name where it has no word. */
static const char *word_of(
	enum text_lang lang, const char *const *names, size_t i)
{
	if (names == domain_tier)
		return words_tier(lang, (enum tier)i);
	if (names == domain_stage)
		return words_stage(lang, (enum stage)i);
	if (names == domain_via)
		return words_via(lang, (enum via)i);
	if (names == domain_role)
		return words_role(lang, (enum role)i);
	if (names == domain_outcome)
		return words_outcome(lang, (enum outcome)i);
	return names[i];
}

int call_fail_word(struct call *call, const char *name,
	const struct call_words *words, const char *word)
{
	AUTO_STR all = {0};

	for (size_t i = 0; i < words->n; i++) {
		const char *stored = words->name[i];
		const char *said = word_of(call->api->lang, words->name, i);

		if (!*stored)
			continue;
		str_add(&all, all.len > 0 ? ", " : "");
		str_add(&all, stored);
		if (call->api->lang != TEXT_EN)
			str_addf(&all, " (%s)", said);
	}
	return call_fail(call, API_BAD_PARAM, name,
		N_("%s cannot be \"%s\"; it is one of: %s"),
		call_param(call, name), word, str_get(&all));
}

int call_enum(struct call *call, const char *name,
	const struct call_words *words, int otherwise, int *ret)
{
	const char *s = call_text(call, name);
	int i = s ? domain_find(words->name, words->n, s) : otherwise;

	if (s && i < 0)
		return call_fail_word(call, name, words, s);
	*ret = i;
	return 0;
}

int call_page(struct call *call, struct call_page *ret)
{
	ret->cursor = call_int(call, "cursor", 0);
	ret->limit = call_int(call, "limit", CALL_PAGE_DEFAULT);
	if (ret->limit < 1 || ret->limit > CALL_PAGE_MAX)
		return call_fail(call, API_BAD_PARAM, "limit",
			N_("%s must be between %s and %s"),
			call_param(call, "limit"), "1", STR_INT(CALL_PAGE_MAX));
	return 0;
}

int call_page_cut(
	struct call *call, const struct call_page *page, struct rows *rows)
{
	size_t limit = (size_t)page->limit;
	const char *row = rows->data;
	json_t *cursor;

	if (rows->n <= limit)
		return call_put(call, "cursor", json_null());
	rows_cut(rows, limit);
	row += (limit - 1) * rows->table->size;
	cursor = json_integer(((const struct row_head *)(const void *)row)->id);
	return call_put(call, "cursor", cursor);
}

/* Which refusal an errno of a lower layer is. */
static enum api_code code_of(int r)
{
	switch (-r) {
	case EINVAL:
	case ERANGE:
	case E2BIG:
		return API_BAD_PARAM;
	case ENOENT:
		return API_NOT_FOUND;
	case ESTALE:
	case EALREADY:
	case EEXIST:
		return API_CONFLICT;
	case EBUSY:
	case EAGAIN:
		return API_LOCKED;
	default: /* -ENOSPC, -EROFS, -EBADMSG, -EIO, -ENOMEM … */
		return API_TROUBLE;
	}
}

/* What the method returns for a refusal. */
static const int errnos[API_CODE_N] = {
	[API_NOT_FOUND] = -ENOENT,
	[API_BAD_PARAM] = -EINVAL,
	[API_UNKNOWN_METHOD] = -ENOSYS,
	[API_AMBIGUOUS] = -ENOTUNIQ,
	[API_REFUSED] = -EPERM,
	[API_CONFLICT] = -ESTALE,
	[API_FORBIDDEN] = -EACCES,
	[API_LOCKED] = -EBUSY,
	[API_TROUBLE] = -EIO,
};

/* The sentence in the caller's language; NULL: out of memory. */
static char *render(struct call *call, const struct err *err)
{
	char buf[ERR_TEXT];

	return strdup(text_err(call->api->lang, err, buf, sizeof(buf)));
}

static void refuse(struct call *call, enum api_code code, const char *param,
	const struct err *err)
{
	assert(code != API_OK);
	if (call->error->code != API_OK)
		return;
	call->error->code = code;
	call->error->param = param;
	call->error->message = render(call, err);
}

int call_fail_(struct call *call, enum api_code code, const char *param,
	const char *msgid, ...)
{
	struct err err;
	va_list ap;

	va_start(ap, msgid);
	(void)err_set_list(&err, -EINVAL, msgid, ap);
	va_end(ap);
	refuse(call, code, param, &err);
	return errnos[code];
}

void call_hint_(struct call *call, const char *msgid, ...)
{
	struct err err;
	va_list ap;

	if (call->error->hint)
		return;
	va_start(ap, msgid);
	(void)err_set_list(&err, -EINVAL, msgid, ap);
	va_end(ap);
	call->error->hint = render(call, &err);
}

/* What does not fit into memory is not shown. */
void call_candidate(struct call *call, json_t *item)
{
	if (item && !call->error->candidates)
		call->error->candidates = json_array();
	if (item)
		json_array_append_new(call->error->candidates, item);
}

int call_fail_err(struct call *call, int r, const char *param)
{
	struct err *err = &call->err;

	if (call->error->code != API_OK)
		return r;
	if (err->code == 0 && r == -ENOMEM)
		err_memory(err);
	else if (err->code == 0 && r == -ENOENT)
		err_set(err, r, N_("nothing matches"));
	else if (err->code == 0)
		err_set(err, r, N_("%s failed: %s"),
			call->method ? call->method->name : "nudge",
			err_system(r));
	refuse(call, code_of(r), param, err);
	return r;
}

int call_fail_nobody(struct call *call, int r)
{
	if (r == -ENOENT) {
		r = call_fail(
			call, API_REFUSED, NULL, N_("there is no rep yet"));
		call_hint(call, N_("add yourself: nudge rep add NAME"));
		return r;
	}
	r = call_fail(call, API_FORBIDDEN, NULL,
		N_("there are several reps, and none is acting"));
	call_hint(call, N_("say who you are: --as REP, or \"rep\" in "
			   "nudge.conf"));
	return r;
}

int call_put(struct call *call, const char *name, json_t *value)
{
	return json_object_set_new(call->result, name, value) < 0 ? -ENOMEM : 0;
}
