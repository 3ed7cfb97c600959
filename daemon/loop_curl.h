/*
 * HTTP transfers on the event loop: libcurl's multi interface driven by
 * sd-event (DESIGN.md "Webhooks" has the traps).
 *
 * At most LOOP_CURL_MOST transfers at once; the callers keep to that.
 */
#pragma once

#include "base/cleanup.h"

#include <curl/curl.h>
#include <systemd/sd-event.h>

enum { LOOP_CURL_MOST = 32 };

struct loop_curl;

NUDGE_CHECK int loop_curl_new(sd_event *event, struct loop_curl **ret);

/* Accepts NULL, returns NULL.  No transfer may be under way. */
struct loop_curl *loop_curl_free(struct loop_curl *loop);

/*
 * loop_curl_start - begin a transfer.
 *
 * easy  set up by the caller, who keeps owning it; CURLOPT_PRIVATE is taken.
 * done  called from the event loop, never before this returns; the handle is
 *       out of the multi by then and may be freed.
 */
NUDGE_CHECK int loop_curl_start(struct loop_curl *loop, CURL *easy,
	void (*done)(CURL *easy, CURLcode code, void *userdata),
	void *userdata);

/* Ends a transfer without done being called. */
void loop_curl_stop(struct loop_curl *loop, CURL *easy);
