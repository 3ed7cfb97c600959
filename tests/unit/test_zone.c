/* Zones by name: which names and files are refused, and the ends of time.
 * Needs the package tzdata, but for what it refuses. */
#include "core/zone.h"

#include "core/tzif.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define ZONES ZONE_FOLDER

static bool no_tzdata(void)
{
	return access(ZONES "/Asia/Shanghai", R_OK) < 0;
}

static const struct zone *find(const char *name)
{
	const struct zone *zone = NULL;
	struct err err = {0};

	if (zone_find(name, &zone, &err) < 0)
		fail_msg("%s: %s %s", name, err.msgid, err.arg[0]);
	return zone;
}

/* The first and last days nudge knows have instants, and come back. */
static void test_the_ends_of_time(void **state)
{
	static const char *const names[] = {"Asia/Shanghai", "America/New_York",
		"Pacific/Kiritimati", "Europe/Dublin"};
	static const struct civil_date ends[] = {{1, 1, 1}, {9999, 12, 31}};

	(void)state;
	if (no_tzdata())
		skip();
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		for (size_t k = 0; k < ARRAY_LEN(ends); k++)
			for (int minute = 0; minute < 1440; minute += 1439) {
				const struct zone *zone = find(names[i]);
				int64_t at =
					zone_instant(zone, ends[k], minute);
				struct zone_local local =
					zone_local_at(zone, at);

				assert_int_equal(
					civil_cmp(local.date, ends[k]), 0);
				/* Local mean time is not in whole minutes. */
				assert_int_equal(local.second / 60, minute);
			}
	assert_true(civil_is_none(zone_date_at(find("UTC"), INT64_MIN)));
	assert_true(civil_is_none(zone_date_at(find("UTC"), INT64_MAX)));
	assert_true(civil_is_none(
		zone_date_at(find("UTC"), INT64_C(253402300800))));
	assert_string_equal(
		CIVIL_STR(zone_date_at(find("UTC"), INT64_C(253402300799))),
		"9999-12-31");
}

static const struct {
	const char *name;
	int code;
} no_zones[] = {
	{"", -EINVAL},
	{"/", -EINVAL},
	{"/etc/localtime", -EINVAL},
	{"../zoneinfo/UTC", -EINVAL},
	{"Asia/../UTC", -EINVAL},
	{"Asia//Shanghai", -EINVAL},
	{"Asia/", -EINVAL},
	{"./UTC", -EINVAL},
	{"zone.tab", -EINVAL},
	{"-UTC", -EINVAL},
	{"Etc/+1", -EINVAL},
	{"Asia/Shang hai", -EINVAL},
	{"Asia/上海", -EINVAL},
	{"UTC\n", -EINVAL},
	{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	 "a"
	 "aaa",
		-EINVAL},
	{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	 "a"
	 "aa",
		-ENOENT},
	{"Asia", -ENOENT},
	{"Asia/Nowhere", -ENOENT},
	{"Asia/Shanghai/x", -ENOENT},
	{"asia/shanghai", -ENOENT},
};

static void test_names_that_are_none(void **state)
{

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(no_zones); i++) {
		const struct zone *zone = NULL;
		struct err err = {0};
		int r = zone_find(no_zones[i].name, &zone, &err);

		if (r != no_zones[i].code)
			fail_msg("\"%s\": %d", no_zones[i].name, r);
		assert_null(zone);
		assert_non_null(err.msgid);
	}
}

static void test_zones_are_kept(void **state)
{
	(void)state;
	if (no_tzdata())
		skip();
	assert_ptr_equal(find("Asia/Shanghai"), find("Asia/Shanghai"));
	assert_ptr_not_equal(find("Asia/Shanghai"), find("PRC"));
}

static void write_file(const char *path, const void *bytes, size_t size)
{
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

/* What may lie where a zone file is looked for; nothing hangs. */
static void test_files_that_are_none(void **state)
{
	char folder[] = "/tmp/nudge-zones-XXXXXX", path[64];
	static unsigned char big[TZIF_SIZE_MAX + 1] = "TZif2";
	static const char *const names[] = {"fifo", "big", "empty", "text"};
	const struct zone *zone = NULL;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/fifo", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	snprintf(path, sizeof(path), "%s/big", folder);
	write_file(path, big, sizeof(big));
	snprintf(path, sizeof(path), "%s/empty", folder);
	write_file(path, "", 0);
	snprintf(path, sizeof(path), "%s/text", folder);
	write_file(path, "no zone", 7);
	zone_set_folder(folder);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		assert_int_equal(zone_find(names[i], &zone, NULL), -EBADMSG);
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		assert_int_equal(unlink(path), 0);
	}
	assert_int_equal(rmdir(folder), 0);
	assert_int_equal(zone_find("None", &zone, NULL), -ENOENT);
	zone_set_folder(ZONES);
}

static int forget(void **state)
{
	(void)state;
	zone_forget_all();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_ends_of_time),
		cmocka_unit_test(test_names_that_are_none),
		cmocka_unit_test(test_zones_are_kept),
		cmocka_unit_test(test_files_that_are_none),
	};

	return cmocka_run_group_tests_name("zone", tests, NULL, forget);
}
