/* plan.preview: what a cadence would plan; nothing is written. */
#include "api/follow_up.h"
#include "api/greeting.h"
#include "api/methods.h"
#include "api/resolve.h"
#include "api/sign.h"
#include "api/view.h"

#include <errno.h>

/* How many follow-ups of a rolling cadence are shown. */
enum { PREVIEW_ROLLING = 4 };

static const struct param params[] = {
	{"cadence", PARAM_TEXT, PARAM_REQUIRED,
		N_("1-3-7-21, prospect or offer")},
	{"on", PARAM_DAY, 0, N_("its first day; today if not said")},
	{"account", PARAM_TEXT, 0, N_("whose calendar and tier count")},
	{"valid", PARAM_DAY, 0, N_("an offer's last day")},
	{"tier", PARAM_TEXT, 0, N_("ordinary, key or strategic")},
};

struct preview {
	struct planning plan;
	struct account account; /* zero but for owner and tier: nobody's */
	struct civil_date on, valid;
	json_t *steps;
};

static void preview_done(struct preview *v)
{
	planning_done(&v->plan);
	account_done(&v->account);
	json_decref(v->steps);
}

static int append(struct preview *v, const struct step *step,
	const struct window *w, int n)
{
	enum via via = cadence_via(step, v->account.tier);
	json_t *item = json_pack("{s:s, s:i, s:s, s:s, s:o, s:o, s:o, s:o, s:o,"
				 " s:o}",
		"step", step->id, "n", n, "via", domain_via[via], "purpose",
		text_get(v->plan.call->api->lang, step->purpose), "nominal",
		view_date(w->nominal), "earliest", view_date(w->earliest),
		"due", view_date(w->due), "latest", view_date(w->latest),
		"arrange_on", view_date(w->arrange_on), "moved",
		view_moved(w->moved));

	return json_array_append_new(v->steps, item) < 0 ? -ENOMEM : 0;
}

static int preview_anchored(struct preview *v, const struct cadence *cadence)
{
	struct greeting g = {.cadence = cadence,
		.anchor = v->on,
		.end = v->valid,
		.tier = v->account.tier};
	int r;

	/* As it looks on its first day, whenever that is. */
	v->plan.today = v->on;
	r = greeting_plain(&v->plan, &g);

	for (size_t i = 0; r == 0 && i < cadence->n_steps; i++)
		if (!civil_is_none(g.window[i].due))
			r = append(v, &cadence->steps[i], &g.window[i], 1);
	return r;
}

static int preview_rolling(struct preview *v, const struct step *step)
{
	struct window w;
	int r = 0;

	for (int n = 1; r == 0 && n <= PREVIEW_ROLLING; n++) {
		if (n == 1)
			follow_up_first_window(&v->plan, step, v->on, &w);
		else
			r = follow_up_window(&v->plan, step, w.due, false, &w);
		if (r == 0)
			r = append(v, step, &w, n);
	}
	return r;
}

static int read_days(struct preview *v)
{
	struct call *call = v->plan.call;
	const struct account *account = v->account.id ? &v->account : NULL;
	int r = call_day(call, "on", account, v->plan.today, &v->on);

	return r < 0 ? r
		     : call_day(call, "valid", account, (struct civil_date){0},
			       &v->valid);
}

static int preview(struct preview *v)
{
	struct call *call = v->plan.call;
	const struct cadence *cadence;
	const struct step *step;
	int r = sign_find_cadence(call, &cadence);

	if (r == 0)
		r = read_days(v);
	if (r < 0)
		return r;
	v->steps = json_array();
	step = follow_up_step(cadence);
	r = step ? preview_rolling(v, step) : preview_anchored(v, cadence);
	if (r == 0)
		r = call_put(call, "cadence", json_string(cadence->name));
	if (r == 0)
		r = call_put(call, "version", json_integer(cadence->version));
	if (r == 0)
		r = call_put(call, "anchor", view_date(v->on));
	if (r == 0)
		r = call_put(call, "valid", view_date(v->valid));
	if (r == 0)
		r = call_put(call, "tier",
			json_string(domain_tier[v->account.tier]));
	if (r == 0)
		r = call_put(call, "calendars", sign_calendars(&v->plan));
	return r < 0 ? r : call_put(call, "touchpoints", TAKE(v->steps));
}

static int run(struct call *call)
{
	CLEANUP(preview_done)
	struct preview v = {.account.owner_id = call->actor.id};
	int tier, r = 0;

	if (call_has(call, "account"))
		r = resolve_account(call, "account", &v.account);
	if (r == 0)
		r = call_enum(call, "tier", CALL_WORDS(domain_tier),
			(int)v.account.tier, &tier);
	if (r < 0)
		return r;
	v.account.tier = (enum tier)tier;
	r = planning_init(&v.plan, call, &v.account);
	return r < 0 ? r : preview(&v);
}

const struct method plan_preview_method = {
	.name = "plan.preview",
	.doc = N_("what a cadence would plan, without planning it"),
	METHOD_PARAMS(params),
	.run = run,
};
