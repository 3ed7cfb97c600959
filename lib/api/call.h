/*
 * Inside a method: its parameters, its result, its refusals.
 *
 * Only lib/api includes this.  The getters read parameters that api_call()
 * has already checked against the method's table (type, length, UTF-8, no
 * control characters), so they cannot fail on form.
 */
#pragma once

#include "api/api.h"
#include "store/change.h"
#include "store/rep.h"

struct call {
	struct api *api;
	struct db *db; /* api->db */
	const struct method *method;
	json_t *params;   /* borrowed */
	json_t *result;   /* an empty object, filled by the method */
	struct rep actor; /* zero where METHOD_NO_ACTOR and none is set */
	struct civil_date today; /* in the actor's zone */
	struct change change;    /* for row_*(); its id ends up in result */
	bool preview;
	struct err err; /* for the err parameter of lower layers */
	struct api_error *error;
};

/* Borrowed text, or NULL when the parameter is absent. */
const char *call_text(struct call *call, const char *name);
/* The number, or otherwise when absent. */
int64_t call_int(struct call *call, const char *name, int64_t otherwise);
bool call_bool(struct call *call, const char *name);
/* Borrowed array, or NULL. */
json_t *call_list(struct call *call, const char *name);
bool call_has(struct call *call, const char *name);

/*
 * call_day - a PARAM_DAY in the actor's zone and calendar.
 *
 * Absent: *ret = otherwise.  Refused with the sentence of when_parse() and
 * the parameter's name.
 */
NUDGE_CHECK int call_day(struct call *call, const char *name,
	struct civil_date otherwise, struct civil_date *ret);

/*
 * call_fail - refuse the call.
 *
 * param   the parameter at fault, or NULL.
 * msgid   N_("…%s…") with const char * arguments, as err_set().
 *
 * Returns a negative errno that fits code.  call_hint adds what to do, in
 * the same way; call_candidate adds a near miss or one of several matches
 * (steals item).  call_fail_err turns call->err (from a lower layer) into a
 * refusal with the code that fits r.
 */
#define call_fail(call, code, param, ...)                                      \
	call_fail_(call, code, param, __VA_ARGS__, NULL)
int call_fail_(struct call *call, enum api_code code, const char *param,
	const char *msgid, ...) __attribute__((sentinel));
#define call_hint(call, ...) call_hint_(call, __VA_ARGS__, NULL)
void call_hint_(struct call *call, const char *msgid, ...)
	__attribute__((sentinel));
void call_candidate(struct call *call, json_t *item);
int call_fail_err(struct call *call, int r, const char *param);

/* Puts value (reference stolen) under name into the result. */
NUDGE_CHECK int call_put(struct call *call, const char *name, json_t *value);
