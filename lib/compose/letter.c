/* A message as one mail. */
#include "compose/letter.h"

#include "compose/html.h"
#include "compose/mime.h"
#include "compose/plain.h"

#include <assert.h>
#include <errno.h>

static int add_mail(struct str *out, const struct page *page,
	const struct letter_envelope *envelope)
{
	AUTO_STR text = {0};
	AUTO_STR html = {0};
	AUTO_STR id = {0};
	AUTO_STR thread = {0};
	AUTO_STR list = {0};
	AUTO_STR boundary = {0};

	plain_add(&text, page);
	html_add(&html, page);
	str_addf(&id, "%s.nudge@%s", envelope->id, envelope->id_domain);
	if (envelope->thread)
		str_addf(&thread, "%s.thread@%s", envelope->thread,
			envelope->id_domain);
	str_addf(&list, "nudge.%s", envelope->id_domain);
	/* "=_" occurs neither in base64 nor in quoted-printable. */
	str_addf(&boundary, "=_%s", envelope->id);
	mime_add_mail(out,
		&(struct mime_mail){
			.date = envelope->date,
			.from_name = envelope->from_name,
			.from = envelope->from,
			.to = envelope->to,
			.to_name = envelope->to_name,
			.subject = page->subject,
			.message_id = str_get(&id),
			.thread_id = envelope->thread ? str_get(&thread) : NULL,
			.list_id = str_get(&list),
			.boundary = str_get(&boundary),
			.text = str_get(&text),
			.html = str_get(&html),
		});
	return text.error | html.error | id.error | thread.error | list.error |
			       boundary.error | out->error
		       ? -ENOMEM
		       : 0;
}

int letter_add(struct str *out, const json_t *model,
	const struct page_reader *reader,
	const struct letter_envelope *envelope)
{
	AUTO_PAGE page = {0};
	int r = page_build(model, reader, &page);

	if (r == 0)
		r = add_mail(out, &page, envelope);
	assert(r < 0 || mime_is_wire(out->data, out->len));
	return r;
}
