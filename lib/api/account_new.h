/* New accounts, for account.add and for plan.sign of an unknown name. */
#pragma once

#include "api/call.h"

/*
 * account_new - a new ordinary prospect of the actor called name, not yet
 * stored.
 *
 * Its slug is the parameter "slug", if the method has one, else made of the
 * name.  A second account of the same name is refused unless "slug" is
 * given.  account must be zero; the caller changes what it knows better and
 * inserts it.
 */
NUDGE_CHECK int account_new(
	struct call *call, const char *name, struct account *account);
