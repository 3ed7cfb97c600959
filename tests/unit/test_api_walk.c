/*
 * A random walk through a year of work: whatever people do in whatever order,
 * windows stay in order, one follow-up is open at a time, nothing is left
 * open where nothing should be, and undo restores.
 */
#include "tests/unit/worklife.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { WALKS = 6, STEPS = 120, ACCOUNTS = 4 };

/* The same walk every time (Numerical Recipes' constants). */
static uint32_t seed;

static unsigned pick(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % n;
}

static const char *one_of(const char *const *words)
{
	unsigned n = 0;

	while (words[n])
		n++;
	return words[pick(n)];
}
#define ONE_OF(...) one_of((const char *const[]){__VA_ARGS__, NULL})

/* Each of these queries finds what must not be. */
static const char *const wrong[] = {
	"SELECT 'window' FROM touchpoint WHERE deleted_at IS NULL"
	" AND (earliest > due OR latest < due)",
	"SELECT 'two follow-ups' FROM touchpoint WHERE state = 'open'"
	" AND step = 'follow-up' AND deleted_at IS NULL"
	" GROUP BY plan_id HAVING COUNT(*) > 1",
	"SELECT 'two rhythms' FROM plan WHERE state = 'running'"
	" AND cadence = 'prospect' AND deleted_at IS NULL"
	" GROUP BY account_id HAVING COUNT(*) > 1",
	"SELECT 'running with nothing open' FROM plan p"
	" WHERE p.state = 'running' AND p.deleted_at IS NULL AND NOT EXISTS"
	" (SELECT 1 FROM touchpoint t WHERE t.plan_id = p.id"
	" AND t.state = 'open' AND t.deleted_at IS NULL)",
	"SELECT 'open in a plan that is over' FROM touchpoint t"
	" JOIN plan p ON p.id = t.plan_id WHERE p.state <> 'running'"
	" AND t.state = 'open' AND t.deleted_at IS NULL",
	"SELECT 'done without a day' FROM touchpoint WHERE state = 'done'"
	" AND (done_on IS NULL OR outcome = '') AND deleted_at IS NULL",
	"SELECT 'closed without a time' FROM touchpoint"
	" WHERE (state = 'open') = (closed_at IS NOT NULL)"
	" AND deleted_at IS NULL",
	"SELECT 'numbered twice' FROM activity a"
	" JOIN touchpoint t ON t.id = a.touchpoint_id"
	" WHERE a.follow_up > 0 AND a.deleted_at IS NULL"
	" GROUP BY t.plan_id, a.follow_up HAVING COUNT(*) > 1",
	"SELECT 'too close' FROM touchpoint a JOIN touchpoint b"
	" ON b.plan_id = a.plan_id AND a.step = 'd1' AND b.step = 'd3'"
	" WHERE a.state = 'open' AND b.state = 'open' AND b.due <= a.due"
	" AND b.pinned = 0 AND a.deleted_at IS NULL AND b.deleted_at IS NULL",
};

static void check(const char *after)
{
	sqlite3 *raw;

	assert_int_equal(
		sqlite3_open_v2(world.path, &raw, SQLITE_OPEN_READWRITE, NULL),
		SQLITE_OK);
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		sqlite3_stmt *st;

		assert_int_equal(
			sqlite3_prepare_v2(raw, wrong[i], -1, &st, NULL),
			SQLITE_OK);
		if (sqlite3_step(st) == SQLITE_ROW)
			fail_msg("%s after %s (seed %u)",
				sqlite3_column_text(st, 0), after, seed);
		assert_int_equal(sqlite3_finalize(st), SQLITE_OK);
	}
	assert_int_equal(sqlite3_close(raw), SQLITE_OK);
}

static json_t *account_step(const char **method)
{
	static const char *const names[] = {"acme", "borun", "hexin", "xinda"};
	const char *name = names[pick(ACCOUNTS)];

	switch (pick(7)) {
	case 0:
		*method = "plan.sign";
		return json_pack("{s:s, s:s, s:s, s:b}", "account", name,
			"tier", ONE_OF("ordinary", "key", "strategic"), "on",
			ONE_OF("today", "yesterday", "+3d", "-7d", "-30d"),
			"renewal", (int)pick(2));
	case 1:
		*method = "plan.start";
		return json_pack("{s:s, s:s, s:s}", "account", name, "cadence",
			"prospect", "on", ONE_OF("today", "+1w"));
	case 2:
		*method = "touchpoint.log";
		return json_pack("{s:s, s:s, s:s}", "account", name, "outcome",
			ONE_OF("ok", "noanswer"), "on",
			ONE_OF("today", "-2d", "-9d"));
	case 3:
		*method = "account.won";
		return json_pack("{s:s}", "account", name);
	case 4:
		*method = "account.lost";
		return json_pack(
			"{s:s, s:s}", "account", name, "reason", "price");
	case 5:
		*method = "account.park";
		return json_pack("{s:s, s:s}", "account", name, "until", "+3w");
	default:
		*method = "touchpoint.add";
		return json_pack("{s:s, s:s, s:s}", "account", name, "purpose",
			"call", "due", ONE_OF("+1d", "+2bd", "fri 15:00"));
	}
}

/* Something to do with one of the touchpoints that are open. */
static json_t *touchpoint_step(const char **method)
{
	json_t *open =
		json_object_get(world_call("touchpoint.list", "{s:b, s:i}",
					"all", 1, "limit", 8),
			"touchpoints");
	size_t n = json_array_size(open);
	json_int_t id = 1;

	if (n > 0)
		id = json_integer_value(json_object_get(
			json_array_get(open, pick((unsigned)n)), "id"));
	switch (pick(7)) {
	case 0:
		*method = "touchpoint.skip";
		return json_pack("{s:I, s:s}", "id", id, "reason", "no need");
	case 1:
		*method = "touchpoint.move";
		return json_pack("{s:I, s:s, s:s, s:b}", "id", id, "to",
			ONE_OF("tomorrow", "+1w", "+3w", "fri 10:30"), "reason",
			"a fair", "agreed", (int)pick(2));
	case 2:
		*method = "touchpoint.snooze";
		return json_pack("{s:I, s:s}", "id", id, "until",
			ONE_OF("tomorrow", "+1w", "23:00"));
	default:
		*method = "touchpoint.close";
		return json_pack("{s:I, s:s, s:s, s:s}", "id", id, "outcome",
			ONE_OF("ok", "ok", "noanswer", "no", "problem"), "text",
			"they said so", "on", ONE_OF("today", "today", "-4d"));
	}
}

/* Refusals are part of the walk; trouble is not. */
static void step(struct civil_date today)
{
	const char *method;
	json_t *params =
		pick(3) == 0 ? account_step(&method) : touchpoint_step(&method);
	AUTO_FREE char *before = world_dump();
	AUTO_FREE char *after = NULL;

	assert_non_null(params);
	if (world_try_json(method, json_incref(params)) < 0) {
		json_decref(params);
		if (world.error.code == API_TROUBLE)
			fail_msg("%s on %s: %s", method, CIVIL_STR(today),
				world.error.message);
		after = world_dump();
		assert_string_equal(after, before);
		return;
	}
	check(method);
	world_call("change.undo", "{}");
	after = world_dump();
	assert_string_equal(after, before);
	world_call_json(method, params);
	check(method);
}

static void walk(void **state)
{
	struct civil_date today = {2026, 8, 20};

	(void)state;
	for (int i = 0; i < ACCOUNTS; i++)
		world_call("account.add", "{s:s}", "name",
			((const char *const[]){
				"Acme", "Borun", "Hexin", "Xinda"})[i]);
	for (int i = 0; i < STEPS; i++) {
		today = civil_add_days(today, (int)pick(6));
		life_at(CIVIL_STR(today), (int)(8 * 60 + pick(10 * 60)));
		check("day.roll");
		step(today);
	}
}

int main(void)
{
	struct CMUnitTest tests[WALKS];
	static char names[WALKS][24];

	for (int i = 0; i < WALKS; i++) {
		snprintf(names[i], sizeof(names[i]), "walk %d", i);
		tests[i] = (struct CMUnitTest){
			names[i], walk, world_begin, world_end, NULL};
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
