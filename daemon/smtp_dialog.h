/*
 * One mail after the other, said to a relay that has let us in: MAIL, RCPT,
 * DATA, the mail (RFC 5321, 3.3), and what follows a refusal.
 *
 * Blocks, as smtp_wire.h does.
 */
#pragma once

#include "daemon/smtp_talk.h"
#include "daemon/smtp_wire.h"

struct smtp_dialog {
	struct smtp_wire wire;
	struct smtp_offer offer;
	struct smtp_talk talk; /* of the mail under way */
	bool needs_reset;      /* a mail was begun and refused */
	int n_refused;
};

/* What easy leads to has let us in: its offer is that of the talk until now.
 */
CURLcode smtp_dialog_init(
	struct smtp_dialog *dialog, CURL *easy, int patience_ms);

/* Says one mail; the talk says what came of it.  CURLE_FILESIZE_EXCEEDED:
 * nothing was said, the relay takes none so large. */
CURLcode smtp_dialog_send(struct smtp_dialog *dialog, const char *mail_from,
	const struct parcel *parcel);

/* Can another mail follow the one of which c came?  Behind a refusal what is
 * on its way is read first, and not waited for long. */
bool smtp_dialog_goes_on(struct smtp_dialog *dialog, CURLcode c);

/* Goodbye. */
void smtp_dialog_quit(struct smtp_dialog *dialog);
