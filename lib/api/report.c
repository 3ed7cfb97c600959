/* What a rep reports; the contract is in report.h. */
#include "api/report.h"

#include "api/field.h"
#include "api/resolve.h"
#include "api/save.h"
#include "api/view.h"
#include "store/activity.h"
#include "store/contact.h"
#include "text/words.h"

#include <errno.h>

enum { REPORT_BACK_DAYS = 366 };

void report_done(struct report *report)
{
	rows_done(&report->with);
}

bool report_is_contact(const struct report *report)
{
	return report->outcome != OUTCOME_NOANSWER;
}

static bool is_written(enum via via)
{
	return via == VIA_MAIL || via == VIA_CHAT;
}

static int check_outcome(struct call *call, const struct report *report)
{
	const char *word = domain_outcome[report->outcome];

	if (report->direction == DIRECTION_IN &&
		(report->outcome == OUTCOME_NOANSWER ||
			report->outcome == OUTCOME_SENT))
		return call_fail(call, API_BAD_PARAM, "outcome",
			N_("\"%s\" is about what we do; an incoming message "
			   "needs no outcome"),
			word);
	if ((report->outcome == OUTCOME_PROBLEM ||
		    report->outcome == OUTCOME_NO) &&
		!report->text) {
		int r = call_fail(call, API_BAD_PARAM, "text",
			N_("\"%s\" needs a text: what did they say?"), word);

		call_hint(call, N_("nudge done ID %s \"…\""), word);
		return r;
	}
	if (report->outcome == OUTCOME_SENT && !is_written(report->via))
		return call_fail(call, API_BAD_PARAM, "outcome",
			N_("\"sent\" is for mail and chat, and this was a %s; "
			   "write ok, or give --via mail"),
			words_via(call->api->lang, report->via));
	return 0;
}

static int check_day(struct call *call, struct civil_date on)
{
	char buf[WORDS_DATE];

	if (civil_cmp(on, call->today) > 0)
		return call_fail(call, API_REFUSED, "on",
			N_("%s lies ahead; a contact can be dated back, never "
			   "forward"),
			words_date_full(buf, call->api->lang, on));
	if (civil_between(on, call->today) > REPORT_BACK_DAYS)
		return call_fail(call, API_REFUSED, "on",
			N_("%s is more than a year ago"),
			words_date_full(buf, call->api->lang, on));
	return 0;
}

int report_read(struct call *call, const struct account *account, enum via via,
	struct report *report)
{
	bool is_in = call_bool(call, "in");
	int chosen, outcome;
	int r = call_enum(call, "via", CALL_WORDS(domain_via),
		is_in ? VIA_MAIL : (int)via, &chosen);

	if (r < 0)
		return r;
	r = call_enum(call, "outcome", CALL_WORDS(domain_outcome),
		is_in                ? OUTCOME_NONE
		: chosen == VIA_MAIL ? OUTCOME_SENT
				     : OUTCOME_OK,
		&outcome);
	if (r == 0)
		r = call_day(call, "on", account, call->today, &report->on);
	if (r < 0)
		return r;
	report->via = (enum via)chosen;
	report->outcome = (enum outcome)outcome;
	report->direction = is_in ? DIRECTION_IN : DIRECTION_OUT;
	report->text = call_text(call, "text");
	report->share = call_bool(call, "share");
	r = check_outcome(call, report);
	if (r == 0)
		r = check_day(call, report->on);
	if (r == 0)
		r = resolve_contacts(call, "with", account->id, &report->with);
	return r;
}

static int write_contacts(
	struct call *call, int64_t activity_id, const struct report *report)
{
	ROWS_EACH(struct contact, contact, &report->with) {
		struct activity_contact link = {
			.activity_id = activity_id, .contact_id = contact->id};
		int r = row_insert(call->db, &call->change,
			&activity_contact_table, &link, &call->err);

		if (r < 0)
			return r;
	}
	return 0;
}

int report_put(struct call *call, const struct report *report)
{
	json_t *with = json_array();
	int r = call_put(call, "with", with);

	ROWS_EACH(const struct contact, contact, &report->with)
		if (r == 0 && json_array_append_new(with,
				      view_contact_ref(call, contact)) < 0)
			r = -ENOMEM;
	return r;
}

int report_write(struct call *call, const struct account *account,
	int64_t touchpoint_id, int64_t follow_up, const struct report *report)
{
	AUTO_ACTIVITY a = {
		.account_id = account->id,
		.touchpoint_id = touchpoint_id,
		.rep_id = call->actor.id,
		.on_date = report->on,
		.direction = report->direction,
		.outcome = report->outcome,
		.via = report->via,
		.follow_up = follow_up,
		.share = report->share,
	};
	int r = field_set(&a.text, report->text);

	if (r == 0)
		r = row_insert(call->db, &call->change, &activity_table, &a,
			&call->err);
	return r < 0 ? r : write_contacts(call, a.id, report);
}
