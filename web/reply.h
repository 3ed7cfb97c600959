/*
 * What a request is answered; built once, given many times.
 */
#pragma once

#include "base/cleanup.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	REPLY_OK = 200,
	REPLY_SEE_OTHER = 303,
	REPLY_NOT_MODIFIED = 304,
	REPLY_BAD_REQUEST = 400,
	REPLY_NOT_FOUND = 404,
	REPLY_METHOD_NOT_ALLOWED = 405,
	REPLY_GONE = 410,
	REPLY_TOO_LARGE = 413,
	REPLY_TOO_MANY = 429,
	REPLY_INTERNAL = 500,
	REPLY_UNAVAILABLE = 503,
};

/* An answer that may be given many times; counted references. */
struct reply;

struct reply_header {
	const char *name, *value;
};

/*
 * reply_new - an answer with these headers and this body.
 *
 * headers    up to one without a name; copied.
 * take_body  len bytes from malloc, or NULL; freed also on failure.
 *
 * NULL: out of memory.
 */
struct reply *reply_new(int status, const struct reply_header *headers,
	char *take_body, size_t len);

struct reply *reply_ref(struct reply *reply);
/* Accepts NULL, returns NULL. */
struct reply *reply_unref(struct reply *reply);
void reply_unrefp(struct reply **reply); /* for CLEANUP */
#define AUTO_REPLY CLEANUP(reply_unrefp) struct reply *

/* Marks an answer that says "the database is locked": whoever can wait asks
 * once more before it is given.  Accepts NULL, returns reply. */
struct reply *reply_mark_locked(struct reply *reply);
bool reply_is_locked(const struct reply *reply); /* accepts NULL */

/* A short text with the headers of refusals; text is copied. */
struct reply *reply_text(int status, const char *text);

/* The same with one header more, such as Allow or Retry-After. */
struct reply *reply_refuse(
	int status, const char *text, const char *name, const char *value);

/* For the server: libmicrohttpd's form of it, borrowed, and the status. */
struct MHD_Response;
struct MHD_Response *reply_response(const struct reply *reply);
unsigned reply_status(const struct reply *reply);

/* The version of libmicrohttpd; borrowed. */
const char *reply_library(void);
