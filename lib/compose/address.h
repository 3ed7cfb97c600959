/*
 * Mail addresses: exactly one addr-spec (RFC 5322, 3.4.1), nothing around
 * it.  The local part is a dot-atom of ASCII; the domain may be
 * internationalised and is turned into ASCII by whoever sends.
 */
#pragma once

#include "base/err.h"

enum { ADDRESS_MAX = 254 }; /* octets: RFC 5321, 4.5.3.1 */

/*
 * address_check - may s be written to?
 *
 * -EINVAL with a sentence that says what is wrong with it.
 * Returns the offset of the domain, behind the "@".
 */
NUDGE_CHECK int address_check(const char *s, struct err *err);
