/* What one should know; the contract is in know.h. */
#include "api/know.h"

#include "api/view.h"

#include <errno.h>

enum { TOPICS_SHOWN = 3 };

static int put(struct call *call, json_t *object, const char *name,
	const struct rows *notes)
{
	json_t *array = NULL;
	int r = view_rows(call, notes, NULL, &array);

	if (r < 0)
		return r;
	return json_object_set_new(object, name, array) < 0 ? -ENOMEM : 0;
}

int know_cautions(struct call *call, int64_t account_id, json_t *object)
{
	AUTO_ROWS notes = {0};
	int r = note_cautions(call->db, account_id,
		view_note_since(call->today), &notes, &call->err);

	return r < 0 ? r : put(call, object, "cautions", &notes);
}

/* With the number to dial. */
static int put_main_contact(struct call *call, const struct touchpoint *tp,
	json_t *item, int64_t *ret_id)
{
	AUTO_ROWS contacts = {0};
	const struct contact *main;
	json_t *view = json_null();
	int r = contact_of_account(
		call->db, tp->account_id, &contacts, &call->err);

	*ret_id = 0;
	if (r < 0)
		return r;
	main = contacts.data;
	if (contacts.n > 0 && main->is_main)
		r = view_contact(call, main, &view);
	if (r < 0)
		return r;
	if (json_is_true(json_object_get(view, "gone"))) {
		json_decref(view);
		view = json_null();
	}
	if (json_is_object(view))
		*ret_id = main->id;
	return json_object_set_new(item, "main_contact", view) < 0 ? -ENOMEM
								   : 0;
}

/* Everything that stands in the item already is not read again. */
static int put_topics(struct call *call, const struct touchpoint *tp,
	json_t *item, int64_t main_contact)
{
	const json_t *account = json_object_get(item, "account");
	const json_t *contacts = json_object_get(item, "contacts");
	struct topic_listener listener = {
		.today = call->today,
		.account_id = tp->account_id,
		.tier = json_string_value(json_object_get(account, "tier")),
		.stage = json_string_value(json_object_get(account, "stage")),
		.touchpoint_id = tp->id,
		.limit = TOPICS_SHOWN,
	};
	AUTO_ROWS topics = {0};
	int r;

	if (json_array_size(contacts) == 0)
		listener.contact_id = main_contact;
	r = topic_unused(call->db, &listener, &topics, &call->err);
	return r < 0 ? r : put(call, item, "topics", &topics);
}

int know_item(struct call *call, const struct touchpoint *tp, json_t *item)
{
	int64_t main_contact;
	int r = put_main_contact(call, tp, item, &main_contact);

	if (r == 0)
		r = tp->kind == KIND_MEETING
			    ? know_account(call, tp->account_id, item)
			    : know_cautions(call, tp->account_id, item);
	return r < 0 ? r : put_topics(call, tp, item, main_contact);
}

int know_once(json_t *told, json_t *items)
{
	json_t *item;
	size_t i;

	json_array_foreach(items, i, item) {
		json_t *topics = json_object_get(item, "topics");
		const char *account = json_string_value(json_object_get(
			json_object_get(item, "account"), "slug"));
		int r;

		if (!topics || !account)
			continue;
		if (json_equal(topics, json_object_get(told, account)))
			r = json_object_set_new(item, "topics", json_array());
		else
			r = json_object_set(told, account, topics);
		if (r < 0)
			return -ENOMEM;
	}
	return 0;
}

int know_account(struct call *call, int64_t account_id, json_t *object)
{
	AUTO_ROWS notes = {0};
	int r = know_cautions(call, account_id, object);

	if (r == 0)
		r = note_shared(call->db, account_id, &notes, &call->err);
	return r < 0 ? r : put(call, object, "notes", &notes);
}
