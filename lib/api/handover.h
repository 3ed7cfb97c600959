/*
 * What is planned for an account goes to another of ours.  Source: DESIGN.md
 * "Whose follow-ups".
 */
#pragma once

#include "api/call.h"

/*
 * handover_account - account, already written, has another owner: what is
 * open or rests there becomes his, on the same days, and is told to him; what
 * waits to be told to the one before is not sent.
 *
 * A new owner who was to come along to a meeting does not come along any
 * more; what was asked of somebody else is asked by him.  Returns how many
 * touchpoints.
 */
NUDGE_CHECK int handover_account(
	struct call *call, const struct account *account);
