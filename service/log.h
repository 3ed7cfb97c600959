/*
 * What nudged and nudge-web tell their administrator, in English.
 *
 * To the journal with fields of its own where standard error is the journal;
 * otherwise one plain line each on standard error, which begins with "<N>",
 * the priority; on a terminal with the program's name, and in a file with the
 * time and, if it is bad, "warning:" or "error:".
 */
#pragma once

#include "base/err.h"

#include <stdint.h>
#include <syslog.h>

/* What a line is about; zero members are left out. */
struct log_about {
	int64_t delivery;    /* message id: NUDGE_DELIVERY */
	const char *channel; /* NUDGE_CHANNEL */
	const char *class;   /* NUDGE_CLASS: sent, temporary, permanent, … */
};

/* Finds out where standard error goes; once, before the first line. */
void log_open(void);

/* priority: LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO. */
void log_line(int priority, const char *format, ...) NUDGE_PRINTF(2, 3);
void log_delivery(int priority, const struct log_about *about,
	const char *format, ...) NUDGE_PRINTF(3, 4);

/* The sentence of err, or what strerror says about r when there is none.
 * Returns r. */
int log_err(int priority, int r, const struct err *err);
