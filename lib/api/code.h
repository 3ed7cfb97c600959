/*
 * The codes of refusal, with their exit status and HTTP status.
 *
 * One table for all doors.  Source: DESIGN.md "Errors".
 */
#pragma once

enum api_code {
	API_OK,
	API_NOT_FOUND, /* nothing matched */
	API_BAD_PARAM, /* a parameter is missing, unknown or malformed */
	API_UNKNOWN_METHOD,
	API_AMBIGUOUS, /* several match; candidates are listed */
	API_REFUSED,   /* a rule of the domain forbids it */
	API_CONFLICT,  /* someone was faster, or a later change is in the way */
	API_FORBIDDEN, /* this actor or door may not */
	API_LOCKED,    /* the database is busy; try again */
	API_TROUBLE,   /* the store or a service failed */
	API_CODE_N
};

/* "not-found", 1, 404 … */
const char *api_code_name(enum api_code code);
int api_code_exit(enum api_code code);
int api_code_http(enum api_code code);
