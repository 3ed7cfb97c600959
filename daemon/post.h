/* Packing a message as mail, for SMTP and Maildir alike. */
#pragma once

#include "daemon/carrier.h"

/* carrier_kind.pack: a mail to the rep's address; refused where he has none
 * or it cannot be written to. */
NUDGE_CHECK int post_pack(
	const struct carrier_job *job, struct parcel *ret, struct err *err);

/* The same for a mailbox of this machine, where an address is only for the
 * eye: a rep without one gets slug@localhost. */
NUDGE_CHECK int post_pack_local(
	const struct carrier_job *job, struct parcel *ret, struct err *err);

/* address with its domain in ASCII (IDNA 2008); the caller frees *ret.
 * -EINVAL with a sentence. */
NUDGE_CHECK int post_address(const char *address, char **ret, struct err *err);
