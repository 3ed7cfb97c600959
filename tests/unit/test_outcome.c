/* What becomes of a message after each kind of answer. */
#include "storefix.h"

#include "daemon/outcome.h"

enum { NOW = 1700000000 };

static const struct carrier_kind chat = {
	.name = "chat", .backoff = &backoff_http};
static const struct carrier_kind hook = {
	.name = "hook", .backoff = &backoff_http, .is_idempotent = true};

static struct claim_outcome decide(const struct carrier_kind *kind,
	const struct parcel *parcel, const struct carrier_result *result)
{
	return outcome_decide(&(struct outcome_input){
		.parcel = parcel,
		.result = result,
		.kind = kind,
		.on_uncertain = UNCERTAIN_RESEND,
		.now = NOW,
		.random = UINT64_MAX,
	});
}

static void test_states(void **state)
{
	static const struct {
		enum carrier_class class;
		const struct carrier_kind *kind;
		int64_t attempts, uncertain;
		enum message_state state;
		bool give_back;
	} cases[] = {
		{CARRIER_SENT, &chat, 1, 0, MESSAGE_SENT, false},
		{CARRIER_REFUSED, &chat, 1, 0, MESSAGE_DEAD, false},
		{CARRIER_TEMPORARY, &chat, 1, 0, MESSAGE_WAITING, false},
		{CARRIER_TEMPORARY, &chat, 19, 0, MESSAGE_WAITING, false},
		{CARRIER_TEMPORARY, &chat, 20, 0, MESSAGE_DEAD, false},
		{CARRIER_LIMITED, &chat, 20, 0, MESSAGE_WAITING, true},
		{CARRIER_BROKEN, &chat, 20, 0, MESSAGE_WAITING, true},
		{CARRIER_UNCERTAIN, &chat, 1, 0, MESSAGE_WAITING, false},
		{CARRIER_UNCERTAIN, &chat, 2, 1, MESSAGE_HELD, false},
		{CARRIER_UNCERTAIN, &hook, 2, 1, MESSAGE_WAITING, false},
		{CARRIER_UNCERTAIN, &hook, 20, 9, MESSAGE_DEAD, false},
		{CARRIER_UNCERTAIN, NULL, 2, 1, MESSAGE_HELD, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct claim_outcome out = decide(cases[i].kind,
			&(struct parcel){.attempts = cases[i].attempts,
				.uncertain = cases[i].uncertain},
			&(struct carrier_result){.class = cases[i].class});

		assert_string_equal(message_state_name[out.state],
			message_state_name[cases[i].state]);
		assert_int_equal(
			out.attempts, cases[i].attempts - cases[i].give_back);
		assert_int_equal(out.uncertain,
			cases[i].uncertain +
				(cases[i].class == CARRIER_UNCERTAIN));
	}
}

static void test_hold_asks_at_once(void **state)
{
	struct claim_outcome out = outcome_decide(&(struct outcome_input){
		.parcel = &(struct parcel){.attempts = 1},
		.result = &(struct carrier_result){.class = CARRIER_UNCERTAIN},
		.kind = &chat,
		.on_uncertain = UNCERTAIN_HOLD,
	});

	(void)state;
	assert_int_equal(out.state, MESSAGE_HELD);
}

static void test_waits_as_long_as_asked(void **state)
{
	const struct parcel first = {.attempts = 1}, tenth = {.attempts = 10};
	struct claim_outcome out = decide(&chat, &first,
		&(struct carrier_result){
			.class = CARRIER_LIMITED, .retry_after_ms = 90 * 1000});

	(void)state;
	assert_in_range(out.not_before, NOW + 90, NOW + 100);
	out = decide(&chat, &first,
		&(struct carrier_result){.class = CARRIER_TEMPORARY});
	assert_in_range(out.not_before, NOW + 1, NOW + 16);
	out = decide(&chat, &tenth,
		&(struct carrier_result){.class = CARRIER_TEMPORARY});
	assert_in_range(out.not_before, NOW + 3000, NOW + 3601);
	/* A broken channel waits itself; its messages are ready. */
	out = decide(&chat, &tenth,
		&(struct carrier_result){.class = CARRIER_BROKEN});
	assert_int_equal(out.not_before, NOW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_hold_asks_at_once),
		cmocka_unit_test(test_waits_as_long_as_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
