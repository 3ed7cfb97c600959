/* A subscription's answers; the contract is in feed_answers.h. */
#include "web/feed_answers.h"

#include "web/condition.h"
#include "web/gzip.h"

#include <errno.h>
#include <stdio.h>

/* One of a subscription's answers. */
struct variant {
	const char *tag;
	int status;
	bool is_packed;
};

static struct reply *make_reply(const struct feed_answers *answers,
	const struct variant *variant, char *take_body, size_t len)
{
	char changed[CONDITION_DATE];
	/* "Nothing new" has the first three only (RFC 9110, 15.4.5). */
	struct reply_header headers[] = {
		{"ETag", variant->tag},
		{"Cache-Control", "private, no-cache"},
		{"Vary", "Accept-Encoding"},
		{"Last-Modified", condition_date(changed, answers->changed_at)},
		{"Referrer-Policy", "no-referrer"},
		{"X-Robots-Tag", "noindex"},
		{"X-Content-Type-Options", "nosniff"},
		{"Content-Type", "text/calendar; charset=utf-8"},
		{variant->is_packed ? "Content-Encoding" : NULL, "gzip"},
		{NULL, NULL},
	};

	if (variant->status == REPLY_NOT_MODIFIED)
		headers[3].name = NULL;
	return reply_new(variant->status, headers, take_body, len);
}

int feed_answers_make(struct feed_body *body, struct feed_answers *ret)
{
	CLEANUP(feed_answers_done)
	struct feed_answers a = {.changed_at = body->changed_at};
	AUTO_STR packed = {0};
	size_t plain_len = body->text.len, packed_len;
	char hash[SECRET_HASH];
	char *plain = NULL, *gzip = NULL;

	secret_hash(hash, body->text.data, plain_len);
	(void)snprintf(a.tag, sizeof(a.tag), "\"%.*s\"", TAG_CHARS, hash);
	(void)snprintf(
		a.gzip_tag, sizeof(a.gzip_tag), "\"%.*s-gz\"", TAG_CHARS, hash);
	if (gzip_add(&packed, body->text.data, plain_len) < 0)
		return -ENOMEM;
	packed_len = packed.len;
	if (str_take(&body->text, &plain) < 0 || str_take(&packed, &gzip) < 0) {
		free(plain);
		return -ENOMEM;
	}
	a.bytes = plain_len + packed_len;
	a.plain = make_reply(&a, &(struct variant){a.tag, REPLY_OK, false},
		plain, plain_len);
	a.gzip = make_reply(&a, &(struct variant){a.gzip_tag, REPLY_OK, true},
		gzip, packed_len);
	a.same = make_reply(&a,
		&(struct variant){a.tag, REPLY_NOT_MODIFIED, false}, NULL, 0);
	a.gzip_same = make_reply(&a,
		&(struct variant){a.gzip_tag, REPLY_NOT_MODIFIED, false}, NULL,
		0);
	if (!a.plain || !a.gzip || !a.same || !a.gzip_same)
		return -ENOMEM;
	*ret = a;
	a = (struct feed_answers){0};
	return 0;
}

void feed_answers_done(struct feed_answers *answers)
{
	reply_unref(answers->plain);
	reply_unref(answers->gzip);
	reply_unref(answers->same);
	reply_unref(answers->gzip_same);
	*answers = (struct feed_answers){0};
}

struct reply *feed_answers_choose(
	const struct feed_answers *a, const struct http_request *request)
{
	bool gzip = condition_takes_gzip(request->accept_encoding);
	bool same;

	if (request->if_none_match)
		same = condition_has_tag(
			request->if_none_match, gzip ? a->gzip_tag : a->tag);
	else
		same = request->if_modified_since &&
		       condition_is_unchanged(
			       request->if_modified_since, a->changed_at);
	if (same)
		return reply_ref(gzip ? a->gzip_same : a->same);
	return reply_ref(gzip ? a->gzip : a->plain);
}

bool feed_answers_is_same(
	const struct feed_answers *answers, const struct reply *reply)
{
	return reply == answers->same || reply == answers->gzip_same;
}
