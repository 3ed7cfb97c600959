/*
 * For tests of dates and plans: the calendars that ship, as the planner
 * takes them, and short ways to write days.  corefix_load and corefix_drop
 * are the group's set-up and tear-down.
 */
#pragma once

#include "core/planner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

extern struct workcal corefix_cn, corefix_de, corefix_mon_fri;

int corefix_load(void **state);
int corefix_drop(void **state);

/* "2026-03-10"; the test fails for anything that is no day. */
struct civil_date corefix_day(const char *s);

/* Both with national calendars only. */
struct workcal_pair corefix_pair(
	const struct workcal *rep, const struct workcal *account);

/* 1-3-7-21 for a key account, both sides in China. */
struct plan_input corefix_signed(const char *anchor);

/* The windows of a plan that must be possible. */
void corefix_plan(const struct plan_input *in, struct window *w);

static inline struct civil_date day(const char *s)
{
	return corefix_day(s);
}

#define assert_day(d, text) assert_string_equal(CIVIL_STR(d), text)
