/* Lists that come in; the contract is in calendar_put.h. */
#include "store/calendar_put.h"

#include "base/str.h"

#include <errno.h>
#include <string.h>

struct put {
	struct db *db;
	struct change *change;
	const struct calendar_list *list;
	struct calendar *calendar;
	struct calendar_put done;
	struct err *err;
};

static int set(char **field, const char *s, struct err *err)
{
	char *copy;

	if (str_dup(s, &copy) < 0)
		return err_memory(err);
	free(*field);
	*field = copy;
	return 0;
}

static int set_head(struct put *p)
{
	const struct caltext *text = p->list->text;
	struct calendar *c = p->calendar;
	char week[WORKCAL_WEEK_TEXT];
	int r = set(&c->name, text->name, p->err);

	if (r == 0)
		r = set(&c->title, text->title, p->err);
	if (r == 0)
		r = set(&c->source, text->source, p->err);
	return r < 0 ? r
		     : set(&c->week, workcal_week_format(week, text->week),
			       p->err);
}

/* The years now known: no hole may be left between. */
static int set_years(struct put *p)
{
	const struct caltext *text = p->list->text;
	struct calendar *c = p->calendar;

	if (c->id == 0) {
		c->year_from = text->year_from;
		c->year_to = text->year_to;
		return 0;
	}
	if (text->year_from > c->year_to + 1)
		return err_set(p->err, -EINVAL,
			N_("%s has no list for %s yet; import that year first"),
			c->name, STR_INT(c->year_to + 1));
	if (text->year_to < c->year_from - 1)
		return err_set(p->err, -EINVAL,
			N_("%s has no list for %s yet; import that year first"),
			c->name, STR_INT(c->year_from - 1));
	if (text->year_from < c->year_from)
		c->year_from = text->year_from;
	if (text->year_to > c->year_to)
		c->year_to = text->year_to;
	return 0;
}

static int put_head(struct put *p)
{
	struct calendar *c = p->calendar;
	int r = set_years(p);

	if (r == 0)
		r = set_head(p);
	if (r < 0)
		return r;
	if (c->id > 0)
		return row_update(p->db, p->change, &calendar_table, c, p->err);
	c->layer = p->list->layer;
	return row_insert(p->db, p->change, &calendar_table, c, p->err);
}

static bool is_same(
	const struct calendar_day *row, const struct caltext_day *day)
{
	return civil_cmp(row->on_date, day->date) == 0 &&
	       row->kind == day->kind &&
	       strcmp(row->name ? row->name : "", day->name) == 0;
}

/* Is the row in the list?  Both are sorted; *at is where the search goes
 * on. */
static bool is_listed(
	const struct caltext *text, size_t *at, const struct calendar_day *row)
{
	while (*at < text->n_days &&
		civil_cmp(text->days[*at].date, row->on_date) < 0)
		++*at;
	for (size_t i = *at; i < text->n_days &&
			     civil_cmp(text->days[i].date, row->on_date) == 0;
		i++)
		if (is_same(row, &text->days[i]))
			return true;
	return false;
}

static int remove_old(struct put *p, struct rows *rows)
{
	size_t at = 0;
	int r = 0;

	ROWS_EACH(struct calendar_day, row, rows) {
		if (row->kind == DAY_SOFT || is_listed(p->list->text, &at, row))
			continue;
		r = row_delete(
			p->db, p->change, &calendar_day_table, row, p->err);
		if (r < 0)
			return r;
		p->done.removed++;
	}
	return r;
}

static bool is_stored(
	const struct rows *rows, size_t *at, const struct caltext_day *day)
{
	const struct calendar_day *row = rows->data;

	while (*at < rows->n && civil_cmp(row[*at].on_date, day->date) < 0)
		++*at;
	for (size_t i = *at;
		i < rows->n && civil_cmp(row[i].on_date, day->date) == 0; i++)
		if (is_same(&row[i], day))
			return true;
	return false;
}

static int add_day(struct put *p, const struct caltext_day *day)
{
	AUTO_CALENDAR_DAY row = {
		.calendar_id = p->calendar->id,
		.on_date = day->date,
		.kind = day->kind,
	};

	if (day->name[0] && str_dup(day->name, &row.name) < 0)
		return err_memory(p->err);
	p->done.added++;
	return row_insert(p->db, p->change, &calendar_day_table, &row, p->err);
}

static int add_new(struct put *p, const struct rows *rows, int first_year)
{
	const struct caltext *text = p->list->text;
	size_t at = 0;
	int r = 0;

	for (size_t i = 0; r == 0 && i < text->n_days; i++)
		if (text->days[i].date.year >= first_year &&
			!is_stored(rows, &at, &text->days[i]))
			r = add_day(p, &text->days[i]);
	return r;
}

int calendar_put(struct db *db, struct change *change,
	const struct calendar_list *list, struct calendar *calendar,
	struct calendar_put *ret, struct err *err)
{
	struct put p = {.db = db,
		.change = change,
		.list = list,
		.calendar = calendar,
		.err = err};
	AUTO_ROWS rows = {0};
	int first = list->text->year_from;
	int r = put_head(&p);

	if (list->after_year >= first)
		first = list->after_year + 1;
	if (r == 0)
		r = calendar_days(db, calendar->id,
			(struct civil_date){(int16_t)first, 1, 1},
			(struct civil_date){
				(int16_t)list->text->provisional_to, 12, 31},
			&rows, err);
	if (r == 0)
		r = remove_old(&p, &rows);
	if (r == 0)
		r = add_new(&p, &rows, first);
	if (r == 0 && ret)
		*ret = p.done;
	return r;
}
