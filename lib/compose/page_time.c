/* The time of an item; the contract is in page_time.h. */
#include "compose/page_time.h"

#include "text/city.h"

#include <string.h>

/* "17:30", on the reader's clock, and "(Berlin 10:30)" where that is hours
 * away. */
static void add_local(struct str *line, enum text_lang lang,
	const json_t *local, const char *time)
{
	const char *zone = page_item_text(local, "zone");
	AUTO_STR there = {0};

	if (!json_is_true(json_object_get(local, "apart")) || !zone) {
		str_add(line, page_item_text(local, "time"));
		return;
	}
	city_add(&there, lang, zone);
	str_addf(&there, " %s", time);
	text_add(line, lang, N_("%s (%s)"), page_item_text(local, "time"),
		str_get(&there));
}

void page_time_add(
	struct str *line, enum text_lang lang, const struct page_item *item)
{
	const json_t *local = json_object_get(item->touchpoint, "local");
	const char *time = page_item_text(item->touchpoint, "time");
	const char *zone = page_item_text(item->touchpoint, "zone");
	AUTO_STR city = {0};

	if (!time)
		return;
	if (page_item_text(local, "time")) {
		add_local(line, lang, local, time);
	} else if (zone && item->zone && strcmp(zone, item->zone) != 0) {
		city_add(&city, lang, zone);
		text_add(line, lang, N_("%s (%s)"), time, str_get(&city));
	} else {
		str_add(line, time);
	}
	str_add(line, "  ");
}
