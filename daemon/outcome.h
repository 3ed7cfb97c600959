/*
 * What becomes of a message after an attempt.  Pure: the random number and
 * now are arguments.  Source: DESIGN.md "Outbox".
 */
#pragma once

#include "daemon/carrier.h"
#include "store/claim.h"

enum { OUTCOME_ATTEMPTS = 20, OUTCOME_PROBE_S = 6 * 3600 };

struct outcome_input {
	const struct parcel *parcel;
	const struct carrier_result *result;
	const struct carrier_kind *kind; /* NULL: the channel is gone */
	enum uncertain on_uncertain;     /* the channel's */
	int64_t now;
	uint64_t random;
};

/* The texts of the answer are borrowed from input->result. */
struct claim_outcome outcome_decide(const struct outcome_input *input);
