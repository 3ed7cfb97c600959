/* What a change was about, for lists of changes. */
#pragma once

#include "api/call.h"
#include "store/history.h"

/*
 * history_subject - {account (view_account_ref), id, step}: the account that
 * the rows of a change belong to; id and step where the method works on one
 * touchpoint, else null.  JSON null where there is no account.
 */
NUDGE_CHECK int history_subject(struct call *call, const char *method,
	const struct history_rows *rows, json_t **ret);
