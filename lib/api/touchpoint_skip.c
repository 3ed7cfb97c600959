/* touchpoint.skip: closed without a contact, for a reason. */
#include "api/appointment.h"
#include "api/course.h"
#include "api/merge.h"
#include "api/methods.h"
#include "api/save.h"

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
	{"reason", PARAM_TEXT, PARAM_REQUIRED, N_("why not")},
};

static int run(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT tp = {0};
	int r = planning_find(&p, call, &tp, &account);

	if (r == 0)
		r = save_closed(
			call, &tp, STATE_SKIPPED, call_text(call, "reason"));
	if (r == 0)
		r = merge_closed(&p, &tp, (struct civil_date){0}, 0);
	if (r == 0)
		r = course_closed(&p, &tp, civil_max(p.today, tp.due));
	if (r == 0)
		r = appointment_dropped(&p, &tp, call_text(call, "reason"));
	if (r == 0)
		r = appointment_stands(&p, &tp);
	return r < 0 ? r : planning_put(&p, &tp);
}

const struct method touchpoint_skip_method = {
	.name = "touchpoint.skip",
	.flags = METHOD_WRITE,
	.doc = N_("close a touchpoint without a contact"),
	METHOD_PARAMS(params),
	.run = run,
};
