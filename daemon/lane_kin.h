/*
 * Kin: lanes to one address, when two channels write through one robot.
 *
 * The service counts what comes to the address, so what one lane sends costs
 * all of them, and what holds one back holds back all; the strictest rate
 * counts.  Receivers that know a repeat are our own and have no such limits.
 * Addresses are compared in memory: the database has no trace of them.
 *
 * Source: DESIGN.md "Chat robots".
 */
#pragma once

#include "daemon/lane.h"

/* Finds the kin of a lane, whose kin is itself, in the list others; called
 * when the lane has a carrier. */
void lane_kin_join(struct lane *lane, struct lane *others);

/* A lane without kin again; also a new one. */
void lane_kin_leave(struct lane *lane);

/* The longest of what holds the lane back, in microseconds; 0: nothing. */
int64_t lane_kin_wait_us(const struct lane *lane, int64_t now_us);

/* A message leaves through the lane; or it did not after all. */
void lane_kin_take(struct lane *lane, int64_t now_us);
void lane_kin_give_back(struct lane *lane);
