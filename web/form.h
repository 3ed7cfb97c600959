/* A form as a browser sends it: application/x-www-form-urlencoded. */
#pragma once

#include "base/cleanup.h"

#include <stddef.h>

enum { FORM_FIELDS_MAX = 64 };

struct form {
	char *text; /* decoded in place; names and values point into it */
	struct form_field {
		const char *name, *value;
	} fields[FORM_FIELDS_MAX];
	size_t n;
};

/*
 * form_read - the fields of body.
 *
 * Plus is a blank, CR LF a line feed.  -EBADMSG: too many fields, a broken
 * escape, a zero byte.  -ENOMEM.
 */
NUDGE_CHECK int form_read(const char *body, size_t n, struct form *ret);
void form_done(struct form *form);
#define AUTO_FORM CLEANUP(form_done) struct form

/* The first field of that name; "" where there is none. */
const char *form_get(const struct form *form, const char *name);
