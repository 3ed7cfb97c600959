/* Who asks: the client's address, also behind a reverse proxy. */
#pragma once

#include <netinet/in.h>

enum { PEER_LEN = INET6_ADDRSTRLEN };

/* The address in text; "local" of a socket of the file system. */
const char *peer_write(
	char buf[static PEER_LEN], const struct sockaddr *address);

/*
 * peer_find - whom the request is from.
 *
 * direct     who is connected, as peer_write() has it.
 * trusted    the address of the proxy that is believed, or NULL.
 * forwarded  X-Forwarded-For, or NULL.
 *
 * Borrowed from direct or forwarded.
 */
const char *peer_find(
	const char *direct, const char *trusted, const char *forwarded);
