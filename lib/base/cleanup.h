/*
 * Scope-bound cleanup, the only clean-up mechanism of this code base.
 *
 * A variable marked CLEANUP(fn) has fn(&variable) called when it leaves its
 * scope; fn accepts an empty or half-built object.  TAKE(p) hands ownership
 * on and leaves NULL behind.  There are no label ladders.  gcc and clang
 * only, on purpose: nudge runs on Linux.
 */
#pragma once

#include <stdlib.h>
#include <unistd.h>

#define NUDGE_CHECK              __attribute__((warn_unused_result))
#define NUDGE_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define CLEANUP(fn)              __attribute__((cleanup(fn)))

static inline void cleanup_free(void *p)
{
	free(*(void **)p);
}

static inline void cleanup_close(const int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

/* A heap pointer freed, a descriptor (-1 = none) closed, at end of scope. */
#define AUTO_FREE  CLEANUP(cleanup_free)
#define AUTO_CLOSE CLEANUP(cleanup_close)

/* The value of p; p itself becomes NULL: the receiver owns it now. */
#define TAKE(p)                                                                \
	__extension__({                                                        \
		__typeof__(p) take_ = (p);                                     \
		(p) = NULL;                                                    \
		take_;                                                         \
	})

/* The same for a descriptor: fd becomes -1. */
#define TAKE_FD(fd)                                                            \
	__extension__({                                                        \
		int take_ = (fd);                                              \
		(fd) = -1;                                                     \
		take_;                                                         \
	})

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
