/*
 * For tests of what is told, to whom and when: rounds on the database of
 * world.h, driven by the instants that they ask for themselves, as nudged's
 * timer does it.  Li Wei has the channel "box".  Hours are Shanghai's.
 */
#pragma once

#include "tests/unit/worklife.h"

/* cmocka's set-up; world_end() is its tear-down. */
int round_begin(void **state);

int64_t round_instant(const char *date, int minute);

/* A change was made: nudged hears the bell. */
void round_ring(void);

/* nudged runs all the time until then. */
void round_walk_to(const char *date, int minute);

/* nudged was not running, and starts then. */
void round_wake_at(const char *date, int minute);

/* "brief 2026-11-18 at 11-18 08:00; ...": all messages but the cancelled,
 * oldest first; the hour is when it was queued, or may leave if that is
 * later. */
void round_assert_outbox(const char *expected);

/* The newest message says that nobody was there to tell. */
void round_assert_catchup(const char *from, const char *to, int missed);

/* The model of the newest message; the caller gives it back. */
json_t *round_newest_model(void);
