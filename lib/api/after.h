/*
 * What comes of a contact: the next step, what we promised, what they
 * promised.  Each is a touchpoint of its own.  Shared by touchpoint.close and
 * touchpoint.log.
 */
#pragma once

#include "api/planning.h"
#include "api/report.h"

#define AFTER_PARAMS                                                           \
	{"next", PARAM_TEXT, 0, N_("what to do next")},                        \
		{"next_due", PARAM_WHEN, 0, N_("… and when")},                 \
		{"promise", PARAM_TEXT, 0, N_("what we promised to do")},      \
		{"promise_by", PARAM_WHEN, 0, N_("… and by when")},            \
		{"await", PARAM_TEXT, 0, N_("what they promised to do")},      \
	{                                                                      \
		"await_by", PARAM_WHEN, 0, N_("… and by when")                 \
	}

/*
 * after_create - the touchpoints that the parameters above ask for.
 *
 * parent_id  the touchpoint closed, 0: none.
 *
 * They are listed under "created" in the result.  A purpose without its day,
 * or a day without its purpose, is refused.
 */
NUDGE_CHECK int after_create(
	struct planning *p, int64_t parent_id, const struct report *report);

/* The contacts of a touchpoint; after_link_new leaves out those that it has
 * already. */
NUDGE_CHECK int after_link(
	struct call *call, int64_t touchpoint_id, const struct rows *contacts);
NUDGE_CHECK int after_link_new(
	struct call *call, int64_t touchpoint_id, const struct rows *contacts);
