/* Who reads the page; the contract is in action_reader.h. */
#include "web/action_reader.h"

#include "compose/page_item.h"
#include "core/domain.h"

#include <string.h>

static bool is_text(const json_t *object, const char *member, const char *text)
{
	const char *value = page_item_text(object, member);

	return value && text && strcmp(value, text) == 0;
}

static const json_t *touchpoint_of(const struct action_reader *reader)
{
	return json_object_get(reader->shown, "touchpoint");
}

bool action_reader_owns(const struct action_reader *reader)
{
	return is_text(touchpoint_of(reader), "owner", reader->slug);
}

static bool comes_along(const struct action_reader *reader)
{
	const json_t *meeting =
		json_object_get(touchpoint_of(reader), "meeting");
	const json_t *member;
	size_t i;

	json_array_foreach(json_object_get(meeting, "team"), i, member)
		if (is_text(member, "slug", reader->slug))
			return true;
	return false;
}

/* What the reader was asked; NULL: nothing. */
static const json_t *find_request(const struct action_reader *reader)
{
	const json_t *request, *found = NULL;
	size_t i;

	json_array_foreach(
		json_object_get(reader->shown, "requests"), i, request)
		if (is_text(request, "to", reader->slug))
			found = request;
	return found;
}

void action_reader_add(struct str *out, const struct action_reader *reader)
{
	const json_t *tp = touchpoint_of(reader);
	const json_t *request = find_request(reader);
	const char *owner = reader->owner_name;
	const char *id = STR_INT(json_integer_value(json_object_get(tp, "id")));
	bool is_open = is_text(tp, "state", domain_state[STATE_OPEN]);

	if (action_reader_owns(reader))
		return;
	if (comes_along(reader)) {
		if (is_open)
			text_add(out, reader->lang,
				N_("You come along. %s sees to this meeting "
				   "and "
				   "closes it; there is nothing to do here."),
				owner ? owner : "");
	} else if (request) {
		if (is_open && !page_item_text(request, "answer"))
			text_add(out, reader->lang,
				N_("%s asks you for help: “%s” Answer with: "
				   "nudge ask %s --answer TEXT"),
				page_item_text(request, "by_name"),
				page_item_text(request, "text"), id);
	} else {
		text_add(out, reader->lang,
			N_("This is no longer yours; here is how it stands."));
	}
}
