/* Mail addresses, base64, and cutting where a person would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/b64.h"
#include "compose/address.h"
#include "compose/cut.h"

#include <errno.h>
#include <string.h>

static void test_addresses(void **state)
{
	static const char *const good[] = {"a@b", "liwei@example.com",
		"first.last+tag@sub.example.com", "o'hara@example.com",
		"li@例子.公司", "x@xn--fsqu00a.xn--0zwm56d", "!#$%&@a-b.c"};
	static const char *const bad[] = {"", "@", "a@", "@b", "a b@c", "a@b c",
		"a@@b", "a@b@c", ".a@b", "a.@b", "a..b@c", "a@.b", "a@b.",
		"a@b..c", "a@-b", "a@b-", "a@b-.c", "Li <a@b>", "<a@b>",
		"a@b,c@d", "a@b\r\nBcc: c@d", "\"a b\"@c", "李@example.com",
		"a@b\x01", "a@[127.0.0.1]", "a@b>", "a@b;", "\xff@b", "a@\xff"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		if (address_check(good[i], NULL) !=
			(int)(strrchr(good[i], '@') + 1 - good[i]))
			fail_msg("%s was refused", good[i]);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (address_check(bad[i], NULL) != -EINVAL)
			fail_msg("%s was taken", bad[i]);
}

static void test_address_limits(void **state)
{
	char s[400];

	(void)state;
	memset(s, 'a', sizeof(s));
	strcpy(s + 64, "@b");
	assert_int_equal(address_check(s, NULL), 65);
	memset(s, 'a', 65);
	strcpy(s + 65, "@b");
	assert_int_equal(address_check(s, NULL), -EINVAL);
	memset(s, 'a', sizeof(s));
	memcpy(s, "x@", 2);
	for (int i = 2 + 60; i < 300; i += 61)
		s[i] = '.';
	s[254] = '\0';
	assert_int_equal(address_check(s, NULL), 2);
	s[254] = 'a';
	s[255] = '\0';
	assert_int_equal(address_check(s, NULL), -EINVAL);
}

static void test_base64(void **state)
{
	/* RFC 4648, 10. */
	static const char *const vectors[][2] = {{"", ""}, {"f", "Zg=="},
		{"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="},
		{"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
	static const char *const bad[] = {"Z", "Zg", "Zg=", "Zg===", "=",
		"====", "Zm8=Zm8=", "Z===", "Zh==", "Zm9=", " Zg=", "Zg==\n",
		"Zm 8"};
	char buf[8];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
		const char *plain = vectors[i][0], *coded = vectors[i][1];
		AUTO_STR out = {0};

		b64_add(&out, plain, strlen(plain));
		assert_string_equal(str_get(&out), coded);
		assert_int_equal(out.len, B64_SIZE(strlen(plain)));
		assert_int_equal(
			b64_decode(coded, buf, sizeof(buf)), strlen(plain));
		assert_memory_equal(buf, plain, strlen(plain));
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_int_equal(b64_decode(bad[i], buf, sizeof(buf)), -EINVAL);
	assert_int_equal(b64_decode("Zm9vYmFy", buf, 5), -E2BIG);
}

static void test_cut(void **state)
{
	static const struct {
		const char *s;
		size_t max;
		const char *cut;
	} cases[] = {
		{"", 3, ""},
		{"abc", 3, "abc"},
		{"abcd", 3, "abc…"},
		{"a\nb\tc", 9, "a b c"},
		{"报告已发送", 2, "报告…"},
		/* a letter and its accent, an emoji and its skin, a family, a
		 * flag: all or nothing */
		{"aoe\xcc\x81x", 3, "ao…"},
		{"ab\U0001F44D\U0001F3FDx", 3, "ab…"},
		{"a\U0001F468\u200d\U0001F469x", 2, "a…"},
		{"a\U0001F468\u200d\U0001F469x", 3, "a…"},
		{"a\U0001F1E8\U0001F1F3b", 2, "a…"},
		{"a\U0001F1E8\U0001F1F3b", 3, "a\U0001F1E8\U0001F1F3…"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_STR out = {0};

		cut_add(&out, cases[i].s, cases[i].max);
		assert_string_equal(str_get(&out), cases[i].cut);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_address_limits),
		cmocka_unit_test(test_base64),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
