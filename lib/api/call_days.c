/* Whose days count for a contact; the contract is in call.h. */
#include "api/call.h"

#include "base/names.h"
#include "store/calendar.h"

#include <errno.h>
#include <string.h>

struct call_calendar {
	struct call_calendar *next;
	char *name;
	enum workcal_layer layer;
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

static int load(
	struct call *call, const char *name, const struct call_calendar **ret)
{
	struct call_calendar *c = calloc(1, sizeof(*c));
	struct calendar_span span = {
		.name = name,
		.from = civil_add_months(call->today, -12 * YEARS_BACK),
		.to = civil_add_months(call->today, 12 * YEARS_AHEAD),
	};
	int r;

	if (!c)
		return -ENOMEM;
	c->name = strdup(name);
	r = !c->name ? -ENOMEM
		     : calendar_load(call->db, &span, &c->layer, &c->workcal,
			       &call->err);
	if (r < 0) {
		calendar_free(c);
		return r;
	}
	c->next = call->calendars;
	call->calendars = c;
	*ret = c;
	return 0;
}

static int find(
	struct call *call, const char *name, const struct call_calendar **ret)
{
	for (struct call_calendar *c = call->calendars; c; c = c->next)
		if (strcmp(c->name, name) == 0) {
			*ret = c;
			return 0;
		}
	return load(call, name, ret);
}

/* Each calendar of a list into the place of its layer. */
static int fill(struct call *call, const char *list, struct workcal_side *side)
{
	char name[NAMES_MAX];

	while (names_next(&list, name)) {
		const struct call_calendar *c;
		int r = find(call, name, &c);

		if (r < 0)
			return r;
		switch (c->layer) {
		case LAYER_REP:
			side->leave = &c->workcal;
			break;
		case LAYER_COMPANY:
			side->company = &c->workcal;
			break;
		case LAYER_NATIONAL:
			side->national = &c->workcal;
			break;
		case LAYER_N:
			break;
		}
	}
	return 0;
}

int call_days(struct call *call, const struct rep *rep,
	const struct account *account, struct workcal_pair *ret)
{
	int r;

	*ret = (struct workcal_pair){0};
	r = fill(call, rep->calendar, &ret->rep);
	if (r == 0 && account)
		r = fill(call, account->calendar, &ret->account);
	if (!ret->account.national)
		ret->account.national = ret->rep.national;
	return r;
}
