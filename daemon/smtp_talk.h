/*
 * What was said in an SMTP session, and what it means for the mail.
 *
 * libcurl's codes do not tell a refused recipient from a lost connection, so
 * the server's own replies decide (DESIGN.md "Mail").  Pure.
 */
#pragma once

#include "daemon/carrier.h"

#include <stddef.h>

enum smtp_phase {
	SMTP_CONNECT, /* until the greeting */
	SMTP_EHLO,
	SMTP_STARTTLS,
	SMTP_AUTH,
	SMTP_RSET, /* of what a refusal left */
	SMTP_MAIL,
	SMTP_RCPT,
	SMTP_DATA,
	SMTP_DOT, /* 354 was seen: from here on it may be delivered */
	SMTP_QUIT,
	SMTP_PHASE_N
};

/* What the relay can do, as it answers EHLO. */
struct smtp_offer {
	bool has_pipelining; /* commands need not wait for replies: RFC 2920 */
	bool has_size;       /* wants to know how large a mail is: RFC 1870 */
	int64_t size_max;    /* bytes of a mail; 0: no fixed limit */
};

struct smtp_talk {
	enum smtp_phase phase;
	int code;         /* the reply to the last command; 0: none yet */
	int begun;        /* of a reply that has more lines to come; 0: none */
	bool is_nonsense; /* what came instead of a reply */
	char line[256];   /* its last line, without code and line end */
	struct smtp_offer offer; /* of the last EHLO */
};

/* A new mail in a session that may be new or not. */
void smtp_talk_begin(struct smtp_talk *talk);

/* We said, they said: n bytes, of one line each.  true: it ends a reply, or
 * what should be one: no code of RFC 5321, 4.2, or another than it began with.
 */
void smtp_talk_out(struct smtp_talk *talk, const char *bytes, size_t n);
bool smtp_talk_in(struct smtp_talk *talk, const char *bytes, size_t n);

/* Does the reply to MAIL, RCPT, DATA or the mail itself let it go on? */
bool smtp_talk_goes_on(const struct smtp_talk *talk);

/* Was it refused, and the session is as good as before? */
bool smtp_talk_is_refused(const struct smtp_talk *talk);

/* Adds the n bytes of a mail, whole lines, as they follow DATA: no line of it
 * can be taken for its end, which is added (RFC 5321, 4.5.2). */
void smtp_talk_add_mail(struct str *out, const char *bytes, size_t n);

/* What ended the session where no reply did. */
enum smtp_end {
	SMTP_END_NONE,
	SMTP_END_LOST,   /* refused, reset, timed out, no such host */
	SMTP_END_NO_TLS, /* not offered, or not asked for where it must be */
	SMTP_END_CERTIFICATE,
	SMTP_END_LOGIN, /* no way to log in, or refused */
};

/*
 * smtp_talk_judge - the class of the mail.
 *
 * why      words of the transport for end, or NULL.
 * attempt  from 1: greylisting asks for five minutes at the first.
 */
void smtp_talk_judge(const struct smtp_talk *talk, enum smtp_end end,
	const char *why, int64_t attempt, struct carrier_result *ret);

/* Was it the relay that failed, and not this mail alone? */
bool smtp_talk_is_relay_down(const struct smtp_talk *talk);

/* Is it worth trying once more at once on a fresh connection, because the
 * server had closed an idle one, or does not know RSET? */
bool smtp_talk_was_idle(const struct smtp_talk *talk);
