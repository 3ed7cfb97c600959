/* The address of a touchpoint's buttons; the contract is in page_link.h. */
#include "compose/page_link.h"

void page_link_add(struct page *page, const struct page_reader *reader,
	const json_t *touchpoint)
{
	const json_t *id = json_object_get(touchpoint, "id");
	const json_t *gen = json_object_get(touchpoint, "gen");
	AUTO_STR line = {0};

	if (reader->link)
		reader->link(&line, reader->link_userdata,
			json_integer_value(id), json_integer_value(gen));
	if (line.len || line.error)
		page_add(page, PAGE_LINK, &line);
}
