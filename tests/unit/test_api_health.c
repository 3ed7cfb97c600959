/* How nudge is: status and doctor. */
#include "tests/unit/world.h"

#include "store/channel_state.h"
#include "store/lock.h"

#include <string.h>
#include <sys/stat.h>

static void status(void **state)
{
	(void)state;
	world_call("plan.sign", "{s:s, s:s}", "account", "Acme", "on",
		"2026-11-13");
	world_call("account.add", "{s:s}", "name", "Borun");
	world_call("status.get", "{}");
	assert_string_equal(world_text("version"), PACKAGE_VERSION);
	assert_string_equal(world_text("database"), world.path);
	assert_string_equal(world_text("today"), "2026-11-17");
	assert_string_equal(world_text("now"), "2026-11-17T01:00:00Z");
	assert_int_equal(world_int("counts.accounts"), 2);
	assert_int_equal(world_int("counts.open"), 4);
	assert_int_equal(world_int("counts.due"), 1);
	assert_int_equal(world_int("counts.late"), 0);
	assert_int_equal(world_int("outbox.waiting"), 0);
	assert_string_equal(world_text("last_brief"), "");
}

/* The level of the first finding of a check; "" where there is none. */
static const char *found(const char *check)
{
	json_t *finding;
	size_t i;

	world_call("doctor.get", "{}");
	json_array_foreach(
		json_object_get(world.result, "findings"), i, finding) {
		const char *level =
			json_string_value(json_object_get(finding, "level"));

		if (strcmp(json_string_value(json_object_get(finding, "check")),
			    check) == 0)
			return level;
	}
	return "";
}

static void pause_channel(const char *name)
{
	struct txn txn = {0};
	char text[8];

	strncpy(text, name, sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(txn_begin(world.api.db, &txn, NULL), 0);
	assert_int_equal(channel_state_put(world.api.db,
				 &(struct channel_state){.channel = text,
					 .status = CHANNEL_PAUSED},
				 NULL),
		0);
	assert_int_equal(txn_commit(&txn, NULL), 0);
	txn_end(&txn);
}

static void doctor(void **state)
{
	int fd;

	(void)state;
	assert_string_equal(found("database"), "ok");
	assert_string_equal(found("clock"), "ok");
	assert_string_equal(found("rep"), "warn");
	assert_string_equal(found("nudged"), "warn");
	/* Next year's list of China is due in November. */
	assert_string_equal(found("calendar"), "warn");
	assert_string_equal(found("channel"), "");
	assert_string_equal(found("zone"), "ok");
	assert_string_equal(found("schema"), "ok");
	assert_int_equal(lock_instance(world.path, &fd, NULL), 0);
	assert_string_equal(found("nudged"), "ok");
	close(fd);
	world_call(
		"channel.add", "{s:s, s:s}", "name", "post", "kind", "email");
	assert_string_equal(found("rep"), "ok");
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "mail", "");
	assert_string_equal(found("rep"), "bad");
	assert_string_equal(world_text("level"), "bad");
	pause_channel("post");
	assert_string_equal(found("channel"), "bad");
	assert_int_equal(chmod(world.path, 0604), 0);
	assert_string_equal(found("rights"), "warn");
	world.api.now -= 3600;
	assert_string_equal(found("clock"), "bad");
	world.api.now += 400 * 86400;
	assert_string_equal(found("calendar"), "warn");
}

int main(void)
{
#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)
	const struct CMUnitTest tests[] = {
		IN_WORLD(status),
		IN_WORLD(doctor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
