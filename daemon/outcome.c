/* What becomes of a message after an attempt. */
#include "daemon/outcome.h"

/* NULL for "". */
static const char *text_or_null(const char *s)
{
	return *s ? s : NULL;
}

/* When to try again, seconds UTC, rounded up. */
static int64_t again_at(const struct outcome_input *in)
{
	int64_t asked = in->result->retry_after_ms > 0
				? in->result->retry_after_ms
				: BACKOFF_NO_RETRY_AFTER;
	int64_t ms =
		backoff_delay_ms(in->kind ? in->kind->backoff : &backoff_http,
			(int)in->parcel->attempts, asked, in->random);

	return in->now + (ms + 999) / 1000;
}

/* One that may have arrived: a receiver that knows repeats gets it again;
 * another once more, unless the channel says to ask a person. */
static enum message_state after_doubt(const struct outcome_input *in)
{
	if (in->kind && in->kind->is_idempotent)
		return MESSAGE_WAITING;
	if (in->on_uncertain == UNCERTAIN_HOLD || in->parcel->uncertain > 0)
		return MESSAGE_HELD;
	return MESSAGE_WAITING;
}

static enum message_state next_state(const struct outcome_input *in)
{
	switch (in->result->class) {
	case CARRIER_SENT:
		return MESSAGE_SENT;
	case CARRIER_ACCEPTED:
		return MESSAGE_ACCEPTED;
	case CARRIER_REFUSED:
		return MESSAGE_DEAD;
	case CARRIER_UNCERTAIN:
		return after_doubt(in);
	case CARRIER_TEMPORARY:
	case CARRIER_LIMITED:
	case CARRIER_BROKEN:
	case CARRIER_STAYED:
	case CARRIER_CLASS_N:
		break;
	}
	return MESSAGE_WAITING;
}

static int64_t most_attempts(const struct carrier_result *result)
{
	return result->most_attempts ? result->most_attempts : OUTCOME_ATTEMPTS;
}

struct claim_outcome outcome_decide(const struct outcome_input *in)
{
	const struct carrier_result *result = in->result;
	bool is_free = result->class == CARRIER_LIMITED ||
		       result->class == CARRIER_BROKEN ||
		       result->class == CARRIER_STAYED;
	struct claim_outcome out = {
		.message_id = in->parcel->message_id,
		.state = next_state(in),
		.not_before = again_at(in),
		.claimed_at = in->parcel->claimed_at,
		.attempts = in->parcel->attempts - is_free,
		.uncertain = in->parcel->uncertain +
			     (result->class == CARRIER_UNCERTAIN),
		.phase = result->phase,
		.class = carrier_class_name[result->class],
		.code = text_or_null(result->code),
		.detail = text_or_null(result->detail),
		.remote_id = text_or_null(result->remote_id),
		.retry_after_ms = result->retry_after_ms,
	};

	if (out.state == MESSAGE_WAITING && !is_free &&
		in->parcel->attempts >= most_attempts(result))
		out.state = MESSAGE_DEAD;
	/* The channel waits, not the message: it leaves when that is well. */
	if (result->class == CARRIER_BROKEN || result->class == CARRIER_STAYED)
		out.not_before = in->now;
	/* A crash a second ahead is no reason to leave early. */
	if (out.not_before < in->parcel->leaves_at)
		out.not_before = in->parcel->leaves_at;
	return out;
}
