/*
 * Inside a method: its parameters, its result, its refusals.
 *
 * Only lib/api includes this.  The getters read parameters that api_call()
 * has already checked against the method's table (type, length, UTF-8, no
 * control characters), so they cannot fail on form.
 */
#pragma once

#include "api/api.h"
#include "core/workcal.h"
#include "core/zone.h"
#include "store/account.h"
#include "store/change.h"
#include "store/rep.h"
#include "text/when.h"

struct call {
	struct api *api;
	struct db *db; /* api->db */
	const struct method *method;
	json_t *params;   /* checked, in the form of the method's table */
	json_t *result;   /* an empty object, filled by the method */
	struct rep actor; /* zero where METHOD_NO_ACTOR and none is set */
	const struct zone *zone; /* the actor's; NULL without one */
	struct civil_date today; /* in the actor's zone; UTC without one */
	struct change change;    /* for row_*(); its id ends up in result */
	bool preview;
	int seen; /* by "at": -1 a past day, 1 a later one; 0: today is now */
	struct err err; /* for the err parameter of lower layers */
	struct api_error *error;
	struct call_calendar *calendars; /* loaded by call_days() */
	const struct account *account;   /* of struct planning, while there is
					    one; borrowed */
};

/* Borrowed text, or NULL when the parameter is absent. */
const char *call_text(struct call *call, const char *name);
/* The number, or otherwise when absent. */
int64_t call_int(struct call *call, const char *name, int64_t otherwise);
bool call_bool(struct call *call, const char *name);
/* Borrowed array of text, or NULL. */
json_t *call_list(struct call *call, const char *name);
bool call_has(struct call *call, const char *name);

/* What a sentence calls the parameter: "due", "--due". */
const char *call_param(const struct call *call, const char *name);

/*
 * call_day - a PARAM_DAY in the actor's zone and calendar.
 *
 * account  whose closed days count too for "+2bd"; NULL: unknown.
 *
 * Absent: *ret = otherwise.  Refused with the sentence of when_parse() and
 * the parameter's name.  call_when is the same for PARAM_WHEN; absent: date
 * none, minute -1.
 */
NUDGE_CHECK int call_day(struct call *call, const char *name,
	const struct account *account, struct civil_date otherwise,
	struct civil_date *ret);
NUDGE_CHECK int call_when(struct call *call, const char *name,
	const struct account *account, struct when *ret);

/* The words that a parameter may have: one of the tables of core/domain.h. */
struct call_words {
	const char *const *name;
	size_t n;
};
#define CALL_WORDS(table) (&(struct call_words){table, ARRAY_LEN(table)})

/* call_enum - the index of a parameter's word.  Absent: *ret = otherwise.
 * Another word is refused; all are listed. */
NUDGE_CHECK int call_enum(struct call *call, const char *name,
	const struct call_words *words, int otherwise, int *ret);

/* The refusal of a word that is none of words. */
int call_fail_word(struct call *call, const char *name,
	const struct call_words *words, const char *word);

/*
 * call_page - "limit" and "cursor" of a list.
 *
 * A method that lists has CALL_PAGE_PARAMS among its parameters, asks the
 * store for page.limit + 1 rows behind page.cursor (an id, 0 = from the
 * start) and hands them to call_page_cut(): it keeps page.limit of them and
 * puts "cursor" into the result, what to ask for next, or null.
 */
struct call_page {
	int64_t cursor;
	int64_t limit;
};
enum { CALL_PAGE_DEFAULT = 50, CALL_PAGE_MAX = 500 };
#define CALL_PAGE_PARAMS                                                       \
	{"cursor", PARAM_INT, 0, N_("where the last page ended")},             \
	{                                                                      \
		"limit", PARAM_INT, 0, N_("at most so many, 1 to 500")         \
	}
NUDGE_CHECK int call_page(struct call *call, struct call_page *ret);
NUDGE_CHECK int call_page_cut(
	struct call *call, const struct call_page *page, struct rows *rows);

/*
 * call_days - the working days of a contact of rep at account.
 *
 * account  NULL, or without a national calendar of its own: as the rep's.
 *
 * Both name calendars, separated by commas; each counts as what it is (rep's
 * leave, company, national).  The calendars are loaded once and live as long as
 * the call.
 */
NUDGE_CHECK int call_days(struct call *call, const struct rep *rep,
	const struct account *account, struct workcal_pair *ret);
void call_days_done(struct call *call);

/*
 * call_fail - refuse the call.
 *
 * param   the parameter at fault, or NULL; borrowed.
 * msgid   N_("…%s…") with const char * arguments, as err_set().
 *
 * Returns a negative errno that fits code.  The first refusal stands.
 * call_hint adds what to do, in the same way; call_candidate adds a near miss
 * or one of several matches (steals item; NULL is ignored).  call_fail_err
 * turns call->err (from a lower layer) into a refusal with the code that fits
 * r; api_call() does it for a method that just returns r, so that it is only
 * needed where a parameter is at fault.
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

/* The refusal where an actor is needed; r: -ENOENT, there is no rep at all;
 * else there are several. */
int call_fail_nobody(struct call *call, int r);

/* Puts value (reference stolen) under name into the result; NULL stands for
 * memory that was not there: -ENOMEM. */
NUDGE_CHECK int call_put(struct call *call, const char *name, json_t *value);
