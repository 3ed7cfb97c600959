/* Parameters against a method's table, before anything else looks at them. */
#pragma once

#include "api/call.h"

/*
 * params_check - check raw and bring it into the table's form.
 *
 * Refuses what is unknown (naming what is near), missing, of another type,
 * too long, not UTF-8, or holds control characters.  Texts of numbers become
 * numbers where the table says so, and the other way round; null is absent;
 * "preview" is taken out and ends up in call->preview.
 *
 * ret  a new object; on refusal untouched and call->error filled.
 */
NUDGE_CHECK int params_check(struct call *call, json_t *raw, json_t **ret);
