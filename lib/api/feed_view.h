/* Calendar subscriptions as JSON. */
#pragma once

#include "api/call.h"
#include "store/feed_token.h"

/* {id, kind, rep (slug), account (view_account_ref or null), names, alarms,
 * busy, done_days, created, fetched, agent}. */
NUDGE_CHECK int feed_view(struct call *call, const void *token, json_t **ret);

/* The subscription that the parameters kind and account name, of the acting
 * rep.  Where there is none, ret->id is 0 and *ret is filled as far as a new
 * one needs it. */
#define FEED_VIEW_PARAMS                                                       \
	{"account", PARAM_TEXT, 0, N_("the account, for kind account")},       \
	{                                                                      \
		"kind", PARAM_TEXT, 0,                                         \
			N_("rep: your own follow-ups; team: those of the "     \
			   "people whose manager you are; account")            \
	}
NUDGE_CHECK int feed_view_find(struct call *call, struct feed_token *ret);
