/* Forgetting a person; the contract is in forget.h. */
#include "store/forget.h"

#include "base/str.h"
#include "base/utf8.h"
#include "store/contact.h"
#include "store/image.h"
#include "store/note.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

/* A text column and the rows of an account in which it is searched. */
struct place {
	const char *select; /* id and text; $1: the account */
	const char *update; /* $1: text, $2: id */
};

/* Through the index of its account. */
#define NOTES_ABOUT(contact)                                                   \
	" account_id = (SELECT account_id FROM contact WHERE id = " contact    \
	") AND contact_id = " contact

struct manner {
	bool is_json;      /* names stand in texts inside, escaped */
	const char *holds; /* what the whole must hold; NULL: anything */
};

#define OF_ACCOUNT                                                             \
	"touchpoint_id IN (SELECT id FROM touchpoint WHERE account_id = $1)"

static const struct place texts[] = {
	{"SELECT id, purpose FROM touchpoint WHERE account_id = $1"
	 " AND purpose_is_id = 0",
		"UPDATE touchpoint SET purpose = $1 WHERE id = $2"},
	{"SELECT id, result FROM touchpoint WHERE account_id = $1"
	 " AND result IS NOT NULL",
		"UPDATE touchpoint SET result = $1 WHERE id = $2"},
	{"SELECT id, move_reason FROM touchpoint WHERE account_id = $1"
	 " AND move_reason IS NOT NULL",
		"UPDATE touchpoint SET move_reason = $1 WHERE id = $2"},
	{"SELECT id, close_reason FROM touchpoint WHERE account_id = $1"
	 " AND close_reason IS NOT NULL",
		"UPDATE touchpoint SET close_reason = $1 WHERE id = $2"},
	{"SELECT id, text FROM activity WHERE account_id = $1"
	 " AND text IS NOT NULL",
		"UPDATE activity SET text = $1 WHERE id = $2"},
	{"SELECT id, text FROM note WHERE account_id = $1",
		"UPDATE note SET text = $1 WHERE id = $2"},
	{"SELECT id, closed_reason FROM account WHERE id = $1"
	 " AND closed_reason IS NOT NULL",
		"UPDATE account SET closed_reason = $1 WHERE id = $2"},
	{"SELECT id, title FROM topic WHERE account_id = $1",
		"UPDATE topic SET title = $1 WHERE id = $2"},
	{"SELECT id, title_fold FROM topic WHERE account_id = $1",
		"UPDATE topic SET title_fold = $1 WHERE id = $2"},
	{"SELECT id, text FROM topic WHERE account_id = $1"
	 " AND text IS NOT NULL",
		"UPDATE topic SET text = $1 WHERE id = $2"},
	{"SELECT id, place FROM meeting WHERE place IS NOT NULL"
	 " AND " OF_ACCOUNT,
		"UPDATE meeting SET place = $1 WHERE id = $2"},
	{"SELECT id, text FROM request WHERE " OF_ACCOUNT,
		"UPDATE request SET text = $1 WHERE id = $2"},
	{"SELECT id, answer FROM request WHERE answer IS NOT NULL"
	 " AND " OF_ACCOUNT,
		"UPDATE request SET answer = $1 WHERE id = $2"},
};

/* The events of an account's rows. */
#define ROWS_OF_ACCOUNT                                                        \
	" (e.tbl = 'touchpoint' AND e.row_id IN"                               \
	" (SELECT id FROM touchpoint WHERE account_id = $1)"                   \
	" OR e.tbl = 'activity' AND e.row_id IN"                               \
	" (SELECT id FROM activity WHERE account_id = $1)"                     \
	" OR e.tbl = 'note' AND e.row_id IN"                                   \
	" (SELECT id FROM note WHERE account_id = $1)"                         \
	" OR e.tbl = 'topic' AND e.row_id IN"                                  \
	" (SELECT id FROM topic WHERE account_id = $1)"                        \
	" OR e.tbl = 'contact' AND e.row_id IN"                                \
	" (SELECT id FROM contact WHERE account_id = $1)"                      \
	" OR e.tbl = 'meeting' AND e.row_id IN"                                \
	" (SELECT id FROM meeting WHERE " OF_ACCOUNT ")"                       \
	" OR e.tbl = 'request' AND e.row_id IN"                                \
	" (SELECT id FROM request WHERE " OF_ACCOUNT ")"                       \
	" OR e.tbl = 'account' AND e.row_id = $1)"

static const struct place history[] = {
	{"SELECT e.id, e.before FROM event e WHERE e.before IS NOT NULL"
	 " AND" ROWS_OF_ACCOUNT,
		"UPDATE event SET before = $1 WHERE id = $2"},
	{"SELECT e.id, e.after FROM event e WHERE e.after IS NOT NULL"
	 " AND" ROWS_OF_ACCOUNT,
		"UPDATE event SET after = $1 WHERE id = $2"},
	{"SELECT c.id, c.params FROM change c WHERE c.params IS NOT NULL"
	 " AND c.id IN (SELECT e.change_id FROM event e"
	 " WHERE" ROWS_OF_ACCOUNT ")",
		"UPDATE change SET params = $1 WHERE id = $2"},
};

/* Only those that name the account; which, is seen in their text. */
static const struct place messages = {
	"SELECT id, model FROM message WHERE model IS NOT NULL AND $1 > 0",
	"UPDATE message SET model = $1 WHERE id = $2"};

struct work {
	struct db *db;
	const struct forget *forget;
	struct err *err;
};

static bool is_ascii_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* "Li" is not a part of "Line". */
static bool is_apart(const char *text, const struct seek_hit *hit)
{
	bool before = hit->start > 0 && is_ascii_word(text[hit->start]) &&
		      is_ascii_word(text[hit->start - 1]);
	bool after = is_ascii_word(text[hit->end - 1]) &&
		     is_ascii_word(text[hit->end]);

	return !before && !after;
}

/* text with a dash for each place of word; false: there is none. */
static bool replace(
	const struct seek_word *word, const char *text, struct str *out)
{
	struct seek_hit hit;
	size_t from = 0, kept = 0;

	while (seek_find(word, text, from, &hit)) {
		from = hit.end;
		if (!is_apart(text, &hit))
			continue;
		str_add_n(out, text + kept, hit.start - kept);
		str_add(out, "—");
		kept = hit.end;
	}
	if (kept > 0)
		str_add(out, text + kept);
	return kept > 0;
}

/* 1: *ret is the text without the words; 0: it has none of them. */
static int clean_text(void *userdata, const char *text, char **ret)
{
	const struct work *w = userdata;
	AUTO_FREE char *now = NULL;
	bool found = false;
	int r = str_dup(text, &now);

	for (size_t i = 0; r == 0 && i < w->forget->n; i++) {
		AUTO_STR out = {0};

		if (!replace(&w->forget->word[i], now, &out))
			continue;
		found = true;
		free(TAKE(now));
		r = str_take(&out, &now);
	}
	if (r < 0)
		return r;
	if (found)
		*ret = TAKE(now);
	return found;
}

/* Likewise.  What should be JSON and is not is a text like others. */
static int clean(
	const struct work *w, bool is_json, const char *text, char **ret)
{
	struct work work = *w;
	int r = -EBADMSG;

	if (is_json)
		r = image_map(text, clean_text, &work, ret);
	if (r == -EBADMSG)
		r = clean_text(&work, text, ret);
	return r < 0 ? err_memory(w->err) : r;
}

static int write_text(const struct work *w, const struct place *place,
	const char *text, int64_t id)
{
	AUTO_STMT st = NULL;
	int r = db_query(w->db, place->update, &st, w->err);

	if (r < 0)
		return r;
	stmt_bind_text(st, 1, text);
	stmt_bind_int(st, 2, id);
	return stmt_run(st, w->err);
}

/* Each row is written when the next one was read: an UPDATE of what a SELECT
 * stands on is not portable, but these change nothing that it looks at. */
static int sweep(const struct work *w, const struct place *place,
	const struct manner *manner, int64_t *count)
{
	AUTO_STMT st = NULL;
	int r = db_query(w->db, place->select, &st, w->err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, w->forget->account_id);
	while ((r = stmt_step(st, w->err)) > 0) {
		AUTO_FREE char *text = NULL;

		if (manner->holds && !strstr(stmt_text(st, 1), manner->holds))
			continue;
		r = clean(w, manner->is_json, stmt_text(st, 1), &text);
		if (r > 0)
			r = write_text(w, place, text, stmt_int(st, 0));
		else if (r == 0)
			continue;
		if (r < 0)
			return r;
		++*count;
	}
	return r;
}

static int sweep_messages(const struct work *w, int64_t *count)
{
	AUTO_STR quoted = {0};

	str_addf(&quoted, "\"%s\"", w->forget->account);
	if (str_error(&quoted) < 0)
		return err_memory(w->err);
	return sweep(
		w, &messages, &(struct manner){true, str_get(&quoted)}, count);
}

static int run(const struct work *w, const char *sql, int64_t *count)
{
	AUTO_STMT st = NULL;
	int r = db_query(w->db, sql, &st, w->err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, w->forget->contact_id);
	r = stmt_run(st, w->err);
	if (r == 0 && count)
		*count += db_changes(w->db);
	return r;
}

/* Changes that wrote the contact, or a note about him, were about him. */
static int empty_history(const struct work *w, int64_t *count)
{
	int r = run(w,
		"UPDATE change SET params = NULL WHERE params IS NOT NULL"
		" AND id IN (SELECT change_id FROM event"
		" WHERE tbl = 'contact' AND row_id = $1 OR tbl = 'note'"
		" AND row_id IN (SELECT id FROM note"
		" WHERE" NOTES_ABOUT("$1") "))",
		count);

	return r < 0 ? r
		     : run(w,
			       "UPDATE event SET before = NULL, after = NULL"
			       " WHERE tbl = 'contact' AND row_id = $1"
			       " OR tbl = 'note' AND row_id IN"
			       " (SELECT id FROM note"
			       " WHERE" NOTES_ABOUT("$1") ")",
			       count);
}

/* In the history stands that something happened, not what. */
static int mark(const struct work *w, struct change *change)
{
	AUTO_STMT st = NULL;
	int r = change_begin(w->db, change, w->err);

	if (r == 0)
		r = db_query(w->db,
			"INSERT INTO event (change_id, tbl, row_id,"
			" rev_before, rev_after)"
			" SELECT $1, 'contact', id, rev, rev + 1 FROM contact"
			" WHERE id = $2 UNION ALL"
			" SELECT $1, 'note', id, rev, rev + 1 FROM note"
			" WHERE" NOTES_ABOUT("$2"),
			&st, w->err);
	if (r < 0)
		return r;
	stmt_bind_int(st, 1, change->id);
	stmt_bind_int(st, 2, w->forget->contact_id);
	return stmt_run(st, w->err);
}

static int empty_rows(
	const struct work *w, struct change *change, int64_t *notes)
{
	AUTO_STMT st = NULL;
	AUTO_STMT of_notes = NULL;
	int r = db_query(w->db,
		"UPDATE contact SET rev = rev + 1, deleted_at = $1, slug = '',"
		" name = '', name_fold = '', roles = NULL, mail = NULL,"
		" phone = NULL, refused = NULL, is_main = 0,"
		" external_source = NULL, external_id = NULL WHERE id = $2",
		&st, w->err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1, change->at);
	stmt_bind_int(st, 2, w->forget->contact_id);
	r = stmt_run(st, w->err);
	if (r == 0)
		r = db_query(w->db,
			"UPDATE note SET rev = rev + 1, text = '',"
			" deleted_at = COALESCE(deleted_at, $1)"
			" WHERE" NOTES_ABOUT("$2"),
			&of_notes, w->err);
	if (r < 0)
		return r;
	stmt_bind_int(of_notes, 1, change->at);
	stmt_bind_int(of_notes, 2, w->forget->contact_id);
	r = stmt_run(of_notes, w->err);
	*notes = db_changes(w->db);
	return r;
}

int forget_contact(struct db *db, struct change *change,
	const struct forget *forget, struct forget_count *ret, struct err *err)
{
	const struct work w = {db, forget, err};
	struct forget_count count = {0};
	int r;

	assert(db_is_writing(db));
	r = empty_history(&w, &count.history);
	if (r == 0)
		r = mark(&w, change);
	if (r == 0)
		r = empty_rows(&w, change, &count.notes);
	for (size_t i = 0; r == 0 && i < ARRAY_LEN(texts); i++)
		r = sweep(&w, &texts[i], &(struct manner){0}, &count.texts);
	for (size_t i = 0; r == 0 && i < ARRAY_LEN(history); i++)
		r = sweep(&w, &history[i], &(struct manner){.is_json = true},
			&count.history);
	if (r == 0)
		r = sweep_messages(&w, &count.messages);
	if (r == 0)
		*ret = count;
	return r;
}
