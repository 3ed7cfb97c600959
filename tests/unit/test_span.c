/* Lengths of time as people type them. */
#include "text/span.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void understood(void **state)
{
	static const struct {
		const char *s;
		int minutes;
	} rows[] = {
		{"40m", 40},
		{"40 min", 40},
		{"90 Minutes", 90},
		{"1h", 60},
		{"2 hours", 120},
		{"1h30", 90},
		{"1h 30m", 90},
		{" 1h30min ", 90},
		{"0m", 0},
		{"24h", 1440},
		{"half an hour", 30},
		{"Half hour", 30},
		{"40分钟", 40},
		{"四十分钟", 40},
		{"1小时", 60},
		{"2个小时", 120},
		{"1小时30分", 90},
		{"半小时", 30},
		{"半个小时", 30},
		{"1个半小时", 90},
		{"一个半小时", 90},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		int minutes = -1;

		if (span_parse(rows[i].s, &minutes, NULL) < 0)
			fail_msg("\"%s\" is refused", rows[i].s);
		assert_int_equal(minutes, rows[i].minutes);
	}
}

static void refused(void **state)
{
	static const char *const rows[] = {"", "40", "h", "1.5h", "-5m", "1h90",
		"25h", "1441m", "99999999999h", "40 parsecs", "1h 2h", "10:30",
		"小时"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err = {0};
		int minutes;

		if (span_parse(rows[i], &minutes, &err) == 0)
			fail_msg("\"%s\" is taken", rows[i]);
		assert_non_null(err.msgid);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(understood),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
