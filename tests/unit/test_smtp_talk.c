/* What was said in an SMTP session, and how a mail is said. */
#include "storefix.h"

#include "daemon/smtp_talk.h"

#include <string.h>

/* Lines of a session, "> " ours and "< " theirs. */
static bool follow(struct smtp_talk *talk, const char *const *lines)
{
	bool ends = false;

	smtp_talk_begin(talk);
	for (; *lines; lines++) {
		const char *line = *lines + 2;

		if (**lines == '>')
			smtp_talk_out(talk, line, strlen(line));
		else
			ends = smtp_talk_in(talk, line, strlen(line));
	}
	return ends;
}

static void test_what_lets_a_mail_go_on(void **state)
{
	static const struct {
		const char *lines[8];
		bool goes_on;
	} cases[] = {
		{{"> MAIL FROM:<a@b.c>\r\n", "< 250 fine\r\n"}, true},
		{{"> MAIL FROM:<a@b.c>\r\n", "< 550 no\r\n"}, false},
		{{"> RCPT TO:<a@b.c>\r\n", "< 251 forwarded\r\n"}, true},
		{{"> RCPT TO:<a@b.c>\r\n", "< 354 go on\r\n"}, false},
		{{"> DATA\r\n", "< 354 go on\r\n"}, true},
		{{"> DATA\r\n", "< 354\n"}, true},
		{{"> DATA\r\n", "< 250 what?\r\n"}, false},
		{{"> DATA\r\n", "< 503 no recipient\r\n"}, false},
		{{"> DATA\r\n", "< 354 go on\r\n", "< 250 taken\r\n"}, true},
		{{"> DATA\r\n", "< 354 go on\r\n", "< 452 full\r\n"}, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct smtp_talk talk;

		assert_true(follow(&talk, cases[i].lines));
		if (smtp_talk_goes_on(&talk) != cases[i].goes_on)
			fail_msg("case %zu", i);
	}
}

static void test_a_reply_ends_with_its_last_line(void **state)
{
	static const char *const lines[] = {
		"> MAIL FROM:<a@b.c>\r\n", "< 250-not yet\r\n", NULL};
	struct smtp_talk talk;

	(void)state;
	assert_false(follow(&talk, lines));
	assert_int_equal(talk.code, 0);
	assert_false(smtp_talk_in(&talk, "noise\r\n", 7));
	assert_true(smtp_talk_in(&talk, "250 2.1.0 now\r\n", 15));
	assert_int_equal(talk.code, 250);
	assert_string_equal(talk.line, "2.1.0 now");
}

static void test_what_is_no_reply(void **state)
{
	static const char *const cases[][4] = {
		{"> RCPT TO:<a@b.c>\r\n", "< 250-fine\r\n", "< 550 no\r\n"},
		{"> RCPT TO:<a@b.c>\r\n", "< 550-no\r\n", "< 250 fine\r\n"},
		{"> RCPT TO:<a@b.c>\r\n", "< 650 no\r\n"},
		{"> RCPT TO:<a@b.c>\r\n", "< 999-no\r\n"},
		{"> RCPT TO:<a@b.c>\r\n", "< 199 wait\r\n"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct carrier_result result;
		struct smtp_talk talk;

		assert_true(follow(&talk, cases[i]));
		assert_false(smtp_talk_goes_on(&talk));
		assert_false(smtp_talk_is_refused(&talk));
		smtp_talk_judge(&talk, SMTP_END_LOST, "what?", 1, &result);
		if (result.class != CARRIER_TEMPORARY || *result.code)
			fail_msg("case %zu", i);
	}
}

static void test_what_is_no_reply_to_a_mail(void **state)
{
	static const char *const lines[] = {"> DATA\r\n", "< 354 go on\r\n",
		"< 250-fine\r\n", "< 554 no\r\n", NULL};
	struct carrier_result result;
	struct smtp_talk talk;

	(void)state;
	assert_true(follow(&talk, lines));
	assert_false(smtp_talk_goes_on(&talk));
	smtp_talk_judge(&talk, SMTP_END_LOST, "what?", 1, &result);
	assert_int_equal(result.class, CARRIER_UNCERTAIN);
}

static void test_what_is_offered(void **state)
{
	static const struct {
		const char *lines[8];
		struct smtp_offer offer;
	} cases[] = {
		{{"> EHLO a\r\n", "< 250-b\r\n", "< 250 PIPELINING\r\n"},
			{.has_pipelining = true}},
		{{"> EHLO a\r\n", "< 250-Pipelining\r\n", "< 250 SIZE 9\r\n"},
			{true, true, 9}},
		{{"> EHLO a\r\n", "< 250-b\r\n", "< 250 SIZE\r\n"},
			{.has_size = true}},
		{{"> EHLO a\r\n", "< 250 size 0\r\n"}, {.has_size = true}},
		{{"> EHLO a\r\n", "< 250 SIZE 4611686018427387904\r\n"},
			{.has_size = true, .size_max = 4611686018427387904}},
		{{"> EHLO a\r\n", "< 250 SIZE 99999999999999999999\r\n"},
			{.has_size = true}},
		{{"> EHLO a\r\n", "< 250 SIZE lots\r\n"}, {.has_size = true}},
		{{"> EHLO a\r\n", "< 250-PIPELINING2\r\n", "< 250 SIZEX 9\r\n"},
			{.has_size = false}},
		{{"> EHLO a\r\n", "< 250-SIZE 9\r\n", "< 250 PIPELINING\r\n",
			 "> STARTTLS\r\n", "< 220 go\r\n", "> EHLO a\r\n",
			 "< 250 b\r\n"},
			{.has_size = false}},
		{{"> EHLO a\r\n", "< 250 PIPELINING\r\n", "> AUTH PLAIN\r\n",
			 "< 235 welcome\r\n"},
			{.has_pipelining = true}},
		{{"> HELO a\r\n", "< 250 PIPELINING\r\n", "> EHLO a\r\n",
			 "< 502 what?\r\n"},
			{.has_size = false}},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct smtp_offer *offer = &cases[i].offer;
		struct smtp_talk talk;

		(void)follow(&talk, cases[i].lines);
		if (talk.offer.has_pipelining != offer->has_pipelining ||
			talk.offer.has_size != offer->has_size ||
			talk.offer.size_max != offer->size_max)
			fail_msg("case %zu", i);
	}
}

static void test_no_line_of_a_mail_is_its_end(void **state)
{
	static const struct {
		const char *mail, *said;
	} cases[] = {
		{"a\r\n", "a\r\n.\r\n"},
		{".\r\n", "..\r\n.\r\n"},
		{"a\r\n.\r\nMAIL FROM:<b@c.d>\r\n",
			"a\r\n..\r\nMAIL FROM:<b@c.d>\r\n.\r\n"},
		{"..a\r\n.b.\r\n c.\r\n", "...a\r\n..b.\r\n c.\r\n.\r\n"},
		{"\r\n\r\n", "\r\n\r\n.\r\n"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_STR said = {0};

		smtp_talk_add_mail(&said, cases[i].mail, strlen(cases[i].mail));
		assert_string_equal(str_get(&said), cases[i].said);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_lets_a_mail_go_on),
		cmocka_unit_test(test_a_reply_ends_with_its_last_line),
		cmocka_unit_test(test_what_is_no_reply),
		cmocka_unit_test(test_what_is_no_reply_to_a_mail),
		cmocka_unit_test(test_what_is_offered),
		cmocka_unit_test(test_no_line_of_a_mail_is_its_end),
	};

	return cmocka_run_group_tests_name("smtp_talk", tests, NULL, NULL);
}
