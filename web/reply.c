/* Answers; the contract is in reply.h. */
#include "web/reply.h"

#include "base/str.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

struct reply {
	unsigned refs;
	unsigned status;
	bool is_locked;
	struct MHD_Response *response;
};

struct reply *reply_new(int status, const struct reply_header *headers,
	char *take_body, size_t len)
{
	struct reply *reply = calloc(1, sizeof(*reply));

	if (!reply) {
		free(take_body);
		return NULL;
	}
	reply->refs = 1;
	reply->status = (unsigned)status;
	reply->response = MHD_create_response_from_buffer(len, take_body,
		take_body ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
	if (!reply->response) {
		free(take_body);
		free(reply);
		return NULL;
	}
	for (; headers && headers->name; headers++)
		if (MHD_add_response_header(reply->response, headers->name,
			    headers->value) != MHD_YES)
			return reply_unref(reply);
	return reply;
}

struct reply *reply_ref(struct reply *reply)
{
	reply->refs++;
	return reply;
}

struct reply *reply_unref(struct reply *reply)
{
	if (reply && --reply->refs == 0) {
		MHD_destroy_response(reply->response);
		free(reply);
	}
	return NULL;
}

void reply_unrefp(struct reply **reply)
{
	*reply = reply_unref(*reply);
}

struct reply *reply_mark_locked(struct reply *reply)
{
	if (reply)
		reply->is_locked = true;
	return reply;
}

bool reply_is_locked(const struct reply *reply)
{
	return reply && reply->is_locked;
}

struct reply *reply_refuse(
	int status, const char *text, const char *name, const char *value)
{
	const struct reply_header headers[] = {
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Cache-Control", "no-store"},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "no-referrer"},
		{name, value},
		{NULL, NULL},
	};
	AUTO_FREE char *body = NULL;

	if (str_dup(text, &body) < 0)
		return NULL;
	return reply_new(status, headers, TAKE(body), strlen(text));
}

struct reply *reply_text(int status, const char *text)
{
	return reply_refuse(status, text, NULL, NULL);
}

struct MHD_Response *reply_response(const struct reply *reply)
{
	return reply->response;
}

unsigned reply_status(const struct reply *reply)
{
	return reply->status;
}

const char *reply_library(void)
{
	return MHD_get_version();
}
