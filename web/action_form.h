/* What a pressed button asks for, as a call of a method. */
#pragma once

#include "web/form.h"

#include <jansson.h>
#include <stdint.h>

/*
 * action_form_read - the method that the form's "do" stands for, and its
 * parameters.
 *
 * id          the touchpoint.
 * ret_method  a constant, such as "touchpoint.close".
 * ret_params  a new reference.
 *
 * -EINVAL: no button of ours.  -ENOMEM.
 */
NUDGE_CHECK int action_form_read(const struct form *form, int64_t id,
	const char **ret_method, json_t **ret_params);
