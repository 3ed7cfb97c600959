/* contact.add and contact.edit: people at an account. */
#include "api/methods.h"

#include "api/field.h"
#include "api/left.h"
#include "api/resolve.h"
#include "api/slugs.h"
#include "api/view.h"

#include <errno.h>
#include <string.h>

#define SHARED_PARAMS                                                          \
	FIELD_EXTERNAL_PARAMS, {"mail", PARAM_TEXT, 0, N_("mail address")},    \
		{"main", PARAM_BOOL, 0, N_("the one to turn to first")},       \
		{"no", PARAM_LIST, 0,                                          \
			N_("ways this person does not want: call, mail, …")},  \
		{"phone", PARAM_TEXT, 0, N_("telephone number")},              \
		{"roles", PARAM_LIST, 0,                                       \
			N_("decision-maker, influencer, user, buyer, "         \
			   "gatekeeper, ally")},                               \
	{                                                                      \
		"slug", PARAM_TEXT, 0, N_("short name to type")                \
	}

static const struct param add_params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the account")},
	{"name", PARAM_TEXT, PARAM_REQUIRED, N_("the person's name")},
	SHARED_PARAMS,
};

static const struct param edit_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED,
		N_("the contact: its id, or ACCOUNT/NAME")},
	{"name", PARAM_TEXT, 0, N_("the person's name")},
	SHARED_PARAMS,
};

static int set_fields(struct call *call, struct contact *contact)
{
	int r = field_name(call, "name", &contact->name, &contact->name_fold);

	if (r == 0)
		r = slugs_choose(call,
			&(struct slugs){SLUG_USE_CONTACT, contact->account_id,
				contact->name},
			&contact->slug);
	if (r == 0)
		r = field_words(call, "roles", CALL_WORDS(domain_role),
			&contact->roles);
	if (r == 0)
		r = field_words(
			call, "no", CALL_WORDS(domain_via), &contact->refused);
	if (r == 0)
		r = field_mail(call, "mail", &contact->mail);
	if (r == 0)
		r = field_text(call, "phone", &contact->phone);
	if (r == 0)
		r = field_external(
			call, &contact->external_source, &contact->external_id);
	if (r == 0 && call_has(call, "main"))
		contact->is_main = call_bool(call, "main");
	return r;
}

/* An account has one main contact: the others step back. */
static int yield(struct call *call, const struct contact *main,
	const struct rows *others)
{
	ROWS_EACH(struct contact, other, others) {
		int r;

		if (!main->is_main || !other->is_main || other->id == main->id)
			continue;
		other->is_main = 0;
		r = row_update(call->db, &call->change, &contact_table, other,
			&call->err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* One person per number in another system. */
static int check_external(struct call *call, const struct contact *contact)
{
	AUTO_CONTACT other = {0};
	int r;

	if (!contact->external_id)
		return 0;
	r = contact_by_external(call->db, contact->external_source,
		contact->external_id, &other, &call->err);
	if (r == -ENOENT || (r == 0 && other.id == contact->id))
		return 0;
	if (r < 0)
		return r;
	return call_fail(call, API_CONFLICT, "external_id",
		N_("%s %s is already %s"), contact->external_source,
		contact->external_id, other.name);
}

static int put_contact(
	struct call *call, const char *name, const struct contact *contact)
{
	json_t *object = NULL;
	int r = view_contact(call, contact, &object);

	return r < 0 ? r : call_put(call, name, object);
}

/* others: all of the account's. */
static int fill(
	struct call *call, struct contact *contact, const struct rows *others)
{
	int r = set_fields(call, contact);

	if (r == 0)
		r = check_external(call, contact);
	return r < 0 ? r : yield(call, contact, others);
}

/* Somebody of that name is there already. */
static int put_same(struct call *call, const struct contact *contact,
	const struct rows *others)
{
	ROWS_EACH(const struct contact, other, others)
		if (strcmp(other->name_fold, contact->name_fold) == 0)
			return call_put(
				call, "same", view_contact_ref(call, other));
	return 0;
}

/* The first contact of an account is its main one. */
static int run_add(struct call *call)
{
	AUTO_ACCOUNT account = {0};
	AUTO_CONTACT contact = {0};
	AUTO_ROWS others = {0};
	int r = resolve_account(call, "account", &account);

	if (r == 0)
		r = contact_of_account(
			call->db, account.id, &others, &call->err);
	contact.account_id = account.id;
	contact.is_main = others.n == 0;
	if (r == 0)
		r = fill(call, &contact, &others);
	if (r == 0)
		r = row_insert(call->db, &call->change, &contact_table,
			&contact, &call->err);
	if (r == 0)
		r = put_same(call, &contact, &others);
	return r < 0 ? r : put_contact(call, "contact", &contact);
}

static int run_edit(struct call *call)
{
	AUTO_CONTACT contact = {0};
	AUTO_ROWS others = {0};
	int r = resolve_person(call, "id", &contact);

	if (r == 0)
		r = put_contact(call, "was", &contact);
	if (r == 0)
		r = contact_of_account(
			call->db, contact.account_id, &others, &call->err);
	if (r == 0)
		r = fill(call, &contact, &others);
	if (r == 0)
		r = row_update(call->db, &call->change, &contact_table,
			&contact, &call->err);
	if (r == 0 && call_has(call, "name"))
		r = left_steps_rename(call, contact.id);
	return r < 0 ? r : put_contact(call, "contact", &contact);
}

const struct method contact_add_method = {
	.name = "contact.add",
	.flags = METHOD_WRITE,
	.doc = N_("add a person at an account"),
	METHOD_PARAMS(add_params),
	.run = run_add,
};

const struct method contact_edit_method = {
	.name = "contact.edit",
	.flags = METHOD_WRITE,
	.doc = N_("change what is known of a person at an account"),
	METHOD_PARAMS(edit_params),
	.run = run_edit,
};
