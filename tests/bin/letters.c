/*
 * For tests: puts messages into their forms.
 *
 * Reads one JSON object a line: {"model", "lang", "audience", "repeat",
 * "form": "mail" | "text" | "html" | "standard" | "cloudevents" | a chat
 * service, "to_name", "mentions", "keyword", "sender"}, and answers each with
 * its size in bytes on a line, then the bytes; or with a negative errno.
 */
#include "base/cleanup.h"
#include "compose/chat.h"
#include "compose/hook.h"
#include "compose/html.h"
#include "compose/letter.h"
#include "compose/plain.h"
#include "core/domain.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define DATE      1794787200 /* 2026-11-16 00:00 UTC */
#define ID        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define ID_DOMAIN "example.com"

static const char *text_of(const json_t *job, const char *name)
{
	return json_string_value(json_object_get(job, name));
}

static int add_mail(
	struct str *out, const json_t *job, const struct page_reader *reader)
{
	return letter_add(out, json_object_get(job, "model"), reader,
		&(struct letter_envelope){
			.date = DATE,
			.from_name = "nudge",
			.from = "nudge@example.com",
			.to = "liwei@example.com",
			.to_name = text_of(job, "to_name"),
			.id = ID,
			.thread = text_of(job, "thread"),
			.id_domain = ID_DOMAIN,
		});
}

static int add_page(struct str *out, const json_t *job,
	const struct page_reader *reader, bool html)
{
	AUTO_PAGE page = {0};
	int r = page_build(json_object_get(job, "model"), reader, &page);

	if (r < 0)
		return r;
	if (html)
		html_add(out, &page);
	else
		plain_add(out, &page);
	return str_error(out);
}

static int add_form(struct str *out, const json_t *job)
{
	const char *form = text_of(job, "form");
	const struct chat_form *chat = chat_find(form);
	AUTO_FREE char *model =
		json_dumps(json_object_get(job, "model"), JSON_COMPACT);
	const char *audience = text_of(job, "audience");
	struct page_reader reader = {
		.audience = audience && !strcmp(audience, "room")
				    ? AUDIENCE_ROOM
				    : AUDIENCE_PRIVATE,
		.is_repeat = json_is_true(json_object_get(job, "repeat")),
	};

	(void)text_lang_find(text_of(job, "lang"), &reader.lang);
	if (!strcmp(form, "mail"))
		return add_mail(out, job, &reader);
	if (!strcmp(form, "text") || !strcmp(form, "html"))
		return add_page(out, job, &reader, form[0] == 'h');
	if (chat)
		return chat_add(out, chat, model, &reader,
			&(struct chat_extras){
				.mentions = json_object_get(job, "mentions"),
				.keyword = text_of(job, "keyword"),
				.sender = text_of(job, "sender"),
			});
	return hook_add(out, model, &reader,
		&(struct hook_envelope){
			.format = !strcmp(form, "standard") ? HOOK_STANDARD
							    : HOOK_CLOUDEVENTS,
			.date = DATE,
			.id = ID,
			.instance = "0123456789abcdef",
		});
}

static void answer(const char *line)
{
	json_auto_t *job = json_loads(line, 0, NULL);
	AUTO_STR out = {0};
	int r = json_is_object(job) ? add_form(&out, job) : -EPROTO;

	printf("%d\n", r < 0 ? r : (int)out.len);
	if (r >= 0)
		fwrite(out.data, 1, out.len, stdout);
	fflush(stdout);
}

int main(void)
{
	AUTO_FREE char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, stdin) > 0)
		answer(line);
	return 0;
}
