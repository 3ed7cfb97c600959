/*
 * One worker's session with a relay: blocking, on the worker's own thread.
 *
 * libcurl connects and logs in; the mails are handed over here (DESIGN.md
 * "Mail").  The session is kept between them while it is good and thrown away
 * after any doubt, or the late answer to one mail would be read as the answer
 * to the next.
 */
#pragma once

#include "daemon/smtp_dialog.h"
#include "daemon/smtp_relay.h"

#include <pthread.h>
#include <stdatomic.h>

struct smtp_session {
	const struct smtp_relay *relay;
	CURL *easy;             /* NULL: no session */
	int n_sent;             /* mails of this session */
	pthread_mutex_t *mutex; /* guards fd */
	int fd;                 /* of the connection; -1 = none */
	atomic_bool is_cut;     /* set by smtp_session_cut() */
	CURLcode end;           /* of the last mail */
	struct smtp_dialog dialog;
	bool is_barred; /* an address is not this machine's, and no TLS */
};

/* Sends one parcel; blocks as long as the relay's timeout allows.
 * smtp_session_tidy() must follow, once nobody waits for the result. */
void smtp_session_send(struct smtp_session *session,
	const struct parcel *parcel, struct carrier_result *ret);

/* Makes the session ready for the next mail, or ends it: within seconds. */
void smtp_session_tidy(struct smtp_session *session);

/* Can the next mail go the same way, as far as the last one tells? */
bool smtp_session_is_well(
	const struct smtp_session *session, const struct carrier_result *last);

/* Says goodbye, when nothing is under way. */
void smtp_session_close(struct smtp_session *session);

/* From another thread, holding the mutex: whatever blocks returns at once,
 * and all later sends fail. */
void smtp_session_cut(struct smtp_session *session);

/* From another thread, holding the mutex, when nothing is under way: goodbye
 * can be said, but its answer is not waited for. */
void smtp_session_hurry(struct smtp_session *session);
