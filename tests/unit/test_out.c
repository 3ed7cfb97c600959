/* Text for the terminal: cleaning, wrapping, aligned columns. */
#include "cli/grid.h"
#include "cli/out.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* s wrapped at width, lines joined by "|". */
static char *wrapped(const char *s, size_t width)
{
	AUTO_STR all = {0};
	char *text;

	for (const char *next; s; s = next) {
		size_t n = out_wrap(s, width, &next);

		if (all.len)
			str_add_char(&all, '|');
		str_add_n(&all, s, n);
		assert_true(!next || next > s);
	}
	assert_int_equal(str_take(&all, &text), 0);
	return text;
}

static void test_lines_break_where_people_break_them(void **state)
{
	static const struct {
		const char *s;
		size_t width;
		const char *lines;
	} cases[] = {
		{"one two three", 0, "one two three"},
		{"one two three", 13, "one two three"},
		{"one two three", 12, "one two|three"},
		{"one two three", 7, "one two|three"},
		{"one two three", 3, "one|two|thr|ee"},
		{"one   two", 4, "one|two"},
		{"", 5, ""},
		{"abc", 1, "a|b|c"},
		{"跟进客户", 4, "跟进|客户"},
		{"跟进客户", 5, "跟进|客户"},
		{"跟进客户", 1, "跟|进|客|户"},
		{"跟进，客户", 4, "跟|进，|客户"},
		{"跟进（客户）", 6, "跟进|（客|户）"},
		{"跟进a客户", 5, "跟进a|客户"},
		{"call 王芳 now", 9, "call 王芳|now"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_FREE char *lines = wrapped(cases[i].s, cases[i].width);

		assert_string_equal(lines, cases[i].lines);
	}
}

static void test_what_a_terminal_obeys_is_shown(void **state)
{
	static const struct {
		const char *s, *clean;
	} cases[] = {
		{"plain 跟进", "plain 跟进"},
		{"a\x1b[2Jb", "a\xef\xbf\xbd[2Jb"},
		{"a\nb\tc", "a b c"},
		{"\xc2\x9b\x7f", "\xef\xbf\xbd\xef\xbf\xbd"},
		{"\xe2\x80\xae", "\xef\xbf\xbd"},
		{"\xff", "\xef\xbf\xbd"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_FREE char *clean = NULL;

		assert_int_equal(out_clean(cases[i].s, &clean), 0);
		assert_string_equal(clean, cases[i].clean);
	}
}

static const struct grid_column columns[] = {{"ID", GRID_RIGHT},
	{"NAME", GRID_FLEX}, {"WHAT", GRID_FLEX | GRID_BELOW}};

/* The grid as text in a terminal of width columns. */
static char *printed(size_t width)
{
	AUTO_GRID grid = GRID(columns);
	struct out out = {.lang = TEXT_EN, .width = width};
	char *text = NULL;
	size_t size;

	grid_add(&grid, OUT_PLAIN, "7");
	grid_add(&grid, OUT_PLAIN, "和信机械");
	grid_add(&grid, OUT_PLAIN, "ask how the new line is running this week");
	grid_add(&grid, OUT_PLAIN, "42");
	grid_add(&grid, OUT_PLAIN, "Acme");
	grid_end_row(&grid);
	out.file = open_memstream(&text, &size);
	assert_non_null(out.file);
	grid_print(&grid, &out, 1);
	fclose(out.file);
	return text;
}

static void test_columns_align_by_width_not_bytes(void **state)
{
	AUTO_FREE char *text = printed(0);

	(void)state;
	assert_string_equal(text,
		" ID  NAME      WHAT\n"
		"  7  和信机械  ask how the new line is running this week\n"
		" 42  Acme\n");
}

static void test_the_widest_column_gives_way(void **state)
{
	AUTO_FREE char *text = printed(48);

	(void)state;
	assert_string_equal(text,
		" ID  NAME      WHAT\n"
		"  7  和信机械  ask how the new line is running\n"
		"               this week\n"
		" 42  Acme\n");
}

static void test_too_narrow_the_last_column_goes_below(void **state)
{
	AUTO_FREE char *text = printed(40);

	(void)state;
	assert_string_equal(text, " ID  NAME\n"
				  "  7  和信机械\n"
				  "     ask how the new line is running\n"
				  "     this week\n"
				  " 42  Acme\n");
}

static void test_nothing_is_lost_at_any_width(void **state)
{
	(void)state;
	for (size_t width = 1; width < 90; width++) {
		AUTO_FREE char *text = printed(width);
		size_t letters = 0;

		for (const char *s = text; *s; s++)
			letters += *s >= 'a' && *s <= 'z';
		assert_int_equal(letters, 36);
	}
}

static void test_width_follows_the_environment(void **state)
{
	struct out out;

	(void)state;
	setenv("COLUMNS", "72", 1);
	out_init(&out, tmpfile(), TEXT_EN);
	assert_int_equal(out.width, 72);
	assert_false(out.colour);
	fclose(out.file);
	setenv("COLUMNS", "many", 1);
	out_init(&out, tmpfile(), TEXT_EN);
	assert_int_equal(out.width, 0);
	fclose(out.file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_break_where_people_break_them),
		cmocka_unit_test(test_what_a_terminal_obeys_is_shown),
		cmocka_unit_test(test_columns_align_by_width_not_bytes),
		cmocka_unit_test(test_the_widest_column_gives_way),
		cmocka_unit_test(test_too_narrow_the_last_column_goes_below),
		cmocka_unit_test(test_nothing_is_lost_at_any_width),
		cmocka_unit_test(test_width_follows_the_environment),
	};

	return cmocka_run_group_tests_name("out", tests, NULL, NULL);
}
