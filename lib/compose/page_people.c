/* Whom to speak to; the contract is in page_people.h. */
#include "compose/page_people.h"

#include "compose/page.h"
#include "compose/page_item.h"
#include "text/words.h"

static void add_contact(
	struct str *line, enum text_lang lang, const json_t *contact)
{
	AUTO_STR roles = {0};
	const char *name = page_item_text(contact, "name");
	const json_t *role;
	size_t i;

	json_array_foreach(json_object_get(contact, "roles"), i, role) {
		const char *stored = json_string_value(role);
		int r = stored ? domain_find(domain_role, ROLE_N, stored) : -1;

		if (r < 0)
			continue;
		if (roles.len)
			str_add(&roles, text_get(lang, N_(", ")));
		str_add(&roles, words_role(lang, (enum role)r));
	}
	if (roles.len)
		text_add(line, lang, N_("%s (%s)"), name ? name : "",
			str_get(&roles));
	else
		str_add(line, name ? name : "");
}

/* How to reach whom the plan does not name, and how not. */
static void add_main(struct str *line, enum text_lang lang, const json_t *main)
{
	const char *phone = page_item_text(main, "phone");
	AUTO_STR ways = {0}, said = {0};
	const json_t *way;
	size_t i;

	if (phone)
		page_add_part(line, phone);
	json_array_foreach(json_object_get(main, "refused"), i, way) {
		const char *stored = json_string_value(way);
		int via = stored ? domain_find(domain_via, VIA_N, stored) : -1;

		if (via < 0)
			continue;
		if (ways.len)
			str_add(&ways, text_get(lang, N_(", ")));
		str_add(&ways, words_via(lang, (enum via)via));
	}
	if (!ways.len)
		return;
	text_add(&said, lang, N_("wants no %s"), str_get(&ways));
	page_add_part(line, str_get(&said));
}

void page_people_add(
	struct str *line, enum text_lang lang, const json_t *touchpoint)
{
	const json_t *contacts = json_object_get(touchpoint, "contacts");
	const json_t *main = json_object_get(touchpoint, "main_contact");
	bool is_main = false;
	AUTO_STR people = {0};
	const json_t *contact;
	size_t i;

	json_array_foreach(contacts, i, contact) {
		if (people.len)
			str_add(&people, text_get(lang, N_(", ")));
		add_contact(&people, lang, contact);
	}
	if (!people.len && json_is_object(main)) {
		add_contact(&people, lang, main);
		is_main = true;
	}
	if (people.len)
		page_add_part(line, str_get(&people));
	if (is_main)
		add_main(line, lang, main);
}
