/* nudge-web as a whole: the loop, its signals, the server, the doors. */
#pragma once

#include "service/settings.h"

struct house;

/* listen: as --listen, or NULL. */
NUDGE_CHECK int house_new(const struct settings *settings, const char *listen,
	struct house **ret, struct err *err);

/* Until SIGTERM.  0 or a negative errno. */
NUDGE_CHECK int house_run(struct house *house);

/* Accepts NULL, returns NULL. */
struct house *house_free(struct house *house);
