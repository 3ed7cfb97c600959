/*
 * What passes between a worker and a relay once libcurl has connected and
 * logged in: commands out, replies in, line by line.
 *
 * Blocks.  What goes wrong is told by libcurl's codes, as what went wrong
 * before.
 */
#pragma once

#include "base/deadline.h"

#include <curl/curl.h>
#include <stdbool.h>

/* More than the 512 of RFC 5321, 4.5.3.1.5. */
enum { SMTP_WIRE_LINE_MAX = 4096 };

struct smtp_wire {
	CURL *easy; /* connected, by CURLOPT_CONNECT_ONLY */
	curl_socket_t fd;
	int patience_ms; /* for the bytes of one call, and for their answer */
	struct deadline until;
	char in[SMTP_WIRE_LINE_MAX];
	size_t at, n; /* of in: taken, and read */
};

/* easy is borrowed.  CURLE_COULDNT_CONNECT: it has no connection. */
CURLcode smtp_wire_init(struct smtp_wire *wire, CURL *easy, int patience_ms);

/* All n bytes; 0 is well.  The time for the answer, however many lines it has,
 * begins behind them. */
CURLcode smtp_wire_send(struct smtp_wire *wire, const char *bytes, size_t n);

/* What is still to be read has no more than that. */
void smtp_wire_hurry(struct smtp_wire *wire, int ms);

/* Is nothing here that was not asked for? */
bool smtp_wire_is_clean(const struct smtp_wire *wire);

/* The next line with its end, borrowed until the next call.
 * CURLE_OPERATION_TIMEDOUT; CURLE_RECV_ERROR: the relay has gone;
 * CURLE_WEIRD_SERVER_REPLY: the line has no end. */
CURLcode smtp_wire_read(
	struct smtp_wire *wire, const char **ret, size_t *ret_n);
