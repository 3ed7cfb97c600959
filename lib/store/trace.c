/* What is stored about a contact; the contract is in trace.h. */
#include "store/trace.h"

#include "store/activity.h"
#include "store/image.h"
#include "store/note.h"
#include "store/topic.h"
#include "store/touchpoint.h"

#include <errno.h>

static int rows_of(struct db *db, const struct table *table, const char *tail,
	int64_t contact_id, struct rows *ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = row_query(db, table, tail, &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, contact_id);
	return rows_fill(ret, table, st, err);
}

int trace_links(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err)
{
	return rows_of(db, &touchpoint_contact_table,
		" WHERE t.contact_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		contact_id, ret, err);
}

int trace_touchpoints(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err)
{
	return rows_of(db, &touchpoint_table,
		" WHERE t.deleted_at IS NULL AND t.id IN"
		" (SELECT touchpoint_id FROM touchpoint_contact"
		" WHERE contact_id = $1 AND deleted_at IS NULL) ORDER BY t.id",
		contact_id, ret, err);
}

int trace_activities(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err)
{
	return rows_of(db, &activity_table,
		" WHERE t.deleted_at IS NULL AND t.id IN"
		" (SELECT activity_id FROM activity_contact"
		" WHERE contact_id = $1 AND deleted_at IS NULL) ORDER BY t.id",
		contact_id, ret, err);
}

int trace_notes(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err)
{
	return rows_of(db, &note_table,
		" WHERE t.contact_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		contact_id, ret, err);
}

int trace_told(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err)
{
	return rows_of(db, &topic_told_table,
		" WHERE t.contact_id = $1 AND t.deleted_at IS NULL"
		" ORDER BY t.id",
		contact_id, ret, err);
}

int trace_history(struct db *db, int64_t contact_id, trace_each *each,
	void *userdata, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT c.id, c.at, c.method, e.tbl, e.row_id, e.before,"
		" e.after FROM event e JOIN change c ON c.id = e.change_id"
		" WHERE e.tbl = 'contact' AND e.row_id = $1"
		" OR e.tbl = 'note' AND e.row_id IN"
		" (SELECT n.id FROM note n WHERE n.contact_id = $1"
		" AND n.account_id = (SELECT p.account_id FROM contact p"
		" WHERE p.id = $1)) ORDER BY e.id",
		&st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, contact_id);
	while ((r = stmt_step(st, err)) > 0) {
		r = each(userdata, &(struct trace_item){
					   .id = stmt_int(st, 0),
					   .at = stmt_int(st, 1),
					   .kind = stmt_text(st, 2),
					   .table = stmt_text(st, 3),
					   .row_id = stmt_int(st, 4),
					   .before = stmt_text(st, 5),
					   .after = stmt_text(st, 6),
				   });
		if (r < 0)
			return r;
	}
	return r;
}

struct search {
	const struct seek_word *word;
	bool found;
};

static int look(void *userdata, const char *text, char **ret)
{
	struct search *search = userdata;

	(void)ret;
	search->found |= seek_find(search->word, text, 0, NULL);
	return 0;
}

/* 1: it names the word; 0: it does not, or is no model. */
static int is_named(
	const struct seek_word *word, const char *model, struct err *err)
{
	struct search search = {word, false};
	char *same = NULL;
	int r = image_map(model, look, &search, &same);

	if (r < 0 && r != -EBADMSG)
		return err_memory(err);
	return search.found;
}

int trace_messages(struct db *db, const struct seek_word *word,
	trace_each *each, void *userdata, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db,
		"SELECT id, created_at, kind, model FROM message"
		" WHERE model IS NOT NULL ORDER BY id",
		&st, err);

	if (r < 0)
		return r;
	while ((r = stmt_step(st, err)) > 0) {
		const char *model = stmt_text(st, 3);

		r = is_named(word, model, err);
		if (r == 0)
			continue;
		if (r < 0)
			return r;
		r = each(userdata, &(struct trace_item){
					   .id = stmt_int(st, 0),
					   .at = stmt_int(st, 1),
					   .kind = stmt_text(st, 2),
					   .after = model,
				   });
		if (r < 0)
			return r;
	}
	return r;
}
