/*
 * Help that reps ask of their manager.  Source: DESIGN.md "Asking for help".
 */
#pragma once

#include "api/call.h"
#include "store/agenda.h"
#include "store/request.h"

/*
 * help_wanted_load - what a rep's brief tells of requests: what others ask of
 * him, then what he asked and was answered since the brief before.
 */
NUDGE_CHECK int help_wanted_load(struct call *call, const struct rep *rep,
	const struct agenda_day *day, struct rows *ret);

/* {id, by (slug), by_name, to, to_name, at, text, answer, answered_at,
 * answered_by (slug), answered_by_name}. */
NUDGE_CHECK int help_wanted_view(
	struct call *call, const struct request *request, json_t **ret);

/* The touchpoint object of the request, with "request". */
NUDGE_CHECK int help_wanted_item(
	struct call *call, const struct request *request, json_t **ret);

/*
 * help_wanted_tell - the reader is told at once, where his channel is private
 * and he is at work; else his next brief tells it.
 *
 * Puts "told" (the channel, null: not at once) and "brief" (when that comes)
 * into the result.
 */
NUDGE_CHECK int help_wanted_tell(struct call *call, const struct rep *reader,
	const struct request *request);
