/*
 * The one timer: wakes nudged at an instant of the wall clock.
 *
 * Two implementations: daemon/timer_system.c asks the kernel, and
 * tests/bin/timer_stepped.c watches the clock that a test steps.
 * Source: DESIGN.md "nudged".
 */
#pragma once

#include "base/cleanup.h"

#include <stdint.h>
#include <systemd/sd-event.h>

struct timer;

/*
 * timer_new - a timer that is not set.
 *
 * wake  called from the event loop when the instant has come, and when the
 *       clock was set, by a person or by waking from sleep: in both cases
 *       look at the clock, do what is due, and set the timer again.
 */
NUDGE_CHECK int timer_new(sd_event *event, void (*wake)(void *userdata),
	void *userdata, struct timer **ret);

/* Accepts NULL, returns NULL. */
struct timer *timer_free(struct timer *timer);

/* Wake at this instant, seconds UTC, instead of the one set before; a past
 * one: at once.  INT64_MAX: only when the clock is set. */
NUDGE_CHECK int timer_set(struct timer *timer, int64_t at);
