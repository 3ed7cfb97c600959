/*
 * For tests: a real database in a temporary folder, and a door to it.
 *
 * Li Wei (zone Asia/Shanghai, calendar CN) is the only rep; it is Tue
 * 2026-11-17 09:00 there.  Whatever fails here fails the test.
 */
#pragma once

#include "api/api.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct world {
	char folder[64], path[96];
	struct api api;
	json_t *result;         /* of the last call that went well */
	struct api_error error; /* of the last that was refused */
};
extern struct world world;

/* cmocka's set-up and tear-down of one test. */
int world_begin(void **state);
int world_end(void **state);

/* Calls a method with parameters as for json_pack().  The result is borrowed
 * until the next call. */
json_t *world_call(const char *method, const char *format, ...);

/* The same where the call must be refused with code; the parameter at fault,
 * NULL for none, must be param. */
const struct api_error *world_refused(enum api_code code, const char *param,
	const char *method, const char *format, ...);

/* Parameters of which the reference is stolen. */
json_t *world_call_json(const char *method, json_t *params);
int world_try_json(const char *method, json_t *params);

/* The text or number at "account.slug" of the last result ("0" to "9" index
 * an array); "" for null. */
const char *world_text(const char *path);
json_int_t world_int(const char *path);

/*
 * All live rows of all tables that take part in undo, one a line, without
 * rev and kept columns.  The caller frees it.
 */
char *world_dump(void);
