/* What may leave, or was leaving, is read; the contract is in claim.h. */
#include "store/claim.h"

#include <errno.h>

static int is_wanted(const struct claim_reader *reader, const char *channel)
{
	if (!channel)
		return -ENOMEM;
	return reader->wants ? reader->wants(reader->userdata, channel) : 1;
}

/* What a queue in memory needs stands in pending alone: looking up each
 * message made the scan the dearest part of a burst. */
#define READY_SELECT                                                           \
	"SELECT dest, not_before, priority, message_id, rep_id, is_test, "     \
	"claimed_at FROM pending "

/* All but the channel. */
static struct claim_ready read_one(struct stmt *st)
{
	return (struct claim_ready){
		.key = {.not_before = stmt_int(st, 1),
			.priority = stmt_int(st, 2),
			.message_id = stmt_int(st, 3)},
		.rep_id = stmt_int(st, 4),
		.is_test = stmt_int(st, 5),
		.claimed_at = stmt_int(st, 6),
	};
}

static int read_all(
	struct stmt *st, const struct claim_reader *reader, struct err *err)
{
	int r;

	while ((r = stmt_step(st, err)) == 1) {
		const char *channel = stmt_text(st, 0);
		struct claim_ready ready;

		r = is_wanted(reader, channel);
		if (r < 0)
			return r;
		if (r == 0)
			continue;
		ready = read_one(st);
		ready.channel = channel;
		r = reader->row(reader->userdata, &ready);
		if (r < 0)
			return r;
	}
	return r;
}

int claim_scan(struct db *db, const struct claim_span *span,
	const struct claim_reader *reader, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		READY_SELECT "WHERE (not_before, priority, message_id) > "
			     "($1, $2, $3) AND not_before <= $4 "
			     "AND state = 'waiting' "
			     "ORDER BY not_before, priority, message_id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, span->after.not_before);
	stmt_bind_int(st, 2, span->after.priority);
	stmt_bind_int(st, 3, span->after.message_id);
	stmt_bind_int(st, 4, span->until);
	return read_all(st, reader, err);
}

int claim_orphans(
	struct db *db, const struct claim_reader *reader, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		READY_SELECT "WHERE state = 'sending' "
			     "ORDER BY not_before, priority, message_id",
		&st, err);

	return r < 0 ? r : read_all(st, reader, err);
}
