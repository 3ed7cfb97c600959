/* The touchpoints of a calendar subscription; the contract is in
 * feed_event.h. */
#include "store/feed_event.h"

#include "base/names.h"
#include "base/str.h"
#include "core/planner.h"

#include <errno.h>

_Static_assert(MOVED_CLOSED == 1, "it is written out in SQL");

/* Whose holidays may have moved it; NULL where no closed day has. */
#define CALENDARS                                                              \
	"CASE WHEN t.state = 'open' AND (t.moved & 1) <> 0 THEN "              \
	"COALESCE(o.calendar, '') || ',' || COALESCE(a.calendar, '') END "
#define EVENT_COLUMNS                                                          \
	"SELECT t.id, t.plan_id, t.n, t.seq, t.created_at, t.visible_at, "     \
	"t.step, t.purpose, t.due_zone, a.name, o.name, t.purpose_is_id, "     \
	"a.tier, t.kind, t.via, t.state, t.due, t.latest, t.due_minute, "      \
	"m.length, m.place, t.nominal, t.moved, " CALENDARS                    \
	"FROM touchpoint t JOIN account a ON a.id = t.account_id "             \
	"JOIN rep o ON o.id = t.owner_id "                                     \
	"LEFT JOIN meeting m ON m.touchpoint_id = t.id "                       \
	"AND m.deleted_at IS NULL WHERE "
#define EVENT_OPEN                                                             \
	" AND t.state = 'open' AND t.deleted_at IS NULL AND t.due <= $2 "
#define EVENT_DONE                                                             \
	" AND t.state = 'done' AND t.deleted_at IS NULL "                      \
	"AND t.closed_at >= $3 "
#define EVENT_QUERY(whose)                                                     \
	EVENT_COLUMNS whose EVENT_OPEN                                         \
		"UNION ALL " EVENT_COLUMNS whose EVENT_DONE                    \
		"ORDER BY 17, 1 LIMIT $4"

static const char *const queries[FEED_KIND_N] = {
	[FEED_REP] = EVENT_QUERY("t.owner_id = $1"),
	[FEED_TEAM] = EVENT_QUERY("t.owner_id IN (SELECT id FROM rep "
				  "WHERE manager_id = $1 "
				  "AND deleted_at IS NULL)"),
	[FEED_ACCOUNT] = EVENT_QUERY("t.account_id = $1"),
};

static void row_free(struct feed_event_row *row)
{
	free(row->step);
	free(row->purpose);
	free(row->due_zone);
	free(row->account);
	free(row->owner);
	free(row->place);
	free(row->who);
	free(row->calendars);
	free(row->why);
}

void feed_event_rows_done(struct feed_event_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		row_free(&rows->data[i]);
	free(rows->data);
	*rows = (struct feed_event_rows){0};
}

/* A new zero row at the end; NULL: out of memory. */
static struct feed_event_row *row_new(struct feed_event_rows *rows)
{
	if (rows->n == rows->cap) {
		size_t cap = rows->cap ? 2 * rows->cap : 64;
		void *data = realloc(rows->data, cap * sizeof(*rows->data));

		if (!data)
			return NULL;
		rows->data = data;
		rows->cap = cap;
	}
	rows->data[rows->n] = (struct feed_event_row){0};
	return &rows->data[rows->n++];
}

static int find(const char *const *names, size_t n, const char *name, int *ret)
{
	*ret = name ? domain_find(names, n, name) : -1;
	return *ret < 0 ? -EBADMSG : 0;
}

static int read_words(struct stmt *st, struct feed_event_row *row)
{
	int tier, kind, via, state;
	int r = find(domain_tier, TIER_N, stmt_text(st, 12), &tier);

	if (r == 0)
		r = find(domain_kind, KIND_N, stmt_text(st, 13), &kind);
	if (r == 0)
		r = find(domain_via, VIA_N, stmt_text(st, 14), &via);
	if (r == 0)
		r = find(domain_state, STATE_N, stmt_text(st, 15), &state);
	if (r < 0)
		return r;
	row->tier = (enum tier)tier;
	row->kind = (enum kind)kind;
	row->via = (enum via)via;
	row->state = (enum state)state;
	return 0;
}

static int read_texts(struct stmt *st, struct feed_event_row *row)
{
	char **const texts[] = {&row->step, &row->purpose, &row->due_zone,
		&row->account, &row->owner};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (str_dup(stmt_text(st, 6 + (int)i), texts[i]) < 0)
			return -ENOMEM;
	if (str_dup(stmt_text(st, 20), &row->place) < 0 ||
		str_dup(stmt_text(st, 23), &row->calendars) < 0)
		return -ENOMEM;
	return stmt_error(st);
}

static int read_row(struct stmt *st, struct feed_event_row *row)
{
	int r = read_texts(st, row);

	row->id = stmt_int(st, 0);
	row->plan_id = stmt_int(st, 1);
	row->n = stmt_int(st, 2);
	row->seq = stmt_int(st, 3);
	row->created_at = stmt_int(st, 4);
	row->visible_at = stmt_int(st, 5);
	row->purpose_is_id = stmt_int(st, 11);
	row->due = stmt_date(st, 16);
	row->latest = stmt_date(st, 17);
	row->due_minute = stmt_int(st, 18);
	row->length = stmt_int(st, 19);
	row->nominal = stmt_date(st, 21);
	row->moved = stmt_int(st, 22);
	return r < 0 ? r : read_words(st, row);
}

static int read_rows(struct stmt *st, int64_t limit,
	struct feed_event_rows *rows, struct err *err)
{
	int r;

	while ((r = stmt_step(st, err)) > 0) {
		struct feed_event_row *row;

		if ((int64_t)rows->n == limit) {
			rows->n_left_out++;
			continue;
		}
		row = row_new(rows);
		r = row ? read_row(st, row) : -ENOMEM;
		if (r == -ENOMEM)
			return err_memory(err);
		if (r < 0)
			return r;
	}
	return r;
}

/* The first person planned for each touchpoint, by name or by roles. */
static int read_people(struct db *db, bool names, struct feed_event_rows *rows,
	struct err *err)
{
	for (size_t i = 0; i < rows->n; i++) {
		struct feed_event_row *row = &rows->data[i];
		AUTO_STMT st = NULL;
		int r = db_query(db,
			"SELECT c.name, c.roles FROM touchpoint_contact tc "
			"JOIN contact c ON c.id = tc.contact_id "
			"WHERE tc.touchpoint_id = $1 "
			"AND tc.deleted_at IS NULL AND c.deleted_at IS NULL "
			"ORDER BY tc.id LIMIT 1",
			&st, err);

		if (r < 0)
			return r;
		stmt_bind_int(st, 1, row->id);
		r = stmt_step(st, err);
		if (r > 0 &&
			str_dup(stmt_text(st, names ? 0 : 1), &row->who) < 0)
			r = err_memory(err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* The holiday to all whose rule names that day; the first calendar's stays. */
static int put_holiday(struct stmt *st, struct feed_event_rows *rows)
{
	const char *calendar = stmt_text(st, 1);
	struct civil_date on = stmt_date(st, 0);
	AUTO_STR why = {0};

	if (stmt_error(st) < 0)
		return -ENOMEM;
	str_addf(&why, "%s %s", calendar, stmt_text(st, 2));
	for (size_t i = 0; i < rows->n; i++) {
		struct feed_event_row *row = &rows->data[i];

		if (row->calendars && civil_cmp(row->nominal, on) == 0 &&
			!row->why && names_has(row->calendars, calendar) &&
			str_dup(str_get(&why), &row->why) < 0)
			return -ENOMEM;
	}
	return str_error(&why);
}

/* What national lists call the closed days that moved something.  Leave and
 * company days have names, too, which are nobody else's business. */
static int read_holidays(
	struct db *db, struct feed_event_rows *rows, struct err *err)
{
	struct civil_date from = {9999, 12, 31}, to = {0};
	AUTO_STMT st = NULL;
	int r;

	for (size_t i = 0; i < rows->n; i++)
		if (rows->data[i].calendars) {
			from = civil_min(from, rows->data[i].nominal);
			to = civil_max(to, rows->data[i].nominal);
		}
	if (civil_is_none(to))
		return 0;
	r = db_query(db,
		"SELECT d.on_date, c.name, d.name FROM calendar c "
		"JOIN calendar_day d ON d.calendar_id = c.id "
		"WHERE c.layer = 'national' AND c.deleted_at IS NULL "
		"AND d.on_date >= $1 AND d.on_date <= $2 "
		"AND d.kind = 'closed' AND d.deleted_at IS NULL "
		"AND d.name <> '' ORDER BY c.id, d.on_date",
		&st, err);
	if (r < 0)
		return r;
	stmt_bind_date(st, 1, from);
	stmt_bind_date(st, 2, to);
	while ((r = stmt_step(st, err)) > 0)
		if (put_holiday(st, rows) < 0)
			return err_memory(err);
	return r;
}

int feed_event_read(struct db *db, const struct feed_token *token,
	const struct feed_span *span, struct feed_event_rows *ret,
	struct err *err)
{
	AUTO_FEED_EVENT_ROWS rows = {0};
	AUTO_STMT st = NULL;
	int r = db_query(db, queries[token->kind], &st, err);

	if (r < 0)
		return r;
	stmt_bind_int(st, 1,
		token->kind == FEED_ACCOUNT ? token->account_id
					    : token->rep_id);
	stmt_bind_date(st, 2, span->until);
	stmt_bind_int(st, 3, span->done_from);
	stmt_bind_int(st, 4, 4 * span->limit);
	r = read_rows(st, span->limit, &rows, err);
	stmt_release(&st);
	st = NULL;
	if (r == 0)
		r = read_people(db, token->names != 0, &rows, err);
	if (r == 0)
		r = read_holidays(db, &rows, err);
	if (r < 0)
		return r;
	*ret = rows;
	rows = (struct feed_event_rows){0};
	return 0;
}
