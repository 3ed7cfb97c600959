/* Our zones beside glibc's: every zone of the system and every change of its
 * clock from 1970 to 2100.  Needs the package tzdata. */
#include "core/tzrule.h"
#include "core/zone.h"

#include "base/str.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#define ZONES ZONE_FOLDER

enum { DAY_S = 86400, ZONES_MAX = 1000 };

static const int64_t end_of_test = INT64_C(4102444800); /* 2100-01-01 */

/* The zones of the system, and which of them have content of their own. */
static struct {
	char *name[ZONES_MAX];
	uint64_t hash[ZONES_MAX];
	size_t n;
} zones;

/* FNV-1a. */
static uint64_t hash_of(const unsigned char *bytes, size_t size)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
	return hash;
}

static size_t read_file(const char *path, unsigned char *bytes, size_t size)
{
	FILE *f = fopen(path, "re");
	size_t n;

	assert_non_null(f);
	n = fread(bytes, 1, size, f);
	fclose(f);
	return n;
}

static int collect(
	const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	static unsigned char bytes[65536];
	const char *name = path + strlen(ZONES "/");
	size_t n;

	(void)st;
	(void)ftw;
	/* posix/ repeats all, right/ counts leap seconds. */
	if ((type != FTW_F && type != FTW_SL) ||
		strncmp(name, "right/", 6) == 0 ||
		strncmp(name, "posix/", 6) == 0)
		return 0;
	n = read_file(path, bytes, sizeof(bytes));
	if (n < 5 || memcmp(bytes, "TZif", 4) != 0)
		return 0;
	assert_true(zones.n < ZONES_MAX);
	assert_int_equal(str_dup(name, &zones.name[zones.n]), 0);
	zones.hash[zones.n++] = hash_of(bytes, n);
	return 0;
}

static bool is_first_of_its_content(size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (zones.hash[k] == zones.hash[i])
			return false;
	return true;
}

static int collect_zones(void **state)
{
	(void)state;
	return nftw(ZONES, collect, 16, FTW_PHYS);
}

static int drop_zones(void **state)
{
	(void)state;
	zone_forget_all();
	for (size_t i = 0; i < zones.n; i++)
		free(zones.name[i]);
	return 0;
}

static void use_glibc_zone(const char *tz)
{
	setenv("TZ", tz, 1);
	tzset();
}

static long glibc_offset(int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	assert_non_null(localtime_r(&t, &tm));
	return tm.tm_gmtoff;
}

static const struct zone *find(const char *name)
{
	const struct zone *zone = NULL;
	struct err err = {0};

	if (zone_find(name, &zone, &err) < 0)
		fail_msg("%s: %s %s", name, err.msgid, err.arg[0]);
	return zone;
}

/* What both clocks show at one instant. */
static void check_clock(const struct zone *zone, int64_t at)
{
	struct zone_local local = zone_local_at(zone, at);
	time_t t = (time_t)at;
	struct tm tm;

	assert_non_null(localtime_r(&t, &tm));
	if (local.offset_s != tm.tm_gmtoff ||
		local.date.year != tm.tm_year + 1900 ||
		local.date.month != tm.tm_mon + 1 ||
		local.date.day != tm.tm_mday ||
		local.second != (tm.tm_hour * 60 + tm.tm_min) * 60 + tm.tm_sec)
		fail_msg("%s at %lld: %s +%d s, offset %d; glibc has offset "
			 "%ld",
			zone_name(zone), (long long)at, CIVIL_STR(local.date),
			local.second, local.offset_s, tm.tm_gmtoff);
}

/* The instant of a wall clock's reading, which is in seconds as if in UTC
 * and rounded up to a minute. */
static int64_t instant_of(const struct zone *zone, int64_t clock)
{
	int64_t minute = (clock + 59) / 60;

	return zone_instant(zone, civil_from_days((int32_t)(minute / 1440)),
		(int)(minute % 1440));
}

static void check_instant(
	const struct zone *zone, int64_t clock, int64_t want, const char *where)
{
	int64_t at = instant_of(zone, clock);

	if (at != want)
		fail_msg("%s, reading %lld, %s: %lld instead of %lld",
			zone_name(zone), (long long)clock, where, (long long)at,
			(long long)want);
}

/* The clock jumps at an instant from one offset to another.  Readings are
 * whole minutes; one zone (Monrovia, 1972) jumps between them. */
static void check_change(
	const struct zone *zone, int64_t at, long before, long after)
{
	int64_t old = at + before, new = at + after;

	check_clock(zone, at - 1);
	check_clock(zone, at);
	check_clock(zone, at + 1);
	if (old % 60 != 0 || new % 60 != 0)
		return;
	check_instant(zone, old - 60, at - 60, "before the change");
	if (after > before) {
		check_instant(zone, old, at, "gap's first minute");
		check_instant(zone, new - 60, at, "gap's last minute");
		check_instant(zone, new, at, "gap's end");
		check_instant(zone, new + 60, at + 60, "after the gap");
	} else if (after < before) {
		check_instant(zone, new, at - (before - after),
			"first of a repeated minute");
		check_instant(zone, old - 60, at - 60,
			"first of the last repeated minute");
		check_instant(
			zone, old, at + (before - after), "after the overlap");
	}
}

/* The change between two instants with different offsets. */
static int64_t bisect_change(int64_t low, int64_t high)
{
	long before = glibc_offset(low);

	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (glibc_offset(middle) == before)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/* Both clocks on every day; returns how many changes were seen. */
static int check_zone(const struct zone *zone)
{
	long offset = glibc_offset(0);
	int changes = 0;

	for (int64_t at = 0; at < end_of_test; at += DAY_S) {
		long next = glibc_offset(at + DAY_S);

		if (zone_local_at(zone, at + DAY_S).offset_s != next)
			check_clock(zone, at + DAY_S);
		if (next != offset) {
			int64_t change = bisect_change(at, at + DAY_S);

			check_change(zone, change, offset, next);
			changes++;
		}
		offset = next;
	}
	return changes;
}

static void test_every_zone_and_change_agrees_with_glibc(void **state)
{
	int changes = 0, own = 0;

	(void)state;
	if (zones.n == 0)
		skip(); /* no tzdata */
	for (size_t i = 0; i < zones.n; i++) {
		const struct zone *zone = find(zones.name[i]);

		assert_string_equal(zone_name(zone), zones.name[i]);
		if (!is_first_of_its_content(i))
			continue;
		use_glibc_zone(zones.name[i]);
		changes += check_zone(zone);
		own++;
	}
	print_message("%zu zones, %d of their own, %d changes\n", zones.n, own,
		changes);
	assert_true(zones.n > 400);
	assert_true(changes > 10000);
}

/* Does glibc change its offset at the instant? */
static void check_border(const char *rule, int64_t at)
{
	if (at >= 0 &&
		(at == INT64_MAX || glibc_offset(at) == glibc_offset(at - 1)))
		fail_msg("%s: no change at %lld", rule, (long long)at);
}

static void test_rules_agree_with_glibc(void **state)
{
	static const char *const rules[] = {
		"UTC0",
		"<+0545>-5:45",
		"EST5EDT,M3.2.0,M11.1.0",
		"AEST-10AEDT,M10.1.0,M4.1.0/3",
		"IST-1GMT0,M10.5.0,M3.5.0/1",
		"<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
		"EET-2EEST,M3.4.4/50,M10.4.4/50",
		"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
		"AAA3BBB,J59/0,J60/1:30",
		"AAA3BBB,J60/0:00:30,J364/23",
		"AAA-3:30:15BBB-5,59,60",
		"AAA-3BBB,3/3,362/-3",
		"AAA8BBB,M2.5.0,M8.1.6/24",
		"AAA8BBB,M6.1.1/100,M9.3.3/-100",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		struct tzrule rule;

		assert_int_equal(
			tzrule_parse(rules[i], strlen(rules[i]), &rule), 0);
		use_glibc_zone(rules[i]);
		for (int64_t at = 0; at < end_of_test / 4; at += 3600 * 5) {
			struct tzspan span = tzrule_span(&rule, at);

			if (span.offset_s != glibc_offset(at) ||
				span.start > at || span.end <= at)
				fail_msg("%s at %lld: %d instead of %ld",
					rules[i], (long long)at, span.offset_s,
					glibc_offset(at));
			if (!rule.has_dst)
				continue;
			check_border(rules[i], span.start);
			check_border(rules[i], span.end);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_zone_and_change_agrees_with_glibc),
		cmocka_unit_test(test_rules_agree_with_glibc),
	};

	return cmocka_run_group_tests_name(
		"zones and glibc", tests, collect_zones, drop_zones);
}
