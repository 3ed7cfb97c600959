/* Looking: touchpoints by name, history, lists, channels, the outbox. */
#include "tests/unit/world.h"

#include "base/str.h"
#include "store/claim.h"

#include <string.h>

static void furnish(void)
{
	world_call("plan.sign", "{s:s, s:s, s:s}", "account", "Acme", "on",
		"2026-11-13", "tier", "key");
	world_call("contact.add", "{s:s, s:s, s:s}", "account", "acme", "name",
		"王芳", "slug", "wangfang");
	world_call("account.add", "{s:s}", "name", "Borun");
}

static size_t length(const char *name)
{
	return json_array_size(json_object_get(world.result, name));
}

static void touchpoints_by_name(void **state)
{
	const struct api_error *e;
	json_int_t id;

	(void)state;
	furnish();
	world_call("touchpoint.show", "{s:s}", "id", "acme/d7");
	assert_string_equal(world_text("touchpoint.step"), "d7");
	id = world_int("touchpoint.id");
	world_call("touchpoint.show", "{s:I}", "id", id);
	assert_string_equal(world_text("touchpoint.step"), "d7");
	e = world_refused(API_NOT_FOUND, "id", "touchpoint.show", "{s:s}", "id",
		"acme/d8");
	assert_int_equal(json_array_size(e->candidates), 4);
	world_refused(API_NOT_FOUND, "id", "touchpoint.show", "{s:s}", "id",
		"acne/d7");
	assert_string_equal(world.error.hint, "did you mean acme?");
	world_refused(
		API_NOT_FOUND, "id", "touchpoint.show", "{s:s}", "id", "999");
	world_refused(
		API_NOT_FOUND, "id", "touchpoint.show", "{s:s}", "id", "borun");
}

/* "done acme" works where one touchpoint is open and due. */
static void the_one_that_is_due(void **state)
{
	const struct api_error *e;

	(void)state;
	furnish();
	world.api.now += 86400;
	e = world_refused(API_AMBIGUOUS, "id", "touchpoint.close", "{s:s, s:s}",
		"id", "acme", "outcome", "ok");
	assert_int_equal(json_array_size(e->candidates), 2);
	world_call("touchpoint.close", "{s:s, s:s}", "id", "acme/d1", "outcome",
		"sent");
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "borun",
		"purpose", "first", "due", "2026-11-18");
	world_call("touchpoint.add", "{s:s, s:s, s:s}", "account", "borun",
		"purpose", "second", "due", "2026-11-19");
	world_call("touchpoint.close", "{s:s, s:s}", "id", "borun", "outcome",
		"ok");
	assert_string_equal(world_text("touchpoint.purpose"), "first");
	e = world_refused(API_AMBIGUOUS, "id", "touchpoint.close", "{s:s, s:s}",
		"id", "borun", "outcome", "ok");
	assert_int_equal(json_array_size(e->candidates), 1);
}

/* Every member of the object is there, whatever the touchpoint; how many. */
static size_t assert_members(void)
{
	static const char *const members[] = {"id", "account", "owner",
		"owner_name", "plan_id", "cadence", "step", "n", "kind", "via",
		"purpose", "state", "nominal", "earliest", "due", "latest",
		"time", "zone", "late_days", "moved", "pinned", "moves",
		"move_reason", "snoozed_until", "arrange_on", "contacts",
		"attempts", "follow_up", "last", "asked", "suggest_via",
		"done_on", "outcome", "result", "closed_via", "close_reason",
		"parent_id", "covered_by", "gen", "rev", "meeting", "held_by"};
	json_t *tp = json_object_get(world.result, "touchpoint");

	for (size_t k = 0; k < ARRAY_LEN(members); k++)
		assert_non_null(json_object_get(tp, members[k]));
	return ARRAY_LEN(members);
}

static void touchpoint_object(void **state)
{
	(void)state;
	furnish();
	world_call("touchpoint.add", "{s:s, s:s, s:s, s:s}", "account", "acme",
		"purpose", "call", "due", "2026-11-18 15:00", "with",
		"wangfang");
	assert_string_equal(world_text("touchpoint.time"), "15:00");
	assert_string_equal(world_text("touchpoint.zone"), "Asia/Shanghai");
	assert_string_equal(
		world_text("touchpoint.contacts.0.slug"), "wangfang");
	assert_int_equal(
		json_object_size(json_object_get(world.result, "touchpoint")),
		assert_members());
	world_call("touchpoint.show", "{s:s}", "id", "acme/d1");
	(void)assert_members(); /* and what is known of the account */
	assert_string_equal(world_text("touchpoint.account.slug"), "acme");
	assert_string_equal(world_text("touchpoint.cadence"), "1-3-7-21");
}

/* No answer: the next try goes another way, never one that was refused. */
static void another_way(void **state)
{
	(void)state;
	furnish();
	world_call("contact.edit", "{s:s, s:s}", "id", "acme/wangfang", "no",
		"mail");
	world_call("touchpoint.add", "{s:s, s:s, s:s, s:s, s:s}", "account",
		"acme", "purpose", "call", "due", "2026-11-17", "via", "call",
		"with", "wangfang");
	assert_string_equal(world_text("touchpoint.suggest_via"), "");
	world_call("touchpoint.close", "{s:I, s:s}", "id",
		world_int("touchpoint.id"), "outcome", "noanswer");
	assert_int_equal(world_int("touchpoint.attempts"), 1);
	assert_string_equal(world_text("touchpoint.suggest_via"), "chat");
	assert_string_equal(world_text("touchpoint.last.outcome"), "noanswer");
}

static void late_counts_working_days(void **state)
{
	(void)state;
	furnish();
	/* d1 is open until Tue 17 Nov; looked at on Mon 23. */
	world.api.now += 6 * 86400;
	world_call("touchpoint.show", "{s:s}", "id", "acme/d1");
	assert_int_equal(world_int("touchpoint.late_days"), 4);
}

static void purposes_in_the_callers_language(void **state)
{
	static const char english[] =
		"thank-you note; confirm scope, dates and contacts";

	(void)state;
	furnish();
	world_call("touchpoint.show", "{s:s}", "id", "acme/d1");
	assert_string_equal(world_text("touchpoint.purpose"), english);
	world.api.lang = TEXT_ZH_CN;
	world_call("touchpoint.show", "{s:s}", "id", "acme/d1");
	assert_string_equal(world_text("touchpoint.purpose"),
		text_get(TEXT_ZH_CN, english));
	world_call("cadence.show", "{s:s}", "id", "1-3-7-21");
	assert_string_equal(world_text("cadence.steps.0.purpose"),
		text_get(TEXT_ZH_CN, english));
}

static void history(void **state)
{
	(void)state;
	furnish();
	world_call("touchpoint.close", "{s:s, s:s, s:s}", "id", "acme/d1",
		"outcome", "ok", "text", "glad");
	world_call("history.list", "{s:s}", "id", "acme/d1");
	assert_int_equal(length("changes"), 2);
	assert_string_equal(world_text("changes.0.method"), "touchpoint.close");
	assert_string_equal(world_text("changes.0.actor"), "liwei");
	assert_string_equal(world_text("changes.0.activities.0.text"), "glad");
	assert_string_equal(world_text("changes.0.params.text"), "glad");
	assert_string_equal(world_text("changes.1.method"), "plan.sign");
	world_call("change.undo", "{}");
	world_call("history.list", "{s:s}", "id", "acme");
	assert_int_equal(length("changes"), 4);
	assert_string_equal(world_text("changes.0.method"), "change.undo");
	assert_int_equal(
		world_int("changes.1.undone_by"), world_int("changes.0.id"));
	world_call("history.list", "{s:i}", "limit", 2);
	assert_int_equal(length("changes"), 2);
	world_call("history.list", "{s:I, s:s}", "cursor", world_int("cursor"),
		"account", "acme");
	assert_string_equal(world_text("cursor"), "");
	world_refused(
		API_NOT_FOUND, "id", "history.list", "{s:s}", "id", "acne");
}

static void cadences_and_calendars(void **state)
{
	(void)state;
	world_call("cadence.list", "{}");
	assert_string_equal(world_text("cadences.0.name"), "1-3-7-21");
	assert_string_equal(world_text("cadences.0.steps.0.id"), "d1");
	world_call("cadence.list", "{s:i}", "limit", 1);
	assert_int_equal(world_int("cursor"), 1);
	world_refused(
		API_NOT_FOUND, "id", "cadence.show", "{s:s}", "id", "prospct");
	assert_string_equal(world.error.hint, "did you mean prospect?");
	world_refused(API_NOT_FOUND, "id", "cadence.show", "{s:s, s:i}", "id",
		"prospect", "version", 9);
	world_call("calendar.list", "{}");
	assert_string_equal(world_text("calendars.0.name"), "CN");
	assert_int_equal(world_int("calendars.0.years.0"), 2026);
}

static void channels(void **state)
{
	(void)state;
	world_call(
		"channel.add", "{s:s, s:s}", "name", "box", "kind", "maildir");
	assert_string_equal(world_text("channel.audience"), "private");
	assert_string_equal(world_text("channel.owner"), "liwei");
	world_call("rep.list", "{}");
	assert_string_equal(world_text("reps.0.channels.0"), "box");
	world_call("channel.add", "{s:s, s:s, s:s}", "name", "hook", "kind",
		"webhook", "fallback", "box");
	world_call("rep.list", "{}");
	assert_int_equal(
		json_array_size(json_object_get(
			json_array_get(
				json_object_get(world.result, "reps"), 0),
			"channels")),
		1);
	world_refused(API_CONFLICT, "name", "channel.add", "{s:s, s:s}", "name",
		"box", "kind", "email");
	world_refused(API_BAD_PARAM, "name", "channel.add", "{s:s, s:s}",
		"name", "../box", "kind", "email");
	world_refused(API_BAD_PARAM, "kind", "channel.add", "{s:s, s:s}",
		"name", "fax", "kind", "fax");
	world_refused(API_BAD_PARAM, "rate", "channel.add", "{s:s, s:s, s:s}",
		"name", "x", "kind", "email", "rate", "fast");
	world_refused(API_BAD_PARAM, "max_age", "channel.add",
		"{s:s, s:s, s:i}", "name", "x", "kind", "email", "max_age", 1);
	world_refused(
		API_NOT_FOUND, "id", "channel.test", "{s:s}", "id", "bex");
	assert_string_equal(world.error.hint, "did you mean box?");
}

static void outbox(void **state)
{
	json_int_t first;

	(void)state;
	world_call(
		"channel.add", "{s:s, s:s}", "name", "box", "kind", "maildir");
	world_call("channel.test", "{s:s}", "id", "box");
	first = world_int("message");
	assert_string_equal(world_text("change"), "");
	world_call("channel.test", "{s:s}", "id", "box");
	assert_true(world_int("message") > first);
	world_call("channel.test", "{s:s, s:b}", "id", "box", "preview", 1);
	assert_string_equal(world_text("message"), "");
	world_call("outbox.list", "{s:s}", "channel", "box");
	assert_int_equal(length("messages"), 2);
	assert_string_equal(world_text("messages.0.state"), "waiting");
	assert_string_equal(world_text("messages.0.kind"), "test");
	assert_string_equal(world_text("messages.0.rep"), "liwei");
	world_call("outbox.list", "{s:i}", "limit", 1);
	world_call("outbox.list", "{s:i, s:I}", "limit", 1, "cursor",
		world_int("cursor"));
	assert_int_equal(world_int("messages.0.id"), first);
	world_call("outbox.show", "{s:I}", "id", first);
	assert_int_equal(length("attempts"), 0);
	world_refused(
		API_REFUSED, "id", "outbox.retry", "{s:[I]}", "id", first);
	world_refused(API_NOT_FOUND, "id", "outbox.retry", "{s:s}", "id", "99");
	world_refused(API_BAD_PARAM, "id", "outbox.retry", "{s:s}", "id", "x");
	world_refused(API_BAD_PARAM, "id", "outbox.retry", "{}");
	world_refused(API_BAD_PARAM, "state", "outbox.list", "{s:s}", "state",
		"lost");
	world_call("channel.list", "{}");
	assert_int_equal(world_int("channels.0.state.waiting"), 2);
	assert_string_equal(world_text("channels.0.state.status"), "ok");
}

/* nudged tried, and the receiver refuses it for good. */
static void refuse_message(json_int_t id)
{
	struct txn txn = {0};
	AUTO_MESSAGE message = {0};
	struct claim_outcome outcome = {
		.message_id = id,
		.state = MESSAGE_DEAD,
		.claimed_at = world.api.now,
		.attempts = 1,
		.phase = "rcpt",
		.class = "refused",
		.code = "550",
		.detail = "no such user",
	};

	assert_int_equal(txn_begin(world.api.db, &txn, NULL), 0);
	assert_int_equal(claim_look(world.api.db, id, &message, NULL), 1);
	assert_int_equal(
		claim_take(world.api.db, world.api.now, &message, NULL), 1);
	assert_int_equal(
		claim_settle(world.api.db, &outcome, world.api.now, NULL), 0);
	assert_int_equal(txn_commit(&txn, NULL), 0);
	txn_end(&txn);
}

static void dead_message(void **state)
{
	json_int_t id;

	(void)state;
	world_call(
		"channel.add", "{s:s, s:s}", "name", "post", "kind", "email");
	world_call("channel.test", "{s:s}", "id", "post");
	id = world_int("message");
	refuse_message(id);
	world_call("outbox.show", "{s:I}", "id", id);
	assert_string_equal(world_text("message.state"), "dead");
	assert_string_equal(world_text("message.last.detail"), "no such user");
	assert_string_equal(world_text("attempts.0.phase"), "rcpt");
	assert_string_equal(world_text("advice"),
		"the receiver refuses this message; put right what it names, "
		"then retry");
	world_call("status.get", "{}");
	assert_int_equal(world_int("outbox.dead"), 1);
	world_call("outbox.retry", "{s:s}", "channel", "post");
	assert_int_equal(world_int("retried.0"), id);
	assert_string_equal(world_text("change"), "");
	world_call("outbox.list", "{s:s}", "state", "waiting");
	assert_int_equal(world_int("messages.0.id"), id);
}

int main(void)
{
#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)
	const struct CMUnitTest tests[] = {
		IN_WORLD(touchpoints_by_name),
		IN_WORLD(the_one_that_is_due),
		IN_WORLD(touchpoint_object),
		IN_WORLD(another_way),
		IN_WORLD(late_counts_working_days),
		IN_WORLD(purposes_in_the_callers_language),
		IN_WORLD(history),
		IN_WORLD(cadences_and_calendars),
		IN_WORLD(channels),
		IN_WORLD(outbox),
		IN_WORLD(dead_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
