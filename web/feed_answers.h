/* The answers that one subscription can be given: whole, compressed, and
 * "nothing new" for both. */
#pragma once

#include "web/feed_body.h"
#include "web/reply.h"
#include "web/http_request.h"
#include "web/secret_hash.h"

enum { TAG_CHARS = 32 };

struct feed_answers {
	char tag[TAG_CHARS + 3], gzip_tag[TAG_CHARS + 6];
	int64_t changed_at;
	struct reply *plain, *gzip, *same, *gzip_same;
	size_t bytes; /* that they hold */
};

/* body's text is taken.  -ENOMEM. */
NUDGE_CHECK int feed_answers_make(
	struct feed_body *body, struct feed_answers *ret);
void feed_answers_done(struct feed_answers *answers);

/* A new reference to the one that fits the request's conditions. */
struct reply *feed_answers_choose(
	const struct feed_answers *answers, const struct http_request *request);

/* Does reply say "nothing new"? */
bool feed_answers_is_same(
	const struct feed_answers *answers, const struct reply *reply);
