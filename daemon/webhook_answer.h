/* What the answer to a webhook means.  Pure. */
#pragma once

#include "daemon/carrier.h"

#include <curl/curl.h>

struct webhook_answer {
	CURLcode code;
	long status;             /* HTTP; 0: none came */
	bool is_sent;            /* the request had left */
	bool is_forbidden;       /* we refused the address ourselves */
	const char *retry_after; /* the header's value; NULL = none */
	const char *body;        /* its beginning, bytes; never NULL */
	int64_t now;             /* for a date in retry_after */
};

void webhook_answer_judge(
	const struct webhook_answer *answer, struct carrier_result *ret);
