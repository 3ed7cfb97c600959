/* Official lists of holidays: is the one that is needed there? */
#pragma once

#include "api/call.h"

/*
 * official_lists - the national calendars in use.
 *
 * ret  array of {calendar, missing}: the year whose list is missing, this or,
 *      from November on, the next; null: none.
 */
NUDGE_CHECK int official_lists(struct call *call, json_t **ret);
