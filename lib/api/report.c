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
	rows_done(&report->topics);
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
		!report->text)
		return call_fail(call, API_BAD_PARAM, "text",
			N_("\"%s\" needs a text: what did they say?"),
			words_outcome(call->api->lang, report->outcome));
	if (report->outcome == OUTCOME_SENT && !is_written(report->via))
		return call_fail(call, API_BAD_PARAM, "outcome",
			N_("\"sent\" is for mail and chat, and this was a %s; "
			   "write ok, or give --via mail"),
			words_via(call->api->lang, report->via));
	return 0;
}

/* Nobody heard them. */
static int read_topics(struct call *call, struct report *report)
{
	int r = resolve_topics(call, "topic", &report->topics);

	if (r < 0 || report->topics.n == 0 || report_is_contact(report))
		return r;
	return call_fail(call, API_BAD_PARAM, "topic",
		N_("nobody was reached, so nobody heard the topic"));
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
		r = call_day(call, "on", account,
			civil_is_none(report->on) ? call->today : report->on,
			&report->on);
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
	return r < 0 ? r : read_topics(call, report);
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

static int view_with(struct call *call, const void *contact, json_t **ret)
{
	*ret = view_contact_ref(call, contact);
	return *ret ? 0 : -ENOMEM;
}

int report_put(struct call *call, const struct report *report)
{
	int r = view_rows_put(call, "with", &report->with, view_with);

	return r < 0 ? r : view_rows_put(call, "topics", &report->topics, NULL);
}

/* One that was told to one of them, or to nobody by name. */
static int write_told(struct call *call, const struct activity *a,
	const struct topic *topic, const struct contact *contact)
{
	struct topic_told told = {
		.topic_id = topic->id,
		.account_id = a->account_id,
		.activity_id = a->id,
		.contact_id = contact ? contact->id : 0,
	};

	return row_insert(
		call->db, &call->change, &topic_told_table, &told, &call->err);
}

static int write_topics(struct call *call, const struct activity *a,
	const struct report *report)
{
	AUTO_ROWS planned = {0};
	const struct rows *with = &report->with;
	int r = 0;

	if (report->topics.n > 0 && with->n == 0 && a->touchpoint_id != 0) {
		r = contact_of_touchpoint(
			call->db, a->touchpoint_id, &planned, &call->err);
		with = &planned;
	}
	ROWS_EACH(const struct topic, topic, &report->topics) {
		if (r == 0 && with->n == 0)
			r = write_told(call, a, topic, NULL);
		ROWS_EACH(const struct contact, contact, with)
			if (r == 0)
				r = write_told(call, a, topic, contact);
	}
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
	if (r == 0)
		r = write_contacts(call, a.id, report);
	return r < 0 ? r : write_topics(call, &a, report);
}
