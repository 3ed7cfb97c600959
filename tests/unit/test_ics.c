/* Lines of iCalendar: escaping, folding, zones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "compose/ics.h"
#include "compose/ics_zone.h"

#include <string.h>

static void test_texts(void **state)
{
	static const struct {
		const char *text, *line;
	} cases[] = {
		{"", "X:\r\n"},
		{"plain", "X:plain\r\n"},
		{"a,b;c\\d\ne", "X:a\\,b\\;c\\\\d\\ne\r\n"},
		{"crlf\r\nBEGIN:VALARM", "X:crlf\\nBEGIN:VALARM\r\n"},
		{"bell\x07tab\tdel\x7f", "X:belltab\tdel\r\n"},
		{"c1\xc2\x85.", "X:c1.\r\n"},
		{"bad\xff.", "X:bad\xef\xbf\xbd.\r\n"},
		{"\xe5\x8d\x8e\xe6\x98\x9f", "X:\xe5\x8d\x8e\xe6\x98\x9f\r\n"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_STR out = {0};

		ics_text(&out, "X", cases[i].text);
		assert_string_equal(str_get(&out), cases[i].line);
	}
}

/* Takes the folds out again and checks each line on the way. */
static void unfold(struct str *ret, const char *folded)
{
	while (*folded) {
		const char *end = strstr(folded, "\r\n");
		AUTO_STR line = {0};

		assert_non_null(end);
		assert_true(end - folded <= 75);
		str_add_n(&line, folded, (size_t)(end - folded));
		assert_true(utf8_valid(str_get(&line)));
		str_add_n(ret, folded, (size_t)(end - folded));
		folded = end + 2;
		if (*folded) {
			assert_int_equal(*folded, ' ');
			folded++;
		}
	}
}

/* A character of 1 to 4 octets at every place around a fold. */
static void test_folds(void **state)
{
	static const char *const letters[] = {
		"a", "\xc3\xa9", "\xe5\x8d\x8e", "\xf0\x9f\x98\x80"};

	(void)state;
	for (size_t l = 0; l < ARRAY_LEN(letters); l++)
		for (size_t lead = 0; lead < 160; lead++) {
			AUTO_STR text = {0}, out = {0}, back = {0};

			for (size_t i = 0; i < lead; i++)
				str_add_char(&text, 'x');
			for (size_t i = 0; i < 80; i++)
				str_add(&text, letters[l]);
			ics_text(&out, "SUMMARY", str_get(&text));
			unfold(&back, str_get(&out));
			assert_string_equal(str_get(&back) + strlen("SUMMARY:"),
				str_get(&text));
		}
}

/* The accent stays with its letter. */
static void test_fold_keeps_marks(void **state)
{
	AUTO_STR text = {0}, out = {0};

	(void)state;
	for (size_t i = 0; i < 72; i++)
		str_add_char(&text, 'x');
	str_add(&text, "e\xcc\x81z");
	ics_text(&out, "X", str_get(&text));
	assert_non_null(strstr(str_get(&out), "\r\n e\xcc\x81z"));
}

static void test_values(void **state)
{
	AUTO_STR out = {0};

	(void)state;
	ics_day(&out, "D", (struct civil_date){2026, 3, 9});
	ics_instant(&out, "T", 1794531605);
	ics_instant(&out, "T", -1);
	ics_number(&out, "N", -7);
	assert_string_equal(str_get(&out),
		"D;VALUE=DATE:20260309\r\nT:20261113T010005Z\r\n"
		"T:19691231T235959Z\r\nN:-7\r\n");
}

static void test_zone(void **state)
{
	const struct zone *zone;
	AUTO_STR out = {0};

	(void)state;
	assert_int_equal(zone_find("Europe/Berlin", &zone, NULL), 0);
	/* 2026-01-01 to 2026-12-31: two changes. */
	ics_zone_add(&out, zone, 1767225600, 1798675200);
	assert_string_equal(str_get(&out),
		"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
		"BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
		"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
		"BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\n"
		"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n"
		"BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\n"
		"TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
		"END:VTIMEZONE\r\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_folds),
		cmocka_unit_test(test_fold_keeps_marks),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
