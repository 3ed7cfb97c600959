/* The options of commands that may create their account. */
#pragma once

#include "cli/opt.h"

#define CUSTOMER_OPTS                                                          \
	OPT("tier", N_("TIER"), N_("ordinary, key or strategic"),              \
		.words = OPT_TIER),                                            \
		OPT("name", N_("NAME"), N_("the name of a new account")),      \
		OPT("slug", N_("SHORT"),                                       \
			N_("the short name of a new account")),                \
		OPT("zone", N_("ZONE"), N_("the account's time zone")),        \
		OPT("calendar", N_("CALENDAR"),                                \
			N_("the account's working calendar"),                  \
			.words = OPT_CALENDAR)
