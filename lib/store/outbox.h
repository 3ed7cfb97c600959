/*
 * Moves inside the outbox, shared by message.c, message_list.c and claim.c.
 * Nothing else includes this.
 */
#pragma once

#include "store/message.h"

/*
 * The columns of a struct message, for a SELECT whose tail names m, p and d;
 * outbox_read() turns such a row into one, freeing what *ret held.
 */
#define OUTBOX_SELECT                                                          \
	"SELECT m.id, m.key, m.kind, m.subject, m.gen, m.channel, m.rep_id, "  \
	"m.locale, m.model, m.created_at, m.due_at, m.expires_at, "            \
	"COALESCE(p.state, d.state), p.not_before, "                           \
	"COALESCE(p.attempts, d.attempts), "                                   \
	"COALESCE(p.uncertain, d.uncertain), "                                 \
	"COALESCE(p.last_class, d.last_class), "                               \
	"COALESCE(p.last_code, d.last_code), "                                 \
	"COALESCE(p.last_detail, d.last_detail), "                             \
	"d.remote_id, d.finished_at, d.merged_into "                           \
	"FROM message m LEFT JOIN pending p ON p.message_id = m.id "           \
	"LEFT JOIN delivery d ON d.message_id = m.id "
NUDGE_CHECK int outbox_read(struct stmt *st, struct message *ret);

/* The same of what is pending alone, without what came of earlier attempts. */
#define OUTBOX_SELECT_PENDING                                                  \
	"SELECT m.id, m.key, m.kind, m.subject, m.gen, m.channel, m.rep_id, "  \
	"m.locale, m.model, m.created_at, m.due_at, m.expires_at, p.state, "   \
	"p.not_before, p.attempts, p.uncertain, NULL, NULL, NULL, NULL, 0, 0 " \
	"FROM pending p JOIN message m ON m.id = p.message_id "

/* How long what a person may still deal with is kept: dead and held ones. */
enum { OUTBOX_KEEP_S = 180 * 86400 };

struct outbox_end {
	enum message_state state; /* a final one */
	int64_t merged_into;      /* of MERGED */
	const char *remote_id;    /* NULL = none */
	int64_t now;
};

/* Moves one message from pending to delivery, in the caller's transaction.
 * Its model is emptied unless a person may still want to retry it. */
NUDGE_CHECK int outbox_end(struct db *db, int64_t id,
	const struct outbox_end *end, struct err *err);

/* A row of delivery. */
struct outbox_row {
	int64_t message_id;
	struct outbox_end end;
	int64_t began_at; /* of the attempt that arrived; 0: none did */
	int64_t attempts, uncertain;
	const char *class, *code,
		*detail; /* of the last attempt; NULL = none */
};

/* What is no longer in pending has ended; its model is left as it is. */
NUDGE_CHECK int outbox_put(
	struct db *db, const struct outbox_row *row, struct err *err);

/* Runs a statement about one message: its id is $1. */
NUDGE_CHECK int outbox_run(
	struct db *db, const char *sql, int64_t id, struct err *err);

/* The message into tells from now on what this one would have told. */
NUDGE_CHECK int outbox_merge(
	struct db *db, int64_t id, int64_t into, int64_t now, struct err *err);

/* The same for every id in the first column of a bound statement, which is
 * read to its end first.  Returns how many. */
NUDGE_CHECK int outbox_end_all(struct db *db, struct stmt *ids,
	const struct outbox_end *end, struct err *err);

struct outbox_ids {
	int64_t *items;
	size_t n;
};

void outbox_ids_done(struct outbox_ids *ids);
#define AUTO_OUTBOX_IDS CLEANUP(outbox_ids_done) struct outbox_ids

/* The first column of all rows of a bound statement. */
NUDGE_CHECK int outbox_ids(
	struct stmt *st, struct outbox_ids *ret, struct err *err);
