/* Chat robots: what they have in common. */
#include "daemon/robot.h"

#include "compose/chat.h"
#include "daemon/addressee.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNKNOWN_ATTEMPTS = 3, CLOCK_OFF_S = 300 };

int robot_pack(
	const struct carrier_job *job, struct parcel *ret, struct err *err)
{
	const struct message *message = job->message;
	json_auto_t *mentions = json_loads(
		job->channel->mentions ? job->channel->mentions : "", 0, NULL);
	struct page_reader reader = addressee_of(job);
	int r;

	ret->date = message->created_at;
	wire_id(ret->id, job->instance, message->key);
	r = chat_add(&ret->body, chat_find(job->channel->kind), message->model,
		&reader,
		&(struct chat_extras){
			.mentions = mentions,
			.keyword = secret_text(job->secret, "keyword"),
			.sender = secret_text(job->secret, "username"),
		});
	if (r == -EINVAL)
		return err_set(err, r,
			N_("this nudged does not understand the message; was "
			   "it queued by a newer one?"));
	if (r == -E2BIG)
		return err_set(err, r,
			N_("the message is too long for the service, however "
			   "it is shortened"));
	return r;
}

/* "4001*" fits all codes that begin so. */
static bool fits(const char *pattern, const char *code)
{
	size_t n = strcspn(pattern, "*");

	return pattern[n] ? strncmp(pattern, code, n) == 0
			  : strcmp(pattern, code) == 0;
}

static const struct robot_code *find(
	const struct robot_codes *codes, const char *code, const char *words)
{
	for (size_t i = 0; i < codes->n; i++) {
		const struct robot_code *c = &codes->codes[i];

		if (fits(c->code, code) &&
			(!c->holds || strstr(words, c->holds)))
			return c;
	}
	return NULL;
}

static void say(const struct http_answer *answer, const struct robot_code *code,
	const char *words, struct carrier_result *ret)
{
	int64_t off = code && code->is_clock
			      ? llabs(http_answer_clock_off_s(answer))
			      : 0;

	if (off > CLOCK_OFF_S)
		carrier_say(ret,
			N_("this machine's clock is wrong by %s minutes, so "
			   "the service does not believe the signature; put it "
			   "right"),
			STR_INT(off / 60));
	else if (code && code->words)
		carrier_say(ret, code->words, NULL);
	else
		http_answer_quote(answer, words, ret);
}

void robot_explain(const struct http_answer *answer,
	const struct robot_codes *codes, const char *code, const char *words,
	struct carrier_result *ret)
{
	const struct robot_code *known = find(codes, code, words);

	*ret = (struct carrier_result){
		.class = known ? known->class : CARRIER_TEMPORARY,
		.phase = "answer",
		.most_attempts = known ? 0 : UNKNOWN_ATTEMPTS,
		.retry_after_ms = known ? 1000 * (int64_t)known->wait_s : 0,
	};
	say(answer, known, words, ret);
	snprintf(ret->code, sizeof(ret->code), "%s", code);
}

/* Chat services put the time into the body, too; it is the finer one. */
static int64_t asked_ms(const json_t *body)
{
	const json_t *parameters = json_object_get(body, "parameters");
	const json_t *s = json_object_get(body, "retry_after");
	const json_t *ms = json_object_get(body, "retry_after_ms");

	if (!s)
		s = json_object_get(parameters, "retry_after");
	if (json_is_number(ms))
		return backoff_retry_after_seconds(
			json_number_value(ms) / 1000);
	return json_is_number(s)
		       ? backoff_retry_after_seconds(json_number_value(s))
		       : 0;
}

void robot_judge_status(
	const struct http_answer *answer, struct carrier_result *ret)
{
	json_auto_t *body = json_loads(answer->body, 0, NULL);
	int64_t ms = asked_ms(body);

	http_answer_judge(answer, ret);
	/* 409 is no repeat here. */
	if (answer->status == 409)
		ret->class = CARRIER_REFUSED;
	if (ret->class == CARRIER_LIMITED && ms > 0)
		ret->retry_after_ms = ms;
}

/* The answer began well and broke off; WRITE_ERROR is our own "enough". */
static bool is_cut(const struct http_answer *answer)
{
	return answer->code != CURLE_OK && answer->code != CURLE_WRITE_ERROR;
}

void robot_garbled(const struct http_answer *answer, struct carrier_result *ret)
{
	if (is_cut(answer)) {
		*ret = (struct carrier_result){
			.class = CARRIER_UNCERTAIN, .phase = "answer"};
		carrier_set_detail(ret, curl_easy_strerror(answer->code));
		return;
	}
	*ret = (struct carrier_result){
		.class = CARRIER_TEMPORARY,
		.phase = "answer",
		.is_garbled = true,
	};
	snprintf(ret->code, sizeof(ret->code), "%ld", answer->status);
	carrier_say(ret,
		N_("the answer is not the service's: is the url right, is "
		   "there a proxy or a login page in between?"),
		NULL);
}

bool robot_is_well(const struct http_answer *answer)
{
	return answer->status / 100 == 2 && answer->code == CURLE_OK;
}

bool robot_judge_ok(
	const struct http_answer *answer, struct carrier_result *ret)
{
	if (answer->status / 100 != 2)
		return false;
	if (robot_is_well(answer) && strcmp(answer->body, "ok") == 0)
		*ret = (struct carrier_result){
			.class = CARRIER_SENT, .phase = "answer"};
	else
		robot_garbled(answer, ret);
	return true;
}

/* The code in an answer; false: there is none. */
static bool read_code(
	const json_t *body, const struct robot_reply *reply, json_int_t *ret)
{
	for (size_t i = 0; i < ARRAY_LEN(reply->code); i++) {
		const json_t *code =
			reply->code[i] ? json_object_get(body, reply->code[i])
				       : NULL;

		if (!json_is_integer(code))
			continue;
		*ret = json_integer_value(code);
		return true;
	}
	return false;
}

void robot_judge(const struct http_answer *answer,
	const struct robot_reply *reply, struct carrier_result *ret)
{
	json_auto_t *body = json_loads(answer->body, 0, NULL);
	const char *words =
		json_string_value(json_object_get(body, reply->words));
	json_int_t code = 0;
	bool has_code = read_code(body, reply, &code);

	if (!words)
		words = "";
	if (answer->status / 100 == 2 && !has_code)
		robot_garbled(answer, ret);
	else if (answer->status / 100 == 2 && code == 0)
		*ret = (struct carrier_result){
			.class = CARRIER_SENT, .phase = "answer"};
	else if (has_code && code != 0 &&
		 (answer->status / 100 == 2 || answer->status == 400))
		robot_explain(answer, &reply->codes, STR_INT(code), words, ret);
	else
		robot_judge_status(answer, ret);
}

void robot_add_query(struct str *url, const char *name, const char *value)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789-._~";

	str_add_char(url, strchr(str_get(url), '?') ? '&' : '?');
	str_addf(url, "%s=", name);
	for (; *value; value++)
		if (strchr(safe, *value))
			str_add_char(url, *value);
		else
			str_addf(url, "%%%02X", (unsigned char)*value);
}
