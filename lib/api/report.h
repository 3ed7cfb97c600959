/*
 * What a rep reports of a contact: how it went, when, how and with whom.
 * Shared by touchpoint.close and touchpoint.log.
 */
#pragma once

#include "api/call.h"
#include "store/account.h"
#include "store/rows.h"

#define REPORT_PARAMS                                                          \
	{"outcome", PARAM_TEXT, 0, N_("ok, problem, noanswer, no or sent")},   \
		{"text", PARAM_LONG, 0, N_("what was said and agreed")},       \
		{"on", PARAM_DAY, 0, N_("the day of the contact; today")},     \
		{"via", PARAM_TEXT, 0,                                         \
			N_("call, mail, visit, meeting, chat or event")},      \
		{"with", PARAM_LIST, 0, N_("who was there")},                  \
		{"topic", PARAM_LIST, 0, N_("talking points they were told")}, \
	{                                                                      \
		"share", PARAM_BOOL, 0, N_("let the account's team read it")   \
	}

struct report {
	enum outcome outcome;
	enum direction direction;
	enum via via;
	const char *text; /* borrowed; NULL: nothing said */
	struct civil_date on;
	bool share;
	struct rows with;   /* contacts */
	struct rows topics; /* told them */
};

void report_done(struct report *report);
#define AUTO_REPORT CLEANUP(report_done) struct report

/*
 * report_read - the parameters above.
 *
 * via     how the contact was planned.
 * report  zero, or with the day that counts where none is given.
 *
 * Without an outcome: sent for a mail, ok else.  "in", where a method has it:
 * the customer wrote, by mail if not said, and there is no outcome.  Refused: a
 * day ahead or more than a year back, "problem" and "no" without a text, "sent"
 * for what cannot be sent.  report must be zero.
 */
NUDGE_CHECK int report_read(struct call *call, const struct account *account,
	enum via via, struct report *report);

/* An attempt without an answer is no contact. */
bool report_is_contact(const struct report *report);

/* Puts "with", an array of view_contact_ref(), into the result: who was
 * there; and "topics", of view_topic(): what they were told. */
NUDGE_CHECK int report_put(struct call *call, const struct report *report);

/* Writes the activity; touchpoint_id and follow_up are 0 where there is
 * none.  The topics were told to those who were there, else to the
 * touchpoint's contacts, else to the account. */
NUDGE_CHECK int report_write(struct call *call, const struct account *account,
	int64_t touchpoint_id, int64_t follow_up, const struct report *report);
