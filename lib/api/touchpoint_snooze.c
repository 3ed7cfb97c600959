/* touchpoint.snooze: hidden for a while; the due day stays. */
#include "api/ladder.h"
#include "api/methods.h"
#include "api/save.h"
#include "api/view.h"
#include "base/str.h"
#include "text/span.h"
#include "text/words.h"

#include <errno.h>
#include <string.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("id, account, or account/step")},
	{"until", PARAM_WHEN, PARAM_REQUIRED,
		N_("a day, a time or both; or how long: 2h")},
};

static int check_ladder(struct planning *p, const struct touchpoint *tp,
	struct civil_date until)
{
	struct call *call = p->call;
	struct civil_date last;
	char buf[WORDS_DATE];
	int r = ladder_last_day(p, tp, &last);

	if (r <= 0 || civil_cmp(until, last) <= 0)
		return r < 0 ? r : 0;
	r = call_fail(call, API_REFUSED, "until",
		N_("this cannot be snoozed beyond %s: after that it needs "
		   "another due day"),
		words_date_full(buf, call->api->lang, last));
	call_hint(call, N_("agree on a new day instead: nudge move %s DATE"),
		STR_INT(tp->id));
	return r;
}

/* When it comes back. */
struct until {
	int64_t at;
	struct civil_date date; /* there, on the owner's wall */
	bool is_timed;          /* at that minute; else with the day's brief */
};

/* "2h", "30分钟", "半小时后": from now on.  1: it is such a length. */
static int read_span(struct call *call, struct until *ret)
{
	static const char *const tails[] = {"之后", "以后", "后"};
	const char *text = call_text(call, "until");
	AUTO_STR span = {0};
	size_t n = strlen(text);
	int minutes;

	for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
		size_t tail = strlen(tails[i]);

		if (n > tail && !strcmp(text + n - tail, tails[i])) {
			n -= tail;
			break;
		}
	}
	/* +1m is a month, but no day is counted in hours. */
	if (*text == '+' && strchr(text, 'h')) {
		text++;
		n--;
	}
	str_add_n(&span, text, n);
	if (str_error(&span) < 0)
		return -ENOMEM;
	if (span_parse(str_get(&span), &minutes, NULL) < 0)
		return 0;
	ret->at = call->api->now / 60 * 60 + minutes * 60;
	ret->is_timed = true;
	return 1;
}

static int read_until(struct planning *p, struct until *ret)
{
	struct call *call = p->call;
	struct when when;
	int r = read_span(call, ret);

	if (r > 0)
		ret->date = zone_date_at(p->zone, ret->at);
	if (r != 0)
		return r < 0 ? r : 0;
	r = call_when(call, "until", p->account, &when);
	if (r < 0)
		return r;
	ret->date = civil_is_none(when.date) ? p->today : when.date;
	ret->is_timed = when.minute >= 0;
	ret->at = zone_instant(
		p->zone, ret->date, ret->is_timed ? when.minute : 0);
	return 0;
}

static int hide(
	struct planning *p, struct touchpoint *tp, const struct until *until)
{
	struct call *call = p->call;
	int64_t due_at;
	int r;

	if (until->at <= call->api->now)
		return call_fail(call, API_REFUSED, "until",
			N_("%s does not lie ahead; give a later day or time"),
			call_text(call, "until"));
	r = save_nudge_at(tp, &due_at, &call->err);
	if (r < 0)
		return r;
	tp->snoozed_until = until->at;
	tp->nudge_at = due_at >= until->at ? due_at : 0;
	if (until->is_timed)
		tp->nudge_at = until->at;
	return save_again(call, tp);
}

static int snooze(struct planning *p, struct touchpoint *tp)
{
	struct call *call = p->call;
	struct until until = {0};
	json_t *was;
	int r = read_until(p, &until);

	if (r < 0)
		return r;
	was = json_pack("{s:o, s:o}", "due", view_date(tp->due),
		"snoozed_until", view_instant(tp->snoozed_until));
	r = call_put(call, "was", was);
	if (r == 0)
		r = check_ladder(p, tp, until.date);
	if (r == 0)
		r = hide(p, tp, &until);
	return r < 0 ? r : planning_put(p, tp);
}

static int run(struct call *call)
{
	AUTO_PLANNING p = {0};
	AUTO_ACCOUNT account = {0};
	AUTO_TOUCHPOINT tp = {0};
	int r = planning_find(&p, call, &tp, &account);

	return r < 0 ? r : snooze(&p, &tp);
}

const struct method touchpoint_snooze_method = {
	.name = "touchpoint.snooze",
	.flags = METHOD_WRITE,
	.doc = N_("hide a touchpoint for a while; its due day stays"),
	METHOD_PARAMS(params),
	.run = run,
};
