/* Catalogues, languages and the domain's words: the promises of lib/text. */
#include "text/text.h"
#include "text/words.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_get_translates_or_returns_the_id(void **state)
{
	static const char unknown[] = "a sentence nobody wrote";

	(void)state;
	assert_string_equal(text_get(TEXT_ZH_CN, "Mon"), "周一");
	assert_string_equal(text_get(TEXT_EN, "Mon"), "Mon");
	assert_ptr_equal(text_get(TEXT_ZH_CN, unknown), unknown);
	assert_string_equal(text_get(TEXT_ZH_CN, ""), "");
}

static void test_context_tells_equal_words_apart(void **state)
{
	(void)state;
	assert_string_equal(
		text_get(TEXT_ZH_CN, NC_("outcome", "sent")), "已发送");
	assert_string_equal(text_get(TEXT_EN, NC_("outcome", "sent")), "sent");
	assert_string_equal(
		text_get(TEXT_ZH_CN, NC_("nowhere", "sent")), "sent");
}

static void test_beyond_both_ends_nothing_is_found(void **state)
{
	/* Before the first and behind the last entry. */
	(void)state;
	assert_string_equal(text_get(TEXT_ZH_CN, "\x01"), "\x01");
	assert_string_equal(text_get(TEXT_ZH_CN, "\x7f"), "\x7f");
}

static void test_plural_follows_the_language(void **state)
{
	(void)state;
	assert_string_equal(text_get_n(TEXT_EN, "day", "days", 1), "day");
	assert_string_equal(text_get_n(TEXT_EN, "day", "days", 0), "days");
	assert_string_equal(text_get_n(TEXT_EN, "day", "days", 21), "days");
	assert_string_equal(text_get_n(TEXT_ZH_CN, "Mon", "days", 5), "周一");
}

static void test_add_takes_arguments_in_any_order(void **state)
{
	AUTO_STR s = {0};

	(void)state;
	text_add(&s, TEXT_EN, "%s is 100%% %s", "a", "b");
	text_add(&s, TEXT_EN, "; %2$s before %1$s", "a", "b");
	text_add(&s, TEXT_EN, "; 50%");
	assert_int_equal(str_error(&s), 0);
	assert_string_equal(str_get(&s), "a is 100% b; b before a; 50%");
}

static void test_err_is_worded_in_the_language(void **state)
{
	struct err err = {0}, none = {0};
	char buf[200];

	(void)state;
	assert_int_equal(err_set(&err, -E2BIG,
				 "%s is too long: at most %s bytes are kept",
				 "purpose", "9"),
		-E2BIG);
	assert_string_equal(text_err(TEXT_ZH_CN, &err, buf, sizeof(buf)),
		"purpose 太长：最多保存 9 字节");
	assert_string_equal(text_err(TEXT_EN, &none, buf, sizeof(buf)), "");
}

static void test_arguments_with_a_context_are_worded_too(void **state)
{
	struct err err = {0};
	char buf[200];

	(void)state;
	assert_int_equal(err_set(&err, -E2BIG,
				 "%s is too long: at most %s bytes are kept",
				 NC_("tier", "key"), "9"),
		-E2BIG);
	assert_string_equal(text_err(TEXT_ZH_CN, &err, buf, sizeof(buf)),
		"重点 太长：最多保存 9 字节");
	assert_string_equal(text_err(TEXT_EN, &err, buf, sizeof(buf)),
		"key is too long: at most 9 bytes are kept");
}

static void test_errno_is_worded(void **state)
{
	(void)state;
	assert_string_equal(text_get(TEXT_EN, err_system(-ENOSPC)),
		"no room left on the disk");
	assert_string_equal(text_get(TEXT_EN, err_system(EACCES)),
		text_get(TEXT_EN, err_system(-EPERM)));
	assert_string_equal(
		text_get(TEXT_EN, err_system(EXDEV)), strerrordesc_np(EXDEV));
}

static void test_locale_names_find_their_language(void **state)
{
	static const struct {
		const char *locale;
		enum text_lang lang;
		bool found;
	} cases[] = {
		{"zh_CN.UTF-8", TEXT_ZH_CN, true},
		{"zh-Hans", TEXT_ZH_CN, true},
		{"zh", TEXT_ZH_CN, true},
		{"zh_SG", TEXT_ZH_CN, true},
		{"ZH_cn", TEXT_ZH_CN, true},
		{"zh_TW.UTF-8", TEXT_EN, false},
		{"zh-Hant", TEXT_EN, false},
		{"zha", TEXT_EN, false},
		{"en_GB.UTF-8", TEXT_EN, true},
		{"C.UTF-8", TEXT_EN, true},
		{"POSIX", TEXT_EN, true},
		{"de_DE", TEXT_EN, false},
		{"", TEXT_EN, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		enum text_lang lang = TEXT_LANG_N;

		assert_int_equal(
			text_lang_find(cases[i].locale, &lang), cases[i].found);
		assert_int_equal(lang, cases[i].lang);
	}
	assert_string_equal(text_lang_name(TEXT_ZH_CN), "zh_CN");
	assert_string_equal(text_lang_name(TEXT_EN), "en");
}

static void test_environment_follows_gettext(void **state)
{
	static const struct {
		const char *language, *all, *messages, *lang;
		enum text_lang expected;
	} cases[] = {
		{"", "", "", "", TEXT_EN},
		{"", "", "", "zh_CN.UTF-8", TEXT_ZH_CN},
		{"", "", "en_US.UTF-8", "zh_CN.UTF-8", TEXT_EN},
		{"", "zh_CN.UTF-8", "en_US", "en_US", TEXT_ZH_CN},
		{"zh_CN", "", "", "en_US.UTF-8", TEXT_ZH_CN},
		{"de:zh_CN:en", "", "", "de_DE.UTF-8", TEXT_ZH_CN},
		{"de:en:zh_CN", "", "", "de_DE.UTF-8", TEXT_EN},
		{"de", "", "", "zh_CN.UTF-8", TEXT_ZH_CN},
		{"zh_CN", "C", "", "zh_CN.UTF-8", TEXT_EN},
		{"zh_CN", "", "", "", TEXT_EN},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		setenv("LANGUAGE", cases[i].language, 1);
		setenv("LC_ALL", cases[i].all, 1);
		setenv("LC_MESSAGES", cases[i].messages, 1);
		setenv("LANG", cases[i].lang, 1);
		assert_int_equal(text_lang_environment(), cases[i].expected);
	}
}

static void test_words_of_the_domain(void **state)
{
	(void)state;
	assert_string_equal(words_tier(TEXT_ZH_CN, TIER_KEY), "重点");
	assert_string_equal(words_stage(TEXT_ZH_CN, STAGE_CUSTOMER), "合作中");
	assert_string_equal(words_stage(TEXT_EN, STAGE_LOST), "lost");
	assert_string_equal(words_role(TEXT_ZH_CN, ROLE_ALLY), "支持者");
	assert_string_equal(words_via(TEXT_ZH_CN, VIA_VISIT), "拜访");
	assert_string_equal(words_kind(TEXT_ZH_CN, KIND_PROMISE), "我方承诺");
	assert_string_equal(words_state(TEXT_ZH_CN, STATE_SKIPPED), "不跟进");
	assert_string_equal(
		words_outcome(TEXT_ZH_CN, OUTCOME_NOANSWER), "未联系上");
	assert_string_equal(words_outcome(TEXT_EN, OUTCOME_OK), "went well");
	assert_string_equal(words_outcome(TEXT_ZH_CN, OUTCOME_NONE), "");
}

static void test_dates_are_written_for_people(void **state)
{
	static const struct {
		struct civil_date d;
		const char *full_en, *full_zh, *short_en, *short_zh;
	} cases[] = {
		{{2026, 11, 20}, "Fri 2026-11-20", "2026-11-20 周五", "Fri 20",
			"20日 周五"},
		{{2026, 12, 4}, "Fri 2026-12-04", "2026-12-04 周五",
			"Fri 4 Dec", "12月4日 周五"},
		{{2027, 5, 1}, "Sat 2027-05-01", "2027-05-01 周六",
			"Sat 1 May 2027", "2027年5月1日 周六"},
		{{0}, "", "", "", ""},
	};
	struct civil_date today = {2026, 11, 17};
	char buf[WORDS_DATE], minute[6];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct civil_date d = cases[i].d;

		assert_string_equal(
			words_date_full(buf, TEXT_EN, d), cases[i].full_en);
		assert_string_equal(
			words_date_full(buf, TEXT_ZH_CN, d), cases[i].full_zh);
		assert_string_equal(words_date_short(buf, TEXT_EN, d, today),
			cases[i].short_en);
		assert_string_equal(words_date_short(buf, TEXT_ZH_CN, d, today),
			cases[i].short_zh);
	}
	assert_string_equal(words_minute(minute, 485), "08:05");
	assert_string_equal(words_minute(minute, 1439), "23:59");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_get_translates_or_returns_the_id),
		cmocka_unit_test(test_context_tells_equal_words_apart),
		cmocka_unit_test(test_beyond_both_ends_nothing_is_found),
		cmocka_unit_test(test_plural_follows_the_language),
		cmocka_unit_test(test_add_takes_arguments_in_any_order),
		cmocka_unit_test(test_err_is_worded_in_the_language),
		cmocka_unit_test(test_arguments_with_a_context_are_worded_too),
		cmocka_unit_test(test_errno_is_worded),
		cmocka_unit_test(test_locale_names_find_their_language),
		cmocka_unit_test(test_environment_follows_gettext),
		cmocka_unit_test(test_words_of_the_domain),
		cmocka_unit_test(test_dates_are_written_for_people),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
