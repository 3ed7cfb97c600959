/* Programs of ours that do one thing in a process of their own. */
#pragma once

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct helper {
	const char *path;
	char *const *argv; /* with the program's name, up to NULL */
	const char *input; /* its standard input */
	size_t size;
	size_t out_max; /* bytes of an answer */
	int seconds;    /* until it is ended */
	bool keeps_env; /* it gets our environment; else none */
};

/*
 * helper_run - start it, wait for its answer, see it end.
 *
 * Its errors go nowhere.
 *
 * -ENOENT it is not installed; -ETIMEDOUT; -E2BIG it answered too much; -EIO
 * it ended badly: out of its limits, most likely; others with their
 * sentence, like all of these.
 */
NUDGE_CHECK int helper_run(
	const struct helper *helper, struct str *ret, struct err *err);

/*
 * helper_find - where the program is: beside nudge itself, so that copies in
 * any folder belong together; where it was built; else in folder, whether it
 * is there or not.
 */
NUDGE_CHECK int helper_find(const char *name, const char *folder, char **ret);
