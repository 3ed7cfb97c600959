/* All texts; the contract is in corpus.h. */
#include "store/corpus.h"

const char *const corpus_kind_name[CORPUS_N] = {
	[CORPUS_ACCOUNT] = "account",
	[CORPUS_CONTACT] = "contact",
	[CORPUS_TOPIC] = "topic",
	[CORPUS_NOTE] = "note",
	[CORPUS_TOUCHPOINT] = "touchpoint",
	[CORPUS_ACTIVITY] = "activity",
	[CORPUS_STEP] = "touchpoint",
};

/* id, account, touchpoint, day, state, the texts.  $1: ids below; $2: the
 * reader; $3: how many. */
static const char *const queries[CORPUS_N] = {
	[CORPUS_ACCOUNT] = "SELECT id, id, NULL, NULL, stage, name, slug,"
			   " external_id FROM account"
			   " WHERE id < $1 AND $2 >= 0"
			   " AND deleted_at IS NULL"
			   " ORDER BY id DESC LIMIT $3",
	[CORPUS_CONTACT] = "SELECT id, account_id, NULL, NULL, NULL, name,"
			   " slug, mail, phone FROM contact"
			   " WHERE id < $1 AND $2 >= 0"
			   " AND deleted_at IS NULL"
			   " ORDER BY id DESC LIMIT $3",
	[CORPUS_TOPIC] = "SELECT id, account_id, NULL, until_on, NULL, title,"
			 " text, url FROM topic"
			 " WHERE id < $1 AND $2 >= 0 AND deleted_at IS NULL"
			 " ORDER BY id DESC LIMIT $3",
	[CORPUS_NOTE] = "SELECT id, account_id, NULL, on_date, NULL, text"
			" FROM note"
			" WHERE id < $1 AND deleted_at IS NULL"
			" AND (rep_id = $2 OR share = 1 OR caution = 1)"
			" ORDER BY id DESC LIMIT $3",
	[CORPUS_TOUCHPOINT] =
		"SELECT id, account_id, NULL, due, state,"
		" CASE WHEN purpose_is_id = 0 THEN purpose END,"
		" close_reason FROM touchpoint"
		" WHERE id < $1 AND $2 >= 0 AND deleted_at IS NULL"
		" AND (purpose_is_id = 0 OR close_reason IS NOT NULL)"
		" ORDER BY id DESC LIMIT $3",
	[CORPUS_ACTIVITY] =
		"SELECT id, account_id, touchpoint_id, on_date, outcome,"
		" text FROM activity"
		" WHERE id < $1 AND $2 >= 0 AND deleted_at IS NULL"
		" AND text IS NOT NULL ORDER BY id DESC LIMIT $3",
	[CORPUS_STEP] = "SELECT id, account_id, NULL, due, state, purpose"
			" FROM touchpoint"
			" WHERE id < $1 AND $2 >= 0 AND state = 'open'"
			" AND purpose_is_id = 1 AND deleted_at IS NULL"
			" ORDER BY id DESC LIMIT $3",
};

enum { TEXT_COLUMN = 5 };

struct corpus_more corpus_more(const struct corpus_item *item)
{
	return (struct corpus_more){
		.touchpoint_id = stmt_int(item->st, 2),
		.on = stmt_date(item->st, 3),
		.state = stmt_text(item->st, 4),
	};
}

/* How many of the text columns a kind has. */
static const int n_texts[CORPUS_N] = {
	[CORPUS_ACCOUNT] = 3,
	[CORPUS_CONTACT] = 4,
	[CORPUS_TOPIC] = 3,
	[CORPUS_NOTE] = 1,
	[CORPUS_TOUCHPOINT] = 2,
	[CORPUS_ACTIVITY] = 1,
	[CORPUS_STEP] = 1,
};

static int tell(const struct corpus_walk *walk, struct stmt *st)
{
	struct corpus_item item = {
		.id = stmt_int(st, 0), .account_id = stmt_int(st, 1), .st = st};

	for (int i = 0; i < n_texts[walk->kind]; i++)
		item.text[i] = stmt_text(st, TEXT_COLUMN + i);
	return stmt_error(st) < 0 ? stmt_error(st)
				  : walk->each(walk->userdata, &item);
}

int corpus_walk(struct db *db, const struct corpus_walk *walk, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, queries[walk->kind], &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, walk->before > 0 ? walk->before : INT64_MAX);
	stmt_bind_int(st, 2, walk->reader_id);
	stmt_bind_int(st, 3, walk->limit);
	while ((r = stmt_step(st, err)) > 0) {
		r = tell(walk, st);
		if (r != 0)
			return r;
	}
	return r;
}
