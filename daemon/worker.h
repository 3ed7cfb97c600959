/* Threads beside the event loop. */
#pragma once

#include "base/cleanup.h"

#include <pthread.h>

/* As pthread_create(), but signals stay the main thread's; a negative errno. */
NUDGE_CHECK int worker_start(
	pthread_t *ret, void *(*run)(void *userdata), void *userdata);
