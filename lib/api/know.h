/* What one who is about to make contact should know. */
#pragma once

#include "api/call.h"

/* Puts "cautions" into object: the account's that are open today, as
 * view_note() shows them, newest first. */
NUDGE_CHECK int know_cautions(
	struct call *call, int64_t account_id, json_t *object);

/* The same, and "notes": the last three shared that are no cautions. */
NUDGE_CHECK int know_account(
	struct call *call, int64_t account_id, json_t *object);
