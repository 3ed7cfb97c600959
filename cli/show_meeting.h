/* Meetings: where, who of ours, when to leave, whether it stands. */
#pragma once

#include "cli/grid.h"
#include "cli/run.h"

/* "visit: new line layout, plant 2 · 1h · with Wang Fang · Zhang Na comes
 * along": a meeting; nothing else is known to be one. */
bool show_meeting_is(const json_t *tp);
void show_meeting(struct str *s, const struct run *run, const json_t *tp);

/* "leave 09:35 · confirmed Mon": what the day itself asks for. */
void show_meeting_day(struct str *s, const struct run *run, const json_t *tp);

/* " · Tue 2026-11-24 10:30 visit: new line layout": of the question whether a
 * meeting stands, that meeting. */
void show_meeting_asked(struct str *s, const struct run *run, const json_t *tp);

/* A line where what was planned or moved is on a day that is closed for
 * somebody: agreed, or a slip. */
void show_meeting_closed(
	struct grid *grid, const struct run *run, const json_t *result);

/* A line for each other meeting at the same time, and what to do. */
void show_meeting_overlaps(
	struct grid *grid, const struct run *run, const json_t *result);

/* The facts for show: place, way, length, team, confirmed, what it is for. */
void show_meeting_facts(
	struct grid *grid, const struct run *run, const json_t *tp);
