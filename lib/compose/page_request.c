/* Help that is asked for; the contract is in page_request.h. */
#include "compose/page_request.h"

#include "compose/cut.h"

enum { REQUEST_MAX = 600 };

static void add_quote(struct page *page, const char *msgid, const char *name,
	const char *text)
{
	AUTO_STR line = {0}, quote = {0};

	if (!text)
		return;
	cut_add(&quote, text, REQUEST_MAX);
	text_add(&line, page->lang, msgid, name ? name : "", str_get(&quote));
	page_add(page, PAGE_TEXT, &line);
}

void page_request_add(struct page *page, const json_t *touchpoint)
{
	const json_t *request = json_object_get(touchpoint, "request");

	if (!json_is_object(request))
		return;
	add_quote(page, N_("%s asks for help: “%s”"),
		page_item_text(request, "by_name"),
		page_item_text(request, "text"));
	add_quote(page, N_("%s answers: “%s”"),
		page_item_text(request, "answered_by_name"),
		page_item_text(request, "answer"));
}

bool page_request_is_open(const json_t *touchpoint)
{
	const json_t *request = json_object_get(touchpoint, "request");

	return json_is_object(request) && !page_item_text(request, "answer");
}
