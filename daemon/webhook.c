/* Webhooks. */
#include "daemon/webhook.h"

#include "compose/hook.h"
#include "daemon/http.h"
#include "daemon/http_queue.h"
#include "daemon/addressee.h"
#include "daemon/webhook_sign.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

/* Claimed at once, where the receiver is quick (daemon/room.h). */
enum { LEAST = 8 * HTTP_FLIGHTS, MOST = 32 * HTTP_FLIGHTS };

static bool is_cloudevent(const char *format)
{
	return format &&
	       strcmp(format, hook_format_name[HOOK_CLOUDEVENTS]) == 0;
}

static int open_keys(struct http_target *target, struct err *err)
{
	int r = webhook_sign_open(target->secret, &target->keys[0], err);

	return r < 0 ? r
		     : webhook_sign_open(
			       target->secret_old, &target->keys[1], err);
}

static int pack(
	const struct carrier_job *job, struct parcel *ret, struct err *err)
{
	const struct message *message = job->message;
	struct page_reader reader = addressee_of(job);
	int r;

	ret->date = message->created_at;
	wire_id(ret->id, job->instance, message->key);
	r = hook_add(&ret->body, message->model, &reader,
		&(struct hook_envelope){
			.format = is_cloudevent(job->channel->format)
					  ? HOOK_CLOUDEVENTS
					  : HOOK_STANDARD,
			.date = ret->date,
			.id = ret->id,
			.instance = job->instance,
		});
	if (r == -E2BIG)
		return err_set(
			err, r, N_("the message is too long for a webhook"));
	if (r == -EINVAL)
		return err_set(err, r,
			N_("this nudged does not understand the message; was "
			   "it queued by a newer one?"));
	return r;
}

static void add_signatures(struct str *line, const struct http_target *target,
	const struct parcel *parcel, int64_t at)
{
	for (size_t i = 0; i < HTTP_SIGNING_KEYS; i++) {
		if (!target->keys[i])
			continue;
		str_add(line, line->len ? " " : "webhook-signature: ");
		webhook_sign(
			line, target->keys[i], parcel->id, at, &parcel->body);
	}
}

static void dress(const struct http_target *target, const struct parcel *parcel,
	int64_t now, struct http_draft *ret)
{
	if (is_cloudevent(target->format))
		ret->content_type = "application/cloudevents+json";
	str_addf(&ret->headers[0], "webhook-id: %s", parcel->id);
	str_addf(&ret->headers[1], "webhook-timestamp: %" PRId64, now);
	add_signatures(&ret->headers[2], target, parcel, now);
}

static const struct http_service service = {
	.open = open_keys,
	.dress = dress,
	.judge = http_answer_judge,
};

const struct carrier_kind webhook_kind = {
	.name = "webhook",
	.rates = {{.n = 10, .period_us = 1000000, .burst = 10}},
	.least = LEAST,
	.most = MOST,
	.is_idempotent = true,
	.http = &service,
	.pack = pack,
	HTTP_CARRIER,
};
