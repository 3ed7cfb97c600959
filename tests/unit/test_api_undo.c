/*
 * Undo restores exactly what was: for every method that writes.
 *
 * The table of calls is checked against the method table: a method that is
 * added without a case here fails the test.
 */
#include "tests/unit/world.h"

#include "base/str.h"
#include "store/change.h"
#include "store/message.h"

#include <stdio.h>
#include <string.h>

/* Calls that change rows, by method; each in a world of its own.  Before it:
 * acme (key, signed, two contacts), borun (a prospect with a follow-up), a
 * channel, a note and a topic (1), a touchpoint with a time (id in "TASK"). */
static const struct {
	const char *method, *params;
} cases[] = {
	{"account.add", "{'name': '华星科技', 'tier': 'key', 'zone':"
			" 'Europe/Berlin', 'calendar': 'DE', 'renewal':"
			" '2027-03-31', 'external_source': 'crm',"
			" 'external_id': '7'}"},
	{"account.close", "{'account': 'acme', 'reason': 'merged'}"},
	{"account.close", "{'account': 'borun'}"},
	{"account.edit", "{'id': 'acme', 'name': 'Acme AG', 'slug': 'acme-ag',"
			 " 'tier': 'strategic', 'renewal': '',"
			 " 'zone': 'Europe/Berlin'}"},
	{"account.edit", "{'id': 'acme', 'owner': 'chenhao'}"},
	{"account.give", "{'account': 'acme', 'to': 'chenhao'}"},
	{"account.give", "{'all': true, 'to': 'chenhao'}"},
	{"account.lost", "{'account': 'acme', 'reason': 'price'}"},
	{"account.lost", "{'account': 'borun', 'reason': 'price'}"},
	{"account.park", "{'account': 'acme', 'until': '2027-03-01'}"},
	{"account.park", "{'account': 'borun', 'until': '2027-03-01'}"},
	{"account.pause", "{'account': 'acme', 'until': '2026-12-04',"
			  " 'reason': 'plant closed'}"},
	{"account.pause", "{'account': 'borun'}"},
	{"account.reopen", "{'account': 'yuanda'}"},
	{"account.resume", "{'account': 'xinda'}"},
	{"account.won", "{'account': 'borun'}"},
	{"calendar.import",
		"{'text': 'calendar CN\\ntitle x\\nsource y\\nweek"
		" ooooocc\\nyears 2026..2027\\nclosed 2026-11-18..2026-11-30"
		"\\nmakeup 2027-01-09', 'move': true}"},
	{"calendar.import", "{'text': 'calendar mine\\ntitle x\\nsource"
			    " y\\nweek ooooocc\\nyears 2026\\nclosed"
			    " 2026-11-18', 'rep': 'liwei', 'move': true}"},
	{"calendar.soft", "{'name': 'CN', 'from': '2026-11-18', 'to':"
			  " '2026-12-24', 'title': 'fair', 'move': true}"},
	{"channel.add", "{'name': 'hook', 'kind': 'webhook', 'audience':"
			" 'room', 'rate': '20/1min', 'fallback': 'box',"
			" 'format': 'cloudevents', 'on_uncertain': 'hold'}"},
	{"channel.edit",
		"{'id': 'box', 'rate': '10/1min', 'mention':"
		" ['liwei=U123'], 'audience': 'room', 'max_age': 600}"},
	{"channel.pause", "{'id': 'box'}"},
	{"channel.remove", "{'id': 'box'}"},
	{"channel.resume", "{'id': 'still'}"},
	{"contact.add", "{'account': 'acme', 'name': 'Zhao Lei', 'main':"
			" true, 'roles': ['buyer', 'ally'], 'no': 'mail',"
			" 'mail': 'zhao@example.com', 'phone': '+86 21'}"},
	{"contact.edit", "{'id': 'acme/chengang', 'main': true,"
			 " 'roles': '', 'name': 'Chen G.'}"},
	{"contact.left", "{'id': 'acme/wangfang', 'on': '2026-12-31',"
			 " 'successor': 'Zhao Lei'}"},
	{"contact.left", "{'id': 'acme/chengang'}"},
	{"feed.remove", "{}"},
	{"feed.rotate", "{}"},
	{"feed.rotate", "{'account': 'acme', 'names': true}"},
	{"meeting.edit", "{'id': 'MEET', 'place': 'plant 3', 'travel': '1h',"
			 " 'length': '2h', 'with': [], 'team': ['chenhao'],"
			 " 'for': '', 'purpose': 'another', 'via': 'visit'}"},
	{"meeting.edit", "{'id': 'MEET', 'for': 'lianhe/d7'}"},
	{"note.add", "{'account': 'acme', 'text': 'they merge in spring',"
		     " 'with': 'wangfang', 'caution': true, 'in_room': true}"},
	{"note.edit", "{'id': 1, 'text': 'no gifts', 'with': '',"
		      " 'caution': true, 'share': true}"},
	{"note.remove", "{'id': 1}"},
	{"plan.offer", "{'account': 'Hexin', 'valid': '2026-12-18'}"},
	{"plan.offer", "{'account': 'borun', 'on': '2026-11-16', 'tier':"
		       " 'key'}"},
	{"plan.sign", "{'account': 'Hexin', 'on': '2026-11-13'}"},
	{"plan.sign", "{'account': 'acme', 'on': '2026-11-17'}"},
	{"plan.sign", "{'account': 'borun', 'on': '2026-11-16'}"},
	{"plan.sign",
		"{'account': 'acme', 'on': '2026-11-17', 'renewal': true}"},
	{"plan.start", "{'account': 'acme', 'cadence': 'prospect', 'on': "
		       "'2026-11-18'}"},
	{"rep.add", "{'name': 'Zhang Na', 'mail': 'na@example.com',"
		    " 'manager': 'liwei', 'quiet': '22:00-07:00'}"},
	{"rep.edit", "{'id': 'liwei', 'brief': '07:30', 'zone':"
		     " 'Europe/Berlin', 'quiet': '21:00-06:00', 'locale':"
		     " 'zh_CN', 'channels': ['box'], 'level': true}"},
	{"rep.retire", "{'id': 'zhao'}"},
	{"topic.add", "{'title': 'price list', 'account': 'acme', 'tier':"
		      " 'key', 'stage': 'customer', 'until': '2027-03-31',"
		      " 'text': 'five pages', 'url': 'https://example.com'}"},
	{"topic.edit", "{'id': 1, 'title': 'fair', 'until': '2027-01-01'}"},
	{"topic.remove", "{'id': 'new reference'}"},
	{"touchpoint.add", "{'account': 'acme', 'purpose': 'show the new"
			   " line', 'due': '2026-11-20 15:00', 'via':"
			   " 'visit', 'with': ['wangfang', 'chengang']}"},
	{"touchpoint.advise", "{'id': 'acme/d7', 'text': 'yes'}"},
	{"touchpoint.ask", "{'id': 'acme/d3', 'text': 'who knows them?'}"},
	{"touchpoint.close", "{'id': 'acme/d1', 'outcome': 'sent'}"},
	{"touchpoint.close",
		"{'id': 'acme/d1', 'outcome': 'ok', 'text': 'glad', 'on':"
		" '2026-11-16', 'via': 'call', 'with': 'wangfang', 'topic': 1, "
		"'next':"
		" 'send plan', 'next_due': '2026-11-19', 'promise': 'dates',"
		" 'promise_by': '2026-11-20', 'await': 'order', 'await_by':"
		" '2026-11-27', 'share': true}"},
	{"touchpoint.close", "{'id': 'acme/d1', 'outcome': 'noanswer'}"},
	{"touchpoint.close", "{'id': 'TASK', 'outcome': 'problem', 'text':"
			     " 'angry'}"},
	{"touchpoint.log", "{'account': 'borun', 'outcome': 'ok', 'text':"
			   " 'met at the fair', 'via': 'event', 'on':"
			   " '2026-11-15', 'next': 'send plan', 'next_due':"
			   " '2026-11-19', 'promise': 'dates', 'promise_by':"
			   " '2026-11-20', 'await': 'order', 'await_by':"
			   " '2026-11-27'}"},
	{"touchpoint.log",
		"{'account': 'acme', 'outcome': 'ok', 'text': 'can you"
		" deliver?', 'via': 'mail'}"},
	{"touchpoint.log",
		"{'account': 'acme', 'in': true, 'text': 'when will you"
		" come?', 'with': 'wangfang'}"},
	{"touchpoint.meet",
		"{'account': 'acme', 'purpose': 'new line layout', 'at':"
		" '2026-12-04 10:30', 'via': 'visit', 'place': 'plant 2',"
		" 'travel': '40m', 'length': '2h', 'zone': 'Europe/Berlin',"
		" 'with': ['wangfang'], 'team': ['liwei'], 'for':"
		" 'acme/d21'}"},
	{"touchpoint.merge", "{'ids': ['acme/d1', 'acme/d3', 'TASK']}"},
	{"touchpoint.move", "{'id': 'acme/d7', 'to': '2026-11-24'}"},
	{"touchpoint.move", "{'id': 'TASK', 'to': '2026-11-24 10:00',"
			    " 'agreed': true}"},
	{"touchpoint.reopen", "{'id': 'lianhe/d1'}"},
	{"touchpoint.skip", "{'id': 'acme/d3', 'reason': 'they are away'}"},
	{"touchpoint.snooze", "{'id': 'TASK', 'until': '2026-11-18 10:00'}"},
};

/* What they write takes no part in undo: the outbox. */
static const char *const without_change[] = {"brief.now", "channel.test",
	"contact.forget", "outbox.retry", "change.undo"};

static json_t *load(const char *params, json_int_t task)
{
	AUTO_STR text = {0};
	json_error_t error;
	json_t *json;

	for (const char *p = params; *p; p++) {
		if (strncmp(p, "TASK", 4) == 0) {
			str_addf(&text, "%lld", (long long)task);
			p += 3;
			continue;
		}
		if (strncmp(p, "MEET", 4) == 0) {
			str_addf(&text, "%lld", (long long)task + 1);
			p += 3;
			continue;
		}
		str_add_char(&text, *p == '\'' ? '"' : *p);
	}
	json = json_loads(str_get(&text), 0, &error);
	if (!json)
		fail_msg("%s: %s", str_get(&text), error.text);
	return json;
}

/* Yuanda is closed, Xinda is paused, d1 of Lianhe was skipped. */
static void furnish_courses(void)
{
	static const char *const names[] = {"Lianhe", "Xinda", "Yuanda"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		world_call("plan.sign", "{s:s, s:s}", "account", names[i], "on",
			"2026-11-16");
	world_call("account.close", "{s:s}", "account", "yuanda");
	/* Each manages the other, and Chen Hao asks for help with d7. */
	world_call("rep.add", "{s:s, s:s, s:s}", "name", "Chen Hao", "slug",
		"chenhao", "manager", "liwei");
	world_call(
		"rep.edit", "{s:s, s:s}", "id", "liwei", "manager", "chenhao");
	world.api.actor = "chenhao";
	world_call("touchpoint.ask", "{s:s, s:s}", "id", "acme/d7", "text",
		"who knows them?");
	world.api.actor = "liwei";
	world_call("account.pause", "{s:s}", "account", "xinda");
	world_call("touchpoint.skip", "{s:s, s:s}", "id", "lianhe/d1", "reason",
		"by mistake");
}

static json_int_t furnish(void)
{
	json_int_t task;

	world.api.actor = "liwei";
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "Acme", "on",
		"2026-11-16", "tier", "key");
	world_call("contact.add", "{s:s, s:s, s:s}", "account", "acme", "name",
		"Wang Fang", "slug", "wangfang");
	world_call("contact.add", "{s:s, s:s, s:s}", "account", "acme", "name",
		"Chen Gang", "slug", "chengang");
	world_call("account.add", "{s:s}", "name", "Borun");
	world_call("plan.start", "{s:s, s:s, s:s}", "account", "borun",
		"cadence", "prospect", "on", "2026-11-17");
	furnish_courses();
	world_call(
		"channel.add", "{s:s, s:s}", "name", "box", "kind", "maildir");
	world_call(
		"channel.add", "{s:s, s:s}", "name", "still", "kind", "slack");
	world_call("channel.pause", "{s:s}", "id", "still");
	world_call("feed.rotate", "{}");
	world_call("rep.add", "{s:s}", "name", "Zhao");
	world_call("topic.add", "{s:s}", "title", "New reference");
	world_call("note.add", "{s:s, s:s, s:s}", "account", "acme", "text",
		"they have a new owner", "with", "chengang");
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "acme",
		"purpose", "call back", "due", "2026-11-18 15:00");
	task = world_int("touchpoint.id");
	/* The number after it. */
	world_call("touchpoint.meet", "{s:s, s:s, s:s, s:s, s:s}", "account",
		"lianhe", "purpose", "review", "at", "2026-12-04 10:30", "for",
		"lianhe/d21", "team", "zhao");
	return task;
}

/* Whoever keeps what was made of rows makes it anew when this moves. */
static int64_t last_change(void)
{
	int64_t id = -1;

	assert_int_equal(change_last(world.api.db, &id, NULL), 0);
	return id;
}

static void undo_one(const char *method, const char *params)
{
	char *before, *between, *after;
	json_int_t task, change;

	world_begin(NULL);
	world.api.actor = "liwei";
	task = furnish();
	before = world_dump();
	world_call_json(method, load(params, task));
	change = world_int("change");
	between = world_dump();
	if (strcmp(before, between) == 0)
		fail_msg("%s %s changes nothing", method, params);
	assert_int_equal(last_change(), change);
	world_call("change.undo", "{}");
	assert_int_equal(world_int("undid.id"), change);
	assert_string_equal(world_text("undid.method"), method);
	assert_int_equal(last_change(), change + 1);
	after = world_dump();
	if (strcmp(before, after) != 0)
		fail_msg("%s %s\n--- before\n%s--- after\n%s", method, params,
			before, after);
	free(before);
	free(between);
	free(after);
	world_end(NULL);
}

static void undo_restores(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		undo_one(cases[i].method, cases[i].params);
}

static bool has_case(const char *method)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (strcmp(cases[i].method, method) == 0)
			return true;
	for (size_t i = 0; i < ARRAY_LEN(without_change); i++)
		if (strcmp(without_change[i], method) == 0)
			return true;
	return false;
}

static void every_method_has_a_case(void **state)
{
	(void)state;
	for (size_t i = 0; i < api_n_methods; i++) {
		const struct method *m = api_methods[i];

		if ((m->flags & METHOD_WRITE) && !(m->flags & METHOD_DAEMON) &&
			!has_case(m->name))
			fail_msg("%s has no case", m->name);
	}
}

/* How many objects of the result are rows (known by a member that only they
 * have) with an id that the database does not have. */
static size_t count_strangers(json_t *value, const char *member, json_int_t max)
{
	size_t n = 0, i;
	const char *key;
	json_t *item, *id = json_object_get(value, "id");

	if (json_object_get(value, member) && json_is_integer(id))
		n += json_integer_value(id) > max;
	json_object_foreach(value, key, item)
		n += count_strangers(item, member, max);
	json_array_foreach(value, i, item)
		n += count_strangers(item, member, max);
	return n;
}

static void no_strangers(const char *sql, const char *member)
{
	AUTO_STMT st = NULL;

	assert_int_equal(db_query(world.api.db, sql, &st, NULL), 0);
	assert_int_equal(stmt_step(st, NULL), 1);
	assert_int_equal(
		count_strangers(world.result, member, stmt_int(st, 0)), 0);
}

/* Preview answers, names no row that is not there, and changes nothing. */
static void preview_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *before, *after;
		json_t *params;

		world_begin(NULL);
		params = load(cases[i].params, furnish());
		before = world_dump();
		json_object_set_new(params, "preview", json_true());
		world_call_json(cases[i].method, params);
		assert_string_equal(world_text("change"), "");
		no_strangers("SELECT MAX(id) FROM touchpoint", "purpose");
		no_strangers("SELECT MAX(id) FROM plan", "anchor");
		no_strangers("SELECT MAX(id) FROM account", "tier");
		no_strangers("SELECT MAX(id) FROM contact", "roles");
		after = world_dump();
		assert_string_equal(before, after);
		free(before);
		free(after);
		world_end(NULL);
	}
}

/* A day that no calendar has, in a parameter that the case fills. */
static void refuse_day(const char *method, const char *params, const char *day)
{
	char *before, *after;
	json_t *bad;

	world_begin(NULL);
	bad = load(params, furnish());
	before = world_dump();
	json_object_set_new(bad, day, json_string("10000-01-01"));
	if (world_try_json(method, bad) == 0)
		fail_msg("%s took %s 10000-01-01", method, day);
	if (world.error.code != API_BAD_PARAM ||
		strcmp(world.error.param, day) != 0)
		fail_msg("%s %s: %s", method, day, world.error.message);
	after = world_dump();
	assert_string_equal(before, after);
	free(before);
	free(after);
	world_end(NULL);
}

/* Refused whatever it is: what has a date is signed. */
static const char no_case[] = "account.won";

static void refuse_day_everywhere(const char *method, const char *day)
{
	AUTO_STR name = {0};
	size_t n = 0;

	str_addf(&name, "'%s': '", day);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (strcmp(cases[i].method, method) == 0 &&
			strstr(cases[i].params, str_get(&name))) {
			refuse_day(method, cases[i].params, day);
			n++;
		}
	if (n == 0 && strcmp(method, no_case) != 0)
		fail_msg("no case of %s has %s", method, day);
}

static void no_day_is_beyond_9999(void **state)
{
	(void)state;
	for (size_t i = 0; i < api_n_methods; i++) {
		const struct method *m = api_methods[i];

		for (size_t k = 0; k < m->n_params; k++)
			if ((m->params[k].type == PARAM_DAY ||
				    m->params[k].type == PARAM_WHEN) &&
				(m->flags & METHOD_WRITE) &&
				!(m->flags & METHOD_DAEMON))
				refuse_day_everywhere(
					m->name, m->params[k].name);
	}
}

static void only_once_and_in_order(void **state)
{
	json_int_t first, second;

	(void)state;
	world_refused(API_BAD_PARAM, "id", "change.undo", "{s:s}", "id", "x");
	world_refused(API_NOT_FOUND, "id", "change.undo", "{s:i}", "id", 9999);
	world_call("account.add", "{s:s}", "name", "Acme");
	first = world_int("change");
	world_call("account.edit", "{s:s, s:s}", "id", "acme", "tier", "key");
	second = world_int("change");
	world_refused(API_CONFLICT, NULL, "change.undo", "{s:I}", "id", first);
	assert_non_null(strstr(world.error.message, STR_INT(second)));
	world_call("change.undo", "{s:I}", "id", second);
	world_refused(API_CONFLICT, "id", "change.undo", "{s:I}", "id", second);
	world_call("account.show", "{s:s}", "id", "acme");
	assert_string_equal(world_text("account.tier"), "ordinary");
}

/* nudged's changes and those of colleagues are not undone. */
static void only_ones_own(void **state)
{
	json_int_t his, hers;

	(void)state;
	world_call("rep.add", "{s:s, s:s}", "name", "Zhang Na", "slug", "na");
	world.api.actor = "liwei";
	world_call("account.add", "{s:s}", "name", "Acme");
	his = world_int("change");
	world.api.actor = "na";
	world_refused(API_NOT_FOUND, NULL, "change.undo", "{}");
	world_refused(API_FORBIDDEN, "id", "change.undo", "{s:I}", "id", his);
	assert_non_null(strstr(world.error.message, "liwei"));
	world_call("account.add", "{s:s}", "name", "Borun");
	hers = world_int("change");
	world.api.actor = "liwei";
	world_call("change.undo", "{}");
	assert_int_equal(world_int("undid.id"), his);
	world_refused(API_FORBIDDEN, "id", "change.undo", "{s:I}", "id", hers);
	/* The first change of all seeded the calendars. */
	world_refused(API_FORBIDDEN, "id", "change.undo", "{s:i}", "id", 1);
	/* The second added him, when nobody was there to act. */
	world_refused(API_FORBIDDEN, "id", "change.undo", "{s:i}", "id", 2);
}

static void queue_nudge(json_int_t id, json_int_t gen)
{
	struct txn txn = {0};
	struct message_new new = {
		.kind = MESSAGE_NUDGE,
		.rep_id = 1,
		.channel = "box",
		.subject = STR_INT(id),
		.gen = gen,
		.locale = "en",
		.model = "{}",
		.due_at = world.api.now,
		.expires_at = world.api.now + 3600,
		.about = &(struct message_about){id, gen},
		.n_about = 1,
	};

	assert_int_equal(txn_begin(world.api.db, &txn, NULL), 0);
	assert_int_equal(
		message_queue(world.api.db, &new, world.api.now, NULL, NULL),
		1);
	assert_int_equal(txn_commit(&txn, NULL), 0);
	txn_end(&txn);
}

/* What was queued for a state that is taken back is not sent, and the old
 * state, which has a new gen, can be told again. */
static void messages_follow(void **state)
{
	json_int_t task, gen;

	(void)state;
	task = furnish();
	world_call("touchpoint.move", "{s:I, s:s}", "id", task, "to",
		"2026-11-19 15:00");
	gen = world_int("touchpoint.gen");
	queue_nudge(task, gen);
	world_call("change.undo", "{}");
	world_call("outbox.list", "{s:s}", "state", "cancelled");
	assert_string_equal(world_text("messages.0.subject"), STR_INT(task));
	world_call("touchpoint.show", "{s:I}", "id", task);
	assert_string_equal(world_text("touchpoint.due"), "2026-11-18");
	assert_true(world_int("touchpoint.gen") > gen);
	queue_nudge(task, world_int("touchpoint.gen"));
}

int main(void)
{
#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_method_has_a_case),
		cmocka_unit_test(undo_restores),
		cmocka_unit_test(preview_changes_nothing),
		cmocka_unit_test(no_day_is_beyond_9999),
		IN_WORLD(only_once_and_in_order),
		IN_WORLD(only_ones_own),
		IN_WORLD(messages_follow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
