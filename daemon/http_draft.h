/*
 * One HTTP request: where to, and what is sent.  Made ahead or at the last
 * moment, on either side of the thread that sends it.
 */
#pragma once

#include "daemon/carrier.h"

#include <curl/curl.h>
#include <openssl/evp.h>

struct http_service;

enum { HTTP_SIGNING_KEYS = 2 };

/* Where to and with what, as secret file and row say.  NULL: not there. */
struct http_target {
	const struct http_service *service;
	char *url, *token, *secret, *secret_old, *ca_file, *proxy;
	char *format;
	EVP_MAC_CTX *keys[HTTP_SIGNING_KEYS]; /* as the service made them of
						 secret and secret_old */
	bool allow_http, allow_private;
	bool is_idempotent; /* the receiver knows a repeat */
	long timeout_s;
};

void http_target_done(struct http_target *target);

/* What is sent. */
enum { HTTP_HEADERS = 4 };
struct http_draft {
	int64_t at; /* the second UTC for which it is signed */
	struct str url;
	const char *content_type;
	struct str headers[HTTP_HEADERS]; /* whole lines; empty: none */
	struct str body;                  /* empty: the parcel's */
	struct curl_slist *lines;         /* all headers, as libcurl has them */
};

/* http_draft_new - what is sent of a parcel, down to the last header; that
 * of a trial has neither body nor headers, nor the secret path.
 * @at: the second UTC in which it leaves
 *
 * Uses the keys of the target: one call at a time.
 * Returns: NULL where memory is short. */
struct http_draft *http_draft_new(const struct http_target *target,
	const struct parcel *parcel, int64_t at);

/* Accepts NULL. */
void http_draft_free(struct http_draft *draft);
