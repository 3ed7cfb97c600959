/* touchpoint.list: by account, owner, state, kind or day. */
#include "api/methods.h"
#include "api/resolve.h"
#include "api/resolve_id.h"
#include "api/view.h"
#include "store/agenda.h"

#include <stdio.h>
#include <string.h>

static const struct param params[] = {
	{"account", PARAM_TEXT, 0, N_("only this account's")},
	{"owner", PARAM_TEXT, 0, N_("only this rep's; without both: yours")},
	{"all", PARAM_BOOL, 0, N_("everybody's")},
	{"state", PARAM_TEXT, 0,
		N_("open (if not said), paused, done, skipped, missed, "
		   "covered, cancelled or any")},
	{"late", PARAM_BOOL, 0, N_("only late ones")},
	{"due_by", PARAM_DAY, 0, N_("due on this day or before")},
	{"kind", PARAM_TEXT, 0, N_("only this kind")},
	{"limit", PARAM_INT, 0, N_("at most so many, 1 to 500")},
	{"cursor", PARAM_TEXT, 0, N_("where the last page ended")},
};

/* The cursor is the last due day and id shown: "2026-11-20/42". */
enum { CURSOR_DAY = CIVIL_TEXT - 1 };

static int read_cursor(struct call *call, struct agenda_filter *filter)
{
	const char *s = call_text(call, "cursor");
	char day[CIVIL_TEXT] = "";

	if (!s)
		return 0;
	(void)snprintf(day, sizeof(day), "%s", s);
	if (strlen(s) > CURSOR_DAY && s[CURSOR_DAY] == '/' &&
		civil_parse(day, &filter->after, NULL) == 0)
		filter->after_id = resolve_id(s + CURSOR_DAY + 1);
	if (filter->after_id > 0)
		return 0;
	return call_fail(call, API_BAD_PARAM, "cursor",
		N_("\"%s\" is not the cursor of an earlier page"), s);
}

static int put_cursor(struct call *call, const struct touchpoint *last)
{
	char buf[CIVIL_TEXT + 24];

	if (!last)
		return call_put(call, "cursor", json_null());
	(void)snprintf(buf, sizeof(buf), "%s/%lld", CIVIL_STR(last->due),
		(long long)last->id);
	return call_put(call, "cursor", json_string(buf));
}

static int read_whose(struct call *call, struct agenda_filter *filter)
{
	AUTO_ACCOUNT account = {0};
	AUTO_REP owner = {0};
	int r = 0;

	if (call_has(call, "account"))
		r = resolve_account(call, "account", &account);
	else if (!call_bool(call, "all"))
		r = resolve_rep(call, "owner", &owner);
	filter->account_id = account.id;
	filter->owner_id = owner.id;
	return r;
}

static int read_state(struct call *call, struct agenda_filter *filter)
{
	const char *words[STATE_N + 1];
	int state, r;

	for (int i = 0; i < STATE_N; i++)
		words[i] = domain_state[i];
	words[STATE_N] = "any";
	r = call_enum(call, "state", CALL_WORDS(words), STATE_OPEN, &state);
	if (r == 0 && state != STATE_N)
		filter->state = domain_state[state];
	return r;
}

static int read_filter(struct call *call, struct agenda_filter *filter)
{
	int kind, r = read_whose(call, filter);

	if (r == 0)
		r = read_state(call, filter);
	if (r == 0)
		r = call_enum(call, "kind", CALL_WORDS(domain_kind), -1, &kind);
	if (r == 0)
		r = call_day(call, "due_by", NULL, (struct civil_date){0},
			&filter->due_by);
	if (r == 0)
		r = read_cursor(call, filter);
	if (r < 0)
		return r;
	filter->kind = kind < 0 ? NULL : domain_kind[kind];
	if (call_bool(call, "late"))
		filter->late_on = call->today;
	return 0;
}

static int run(struct call *call)
{
	AUTO_ROWS rows = {0};
	struct agenda_filter filter = {0};
	struct call_page page;
	json_t *array;
	bool more;
	int r = call_page(call, &page);

	if (r == 0)
		r = read_filter(call, &filter);
	filter.limit = page.limit + 1;
	if (r == 0)
		r = agenda_list(call->db, &filter, &rows, &call->err);
	if (r < 0)
		return r;
	more = rows.n > (size_t)page.limit;
	rows_cut(&rows, (size_t)page.limit);
	r = put_cursor(call,
		more ? (struct touchpoint *)rows.data + rows.n - 1 : NULL);
	if (r == 0)
		r = view_touchpoints(call, &rows, &array);
	return r < 0 ? r : call_put(call, "touchpoints", array);
}

const struct method touchpoint_list_method = {
	.name = "touchpoint.list",
	.flags = METHOD_NO_ACTOR | METHOD_AT,
	.doc = N_("list touchpoints by due day"),
	METHOD_PARAMS(params),
	.run = run,
};
