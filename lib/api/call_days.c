/* Whose days count for a contact; the contract is in call.h. */
#include "api/call.h"

#include "store/calendar.h"

#include <errno.h>
#include <string.h>

struct call_calendar {
	struct call_calendar *next;
	char *name;
	struct workcal workcal;
};

/* Nothing is dated further back, and dates ahead end with when_parse()'s ten
 * years and a plan's last step. */
enum { YEARS_BACK = 3, YEARS_AHEAD = 12 };

static void calendar_free(struct call_calendar *c)
{
	calendar_unload(&c->workcal);
	free(c->name);
	free(c);
}

void call_days_done(struct call *call)
{
	while (call->calendars) {
		struct call_calendar *c = call->calendars;

		call->calendars = c->next;
		calendar_free(c);
	}
}

static int load(struct call *call, const char *name, const struct workcal **ret)
{
	struct call_calendar *c = calloc(1, sizeof(*c));
	int r;

	if (!c)
		return -ENOMEM;
	c->name = strdup(name);
	r = !c->name ? -ENOMEM
		     : calendar_load(call->db, name,
			       civil_add_months(call->today, -12 * YEARS_BACK),
			       civil_add_months(call->today, 12 * YEARS_AHEAD),
			       &c->workcal, &call->err);
	if (r < 0) {
		calendar_free(c);
		return r;
	}
	c->next = call->calendars;
	call->calendars = c;
	*ret = &c->workcal;
	return 0;
}

/* NULL gives NULL: Monday to Friday. */
static int find(struct call *call, const char *name, const struct workcal **ret)
{
	*ret = NULL;
	if (!name)
		return 0;
	for (struct call_calendar *c = call->calendars; c; c = c->next)
		if (strcmp(c->name, name) == 0) {
			*ret = &c->workcal;
			return 0;
		}
	return load(call, name, ret);
}

int call_days(struct call *call, const struct rep *rep,
	const struct account *account, struct workcal_pair *ret)
{
	const char *theirs = account ? account->calendar : NULL;
	int r;

	*ret = (struct workcal_pair){0};
	r = find(call, rep->calendar, &ret->rep.national);
	if (r < 0)
		return r;
	return find(
		call, theirs ? theirs : rep->calendar, &ret->account.national);
}
