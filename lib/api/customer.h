/* The customer of a plan that begins: known, or created by the way. */
#pragma once

#include "api/call.h"

#define CUSTOMER_PARAMS                                                        \
	{"tier", PARAM_TEXT, 0, N_("ordinary, key or strategic")},             \
		{"name", PARAM_TEXT, 0, N_("the name of a new customer")},     \
		{"slug", PARAM_TEXT, 0,                                        \
			N_("the short name of a new customer")},               \
		{"zone", PARAM_TEXT, 0, N_("the customer's time zone")},       \
	{                                                                      \
		"calendar", PARAM_TEXT, 0,                                     \
			N_("the customer's working calendar")                  \
	}

/*
 * customer_find - the account that the parameter "account" names, with the
 * parameters above.
 *
 * A word that names none is the name of a new prospect, *ret_created; where
 * an account is near, it must be said so by "name".  What was changed of a
 * known one is not written yet.  account must be zero.
 */
NUDGE_CHECK int customer_find(
	struct call *call, struct account *account, bool *ret_created);
