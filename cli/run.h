/* One run of the program: what was asked, by whom, and where answers go. */
#pragma once

#include "api/api.h"
#include "cli/opt.h"
#include "cli/out.h"
#include "cli/target.h"

struct cmd;

struct run {
	const struct cmd *cmd;
	enum text_lang lang;
	struct out out, talk; /* standard output, standard error */
	struct opt_common common;
	const char *method; /* cmd->method, unless prepare chose another */
	json_t *params;
	struct target target;
	struct api api;   /* api.db is open once run_open() was called */
	char said[4][64]; /* names of parameters in one sentence */
	unsigned n_said;
	struct api_error error;
	char *const *words; /* as typed, behind the command's name */
	size_t n_words;
	const char *helpers; /* the folder of nudge-ical */
	const char *daemons; /* the folder of nudged and nudge-web */
	bool is_named;       /* the command was typed: not "nudge" alone */
};

/* At the end of the program: leaves the database, frees the rest. */
void run_done(struct run *run);

/* Finds and opens the database.  On failure run->error is filled. */
NUDGE_CHECK int run_open(struct run *run);

/* Finds it, without opening. */
NUDGE_CHECK int run_find_target(struct run *run);

/*
 * run_call - call a method of the opened database.
 *
 * take_params  NULL: without parameters.  On failure run->error is filled.
 */
NUDGE_CHECK int run_call(
	struct run *run, const char *method, json_t *take_params, json_t **ret);

/* A text parameter, or NULL; and setting one (value NULL removes it). */
const char *run_param(const struct run *run, const char *name);
void run_set(struct run *run, const char *name, const char *value);

/* A text of several words, split by blanks and commas, becomes a list. */
void run_split(struct run *run, const char *name);

bool run_has(const struct run *run, const char *name);

/* Fills run->error with code and a sentence; returns -EINVAL.  run_hint adds
 * what to do. */
#define run_refuse(run, code, ...) run_refuse_(run, code, __VA_ARGS__, NULL)
int run_refuse_(struct run *run, enum api_code code, const char *msgid, ...)
	__attribute__((sentinel));
#define run_hint(run, ...) run_hint_(run, __VA_ARGS__, NULL)
void run_hint_(struct run *run, const char *msgid, ...)
	__attribute__((sentinel));

/* The sentence of a lower layer, with the code that fits r. */
int run_refuse_err(struct run *run, int r, const struct err *err);

/* Says run->error on standard error, as JSON with --json; its exit status. */
int run_fail(struct run *run);

/* Prints a result as JSON; the exit status. */
int run_print_json(struct run *run, const json_t *result);

/* The actor's today: of the last call. */
static inline struct civil_date run_today(const struct run *run)
{
	return run->api.today;
}
