/* Stored models are read as jansson reads them, whatever they hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compose/model.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char model[] =
	"{\"v\":1,\"kind\":\"nudge\",\"rep\":{\"slug\":\"liwei\",\"name\":"
	"\"李伟 😀\"},\"n\":[0,-1,-0,999999999999999999,true,false,null,"
	"{},[],\"\"],\"last\":{\"on\":\"2026-11-16\",\"text\":\"a b\"}}";

static void compare(const char *text)
{
	json_auto_t *expected = json_loads(text, 0, NULL);
	json_auto_t *got = NULL;
	int r = model_read(text, &got);

	if (r != (expected ? 0 : -EINVAL))
		fail_msg("%d for %s", r, text);
	if (expected && !json_equal(got, expected))
		fail_msg("read otherwise: %s", text);
}

static void test_texts(void **state)
{
	static const char *const texts[] = {model, "", "{", "{}", "[]", "[1]",
		"1", "\"a\"", " {}", "{} ", "{\"a\" :1}", "{\"a\":1,}",
		"{\"a\":1,\"a\":2}", "{\"a\":01}", "{\"a\":-}", "{\"a\":1.5}",
		"{\"a\":1e3}", "{\"a\":9223372036854775807}",
		"{\"a\":-9223372036854775808}", "{\"a\":9223372036854775808}",
		"{\"a\":\"\\\"\\u674e\\n\"}", "{\"a\\\"b\":1}", "{\"a\":nul}",
		"{\"a\":nulll}", "{\"a\":\"\xff\"}", "{\"\xc0\x80\":1}",
		"{\"a\":\"\t\"}", "{\"a\":\"\x7f\"}", "{\"a\":[1,]}",
		"{\"a\":[,]}", "{\"a\":\"\\u0000\"}", "{\"\":{\"\":[]}}"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		compare(texts[i]);
}

/* Cut off anywhere, and any byte become another. */
static void test_damage(void **state)
{
	char text[sizeof(model)];

	(void)state;
	for (size_t i = 0; i < sizeof(model) - 1; i++)
		for (int c = 0; c < 256; c++) {
			memcpy(text, model, sizeof(model));
			text[i] = (char)c;
			compare(text);
		}
}

static void test_depth(void **state)
{
	enum { DEEP = 100000 };
	char *text = calloc(1, DEEP + 10);

	(void)state;
	assert_non_null(text);
	for (size_t n = 1; n <= DEEP; n *= 10) {
		memcpy(text, "{\"a\":", 5);
		memset(text + 5, '[', n);
		text[5 + n] = '\0';
		compare(text);
	}
	free(text);
}

static void test_none(void **state)
{
	json_t *got;

	(void)state;
	assert_int_equal(model_read(NULL, &got), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
