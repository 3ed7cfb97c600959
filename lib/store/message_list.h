/*
 * Looking into the outbox: lists, attempts, counts.
 *
 * Lists are collected and closed before anything is printed: no read
 * transaction outlives its query.
 */
#pragma once

#include "store/message.h"

struct message_filter {
	const char *state;   /* a stored name; NULL: all */
	const char *channel; /* NULL: all */
	int64_t rep_id;      /* 0: all */
	int64_t before_id;   /* cursor: ids below; 0: from the newest */
	int64_t limit;       /* at most this many; required */
};

struct message_list {
	struct message *items;
	size_t n;
};

void message_list_done(struct message_list *list);
#define AUTO_MESSAGE_LIST CLEANUP(message_list_done) struct message_list

/* Newest first. */
NUDGE_CHECK int message_list(struct db *db, const struct message_filter *filter,
	struct message_list *ret, struct err *err);

/* Up to limit messages that tell of a touchpoint, newest first. */
NUDGE_CHECK int message_list_about(struct db *db, int64_t touchpoint_id,
	int64_t limit, struct message_list *ret, struct err *err);

/* One attempt to deliver. */
struct message_attempt {
	int64_t n, started_at, ended_at; /* ended_at 0: not known to have */
	char *phase, *class, *code, *detail;
	int64_t retry_after_ms; /* as asked by the receiver; 0 = not asked */
};

struct message_attempts {
	struct message_attempt *items;
	size_t n;
};

void message_list_attempts_done(struct message_attempts *attempts);
#define AUTO_MESSAGE_ATTEMPTS                                                  \
	CLEANUP(message_list_attempts_done) struct message_attempts

/* All attempts of one message, the first one first. */
NUDGE_CHECK int message_list_attempts(struct db *db, int64_t id,
	struct message_attempts *ret, struct err *err);

/* How many messages are in each state but the happy ones: index by enum
 * message_state; sent, accepted, cancelled and merged read 0.  channel NULL:
 * of all. */
NUDGE_CHECK int message_list_count(struct db *db, const char *channel,
	int64_t ret[static MESSAGE_STATE_N], struct err *err);
