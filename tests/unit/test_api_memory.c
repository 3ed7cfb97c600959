/*
 * Memory that runs out at any one allocation: the call is refused, nothing is
 * half done, and the next call works.
 *
 * The linker turns the allocations of our own code to the functions below
 * (--wrap); jansson is told to use them too.
 */
#include "tests/unit/world.h"

#include "base/str.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void *__real_reallocarray(void *p, size_t n, size_t size);
char *__real_strdup(const char *s);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
void *__wrap_reallocarray(void *p, size_t n, size_t size);
char *__wrap_strdup(const char *s);

static long until = -1; /* allocations before the one that fails; -1: none */
static bool fired;

static bool fails(void)
{
	if (until < 0 || until-- > 0)
		return false;
	fired = true;
	errno = ENOMEM;
	return true;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t size)
{
	return fails() ? NULL : __real_realloc(p, size);
}

void *__wrap_reallocarray(void *p, size_t n, size_t size)
{
	return fails() ? NULL : __real_reallocarray(p, n, size);
}

char *__wrap_strdup(const char *s)
{
	return fails() ? NULL : __real_strdup(s);
}

static void furnish(void)
{
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "Acme", "on",
		"2026-11-13", "tier", "key");
	world_call("contact.add", "{s:s, s:s, s:s}", "account", "acme", "name",
		"Wang Fang", "slug", "wangfang");
	world_call("account.add", "{s:s}", "name", "Borun");
	world_call("plan.sign", "{s:s, s:s}", "account", "Caiyun", "on",
		"2026-11-16");
	world_call("account.pause", "{s:s, s:s}", "account", "caiyun", "until",
		"2026-12-07");
	world_call(
		"channel.add", "{s:s, s:s}", "name", "box", "kind", "maildir");
}

static int64_t newest_change(void)
{
	AUTO_STMT st = NULL;

	assert_int_equal(
		db_query(world.api.db, "SELECT MAX(id) FROM change", &st, NULL),
		0);
	assert_int_equal(stmt_step(st, NULL), 1);
	return stmt_int(st, 0);
}

static json_t *load(const char *params)
{
	json_t *json;
	AUTO_STR text = {0};

	for (const char *p = params; *p; p++)
		str_add_char(&text, *p == '\'' ? '"' : *p);
	json = json_loads(str_get(&text), 0, NULL);
	assert_non_null(json);
	return json;
}

/* One call with the n-th allocation failing; false when there is no such. */
static bool try_without(
	const char *method, const char *params, long n, enum api_code expected)
{
	json_t *json = load(params);
	int64_t before = newest_change();
	int r;

	fired = false;
	until = n;
	r = world_try_json(method, json);
	until = -1;
	if (!fired) {
		assert_int_equal(world.error.code, expected);
		return false;
	}
	if (r == 0)
		fail_msg("%s: allocation %ld failed unnoticed", method, n);
	assert_int_not_equal(world.error.code, API_OK);
	if (expected == API_OK)
		assert_int_equal(world.error.code, API_TROUBLE);
	assert_int_equal(newest_change(), before);
	return true;
}

static long exhaust(
	const char *method, const char *params, enum api_code expected)
{
	long n = 0;

	world_begin(NULL);
	furnish();
	while (try_without(method, params, n, expected))
		n++;
	world_end(NULL);
	return n;
}

static void memory_runs_out(void **state)
{
	static const struct {
		const char *method, *params;
		enum api_code code;
	} cases[] = {
		{"account.add", "{'name': 'Müller', 'tier': 'key'}", API_OK},
		{"account.show", "{'id': 'acme'}", API_OK},
		{"account.show", "{'id': 'acne'}", API_NOT_FOUND},
		{"account.show", "{'id': 'caiyun', 'at': '2026-12-08'}",
			API_OK},
		{"brief.get", "{}", API_OK},
		{"channel.list", "{}", API_OK},
		{"channel.test", "{'id': 'box'}", API_OK},
		{"change.undo", "{}", API_OK},
		{"contact.edit",
			"{'id': 'acme/wangfang', 'roles': ['user'],"
			" 'mail': 'w@example.com'}",
			API_OK},
		{"doctor.get", "{}", API_OK},
		{"history.list", "{'id': 'acme'}", API_OK},
		{"plan.sign", "{'account': 'borun', 'on': '2026-11-16'}",
			API_OK},
		{"rep.edit", "{'id': 'liwei', 'quiet': '22:00-07:00'}", API_OK},
		{"status.get", "{}", API_OK},
		{"touchpoint.close",
			"{'id': 'acme/d1', 'outcome': 'ok', 'text': 'glad',"
			" 'with': 'wangfang', 'next': 'send plan',"
			" 'next_due': '+2bd'}",
			API_OK},
		{"touchpoint.close", "{'id': 'acme/d9', 'outcome': 'ok'}",
			API_NOT_FOUND},
		{"touchpoint.list", "{}", API_OK},
	};
	long faults = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		faults += exhaust(
			cases[i].method, cases[i].params, cases[i].code);
	/* The faults must have been where the work is. */
	assert_true(faults > 2000);
	print_message("# %ld faults\n", faults);
}

static void *json_malloc(size_t size)
{
	return __wrap_malloc(size);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_runs_out),
	};

	json_set_alloc_funcs(json_malloc, free);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
