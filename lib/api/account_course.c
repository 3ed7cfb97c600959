/* account.won, account.lost, account.park. */
#include "api/account_scene.h"
#include "api/course.h"
#include "api/field.h"
#include "api/methods.h"
#include "api/rest.h"
#include "api/save.h"
#include "text/words.h"

static int tell_to_sign(struct account_scene *s, struct civil_date on)
{
	struct call *call = s->plan.call;
	int r = call_fail(call, API_REFUSED, "on",
		N_("a contract with a date is signed, not only won"));

	call_hint(call, N_("nudge sign %s --on %s"), s->account.slug,
		CIVIL_STR(on));
	return r;
}

/* Is the question already open?  1 or 0. */
static int is_asked(struct account_scene *s)
{
	AUTO_ROWS rows = {0};
	int r = touchpoint_open_of_account(
		s->plan.call->db, s->account.id, &rows, &s->plan.call->err);

	if (r < 0)
		return r;
	ROWS_EACH(const struct touchpoint, tp, &rows)
		if (tp->kind == KIND_SIGNING)
			return 1;
	return 0;
}

static int run_won(struct call *call)
{
	AUTO_ACCOUNT_SCENE s = {0};
	AUTO_TOUCHPOINT tp = {0};
	struct civil_date on;
	int r = account_scene_load(&s, call);

	if (r == 0)
		r = course_refuse_rest(&s.plan);
	if (r == 0)
		r = call_day(
			call, "on", &s.account, (struct civil_date){0}, &on);
	if (r < 0)
		return r;
	if (!civil_is_none(on))
		return tell_to_sign(&s, on);
	r = is_asked(&s);
	if (r < 0)
		return r;
	if (r > 0) {
		r = call_fail(call, API_REFUSED, "account",
			N_("%s is won already; only the day of signing is "
			   "missing"),
			s.account.name);
		call_hint(call, N_("nudge sign %s --on DATE"), s.account.slug);
		return r;
	}
	if (account_is_over(&s.account))
		r = course_take_up(&s.plan, &s.account);
	if (r == 0)
		r = course_end_prospect(
			&s.plan, text_get(call->api->lang, N_("won")));
	if (r == 0)
		r = course_ask_signed(&s.plan, &tp);
	if (r == 0)
		r = planning_next(&s.plan, &tp);
	return r < 0 ? r : account_scene_put(&s);
}

static int run_lost(struct call *call)
{
	AUTO_ACCOUNT_SCENE s = {0};
	const char *reason = call_text(call, "reason");
	int r = account_scene_load(&s, call);

	if (r < 0)
		return r;
	if (s.account.stage == STAGE_LOST)
		return call_fail(call, API_REFUSED, "account",
			N_("%s is already lost: %s"), s.account.name,
			s.account.closed_reason ? s.account.closed_reason
						: "-");
	r = course_cancel(&s.plan, reason, false);
	if (r == 0)
		r = field_set(&s.account.closed_reason, reason);
	if (r < 0)
		return r;
	s.account.stage = STAGE_LOST;
	s.account.course = COURSE_ACTIVE;
	s.account.parked_until = (struct civil_date){0};
	r = account_scene_write(&s);
	return r < 0 ? r : account_scene_put(&s);
}

static int run_park(struct call *call)
{
	AUTO_ACCOUNT_SCENE s = {0};
	struct civil_date until;
	char buf[WORDS_DATE];
	int r = account_scene_load(&s, call);

	if (r == 0)
		r = call_day(call, "until", &s.account, (struct civil_date){0},
			&until);
	if (r < 0)
		return r;
	words_date_full(buf, call->api->lang, until);
	if (civil_cmp(until, s.plan.today) <= 0)
		return call_fail(call, API_REFUSED, "until",
			N_("%s does not lie ahead; park until a later day"),
			buf);
	r = course_cancel(
		&s.plan, text_get(call->api->lang, N_("parked")), true);
	if (r == 0 && s.account.course == COURSE_PAUSED)
		r = rest_end(&s.plan, &s.account);
	if (r < 0)
		return r;
	s.account.stage = STAGE_PARKED;
	s.account.parked_until = until;
	r = account_scene_write(&s);
	if (r == 0)
		r = course_wake_on(&s.plan, until);
	return r < 0 ? r : account_scene_put(&s);
}

static const struct param won_params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
	{"on", PARAM_DAY, 0, N_("the day of signing, where it is known")},
};

const struct method account_won_method = {
	.name = "account.won",
	.flags = METHOD_WRITE,
	.doc = N_("the contract is won; nudge asks until it is signed"),
	METHOD_PARAMS(won_params),
	.run = run_won,
};

static const struct param lost_params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
	{"reason", PARAM_TEXT, PARAM_REQUIRED, N_("why it is lost")},
};

const struct method account_lost_method = {
	.name = "account.lost",
	.flags = METHOD_WRITE,
	.doc = N_("the customer is lost; everything open is cancelled"),
	METHOD_PARAMS(lost_params),
	.run = run_lost,
};

static const struct param park_params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
	{"until", PARAM_DAY, PARAM_REQUIRED, N_("when to take it up again")},
};

const struct method account_park_method = {
	.name = "account.park",
	.flags = METHOD_WRITE,
	.doc = N_("leave the customer alone until a day"),
	METHOD_PARAMS(park_params),
	.run = run_park,
};
