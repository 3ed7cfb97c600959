/*
 * The outbox: what is to be told, to whom, and what became of it.
 *
 * A message is written once, in the transaction that makes it due; a row in
 * pending says that it still has to go out, a row in delivery how it ended.
 * The way from one to the other is in store/claim.h.  The outbox takes no
 * part in undo: what was said cannot be unsaid.
 *
 * Source: DESIGN.md "Outbox".
 */
#pragma once

#include "store/db.h"

enum message_kind {
	MESSAGE_BRIEF,   /* a person's day */
	MESSAGE_NUDGE,   /* something timed */
	MESSAGE_CATCHUP, /* what fell due while nobody was there to tell */
	MESSAGE_TEST,    /* nudge channel test */
	MESSAGE_NOTICE,  /* to a channel's owner: it is paused */
	MESSAGE_KIND_N
};

enum message_state {
	MESSAGE_WAITING,
	MESSAGE_SENDING,   /* claimed; committed before the first byte */
	MESSAGE_HELD,      /* maybe delivered; a person decides */
	MESSAGE_SENT,      /* accepted by the relay or receiver */
	MESSAGE_ACCEPTED,  /* taken, but showing it cannot be confirmed */
	MESSAGE_DEAD,      /* refused for good, or tried too often */
	MESSAGE_CANCELLED, /* nothing left to tell */
	MESSAGE_MERGED,    /* a later message says it too: merged_into */
	MESSAGE_EXPIRED,   /* too late to be of use */
	MESSAGE_STATE_N
};

/* The stored names: "brief" …, "waiting" …. */
extern const char *const message_kind_name[MESSAGE_KIND_N];
extern const char *const message_state_name[MESSAGE_STATE_N];

/* A touchpoint that a message tells of, in the shape it had. */
struct message_about {
	int64_t touchpoint_id, gen;
};

struct message_new {
	enum message_kind kind;
	int64_t rep_id;
	const char *channel; /* name */
	const char *subject; /* what it is about: "2026-11-16", "42"; no "/" */
	int64_t gen;         /* of the touchpoint; 1 for a day */
	const char *locale;  /* "en", "zh_CN" */
	const char *model;   /* JSON; DESIGN.md "Mail", "The model" */
	int64_t due_at;      /* when it should be there, seconds UTC */
	int64_t not_before;  /* when it may leave; 0: at once */
	int64_t expires_at;  /* when it is of no more use */
	const struct message_about *about; /* told again, or cancelled, by */
	size_t n_about;
};

/*
 * message_queue - put a message into the outbox, in the caller's
 * transaction.
 *
 * The key "rep/channel/kind/subject/gen" is unique for ever, also after the
 * message was pruned: a second call is a no-op.  It is readable and needs no
 * hash; the identifier the world sees is made from it by daemon/wire_id.h.
 *
 * A brief or catch-up takes the place of older ones to the same person and
 * channel that have not left yet (they become merged).
 *
 * ret_id  the id of the new message; may be NULL.
 *
 * Returns 1 when it was queued, 0 when it had been already.
 */
NUDGE_CHECK int message_queue(struct db *db, const struct message_new *new,
	int64_t now, int64_t *ret_id, struct err *err);

/*
 * message_cancel_touchpoint - the touchpoint was closed, moved or snoozed:
 * nudges that tell of nothing else and have not left are cancelled.
 *
 * To be called in the transaction that writes the touchpoint, after it.
 */
NUDGE_CHECK int message_cancel_touchpoint(
	struct db *db, int64_t touchpoint_id, int64_t now, struct err *err);

struct message {
	int64_t id;
	char *key;
	enum message_kind kind;
	char *subject;
	int64_t gen;
	char *channel;
	int64_t rep_id;
	char *locale, *model; /* model: NULL some time after it was delivered */
	int64_t created_at, due_at, expires_at;
	enum message_state state;
	int64_t not_before; /* 0 in a final state */
	int64_t attempts, uncertain;
	char *last_class, *last_code, *last_detail; /* NULL: never tried */
	char *remote_id;     /* what the receiver calls it */
	int64_t finished_at; /* 0 while pending */
	int64_t merged_into; /* message id; 0 = none */
};

void message_done(struct message *message);
#define AUTO_MESSAGE CLEANUP(message_done) struct message

/* Loads one message; fills a zero or filled *ret.  -ENOENT, no sentence. */
NUDGE_CHECK int message_get(
	struct db *db, int64_t id, struct message *ret, struct err *err);

/*
 * message_retry - a person wants it sent (again): dead, held or expired
 * becomes waiting, with no attempts counted and at least a day to live.
 *
 * -ENOENT: no such message; -EALREADY: it is in no such state.
 */
NUDGE_CHECK int message_retry(
	struct db *db, int64_t id, int64_t now, struct err *err);

/*
 * message_prune - forget what ended long ago, at most limit messages: sent
 * and alike after 90 days, dead after 180.  Their keys are kept for 400 days
 * more, so that pruning never tells anything twice.
 *
 * Returns how many were forgotten.
 */
NUDGE_CHECK int message_prune(
	struct db *db, int64_t now, int64_t limit, struct err *err);
