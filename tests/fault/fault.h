/*
 * Faults on order: the nth allocation fails, the nth I/O of SQLite fails, the
 * disk is full from the nth write on, the process ends at the nth I/O.
 *
 * Allocations: nudge's own (linked with --wrap), SQLite's and jansson's.
 * I/O: a VFS that passes everything on to the real one.
 */
#pragma once

#include <stdbool.h>

enum fault_kind {
	FAULT_NONE,
	FAULT_MALLOC,      /* one allocation fails */
	FAULT_MALLOC_REST, /* and all after it */
	FAULT_IO,          /* one read, write, sync, … fails */
	FAULT_FULL,        /* this write and all after it: no room */
	FAULT_EXIT,        /* the process ends, status FAULT_STATUS */
};

enum { FAULT_STATUS = 99 };

/* Before anything else in main(): puts the hooks in. */
void fault_init(void);

/* From now on, the nth (from 1) occasion of this kind is the fault. */
void fault_arm(enum fault_kind kind, long n);

/* No faults any more; true if there was one since fault_arm(). */
bool fault_disarm(void);
