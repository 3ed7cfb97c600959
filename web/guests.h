/*
 * Who is connected, in the order of their last step: for limits that
 * libmicrohttpd does not know.
 *
 * It ends a connection that is quiet, but one byte now and then keeps it
 * open for days; here a whole request, or a whole answer, has its time.
 * Pure but for the sockets: clocks are arguments.  Source: DESIGN.md
 * "nudge-web".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* For the next whole request or answer; 900 kB at 7.5 kB a second. */
enum { GUESTS_STEP_S = 120 };

struct guest {
	struct guest *prev, *next;
	int fd; /* borrowed */
	int64_t since;
	bool is_surplus; /* there was no room for it */
};

/* Zero at first. */
struct guests {
	struct guest *oldest, *newest;
	size_t n, max; /* max: beyond it guests are surplus */
};

/* How many guests there are descriptors for: at least one, at most wanted,
 * so that others has its own. */
size_t guests_room(size_t wanted, size_t others);

/* Somebody has connected; NULL: out of memory. */
struct guest *guests_add(struct guests *guests, int fd, int64_t now_s);

/* A request or an answer is complete.  Both accept NULL. */
void guests_touch(struct guests *guests, struct guest *guest, int64_t now_s);
void guests_remove(struct guests *guests, struct guest *guest);

/* Shuts down the connections whose step took too long; their owner closes
 * them.  Returns how many. */
size_t guests_expire(struct guests *guests, int64_t now_s);
