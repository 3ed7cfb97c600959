/* note.add, note.edit, note.remove: what is learnt of an account. */
#include "api/methods.h"

#include "api/field.h"
#include "api/resolve.h"
#include "api/resolve_id.h"
#include "api/view.h"

#include <errno.h>

#define SHARED_PARAMS                                                          \
	{"caution", PARAM_BOOL, 0, N_("to be known before walking in")},       \
		{"in_room", PARAM_BOOL, 0,                                     \
			N_("share it, and let rooms have the text")},          \
		{"share", PARAM_BOOL, 0,                                       \
			N_("let the account's team read it")},                 \
	{                                                                      \
		"with", PARAM_TEXT, 0, N_("the contact whom it is about")      \
	}

static const struct param add_params[] = {
	{"account", PARAM_TEXT, PARAM_REQUIRED, N_("the account")},
	{"text", PARAM_LONG, PARAM_REQUIRED, N_("what was learnt")},
	SHARED_PARAMS,
};

static const struct param edit_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the note's id")},
	{"renew", PARAM_BOOL, 0, N_("it is still true today")},
	{"text", PARAM_LONG, 0, N_("what was learnt")},
	SHARED_PARAMS,
};

static const struct param remove_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the note's id")},
};

/* What somebody else keeps to himself is not there. */
static int find(struct call *call, struct note *ret)
{
	const char *word = call_text(call, "id");
	int64_t id = resolve_id(word);
	int r = id ? resolve_live(call, &note_table, id, ret) : -ENOENT;

	if (r == 0 && !ret->share && !ret->caution &&
		ret->rep_id != call->actor.id)
		r = -ENOENT;
	if (r != -ENOENT)
		return r;
	r = call_fail(
		call, API_NOT_FOUND, "id", N_("there is no note %s"), word);
	call_hint(call, N_("nudge note list shows all notes"));
	return r;
}

static int set_contact(struct call *call, struct note *note)
{
	const char *word = call_text(call, "with");
	AUTO_CONTACT contact = {0};
	int r = 0;

	if (word && *word)
		r = resolve_contact(
			call, "with", word, note->account_id, &contact);
	if (r == 0 && word)
		note->contact_id = contact.id;
	return r;
}

static void set_flag(struct call *call, const char *param, int64_t *flag)
{
	if (call_has(call, param))
		*flag = call_bool(call, param);
}

static int set_fields(struct call *call, struct note *note)
{
	int r = field_text(call, "text", &note->text);

	if (r == 0 && !note->text)
		r = call_fail(call, API_BAD_PARAM, "text", N_("%s is empty"),
			call_param(call, "text"));
	set_flag(call, "caution", &note->caution);
	set_flag(call, "share", &note->share);
	set_flag(call, "in_room", &note->in_room);
	if (call_bool(call, "in_room"))
		note->share = 1;
	if (!note->share)
		note->in_room = 0;
	return r < 0 ? r : set_contact(call, note);
}

static int put(struct call *call, const char *name, const struct note *note)
{
	json_t *object = NULL;
	int r = view_note(call, note, &object);

	return r < 0 ? r : call_put(call, name, object);
}

static int put_account(struct call *call, int64_t id)
{
	AUTO_ACCOUNT account = {0};
	int r = row_get(call->db, &account_table, id, &account, &call->err);

	return r < 0 ? r
		     : call_put(call, "account",
			       view_account_ref(call, &account));
}

static int run_add(struct call *call)
{
	AUTO_ACCOUNT account = {0};
	AUTO_NOTE note = {.rep_id = call->actor.id, .on_date = call->today};
	int r = resolve_account(call, "account", &account);

	note.account_id = account.id;
	if (r == 0)
		r = set_fields(call, &note);
	if (r == 0)
		r = row_insert(call->db, &call->change, &note_table, &note,
			&call->err);
	if (r == 0)
		r = put(call, "note", &note);
	return r < 0 ? r : put_account(call, note.account_id);
}

static int run_edit(struct call *call)
{
	AUTO_NOTE note = {0};
	int r = find(call, &note);

	if (r == 0)
		r = put(call, "was", &note);
	if (r == 0)
		r = set_fields(call, &note);
	if (r == 0 && call_bool(call, "renew"))
		note.on_date = call->today;
	if (r == 0)
		r = row_update(call->db, &call->change, &note_table, &note,
			&call->err);
	if (r == 0)
		r = put(call, "note", &note);
	return r < 0 ? r : put_account(call, note.account_id);
}

static int run_remove(struct call *call)
{
	AUTO_NOTE note = {0};
	int r = find(call, &note);

	if (r == 0)
		r = put(call, "note", &note);
	if (r == 0)
		r = put_account(call, note.account_id);
	return r < 0 ? r
		     : row_delete(call->db, &call->change, &note_table, &note,
			       &call->err);
}

const struct method note_add_method = {
	.name = "note.add",
	.flags = METHOD_WRITE,
	.doc = N_("note what was learnt of an account"),
	METHOD_PARAMS(add_params),
	.run = run_add,
};

const struct method note_edit_method = {
	.name = "note.edit",
	.flags = METHOD_WRITE,
	.doc = N_("change or renew a note"),
	METHOD_PARAMS(edit_params),
	.run = run_edit,
};

const struct method note_remove_method = {
	.name = "note.remove",
	.flags = METHOD_WRITE,
	.doc = N_("remove a note"),
	METHOD_PARAMS(remove_params),
	.run = run_remove,
};
