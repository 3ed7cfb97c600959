/* Errors, strings, UTF-8, deadlines: the promises of lib/base. */
#include "base/deadline.h"
#include "base/str.h"
#include "base/utf8.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_err_renders_arguments_in_any_order(void **state)
{
	struct err err = {0};
	char buf[64];

	(void)state;
	assert_int_equal(
		err_set(&err, -ENOENT, "no %s in %s", "acme", "list"), -ENOENT);
	err_render(&err, err.msgid, buf, sizeof(buf));
	assert_string_equal(buf, "no acme in list");
	err_render(&err, "在 %2$s 中没有 %1$s，100%%", buf, sizeof(buf));
	assert_string_equal(buf, "在 list 中没有 acme，100%");
	err_render(&err, err.msgid, buf, 8);
	assert_string_equal(buf, "no acme");
	err_render(&err, "在中", buf, 6);
	assert_string_equal(buf, "在");
	err_render(&err, "在中", buf, 7);
	assert_string_equal(buf, "在中");
}

static void test_err_accepts_no_receiver(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, -EIO, "text"), -EIO);
}

static void test_str_grows_and_hands_over(void **state)
{
	AUTO_STR s = {0};
	AUTO_FREE char *text = NULL;

	(void)state;
	assert_string_equal(str_get(&s), "");
	for (int i = 0; i < 1000; i++)
		str_addf(&s, "%d,", i % 10);
	assert_int_equal(str_error(&s), 0);
	assert_int_equal(str_take(&s, &text), 0);
	assert_int_equal(strlen(text), 2000);
	assert_string_equal(str_get(&s), "");
}

static void test_str_digits_both_ways(void **state)
{
	(void)state;
	assert_string_equal(STR_INT(0), "0");
	assert_string_equal(STR_INT(-10), "-10");
	assert_string_equal(STR_INT(INT64_MAX), "9223372036854775807");
	assert_string_equal(STR_INT(INT64_MIN), "-9223372036854775808");
	assert_int_equal(str_digits("042 days"), 42);
	assert_int_equal(str_digits(""), 0);
	assert_int_equal(str_digits("-1"), 0);
	assert_int_equal(str_digits("999999999999999999"), 999999999999999999);
	assert_int_equal(str_digits("1000000000000000000"), INT64_MAX);
}

static void test_utf8_accepts_exactly_rfc_3629(void **state)
{
	static const struct {
		const char *s;
		bool valid;
	} cases[] = {
		{"", true}, {"plain", true}, {"跟进 €", true},
		{"\xf4\x8f\xbf\xbf", true},  /* U+10FFFF */
		{"\xf4\x90\x80\x80", false}, /* beyond it */
		{"\xc0\x80", false},         /* overlong NUL */
		{"\xe0\x80\xaf", false},     /* overlong slash */
		{"\xed\xa0\x80", false},     /* surrogate */
		{"\x80", false},             /* stray continuation */
		{"\xe4\xb8", false},         /* cut short */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(utf8_valid(cases[i].s), cases[i].valid);
}

static void test_utf8_cuts_on_a_character_border(void **state)
{
	char buf[6];

	(void)state;
	utf8_copy(buf, sizeof(buf), "跟进");
	assert_string_equal(buf, "跟");
}

static void test_utf8_refuses_what_breaks_lines(void **state)
{
	static const char *const bad[] = {
		"a\r\nBcc: x",
		"a\nb",
		"a\tb",
		"\x1b[2J",
		"\x7f",
		"\xc2\x85",
		"\xe2\x80\xa8",
		"\xe2\x80\xae",
		"\xff",
	};
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_int_equal(
			utf8_check_line("purpose", bad[i], 99, &err), -EINVAL);
	assert_int_equal(utf8_check_line("purpose", "回访 ok", 99, &err), 0);
	assert_int_equal(utf8_check_text("note", "a\n\tb", 99, &err), 0);
	assert_int_equal(utf8_check_line("purpose", "12345", 4, &err), -E2BIG);
}

static void test_utf8_folds_names(void **state)
{
	AUTO_FREE char *a = NULL, *b = NULL;

	(void)state;
	assert_int_equal(utf8_fold("  ＡＣＭＥ   GmbH\t", &a), 0);
	assert_string_equal(a, "acme gmbh");
	assert_int_equal(utf8_fold("ÄÖ 和信", &b), 0);
	assert_string_equal(b, "äö 和信");
}

static void test_utf8_counts_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_width("abc"), 3);
	assert_int_equal(utf8_width("跟进 a"), 6);
	assert_int_equal(utf8_width("e\xcc\x81"), 1);
	assert_int_equal(utf8_length("跟进"), 2);
}

static void test_deadline_comes(void **state)
{
	enum { LONG_MS = 3600 * 1000 };
	struct deadline now = deadline_in(0), later = deadline_in(LONG_MS);
	int left = deadline_left_ms(&later);

	(void)state;
	assert_int_equal(deadline_left_ms(&now), 0);
	assert_in_range(left, LONG_MS / 2, LONG_MS);
	for (int ms = 1; ms < 1000; ms++) {
		later = deadline_in(ms);
		assert_in_range(later.at.tv_nsec, 0, 999999999);
	}
	later = deadline_in(INT64_C(1) << 40);
	assert_int_equal(deadline_left_ms(&later), INT32_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_err_renders_arguments_in_any_order),
		cmocka_unit_test(test_err_accepts_no_receiver),
		cmocka_unit_test(test_str_grows_and_hands_over),
		cmocka_unit_test(test_str_digits_both_ways),
		cmocka_unit_test(test_utf8_accepts_exactly_rfc_3629),
		cmocka_unit_test(test_utf8_cuts_on_a_character_border),
		cmocka_unit_test(test_utf8_refuses_what_breaks_lines),
		cmocka_unit_test(test_utf8_folds_names),
		cmocka_unit_test(test_utf8_counts_columns),
		cmocka_unit_test(test_deadline_comes),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
