/* The way in: parameters, actor, preview, refusals, and names of things. */
#include "tests/unit/world.h"

#include "api/near.h"
#include "api/slug.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

static void table_is_sorted_and_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < api_n_methods; i++) {
		const struct method *m = api_methods[i];

		assert_ptr_equal(api_find(m->name), m);
		assert_non_null(m->run);
		assert_true(*m->doc);
		if (i > 0)
			assert_true(
				strcmp(api_methods[i - 1]->name, m->name) < 0);
		for (size_t k = 0; k < m->n_params; k++)
			assert_true(*m->params[k].doc);
	}
	assert_null(api_find("nothing"));
}

static void unknown_method(void **state)
{
	const struct api_error *e;

	(void)state;
	e = world_refused(API_UNKNOWN_METHOD, NULL, "rep.lst", "{}");
	assert_string_equal(e->message, "there is no method \"rep.lst\"");
	assert_string_equal(e->hint, "did you mean rep.list?");
	world_refused(API_UNKNOWN_METHOD, NULL, "\xff", "{}");
}

static void unknown_param(void **state)
{
	const struct api_error *e;

	(void)state;
	e = world_refused(API_BAD_PARAM, NULL, "account.add", "{s:s, s:s}",
		"name", "Acme", "teir", "key");
	assert_string_equal(
		e->message, "account.add has no parameter \"teir\"");
	assert_string_equal(e->hint, "did you mean tier?");
	assert_string_equal(
		json_string_value(json_array_get(e->candidates, 0)), "tier");
}

static void types(void **state)
{
	(void)state;
	world_refused(API_BAD_PARAM, "name", "account.add", "{}");
	world_refused(
		API_BAD_PARAM, "name", "account.add", "{s:s}", "name", " \t");
	world_refused(API_BAD_PARAM, "name", "account.add", "{s:[]}", "name");
	world_refused(API_BAD_PARAM, "limit", "account.list", "{s:s}", "limit",
		"many");
	world_refused(
		API_BAD_PARAM, "limit", "account.list", "{s:i}", "limit", 501);
	world_refused(
		API_BAD_PARAM, "preview", "rep.list", "{s:i}", "preview", 1);
	world_refused(API_BAD_PARAM, "level", "rep.edit", "{s:s, s:s}", "id",
		"liwei", "level", "yes");
	world_call("account.list", "{s:s}", "limit", "7");
	world_call("account.add", "{s:i, s:n}", "name", 360, "tier");
	assert_string_equal(world_text("account.name"), "360");
	assert_string_equal(world_text("account.slug"), "c360");
}

/* One bad value in every text parameter of every method: refused before the
 * method sees it. */
static void refuse_everywhere(const char *value, size_t n)
{
	for (size_t i = 0; i < api_n_methods; i++) {
		const struct method *m = api_methods[i];

		for (size_t k = 0; k < m->n_params; k++) {
			const struct param *p = &m->params[k];
			json_t *bad = json_stringn_nocheck(value, n);

			if (p->type == PARAM_INT || p->type == PARAM_BOOL ||
				(m->flags & METHOD_DAEMON)) {
				json_decref(bad);
				continue;
			}
			if (world_try_json(m->name,
				    json_pack("{s:o}", p->name, bad)) == 0)
				fail_msg("%s %s was taken", m->name, p->name);
			assert_int_equal(world.error.code, API_BAD_PARAM);
			assert_string_equal(world.error.param, p->name);
		}
	}
}

static void bad_text(void **state)
{
	static const char *const values[] = {"a\rb", "a\r\nb: c", "a\x01",
		"a\x7f", "\xc2\x85", "\xff", "\xc0\xaf", "\xed\xa0\x80",
		"\xe2\x80\xae"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(values); i++)
		refuse_everywhere(values[i], strlen(values[i]));
	refuse_everywhere("a\0b", 3);
}

/* A megabyte is refused with the limit, not taken and not shown. */
static void long_text(void **state)
{
	enum { MEGABYTE = 1 << 20 };
	char *text = malloc(MEGABYTE);

	(void)state;
	assert_non_null(text);
	memset(text, 'x', MEGABYTE);
	refuse_everywhere(text, MEGABYTE);
	assert_true(strlen(world.error.message) < 200);
	refuse_everywhere(text, PARAM_LONG_MAX + 1);
	free(text);
}

static void line_break_only_in_long_text(void **state)
{
	(void)state;
	world_refused(API_BAD_PARAM, "name", "account.add", "{s:s}", "name",
		"Acme\nInc");
	for (size_t i = 0; i < api_n_methods; i++)
		for (size_t k = 0; k < api_methods[i]->n_params; k++)
			if (api_methods[i]->params[k].type == PARAM_TEXT &&
				!(api_methods[i]->flags & METHOD_DAEMON)) {
				world_refused(API_BAD_PARAM,
					api_methods[i]->params[k].name,
					api_methods[i]->name, "{s:s}",
					api_methods[i]->params[k].name, "a\nb");
			}
}

static void actor(void **state)
{
	(void)state;
	world.api.actor = "liwie";
	world_refused(API_NOT_FOUND, NULL, "account.list", "{}");
	world.api.actor = NULL;
	world_call("rep.add", "{s:s}", "name", "张娜");
	assert_string_equal(world_text("rep.slug"), "r2");
	assert_string_equal(world_text("rep.zone"), "Asia/Shanghai");
	assert_string_equal(world_text("rep.calendar"), "CN");
	world_refused(API_FORBIDDEN, NULL, "account.list", "{}");
	world_call("rep.list", "{}");
	world.api.actor = "r2";
	world_call("account.add", "{s:s}", "name", "Acme");
	assert_string_equal(world_text("account.owner"), "r2");
}

static void preview(void **state)
{
	char *before = world_dump(), *after;

	(void)state;
	world_call("account.add", "{s:s, s:b}", "name", "Acme", "preview", 1);
	assert_true(json_is_null(json_object_get(world.result, "change")));
	assert_true(json_is_null(json_object_get(
		json_object_get(world.result, "account"), "id")));
	assert_string_equal(world_text("account.slug"), "acme");
	after = world_dump();
	assert_string_equal(before, after);
	free(before);
	free(after);
	world_call("account.add", "{s:s, s:b}", "name", "Acme", "preview", 0);
	assert_true(world_int("account.id") > 0);
	assert_true(world_int("change") > 0);
	world_call("account.edit", "{s:s, s:s, s:b}", "id", "acme", "tier",
		"key", "preview", 1);
	assert_true(world_int("account.id") > 0);
}

static void params_are_kept(void **state)
{
	AUTO_STMT st = NULL;

	(void)state;
	world_call("account.add", "{s:s}", "name", "Acme");
	assert_int_equal(db_query(world.api.db,
				 "SELECT params, method, door FROM change"
				 " WHERE id = $1",
				 &st, NULL),
		0);
	stmt_bind_int(st, 1, world_int("change"));
	assert_int_equal(stmt_step(st, NULL), 1);
	assert_string_equal(stmt_text(st, 0), "{\"name\":\"Acme\"}");
	assert_string_equal(stmt_text(st, 1), "account.add");
	assert_string_equal(stmt_text(st, 2), "cli");
}

static void locked(void **state)
{
	struct db *other;
	struct txn txn = {0};

	(void)state;
	assert_int_equal(db_open(world.path, DB_DAEMON, &other, NULL), 0);
	db_close(world.api.db);
	assert_int_equal(
		db_open(world.path, DB_DAEMON, &world.api.db, NULL), 0);
	assert_int_equal(txn_begin(other, &txn, NULL), 0);
	world_refused(API_LOCKED, NULL, "account.add", "{s:s}", "name", "A");
	txn_end(&txn);
	world_call("account.add", "{s:s}", "name", "Ab");
	db_close(other);
}

static void error_as_json(void **state)
{
	json_t *json;

	(void)state;
	world_refused(API_BAD_PARAM, "name", "account.add", "{}");
	json = api_error_json(&world.error);
	assert_string_equal(
		json_string_value(json_object_get(json, "code")), "bad-param");
	assert_string_equal(
		json_string_value(json_object_get(json, "param")), "name");
	assert_true(json_is_null(json_object_get(json, "hint")));
	json_decref(json);
	assert_int_equal(api_code_exit(API_LOCKED), 75);
	assert_int_equal(api_code_http(API_LOCKED), 503);
}

static void slugs(void **state)
{
	static const struct {
		const char *name, *slug;
	} cases[] = {
		{"Acme", "acme"},
		{"Müller & Söhne GmbH", "muller-sohne-gmbh"},
		{"ŁÓDŹ", "lodz"},
		{"360", "c360"},
		{"华星科技", "c17"},
		{"华星 Tech", "tech"},
		{"  ", "c17"},
		{"---", "c17"},
		{"12345678901234567890123456789012345678901234567890",
			"c123456789012345678901234567890123456789"},
		{"a b c d e f g h i j k l m n o p q r s t u v w x y z",
			"a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char buf[SLUG_MAX + 1];

		slug_make(buf, cases[i].name, 'c', 17);
		assert_string_equal(buf, cases[i].slug);
		assert_true(slug_is_valid(buf));
		slug_next(buf, cases[i].slug, 12);
		assert_true(slug_is_valid(buf));
	}
	assert_false(slug_is_valid("12"));
	assert_false(slug_is_valid(""));
	assert_false(slug_is_valid("-a"));
	assert_false(slug_is_valid("a-"));
	assert_false(slug_is_valid("A"));
	assert_false(slug_is_valid("a/b"));
}

static void distance(void **state)
{
	(void)state;
	assert_int_equal(near_distance("", ""), 0);
	assert_int_equal(near_distance("acme", "acne"), 1);
	assert_int_equal(near_distance("acme", "amce"), 1);
	assert_int_equal(near_distance("acme", ""), 4);
	assert_int_equal(near_distance("kitten", "sitting"), 3);
	assert_int_equal(near_distance("华星", "华兴"), 1);
	assert_true(near_enough("acne", "acme"));
	assert_false(near_enough("a", "b"));
	assert_false(near_enough("borun", "acme"));
}

int main(void)
{
#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table_is_sorted_and_whole),
		cmocka_unit_test(slugs),
		cmocka_unit_test(distance),
		IN_WORLD(unknown_method),
		IN_WORLD(unknown_param),
		IN_WORLD(types),
		IN_WORLD(bad_text),
		IN_WORLD(long_text),
		IN_WORLD(line_break_only_in_long_text),
		IN_WORLD(actor),
		IN_WORLD(preview),
		IN_WORLD(params_are_kept),
		IN_WORLD(locked),
		IN_WORLD(error_as_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
