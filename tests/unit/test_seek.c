/* Finding words in text. */
#include "base/seek.h"

#include "base/cleanup.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void words_are_found(void **state)
{
	static const struct {
		const char *word, *text;
		size_t start, end; /* end 0: not found */
	} cases[] = {
		{"acme", "at ACME Ltd", 3, 7},
		{"MULLER", "Herr Müller", 5, 12},
		{"müller", "Herr Muller", 5, 11},
		{"muller", "Herr Mu\xcc\x88ller", 5, 13},
		{"abc", "ＡＢＣ公司", 0, 9},
		{"ａｂｃ", "the abc", 4, 7},
		{"报价", "已发报价单", 6, 12},
		{"价报", "已发报价单", 0, 0},
		{"plan", "p-lan plan", 6, 10},
		{"aab", "aaab", 1, 4},
		{"ж", "ЖУК", 0, 2},
		{"x", "", 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct seek_hit hit = {0};
		struct seek seek;

		assert_int_equal(seek_words(cases[i].word, &seek, NULL), 0);
		assert_int_equal(
			seek_find(&seek.word[0], cases[i].text, 0, &hit),
			cases[i].end > 0);
		if (hit.start != cases[i].start || hit.end != cases[i].end)
			fail_msg("%s in %s: %zu to %zu", cases[i].word,
				cases[i].text, hit.start, hit.end);
	}
}

static void blanks_part_words(void **state)
{
	struct seek seek;
	struct seek_word phrase;
	struct seek_hit hit;

	(void)state;
	assert_int_equal(
		seek_words("  second \t 工厂　plant ", &seek, NULL), 0);
	assert_int_equal(seek.n, 3);
	assert_int_equal(seek.word[1].n, 2);
	assert_int_equal(seek_phrase(" Wang \t Fang ", &phrase, NULL), 0);
	assert_int_equal(phrase.n, 9);
	assert_true(seek_find(&phrase, "to WANG\n fang, soon", 0, &hit));
	assert_int_equal(hit.start, 3);
	assert_int_equal(hit.end, 13);
	assert_false(seek_find(&phrase, "to WANG fang", 4, NULL));
}

static void what_is_too_much_is_refused(void **state)
{
	char s[200];
	struct seek seek;

	(void)state;
	assert_int_equal(seek_words(" \t　", &seek, NULL), -EINVAL);
	assert_int_equal(seek_words("1 2 3 4 5 6 7 8 9", &seek, NULL), -E2BIG);
	memset(s, 'a', sizeof(s));
	s[SEEK_POINTS] = '\0';
	assert_int_equal(seek_words(s, &seek, NULL), 0);
	s[SEEK_POINTS] = 'a';
	s[SEEK_POINTS + 1] = '\0';
	assert_int_equal(seek_words(s, &seek, NULL), -E2BIG);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found),
		cmocka_unit_test(blanks_part_words),
		cmocka_unit_test(what_is_too_much_is_refused),
	};

	return cmocka_run_group_tests_name("seek", tests, NULL, NULL);
}
