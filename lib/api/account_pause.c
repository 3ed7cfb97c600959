/* account.pause and account.resume. */
#include "api/account_scene.h"
#include "api/field.h"
#include "api/methods.h"
#include "api/rest.h"
#include "text/words.h"

/* Nothing is due there anyway. */
static int refuse_pause(struct account_scene *s)
{
	struct call *call = s->plan.call;
	const struct account *account = &s->account;
	enum text_lang lang = call->api->lang;
	const char *word = account->course == COURSE_ACTIVE
				   ? words_stage(lang, account->stage)
				   : words_course(lang, account->course);
	int r;

	if (account->course == COURSE_ACTIVE &&
		account->stage != STAGE_PARKED && account->stage != STAGE_LOST)
		return 0;
	r = call_fail(call, API_REFUSED, "account",
		N_("%s is %s already; nothing of it is due"), account->name,
		word);
	call_hint(call,
		account->course == COURSE_PAUSED
			? N_("nudge resume %s lets it go on")
			: N_("nudge reopen %s takes it up again"),
		account->slug);
	return r;
}

static int check_until(struct account_scene *s, struct civil_date until)
{
	char buf[WORDS_DATE];

	if (civil_is_none(until) || civil_cmp(until, s->plan.today) > 0)
		return 0;
	return call_fail(s->plan.call, API_REFUSED, "until",
		N_("%s does not lie ahead; pause until a later day"),
		words_date_full(buf, s->plan.call->api->lang, until));
}

static int run_pause(struct call *call)
{
	AUTO_ACCOUNT_SCENE s = {0};
	struct civil_date until;
	int r = account_scene_load(&s, call);

	if (r == 0)
		r = refuse_pause(&s);
	if (r == 0)
		r = call_day(call, "until", &s.account, (struct civil_date){0},
			&until);
	if (r == 0)
		r = check_until(&s, until);
	if (r == 0)
		r = field_set(
			&s.account.closed_reason, call_text(call, "reason"));
	if (r < 0)
		return r;
	s.account.course = COURSE_PAUSED;
	s.account.parked_until = until;
	r = account_scene_write(&s);
	if (r == 0)
		r = rest_begin(&s.plan);
	return r < 0 ? r : account_scene_put(&s);
}

static int run_resume(struct call *call)
{
	AUTO_ACCOUNT_SCENE s = {0};
	int r = account_scene_load(&s, call);

	if (r < 0)
		return r;
	if (s.account.course != COURSE_PAUSED) {
		r = call_fail(call, API_REFUSED, "account",
			N_("%s is not paused"), s.account.name);
		call_hint(call,
			N_("a pause with a day ends by itself; what comes "
			   "next: nudge show %s"),
			s.account.slug);
		return r;
	}
	r = rest_end(&s.plan, &s.account);
	return r < 0 ? r : account_scene_put(&s);
}

static const struct param pause_params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
	{"until", PARAM_DAY, 0, N_("when it goes on by itself")},
	{"reason", PARAM_TEXT, 0, N_("why it rests")},
};

const struct method account_pause_method = {
	.name = "account.pause",
	.flags = METHOD_WRITE,
	.doc = N_("let all follow-ups of an account rest for a while"),
	METHOD_PARAMS(pause_params),
	.run = run_pause,
};

static const struct param resume_params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the customer")},
};

const struct method account_resume_method = {
	.name = "account.resume",
	.flags = METHOD_WRITE,
	.doc = N_("let the follow-ups of a paused account go on"),
	METHOD_PARAMS(resume_params),
	.run = run_resume,
};
