/* contact.export and contact.forget: what is stored about a person, and its
 * end. */
#include "api/methods.h"

#include "api/left.h"
#include "api/resolve.h"
#include "api/view.h"
#include "store/forget.h"
#include "store/trace.h"

#include <errno.h>
#include <string.h>

static const struct param params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED,
		N_("the contact: its id, or ACCOUNT/NAME")},
};

static int find(
	struct call *call, struct contact *contact, struct account *account)
{
	json_t *object = NULL;
	int r = resolve_person(call, "id", contact);

	if (r == 0)
		r = row_get(call->db, &account_table, contact->account_id,
			account, &call->err);
	if (r == 0)
		r = view_contact(call, contact, &object);
	if (r == 0)
		r = call_put(call, "contact", object);
	return r < 0 ? r
		     : call_put(call, "account",
			       view_account_ref(call, account));
}

/* An image or a model as the object that it is. */
static json_t *parsed(const char *text)
{
	json_t *json = text ? json_loads(text, 0, NULL) : NULL;

	return json ? json : view_text(text);
}

static int add_history(void *array, const struct trace_item *item)
{
	return json_array_append_new(
		       array, json_pack("{s:I, s:o, s:s, s:s, s:I, s:o, s:o}",
				      "change", (json_int_t)item->id, "at",
				      view_instant(item->at), "method",
				      item->kind, "table", item->table, "id",
				      (json_int_t)item->row_id, "before",
				      parsed(item->before), "after",
				      parsed(item->after))) < 0
		       ? -ENOMEM
		       : 0;
}

static int add_message(void *array, const struct trace_item *item)
{
	return json_array_append_new(array,
		       json_pack("{s:I, s:o, s:s, s:o}", "id",
			       (json_int_t)item->id, "queued",
			       view_instant(item->at), "kind", item->kind,
			       "model", parsed(item->after))) < 0
		       ? -ENOMEM
		       : 0;
}

static int put_history(struct call *call, const struct contact *contact)
{
	json_t *array = json_array();
	int r = call_put(call, "history", array);

	return r < 0 ? r
		     : trace_history(call->db, contact->id, add_history, array,
			       &call->err);
}

static int put_messages(struct call *call, const struct contact *contact)
{
	json_t *array = json_array();
	struct seek_word name;
	int r = call_put(call, "messages", array);

	if (r == 0)
		r = seek_phrase(contact->name, &name, &call->err);
	return r < 0 ? r
		     : trace_messages(
			       call->db, &name, add_message, array, &call->err);
}

static int view_told(struct call *call, const void *row, json_t **ret)
{
	const struct topic_told *told = row;
	AUTO_TOPIC topic = {0};
	int r = row_get(
		call->db, &topic_table, told->topic_id, &topic, &call->err);

	return r < 0 ? r : view_topic(call, &topic, ret);
}

static int run_export(struct call *call)
{
	static const struct {
		const char *name;
		int (*rows)(struct db *db, int64_t contact_id, struct rows *ret,
			struct err *err);
		view_row *view;
	} parts[] = {
		{"touchpoints", trace_touchpoints, NULL},
		{"activities", trace_activities, NULL},
		{"notes", trace_notes, NULL},
		{"topics", trace_told, view_told},
	};
	AUTO_CONTACT contact = {0};
	AUTO_ACCOUNT account = {0};
	int r = find(call, &contact, &account);

	for (size_t i = 0; r == 0 && i < ARRAY_LEN(parts); i++) {
		AUTO_ROWS rows = {0};

		r = parts[i].rows(call->db, contact.id, &rows, &call->err);
		if (r == 0)
			r = view_rows_put(
				call, parts[i].name, &rows, parts[i].view);
	}
	if (r == 0)
		r = left_view(call, contact.id);
	if (r == 0)
		r = put_history(call, &contact);
	return r < 0 ? r : put_messages(call, &contact);
}

static bool has_word(const struct forget *forget, const struct seek_word *word)
{
	for (size_t i = 0; i < forget->n; i++)
		if (memcmp(&forget->word[i], word, sizeof(*word)) == 0)
			return true;
	return false;
}

/* A single letter would be found everywhere. */
static int add_word(struct call *call, struct forget *forget, const char *text)
{
	struct seek_word word;

	if (!text || !*text)
		return 0;
	if (seek_phrase(text, &word, &call->err) < 0)
		return call_fail(call, API_REFUSED, "id",
			N_("\"%s\" is too long to be looked for in texts"),
			text);
	if (word.n < 2 || has_word(forget, &word))
		return 0;
	if (forget->n == FORGET_WORDS)
		return call_fail(call, API_REFUSED, "id",
			N_("this contact has had more than %s names and "
			   "numbers"),
			STR_INT(FORGET_WORDS));
	forget->word[forget->n++] = word;
	return 0;
}

struct words {
	struct call *call;
	struct forget *forget;
};

static const char *const named_by[] = {"name", "slug", "mail", "phone"};

/* What the contact was called before. */
static int add_former(void *userdata, const struct trace_item *item)
{
	struct words *words = userdata;
	json_auto_t *image =
		item->before ? json_loads(item->before, 0, NULL) : NULL;
	int r = 0;

	if (strcmp(item->table, contact_table.name) != 0)
		return 0;
	for (size_t i = 0; r == 0 && i < ARRAY_LEN(named_by); i++)
		r = add_word(words->call, words->forget,
			json_string_value(json_object_get(image, named_by[i])));
	return r;
}

static int set_words(
	struct call *call, const struct contact *contact, struct forget *forget)
{
	const char *now[] = {
		contact->name, contact->slug, contact->mail, contact->phone};
	struct words words = {call, forget};
	int r = 0;

	for (size_t i = 0; r == 0 && i < ARRAY_LEN(now); i++)
		r = add_word(call, forget, now[i]);
	return r < 0 ? r
		     : trace_history(call->db, contact->id, add_former, &words,
			       &call->err);
}

/* The next one is turned to first: of those who stay, if there are any. */
static struct contact *find_next(
	const struct rows *others, const struct contact *gone)
{
	struct contact *next = NULL;

	ROWS_EACH(struct contact, other, others) {
		if (other->id == gone->id)
			continue;
		if (civil_is_none(other->left_on))
			return other;
		if (!next)
			next = other;
	}
	return next;
}

static int hand_over(struct call *call, const struct contact *gone)
{
	AUTO_ROWS others = {0};
	struct contact *next;
	int r;

	if (!gone->is_main)
		return 0;
	r = contact_of_account(call->db, gone->account_id, &others, &call->err);
	next = r == 0 ? find_next(&others, gone) : NULL;
	if (!next)
		return r;
	next->is_main = 1;
	return row_update(
		call->db, &call->change, &contact_table, next, &call->err);
}

static int run_forget(struct call *call)
{
	AUTO_CONTACT contact = {0};
	AUTO_ACCOUNT account = {0};
	struct forget forget = {0};
	struct forget_count count = {0};
	int r = find(call, &contact, &account);

	forget.contact_id = contact.id;
	forget.account_id = account.id;
	forget.account = account.slug;
	if (r == 0)
		r = set_words(call, &contact, &forget);
	call->change.params = NULL; /* they name the contact */
	if (r == 0)
		r = forget_contact(
			call->db, &call->change, &forget, &count, &call->err);
	if (r == 0)
		r = hand_over(call, &contact);
	if (r < 0)
		return r;
	return call_put(call, "forgotten",
		json_pack("{s:I, s:I, s:I, s:I}", "notes",
			(json_int_t)count.notes, "texts",
			(json_int_t)count.texts, "history",
			(json_int_t)count.history, "messages",
			(json_int_t)count.messages));
}

const struct method contact_export_method = {
	.name = "contact.export",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("all that is stored about a person at an account"),
	METHOD_PARAMS(params),
	.run = run_export,
};

const struct method contact_forget_method = {
	.name = "contact.forget",
	.flags = METHOD_WRITE | METHOD_ERASES,
	.doc = N_("forget a person at an account, for good"),
	METHOD_PARAMS(params),
	.run = run_forget,
};
