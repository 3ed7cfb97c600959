/* An upgrade of the zone files is noticed once. */
#include "service/zonewatch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static int changes;

static void on_change(void *userdata)
{
	changes++;
	assert_int_equal(sd_event_exit(userdata, 0), 0);
}

static void put(const char *folder, const char *name)
{
	AUTO_CLOSE int fd = -1;
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
}

static void take(const char *folder, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_int_equal(unlink(path), 0);
}

static void test_zonewatch_tells_once_per_upgrade(void **state)
{
	char folder[] = "/tmp/nudge-zones-XXXXXX";
	struct zonewatch_config config = {.calm_us = 20000};
	struct zonewatch *watch;

	(void)state;
	assert_non_null(mkdtemp(folder));
	config.folder = folder;
	config.changed = on_change;
	assert_int_equal(sd_event_new(&config.event), 0);
	config.userdata = config.event;
	assert_int_equal(zonewatch_new(&config, &watch), 0);
	put(folder, "UTC");
	put(folder, "tzdata.zi");
	assert_int_equal(sd_event_loop(config.event), 0);
	assert_int_equal(changes, 1);
	zonewatch_free(watch);
	sd_event_unref(config.event);
	take(folder, "UTC");
	take(folder, "tzdata.zi");
	assert_int_equal(rmdir(folder), 0);
}

static void test_zonewatch_lives_without_a_folder(void **state)
{
	struct zonewatch_config config = {.folder = "/nonexistent"};
	struct zonewatch *watch;

	(void)state;
	assert_int_equal(sd_event_new(&config.event), 0);
	assert_int_equal(zonewatch_new(&config, &watch), 0);
	zonewatch_free(watch);
	sd_event_unref(config.event);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zonewatch_tells_once_per_upgrade),
		cmocka_unit_test(test_zonewatch_lives_without_a_folder),
	};

	return cmocka_run_group_tests_name("zonewatch", tests, NULL, NULL);
}
