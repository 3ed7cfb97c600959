/* Working calendars as JSON, and finding one by a parameter. */
#pragma once

#include "api/call.h"
#include "store/calendar.h"

/* {name, layer, title, source, week, years [from, to] (complete ones), used
 * (by a rep or an account), next [{date, kind, name}]}. */
NUDGE_CHECK int calendar_view(
	struct call *call, const struct calendar *calendar, json_t **ret);

/* [{from, to, kind, name}]: days from one day to another, neighbours of one
 * kind and name as a range. */
NUDGE_CHECK int calendar_view_days(struct call *call,
	const struct calendar *calendar, struct civil_date from,
	struct civil_date to, json_t **ret);

/* The calendar that a parameter names; refused with near ones. */
NUDGE_CHECK int calendar_resolve(
	struct call *call, const char *param, struct calendar *ret);
