/*
 * What can be done: the method table, and the one way in.
 *
 * Everything that reads or changes data is a method: a name, who may call
 * it, parameters and result as JSON, and a function that runs in one
 * transaction.  The CLI, nudge-web and nudged all call api_call().
 * Source: DESIGN.md "One method table, three doors".
 */
#pragma once

#include "api/code.h"
#include "core/domain.h"
#include "core/zone.h"
#include "store/db.h"
#include "text/text.h"

#include <jansson.h>

/* One door's view of the database; plain data, built by the caller. */
struct api {
	struct db *db;
	enum text_lang lang; /* in which sentences and purposes are worded */
	int64_t now;         /* seconds UTC, read once per command */
	enum door door;
	const char *actor; /* slug of the acting rep; NULL: the only rep, among
			      several the one whose login it is, or refused
			      where one is needed */
	/* Who is logged in here (NULL: not known); asked only among several
	 * reps, for the directory of users may be far away.  May be NULL. */
	const char *(*login)(void);

	/* What sentences call a parameter, for the door's people; NULL: its
	 * name.  call_param() */
	const char *(*say_param)(void *userdata, const char *param);
	void *userdata;

	/* Set by api_call(): the actor's; NULL where there is none. */
	struct civil_date today;
	const struct zone *zone;
};

/* Why a call failed; api_error_done() frees it. */
struct api_error {
	enum api_code code;
	char *message;      /* a sentence in api->lang */
	const char *param;  /* the parameter at fault, or NULL; borrowed from
			       the method table */
	json_t *candidates; /* array of what was near, or NULL */
	char *hint;         /* what to do, or NULL */
};
void api_error_done(struct api_error *error);
#define AUTO_API_ERROR CLEANUP(api_error_done) struct api_error

/* {code, message, param, candidates, hint} as JSON; NULL: out of memory. */
json_t *api_error_json(const struct api_error *error);

/*
 * api_call - run a method.
 *
 * method  "touchpoint.close".
 * params  JSON object; unknown members are refused, null ones are absent.
 *         One is understood by all: "preview": true (read-write methods:
 *         run, answer, roll back; ids of what would be created are null).
 *         Those with METHOD_AT understand "at", a day: they answer as at the
 *         actor's brief hour of that day, from the rows as they are now;
 *         the result then has "seen": {at, date, past}.
 *         Borrowed.
 * ret     set on success: the result, a new reference.  Read-write results
 *         carry "change": its id (null in a preview or when nothing
 *         changed).
 *
 * Returns 0, or a negative errno with error filled (must be zero before).
 * -EBUSY after the busy time: API_LOCKED.
 */
NUDGE_CHECK int api_call(struct api *api, const char *method, json_t *params,
	json_t **ret, struct api_error *error);

enum param_type {
	PARAM_TEXT, /* one line; a number is taken as its digits */
	PARAM_LONG, /* text with line breaks */
	PARAM_FILE, /* the text of a file */
	PARAM_INT,  /* a whole number; its digits as text are taken too */
	PARAM_BOOL,
	PARAM_DAY,  /* a date, ISO or in words (text/when.h); result ISO */
	PARAM_WHEN, /* a date, a time or both */
	PARAM_LIST, /* array of text; a single text is a list of one */
};

/* The longest values, in bytes, and the longest list.  500 bytes are 166
 * Chinese characters: more than a line of a letter.  16 KiB hold the longest
 * note anybody reads before walking in, 256 KiB the holidays of a century. */
enum {
	PARAM_TEXT_MAX = 500,
	PARAM_LONG_MAX = 16 * 1024,
	PARAM_FILE_MAX = 256 * 1024,
	PARAM_LIST_MAX = 100,
};

enum {
	PARAM_REQUIRED = 1 << 0,  /* must be there, and not be empty */
	METHOD_WRITE = 1 << 0,    /* runs in a write transaction */
	METHOD_DAEMON = 1 << 1,   /* only nudged may call it */
	METHOD_NO_ACTOR = 1 << 2, /* works without a rep (set-up) */
	METHOD_ERASES = 1 << 3,   /* what it removes leaves the files, too; the
				     result says "erased", and nobody can undo
				     it */
	METHOD_AT = 1 << 4, /* looks, and understands "at", see api_call() */
	METHOD_RECORD = 1 << 5, /* looks at what was written, and at nothing
				   that has come about by itself */
};

struct param {
	const char *name;
	enum param_type type;
	unsigned flags;
	const char *doc; /* message id, one line */
};

struct call;

struct method {
	const char *name;
	unsigned flags;
	const char *doc; /* message id, one line */
	const struct param *params;
	size_t n_params;
	int (*run)(struct call *call); /* 0 or negative errno, call->error set
					  through call_fail() */
};

#define METHOD_PARAMS(array) .params = array, .n_params = ARRAY_LEN(array)

/* All methods, sorted by name; for help, documents and completion. */
extern const struct method *const api_methods[];
extern const size_t api_n_methods;
const struct method *api_find(const char *name);

/* The parameter of a method by name, "at" included; NULL: it has none. */
const struct param *api_find_param(
	const struct method *method, const char *name);
