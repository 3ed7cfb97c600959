/*
 * What the answer to an HTTP request means.  Pure.
 *
 * This knows the status codes; kinds whose answers say more in their bodies
 * begin with it.
 */
#pragma once

#include "daemon/carrier.h"

#include <curl/curl.h>

struct http_answer {
	CURLcode code;
	long status;             /* HTTP; 0: none came */
	bool is_sent;            /* the request had left */
	bool is_forbidden;       /* we refused the address ourselves */
	const char *retry_after; /* the header's value; NULL = none */
	const char *date;        /* the same */
	const char *body;        /* its beginning, bytes; never NULL */
	int64_t now;             /* for dates */
	/* What is never quoted: the URL that was asked for, and more. */
	const char *url, *token, *secret;
};

/* http_service.judge, by the status code alone. */
void http_answer_judge(
	const struct http_answer *answer, struct carrier_result *ret);

/* By how many seconds this machine's clock is ahead of the other's; 0 where
 * that is not told. */
int64_t http_answer_clock_off_s(const struct http_answer *answer);

/* Of a trial, which asks for nothing: any answer is a good one. */
void http_answer_judge_trial(
	const struct http_answer *answer, struct carrier_result *ret);

/*
 * http_answer_quote - the other side's words as the result's detail.
 *
 * Many servers say "Cannot POST /the/whole/path": words that repeat what is
 * secret give no detail.
 */
void http_answer_quote(const struct http_answer *answer, const char *words,
	struct carrier_result *ret);
