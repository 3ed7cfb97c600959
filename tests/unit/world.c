/* A real database for tests; the contract is in world.h. */
#include "tests/unit/world.h"

#include "base/str.h"
#include "store/calendar.h"
#include "store/change.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

struct world world;

/* 2026-11-17 09:00 in Shanghai. */
enum { WORLD_NOW = 1794877200 };

static void seed(struct err *err)
{
	struct txn txn = {0};
	struct change change = {
		.at = WORLD_NOW, .door = DOOR_DAEMON, .method = "seed"};

	assert_int_equal(txn_begin(world.api.db, &txn, err), 0);
	assert_int_equal(calendar_seed(world.api.db, &change, err), 0);
	assert_int_equal(txn_commit(&txn, err), 0);
	txn_end(&txn);
}

int world_begin(void **state)
{
	struct err err = {0};

	(void)state;
	world = (struct world){.folder = "/tmp/nudge-api-XXXXXX"};
	assert_non_null(mkdtemp(world.folder));
	snprintf(world.path, sizeof(world.path), "%s/nudge.db", world.folder);
	world.api = (struct api){.now = WORLD_NOW, .door = DOOR_CLI};
	assert_int_equal(
		db_open(world.path, DB_CREATE, &world.api.db, &err), 0);
	seed(&err);
	world_call("rep.add", "{s:s, s:s, s:s, s:s, s:s}", "name", "Li Wei",
		"slug", "liwei", "zone", "Asia/Shanghai", "calendar", "CN",
		"mail", "li.wei@example.com");
	return 0;
}

static void forget(void)
{
	json_decref(world.result);
	world.result = NULL;
	api_error_done(&world.error);
}

int world_end(void **state)
{
	static const char *const suffixes[] = {
		"", "-wal", "-shm", ".lock", ".bell"};

	(void)state;
	forget();
	db_close(world.api.db);
	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		char path[128];

		snprintf(path, sizeof(path), "%s%s", world.path, suffixes[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(world.folder), 0);
	return 0;
}

int world_try_json(const char *method, json_t *params)
{
	int r;

	forget();
	r = api_call(&world.api, method, params, &world.result, &world.error);
	json_decref(params);
	return r;
}

json_t *world_call_json(const char *method, json_t *params)
{
	assert_non_null(params);
	if (world_try_json(method, params) < 0)
		fail_msg("%s: %s", method, world.error.message);
	assert_int_equal(world.error.code, API_OK);
	return world.result;
}

static json_t *pack(const char *format, va_list ap)
{
	json_error_t error;
	json_t *params = json_vpack_ex(&error, 0, format, ap);

	if (!params)
		fail_msg("%s: %s", format, error.text);
	return params;
}

json_t *world_call(const char *method, const char *format, ...)
{
	json_t *params;
	va_list ap;

	va_start(ap, format);
	params = pack(format, ap);
	va_end(ap);
	return world_call_json(method, params);
}

const struct api_error *world_refused(enum api_code code, const char *param,
	const char *method, const char *format, ...)
{
	json_t *params;
	va_list ap;

	va_start(ap, format);
	params = pack(format, ap);
	va_end(ap);
	if (world_try_json(method, params) == 0)
		fail_msg("%s was not refused", method);
	if (world.error.code != code)
		fail_msg("%s: %s: %s", method, api_code_name(world.error.code),
			world.error.message);
	assert_non_null(world.error.message);
	if (param)
		assert_string_equal(world.error.param, param);
	else
		assert_null(world.error.param);
	return &world.error;
}

static json_t *at(const char *path)
{
	json_t *value = world.result;

	while (value && *path) {
		char name[64];
		size_t n = strcspn(path, ".");

		snprintf(name, sizeof(name), "%.*s", (int)n, path);
		value = json_is_array(value)
				? json_array_get(value, (size_t)(*name - '0'))
				: json_object_get(value, name);
		path += n + (path[n] == '.');
	}
	assert_non_null(value);
	return value;
}

const char *world_text(const char *path)
{
	json_t *value = at(path);

	return json_is_null(value) ? "" : json_string_value(value);
}

json_int_t world_int(const char *path)
{
	json_t *value = at(path);

	assert_true(json_is_integer(value));
	return json_integer_value(value);
}

/* Undo does not bring these back: they only ever go up. */
static bool is_kept(const char *column)
{
	static const char *const kept[] = {"rev", "seq", "gen", "visible_at"};

	for (size_t i = 0; i < ARRAY_LEN(kept); i++)
		if (strcmp(column, kept[i]) == 0)
			return true;
	return false;
}

static void dump_table(sqlite3 *raw, const char *table, struct str *out)
{
	char sql[128];
	sqlite3_stmt *st;

	snprintf(sql, sizeof(sql),
		"SELECT * FROM %s WHERE deleted_at IS NULL ORDER BY id", table);
	assert_int_equal(
		sqlite3_prepare_v2(raw, sql, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		str_add(out, table);
		for (int i = 0; i < sqlite3_column_count(st); i++) {
			const unsigned char *s = sqlite3_column_text(st, i);

			if (!is_kept(sqlite3_column_name(st, i)))
				str_addf(out, "|%s", s ? (const char *)s : "");
		}
		str_add_char(out, '\n');
	}
	assert_int_equal(sqlite3_finalize(st), SQLITE_OK);
}

char *world_dump(void)
{
	static const char *const tables[] = {"rep", "account", "contact",
		"plan", "touchpoint", "touchpoint_contact", "activity",
		"activity_contact", "request", "note", "topic", "topic_told",
		"calendar", "calendar_day", "channel", "feed", "meeting",
		"meeting_rep"};
	AUTO_STR out = {0};
	sqlite3 *raw;
	char *text;

	assert_int_equal(
		sqlite3_open_v2(world.path, &raw, SQLITE_OPEN_READWRITE, NULL),
		SQLITE_OK);
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		dump_table(raw, tables[i], &out);
	assert_int_equal(sqlite3_close(raw), SQLITE_OK);
	assert_int_equal(str_take(&out, &text), 0);
	return text;
}
