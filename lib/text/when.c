/* Typed dates and times as a whole; the contract is in when.h. */
#include "text/when.h"

#include "base/str.h"
#include "base/utf8.h"
#include "text/scan.h"
#include "text/when_read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TYPED_MAX = 64, DAYS_MAX = 3653 };

static int refuse(const struct reading *r)
{
	struct civil_date today = r->context->today;

	return err_set(r->err, -EINVAL,
		N_("\"%s\" is not understood as a date or time; write for "
		   "example %s, tomorrow, fri, +3d, +2bd, eom or 15:00"),
		r->typed, CIVIL_STR(civil_add_days(today, 7)));
}

/* A date and then a time, either of which may be missing. */
static int read_both(struct reading *r, struct when *ret)
{
	int date, time;

	scan_blanks(&r->p);
	date = when_date_read(r, &ret->date);
	if (date < 0)
		return date;
	scan_blanks(&r->p);
	if (date && r->p[0] == 't')
		r->p++; /* 2026-11-20T15:00 */
	time = when_time_read(r, &ret->minute);
	if (time < 0)
		return time;
	scan_blanks(&r->p);
	return *r->p || !(date || time) ? refuse(r) : 0;
}

static int check_range(const struct reading *r, struct civil_date d)
{
	int days = civil_is_none(d) ? 0 : civil_between(r->context->today, d);

	if (abs(days) <= DAYS_MAX)
		return 0;
	return err_set(r->err, -ERANGE,
		N_("%s is more than ten years from today; check the year"),
		CIVIL_STR(d));
}

/* The month of a day. */
static int read_day_in_it(struct reading *r, struct civil_date *ret)
{
	struct civil_date d;
	int k = when_date_read(r, &d);

	if (k < 0)
		return k;
	scan_blanks(&r->p);
	if (k == 0 || *r->p)
		return when_month_refuse(r);
	k = check_range(r, d);
	if (k < 0)
		return k;
	d.day = 1;
	*ret = d;
	return 0;
}

/* Reading starts at the first byte of what was typed, folded. */
static int begin(struct reading *r, const char *what, char **ret_folded)
{
	int k = utf8_check_line(what, r->typed, TYPED_MAX, r->err);

	if (k < 0)
		return k;
	k = utf8_fold(r->typed, ret_folded);
	r->p = *ret_folded;
	return k;
}

int when_parse_month(const char *s, const struct when_context *context,
	struct civil_date *ret, struct err *err)
{
	struct reading r = {.typed = s, .context = context, .err = err};
	AUTO_FREE char *folded = NULL;
	struct civil_date month;
	int k = begin(&r, "month", &folded);

	if (k < 0)
		return k;
	scan_blanks(&r.p);
	k = when_month_read(&r, &month);
	if (k < 0)
		return k;
	scan_blanks(&r.p);
	if (k > 0 && !*r.p) {
		*ret = month;
		return 0;
	}
	r.p = folded;
	scan_blanks(&r.p);
	return read_day_in_it(&r, ret);
}

int when_parse(const char *s, const struct when_context *context,
	struct when *ret, struct err *err)
{
	struct reading r = {.typed = s, .context = context, .err = err};
	struct when when = {.minute = -1};
	AUTO_FREE char *folded = NULL;
	int k = begin(&r, "date", &folded);

	if (k < 0)
		return k;
	k = read_both(&r, &when);
	if (k < 0)
		return k;
	k = check_range(&r, when.date);
	if (k < 0)
		return k;
	when.in_workdays = r.in_workdays;
	*ret = when;
	return 0;
}

int when_parse_day(const char *s, const struct when_context *context,
	struct civil_date *ret, struct err *err)
{
	struct when when;
	int k = when_parse(s, context, &when, err);

	if (k < 0)
		return k;
	if (civil_is_none(when.date))
		return err_set(err, -EINVAL,
			N_("\"%s\" is a time; a day is needed here, such as "
			   "tomorrow or %s"),
			s, CIVIL_STR(civil_add_days(context->today, 7)));
	if (when.minute >= 0)
		return err_set(err, -EINVAL,
			N_("\"%s\" has a time; only a day is needed here: %s"),
			s, CIVIL_STR(when.date));
	*ret = when.date;
	return 0;
}
