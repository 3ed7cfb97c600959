/*
 * Long work: how far it is, on a terminal, and Ctrl-C ends it in good order.
 */
#pragma once

#include "cli/run.h"
#include "store/copy.h"

struct progress {
	struct run *run;
	const char *label; /* message id with one %s: "copied %s %" */
	int shown;
	bool on_terminal;
	struct copy_watch watch; /* to be handed to the work */
};

/* From here to progress_end(), SIGINT, SIGTERM and SIGHUP only make the watch
 * say that it wants no more. */
void progress_begin(
	struct progress *progress, struct run *run, const char *label);
void progress_end(struct progress *progress);
