/* Looking into the outbox. */
#include "store/message_list.h"

#include "base/str.h"
#include "core/domain.h"
#include "store/outbox.h"

#include <errno.h>
#include <stdlib.h>

void message_list_done(struct message_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		message_done(&list->items[i]);
	free(list->items);
	*list = (struct message_list){0};
}

static int query(struct db *db, const struct message_filter *filter,
	struct stmt **ret, struct err *err)
{
	struct stmt *st;
	int r = db_query(db,
		OUTBOX_SELECT
		"WHERE ($1 = 0 OR m.id < $1) "
		"AND ($2 = '' OR COALESCE(p.state, d.state) = $2) "
		"AND ($3 = '' OR m.channel = $3) "
		"AND ($4 = 0 OR m.rep_id = $4) "
		"ORDER BY m.id DESC LIMIT $5",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, filter->before_id);
	stmt_bind_text(st, 2, filter->state ? filter->state : "");
	stmt_bind_text(st, 3, filter->channel ? filter->channel : "");
	stmt_bind_int(st, 4, filter->rep_id);
	stmt_bind_int(st, 5, filter->limit);
	*ret = st;
	return 0;
}

static int collect(struct stmt *st, int64_t limit, struct message_list *ret,
	struct err *err)
{
	AUTO_MESSAGE_LIST list = {0};
	int r;

	list.items = calloc((size_t)limit + 1, sizeof(*list.items));
	if (!list.items)
		return -ENOMEM;
	while ((r = stmt_step(st, err)) == 1) {
		r = outbox_read(st, &list.items[list.n++]);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return r;
	*ret = list;
	list = (struct message_list){0};
	return 0;
}

int message_list(struct db *db, const struct message_filter *filter,
	struct message_list *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = query(db, filter, &st, err);

	return r < 0 ? r : collect(st, filter->limit, ret, err);
}

int message_list_about(struct db *db, int64_t touchpoint_id, int64_t limit,
	struct message_list *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		OUTBOX_SELECT
		"WHERE m.id IN (SELECT message_id FROM message_touchpoint "
		"WHERE touchpoint_id = $1) ORDER BY m.id DESC LIMIT $2",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, touchpoint_id);
	stmt_bind_int(st, 2, limit);
	return collect(st, limit, ret, err);
}

static void attempt_done(struct message_attempt *attempt)
{
	free(attempt->phase);
	free(attempt->class);
	free(attempt->code);
	free(attempt->detail);
}

void message_list_attempts_done(struct message_attempts *attempts)
{
	for (size_t i = 0; i < attempts->n; i++)
		attempt_done(&attempts->items[i]);
	free(attempts->items);
	*attempts = (struct message_attempts){0};
}

static int read_attempt(struct stmt *st, struct message_attempt *ret)
{
	int r = str_dup(stmt_text(st, 3), &ret->phase);

	ret->n = stmt_int(st, 0);
	ret->started_at = stmt_int(st, 1);
	ret->ended_at = stmt_int(st, 2);
	ret->retry_after_ms = stmt_int(st, 7);
	if (r == 0)
		r = str_dup(stmt_text(st, 4), &ret->class);
	if (r == 0)
		r = str_dup(stmt_text(st, 5), &ret->code);
	if (r == 0)
		r = str_dup(stmt_text(st, 6), &ret->detail);
	return r;
}

int message_list_attempts(struct db *db, int64_t id,
	struct message_attempts *ret, struct err *err)
{
	CLEANUP(message_list_attempts_done) struct message_attempts all = {0};
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT n, started_at, ended_at, phase, class, code, detail, "
		"retry_after_ms FROM attempt WHERE message_id = $1 "
		"UNION ALL SELECT (SELECT COALESCE(MAX(n), 0) + 1 FROM attempt "
		"WHERE message_id = $1), began_at, finished_at, NULL, "
		"last_class, last_code, last_detail, NULL FROM delivery "
		"WHERE message_id = $1 AND began_at IS NOT NULL ORDER BY 1",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, id);
	while ((r = stmt_step(st, err)) == 1) {
		struct message_attempt *more =
			reallocarray(all.items, all.n + 1, sizeof(*all.items));

		if (!more)
			return -ENOMEM;
		all.items = more;
		all.items[all.n] = (struct message_attempt){0};
		r = read_attempt(st, &all.items[all.n++]);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return r;
	*ret = all;
	all = (struct message_attempts){0};
	return 0;
}

int message_list_count(struct db *db, const char *channel,
	int64_t ret[static MESSAGE_STATE_N], struct err *err)
{
	int64_t count[MESSAGE_STATE_N] = {0};
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT p.state, COUNT(*) FROM pending p "
		"WHERE $1 = '' OR p.dest = $1 GROUP BY p.state "
		"UNION ALL SELECT d.state, COUNT(*) FROM delivery d "
		"JOIN message m ON m.id = d.message_id "
		"WHERE d.state IN ('dead', 'expired') "
		"AND ($1 = '' OR m.channel = $1) GROUP BY d.state",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, channel ? channel : "");
	while ((r = stmt_step(st, err)) == 1) {
		int state = domain_find(
			message_state_name, MESSAGE_STATE_N, stmt_text(st, 0));

		if (state >= 0)
			count[state] = stmt_int(st, 1);
	}
	if (r < 0)
		return r;
	for (size_t i = 0; i < MESSAGE_STATE_N; i++)
		ret[i] = count[i];
	return 0;
}
