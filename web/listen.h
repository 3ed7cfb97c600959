/* The sockets that nudge-web serves: systemd's, or its own. */
#pragma once

#include "base/err.h"

#include <stddef.h>

enum { LISTEN_MAX = 8, LISTEN_WHERE = 80 };

struct listen_sockets {
	int fd[LISTEN_MAX];
	size_t n;
	char where[LISTEN_WHERE]; /* for the log */
};

/*
 * listen_open - listen where asked, else take over what systemd hands in,
 * else listen otherwise.
 *
 * asked, otherwise  "127.0.0.1:8480", "[::1]:8480"; port 0: any that is free.
 *                   asked may be NULL.
 *
 * Refused with a sentence: an address that is none or not of this machine, a
 * port that is in use, a socket that systemd calls anything but "http".
 */
NUDGE_CHECK int listen_open(const char *asked, const char *otherwise,
	struct listen_sockets *ret, struct err *err);

/* Closes the sockets from number first on. */
void listen_close(struct listen_sockets *sockets, size_t first);
