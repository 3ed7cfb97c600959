/* What is sent over HTTP. */
#include "daemon/http_draft.h"

#include "daemon/http.h"

#include <stdlib.h>
#include <string.h>

void http_target_done(struct http_target *target)
{
	free(target->url);
	free(target->token);
	free(target->secret);
	free(target->secret_old);
	free(target->ca_file);
	free(target->proxy);
	free(target->format);
	for (size_t i = 0; i < HTTP_SIGNING_KEYS; i++)
		EVP_MAC_CTX_free(target->keys[i]);
	*target = (struct http_target){0};
}

void http_draft_free(struct http_draft *draft)
{
	if (!draft)
		return;
	str_done(&draft->url);
	str_done(&draft->body);
	for (size_t i = 0; i < HTTP_HEADERS; i++)
		str_done(&draft->headers[i]);
	curl_slist_free_all(draft->lines);
	free(draft);
}

static void free_half_made(struct http_draft **draft)
{
	http_draft_free(*draft);
}

static bool add_line(struct http_draft *draft, const char *line)
{
	struct curl_slist *more = curl_slist_append(draft->lines, line);

	if (more)
		draft->lines = more;
	return more;
}

static bool add_lines(struct http_draft *draft)
{
	AUTO_STR type = {0};

	str_addf(&type, "Content-Type: %s; charset=utf-8", draft->content_type);
	if (str_error(&type) < 0 || !add_line(draft, str_get(&type)) ||
		!add_line(draft, "Expect:"))
		return false;
	for (size_t i = 0; i < HTTP_HEADERS; i++)
		if (draft->headers[i].len > 0 &&
			!add_line(draft, str_get(&draft->headers[i])))
			return false;
	return true;
}

/* Of a message. */
static bool make(struct http_draft *draft, const struct http_target *target,
	const struct parcel *parcel)
{
	int error;

	draft->content_type = "application/json";
	str_add(&draft->url, target->url);
	if (target->service->dress)
		target->service->dress(target, parcel, draft->at, draft);
	error = draft->url.error | draft->body.error;
	for (size_t i = 0; i < HTTP_HEADERS; i++)
		error |= draft->headers[i].error;
	return error == 0 && add_lines(draft);
}

/* Of a trial: the server's first page, so that neither the secret path nor a
 * key goes along. */
static bool make_trial(
	struct http_draft *draft, const struct http_target *target)
{
	const char *host = strstr(target->url, "://") + 3;
	size_t n = (size_t)(host - target->url) + strcspn(host, "/?#");

	str_add_n(&draft->url, target->url, n);
	str_add_char(&draft->url, '/');
	return str_error(&draft->url) == 0;
}

struct http_draft *http_draft_new(const struct http_target *target,
	const struct parcel *parcel, int64_t at)
{
	CLEANUP(free_half_made)
	struct http_draft *draft = calloc(1, sizeof(*draft));

	if (!draft)
		return NULL;
	draft->at = at;
	if (parcel->is_trial ? make_trial(draft, target)
			     : make(draft, target, parcel))
		return TAKE(draft);
	return NULL;
}
