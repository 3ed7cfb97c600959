/* What passes between a worker and a relay; the contract is in smtp_wire.h. */
#include "daemon/smtp_wire.h"

#include <poll.h>
#include <string.h>

enum { LOOK_MS = 10 };

CURLcode smtp_wire_init(struct smtp_wire *wire, CURL *easy, int patience_ms)
{
	CURLcode c;

	wire->easy = easy;
	wire->fd = CURL_SOCKET_BAD;
	wire->patience_ms = patience_ms;
	wire->until = deadline_in(patience_ms);
	wire->at = wire->n = 0;
	c = curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &wire->fd);
	return c == CURLE_OK && wire->fd == CURL_SOCKET_BAD
		       ? CURLE_COULDNT_CONNECT
		       : c;
}

/* No signal is a worker's, so nothing interrupts. */
static CURLcode wait_for(const struct smtp_wire *wire, short events)
{
	struct pollfd fd = {.fd = wire->fd, .events = events};
	int ms = deadline_left_ms(&wire->until);

	return ms > 0 && poll(&fd, 1, ms) > 0 ? CURLE_OK
					      : CURLE_OPERATION_TIMEDOUT;
}

/* Who could write and did not has to read first: TLS, when the relay asks for
 * another handshake.  Nothing tells, so it is looked at now and then. */
static CURLcode wait_to_send(const struct smtp_wire *wire)
{
	struct pollfd fd = {.fd = wire->fd, .events = POLLOUT};

	if (poll(&fd, 1, 0) != 1)
		return wait_for(wire, POLLOUT);
	fd.events = POLLIN;
	(void)poll(&fd, 1, LOOK_MS);
	return deadline_left_ms(&wire->until) > 0 ? CURLE_OK
						  : CURLE_OPERATION_TIMEDOUT;
}

CURLcode smtp_wire_send(struct smtp_wire *wire, const char *bytes, size_t n)
{
	wire->until = deadline_in(wire->patience_ms);
	while (n > 0) {
		size_t sent = 0;
		CURLcode c = curl_easy_send(wire->easy, bytes, n, &sent);

		if (c == CURLE_AGAIN)
			c = wait_to_send(wire);
		if (c != CURLE_OK)
			return c;
		bytes += sent;
		n -= sent;
	}
	wire->until = deadline_in(wire->patience_ms);
	return CURLE_OK;
}

void smtp_wire_hurry(struct smtp_wire *wire, int ms)
{
	wire->until = deadline_in(ms);
}

bool smtp_wire_is_clean(const struct smtp_wire *wire)
{
	return wire->at == wire->n;
}

/* Reads something behind what is there. */
static CURLcode fill(struct smtp_wire *wire)
{
	size_t n = 0;
	CURLcode c;

	memmove(wire->in, wire->in + wire->at, wire->n - wire->at);
	wire->n -= wire->at;
	wire->at = 0;
	if (wire->n == sizeof(wire->in))
		return CURLE_WEIRD_SERVER_REPLY;
	/* Tried first: TLS may hold what poll() does not see. */
	while ((c = curl_easy_recv(wire->easy, wire->in + wire->n,
			sizeof(wire->in) - wire->n, &n)) == CURLE_AGAIN) {
		c = wait_for(wire, POLLIN);
		if (c != CURLE_OK)
			return c;
	}
	wire->n += n;
	return c == CURLE_OK && n == 0 ? CURLE_RECV_ERROR : c;
}

CURLcode smtp_wire_read(struct smtp_wire *wire, const char **ret, size_t *ret_n)
{
	const char *end;

	while (!(end = memchr(wire->in + wire->at, '\n', wire->n - wire->at))) {
		CURLcode c = fill(wire);

		if (c != CURLE_OK)
			return c;
	}
	*ret = wire->in + wire->at;
	*ret_n = (size_t)(end + 1 - *ret);
	wire->at += *ret_n;
	return CURLE_OK;
}
