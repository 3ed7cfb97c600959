/*
 * What stood in the way of a message, for those who must mend it.  Pure.
 *
 * A class (carrier.h) says what becomes of the message; a cause says where to
 * look.
 */
#pragma once

enum cause {
	CAUSE_NONE,
	CAUSE_NAME,        /* the host name cannot be found */
	CAUSE_CONNECT,     /* nobody answers at the address */
	CAUSE_TIME,        /* it took too long */
	CAUSE_LOST,        /* the conversation broke off */
	CAUSE_TLS,         /* TLS is not offered, or does not come about */
	CAUSE_CERTIFICATE, /* it is not to be trusted */
	CAUSE_CA_FILE,     /* our own file of certificates cannot be read */
	CAUSE_LOGIN,       /* user or password are refused, or not asked for */
	CAUSE_ADDRESS,     /* we may not speak to this address */
	CAUSE_REPLY,       /* the other side refuses, in its own words */
	CAUSE_WRITE,       /* a folder cannot be written */
	CAUSE_SECRET,      /* the secret file is not as it must be */
	CAUSE_SECRET_GONE, /* it is not there */
	CAUSE_SECRET_OPEN, /* its rights or owner are wrong */
	CAUSE_N
};
extern const char *const cause_name[CAUSE_N];

/* The cause behind a CURLcode. */
enum cause cause_of_curl(int code);
