/*
 * The HTTP server: libmicrohttpd on sd-event, one thread.
 *
 * Bounded in every direction: connections, their memory, time without a
 * word, length of path and body.  Source: DESIGN.md "nudge-web".
 */
#pragma once

#include "base/err.h"
#include "web/reply.h"
#include "web/http_request.h"

#include <systemd/sd-event.h>

/* Answers a request: a reference that the server releases; NULL is told as
 * 500 (out of memory). */
typedef struct reply *server_door(
	void *userdata, const struct http_request *request);

struct server_config {
	sd_event *event;              /* borrowed */
	const char *listen;           /* "ADDRESS:PORT" asked for; NULL */
	const char *listen_otherwise; /* where no socket was handed over */
	const char *trusted_proxy;    /* whose X-Forwarded-For is believed */
	server_door *door;
	void *userdata;
};

struct server;

/* Listens as listen_open() says. */
NUDGE_CHECK int server_new(const struct server_config *config,
	struct server **ret, struct err *err);

/* Accepts NULL, returns NULL. */
struct server *server_free(struct server *server);

/* The address it listens on, for the log; borrowed. */
const char *server_where(const struct server *server);
