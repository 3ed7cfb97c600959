/*
 * Repetition rules of foreign calendars, within bounds.
 *
 * libical steps through rules for seconds or for ever if it is let; so only
 * what a holiday calendar needs is let through, and steps are counted.
 * Source: DESIGN.md "Foreign calendars".
 */
#pragma once

#include "base/cleanup.h"

#include <libical/ical.h>
#include <stdbool.h>

/* Steps of one file, and what a step in a calendar of another kind (RSCALE)
 * costs beside a Gregorian one. */
enum { ICAL_RULE_STEPS_MAX = 200000, ICAL_RULE_RSCALE_COST = 100 };

struct ical_rule {
	icalrecur_iterator *iterator;
	bool chinese;
	int cost;  /* of a step */
	int *left; /* steps that the file has left */
	int year_to;
};

/*
 * ical_rule_open - start stepping.
 *
 * text   the value of RRULE.
 * start  floating.
 *
 * False: the rule is refused: malformed, more often than daily, by hours or
 * less, INTERVAL above 366, or in a calendar other than GREGORIAN, CHINESE
 * and HEBREW.
 */
bool ical_rule_open(struct ical_rule *rule, const char *text,
	struct icaltimetype start, int year_to, int *left);

/* The next instance; false after the last one up to the year, or when the
 * file has no steps left (*left <= 0). */
bool ical_rule_next(struct ical_rule *rule, struct icaltimetype *ret);
void ical_rule_done(struct ical_rule *rule);
#define AUTO_ICAL_RULE CLEANUP(ical_rule_done) struct ical_rule
