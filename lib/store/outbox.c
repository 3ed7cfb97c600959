/* Moves inside the outbox: reading a row, ending a message. */
#include "store/outbox.h"

#include "base/str.h"
#include "core/domain.h"

#include <errno.h>
#include <stdlib.h>

/* Copies the texts of the row; what was copied before a failure is freed by
 * the caller through message_done(). */
static int read_texts(struct stmt *st, struct message *m)
{
	const struct {
		int col;
		char **to;
	} texts[] = {
		{1, &m->key},
		{3, &m->subject},
		{5, &m->channel},
		{7, &m->locale},
		{8, &m->model},
		{16, &m->last_class},
		{17, &m->last_code},
		{18, &m->last_detail},
		{19, &m->remote_id},
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		int r = str_dup(stmt_text(st, texts[i].col), texts[i].to);

		if (r < 0)
			return r;
	}
	return 0;
}

/* The index of the name in a column, or -1. */
static int read_name(
	struct stmt *st, int col, const char *const *names, size_t n)
{
	const char *name = stmt_text(st, col);

	return name ? domain_find(names, n, name) : -1;
}

int outbox_read(struct stmt *st, struct message *ret)
{
	int kind = read_name(st, 2, message_kind_name, MESSAGE_KIND_N);
	int state = read_name(st, 12, message_state_name, MESSAGE_STATE_N);

	if (kind < 0 || state < 0)
		return -EBADMSG;
	message_done(ret);
	*ret = (struct message){
		.id = stmt_int(st, 0),
		.kind = (enum message_kind)kind,
		.gen = stmt_int(st, 4),
		.rep_id = stmt_int(st, 6),
		.created_at = stmt_int(st, 9),
		.due_at = stmt_int(st, 10),
		.expires_at = stmt_int(st, 11),
		.state = (enum message_state)state,
		.not_before = stmt_int(st, 13),
		.attempts = stmt_int(st, 14),
		.uncertain = stmt_int(st, 15),
		.finished_at = stmt_int(st, 20),
		.merged_into = stmt_int(st, 21),
	};
	return read_texts(st, ret);
}

int outbox_put(struct db *db, const struct outbox_row *row, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"INSERT INTO delivery (message_id, state, attempts, "
		"uncertain, finished_at, began_at, last_class, last_code, "
		"last_detail, remote_id, merged_into) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, row->message_id);
	stmt_bind_text(st, 2, message_state_name[row->end.state]);
	stmt_bind_int(st, 3, row->attempts);
	stmt_bind_int(st, 4, row->uncertain);
	stmt_bind_int(st, 5, row->end.now);
	stmt_bind_ref(st, 6, row->began_at);
	stmt_bind_text(st, 7, row->class);
	stmt_bind_text(st, 8, row->code);
	stmt_bind_text(st, 9, row->detail);
	stmt_bind_text(st, 10, row->end.remote_id);
	stmt_bind_ref(st, 11, row->end.merged_into);
	return stmt_run(st, err);
}

int outbox_run(struct db *db, const char *sql, int64_t id, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, sql, &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	return stmt_run(st, err);
}

/* Can a person bring a message in this state back to life? */
static bool is_retryable(enum message_state state)
{
	return state == MESSAGE_DEAD || state == MESSAGE_EXPIRED;
}

int outbox_end(struct db *db, int64_t id, const struct outbox_end *end,
	struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"DELETE FROM pending WHERE message_id = $1 RETURNING attempts, "
		"uncertain, last_class, last_code, last_detail",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	r = stmt_step(st, err);
	if (r <= 0)
		return r;
	r = outbox_put(db,
		&(struct outbox_row){
			.message_id = id,
			.end = *end,
			.attempts = stmt_int(st, 0),
			.uncertain = stmt_int(st, 1),
			.class = stmt_text(st, 2),
			.code = stmt_text(st, 3),
			.detail = stmt_text(st, 4),
		},
		err);
	if (r < 0 || is_retryable(end->state))
		return r;
	return outbox_run(
		db, "UPDATE message SET model = NULL WHERE id = $1", id, err);
}

static int copy_about(struct db *db, int64_t from, int64_t to, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"INSERT INTO message_touchpoint "
		"(message_id, touchpoint_id, gen) "
		"SELECT $1, touchpoint_id, gen FROM message_touchpoint "
		"WHERE message_id = $2 "
		"ON CONFLICT (touchpoint_id, message_id) DO UPDATE SET "
		"gen = excluded.gen WHERE excluded.gen > "
		"message_touchpoint.gen",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, to);
	stmt_bind_int(st, 2, from);
	return stmt_run(st, err);
}

int outbox_merge(
	struct db *db, int64_t id, int64_t into, int64_t now, struct err *err)
{
	int r = copy_about(db, id, into, err);

	return r < 0 ? r
		     : outbox_end(db, id,
			       &(struct outbox_end){.state = MESSAGE_MERGED,
				       .merged_into = into,
				       .now = now},
			       err);
}

void outbox_ids_done(struct outbox_ids *ids)
{
	free(ids->items);
	*ids = (struct outbox_ids){0};
}

int outbox_ids(struct stmt *st, struct outbox_ids *ret, struct err *err)
{
	AUTO_OUTBOX_IDS ids = {0};
	size_t room = 0;
	int r;

	while ((r = stmt_step(st, err)) == 1) {
		if (ids.n == room) {
			int64_t *more;

			room = room ? 2 * room : 16;
			more = reallocarray(ids.items, room, sizeof(*more));
			if (!more)
				return -ENOMEM;
			ids.items = more;
		}
		ids.items[ids.n++] = stmt_int(st, 0);
	}
	if (r < 0)
		return r;
	*ret = ids;
	ids = (struct outbox_ids){0};
	return 0;
}

int outbox_end_all(struct db *db, struct stmt *st, const struct outbox_end *end,
	struct err *err)
{
	AUTO_OUTBOX_IDS ids = {0};
	int r = outbox_ids(st, &ids, err);

	for (size_t i = 0; r == 0 && i < ids.n; i++)
		r = outbox_end(db, ids.items[i], end, err);
	return r < 0 ? r : (int)ids.n;
}
