/*
 * nudge-ical locks itself up before it reads its first byte.
 *
 * From then on it can read what is open, write what is open, take memory and
 * end: no file, no network, no other process, no new rights.  Source:
 * DESIGN.md "Foreign calendars".
 */
#pragma once

#include "base/cleanup.h"

enum {
	SANDBOX_CPU_S = 2,
	SANDBOX_MEMORY_MB = 512,
	SANDBOX_OUT_MB = 2,
};

/* 0, or a negative errno: then nothing may be read. */
NUDGE_CHECK int sandbox_enter(void);
