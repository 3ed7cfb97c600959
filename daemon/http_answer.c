/* What the answer to an HTTP request means. */
#include "daemon/http_answer.h"

#include <stdio.h>
#include <string.h>

enum { PIECE_MIN = 12 }; /* of a URL; less is no secret */

static enum carrier_class class_of_status(long status)
{
	/* 409: this id was taken before. */
	if (status / 100 == 2 || status == 409)
		return CARRIER_SENT;
	if (status / 100 == 3)
		return CARRIER_BROKEN;
	switch (status) {
	case 401:
	case 403:
	case 404:
	case 405:
	case 410:
		return CARRIER_BROKEN;
	case 408:
	case 425:
		return CARRIER_TEMPORARY;
	case 429:
		return CARRIER_LIMITED;
	default:
		return status / 100 == 4 ? CARRIER_REFUSED : CARRIER_TEMPORARY;
	}
}

/* Without an answer.  curl's own words name no URL. */
static void judge_silence(
	const struct http_answer *answer, struct carrier_result *ret)
{
	ret->phase = answer->is_sent ? "answer" : "connect";
	ret->class = answer->is_sent ? CARRIER_UNCERTAIN : CARRIER_TEMPORARY;
	ret->cause = answer->is_forbidden ? CAUSE_ADDRESS
					  : cause_of_curl(answer->code);
	carrier_set_detail(ret, curl_easy_strerror(answer->code));
	if (ret->cause == CAUSE_CERTIFICATE || ret->cause == CAUSE_CA_FILE ||
		answer->is_forbidden)
		ret->class = CARRIER_BROKEN;
	if (answer->is_forbidden)
		carrier_say(ret,
			N_("the address is not public; \"allow_private\": true "
			   "in the secret file permits it"),
			NULL);
}

int64_t http_answer_clock_off_s(const struct http_answer *answer)
{
	int64_t theirs;

	if (!answer->date ||
		!backoff_date_parse(answer->date, answer->now, &theirs))
		return 0;
	return answer->now - theirs;
}

void http_answer_judge_trial(
	const struct http_answer *answer, struct carrier_result *ret)
{
	*ret = (struct carrier_result){
		.class = CARRIER_SENT,
		.phase = "answer",
		.clock_off_s = http_answer_clock_off_s(answer),
	};
	if (answer->status == 0)
		judge_silence(answer, ret);
}

/* What stands behind the host of a URL, "" where that is nothing. */
static const char *path_of(const char *url)
{
	const char *host = strstr(url, "://");
	const char *path = host ? strpbrk(host + 3, "/?") : NULL;

	return path && path[1] ? path : "";
}

/* Do the words hold a long piece of the path or query?  They may repeat it
 * in another order or form. */
static bool has_piece(const char *words, const char *path)
{
	static const char ends[] = "/?&=";

	for (path += strspn(path, ends); *path; path += strspn(path, ends)) {
		size_t n = strcspn(path, ends);

		if (n >= PIECE_MIN && memmem(words, strlen(words), path, n))
			return true;
		path += n;
	}
	return false;
}

static bool is_secret(const struct http_answer *answer, const char *words)
{
	const char *path = path_of(answer->url);

	return (*path && strstr(words, path)) || has_piece(words, path) ||
	       (answer->token && strstr(words, answer->token)) ||
	       (answer->secret && strstr(words, answer->secret));
}

void http_answer_quote(const struct http_answer *answer, const char *words,
	struct carrier_result *ret)
{
	carrier_set_detail(ret, is_secret(answer, words) ? "" : words);
}

void http_answer_judge(
	const struct http_answer *answer, struct carrier_result *ret)
{
	int64_t wait;

	*ret = (struct carrier_result){.phase = "answer"};
	if (answer->status == 0) {
		judge_silence(answer, ret);
		return;
	}
	ret->class = class_of_status(answer->status);
	snprintf(ret->code, sizeof(ret->code), "%ld", answer->status);
	if (answer->status / 100 == 3)
		carrier_say(ret,
			N_("moved; put the new url into the secret file"),
			NULL);
	else if (ret->class != CARRIER_SENT)
		http_answer_quote(answer, answer->body, ret);
	wait = answer->retry_after ? backoff_retry_after_parse(
					     answer->retry_after, answer->now)
				   : 0;
	if (ret->class == CARRIER_LIMITED || ret->class == CARRIER_TEMPORARY)
		ret->retry_after_ms = wait > 0 ? wait : 0;
}
