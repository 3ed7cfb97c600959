/* topic.add, topic.edit, topic.remove: reasons to make contact. */
#include "api/methods.h"

#include "api/field.h"
#include "api/resolve.h"
#include "api/view.h"

#include <string.h>

#define SHARED_PARAMS                                                          \
	{"account", PARAM_TEXT, 0, N_("only for this account")},               \
		{"stage", PARAM_TEXT, 0,                                       \
			N_("only for accounts of this stage")},                \
		{"text", PARAM_LONG, 0, N_("more about it")},                  \
		{"tier", PARAM_TEXT, 0, N_("only for accounts of this tier")}, \
		{"until", PARAM_DAY, 0, N_("the last day it is of use")},      \
	{                                                                      \
		"url", PARAM_TEXT, 0, N_("where it is to be found")            \
	}

static const struct param add_params[] = {
	{"title", PARAM_TEXT, PARAM_REQUIRED, N_("the topic in a few words")},
	SHARED_PARAMS,
};

static const struct param edit_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the topic: its id or title")},
	{"title", PARAM_TEXT, 0, N_("the topic in a few words")},
	SHARED_PARAMS,
};

static const struct param remove_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the topic: its id or title")},
};

/* One of the words, or "" for all. */
static int set_word(struct call *call, const char *param,
	const struct call_words *words, char **field)
{
	const char *s = call_text(call, param);

	if (s && *s && domain_find(words->name, words->n, s) < 0)
		return call_fail_word(call, param, words, s);
	return field_text(call, param, field);
}

static int set_account(struct call *call, struct topic *topic)
{
	const char *word = call_text(call, "account");
	AUTO_ACCOUNT account = {0};
	int r = 0;

	if (word && *word)
		r = resolve_account(call, "account", &account);
	if (r == 0 && word)
		topic->account_id = account.id;
	return r;
}

static int set_url(struct call *call, struct topic *topic)
{
	const char *s = call_text(call, "url");

	if (s && *s &&
		((strncmp(s, "https://", 8) != 0 &&
			 strncmp(s, "http://", 7) != 0) ||
			strchr(s, ' ')))
		return call_fail(call, API_BAD_PARAM, "url",
			N_("\"%s\" is no address: it begins with https:// and "
			   "holds no blank"),
			s);
	return field_text(call, "url", &topic->url);
}

static int set_fields(struct call *call, struct topic *topic)
{
	int r = field_name(call, "title", &topic->title, &topic->title_fold);

	if (r == 0)
		r = field_text(call, "text", &topic->text);
	if (r == 0)
		r = set_url(call, topic);
	if (r == 0)
		r = set_account(call, topic);
	if (r == 0)
		r = set_word(
			call, "tier", CALL_WORDS(domain_tier), &topic->tier);
	if (r == 0)
		r = set_word(
			call, "stage", CALL_WORDS(domain_stage), &topic->stage);
	return r < 0 ? r : field_day(call, "until", &topic->until_on);
}

static int put(struct call *call, const char *name, const struct topic *topic)
{
	json_t *object = NULL;
	int r = view_topic(call, topic, &object);

	return r < 0 ? r : call_put(call, name, object);
}

static int run_add(struct call *call)
{
	AUTO_TOPIC topic = {.rep_id = call->actor.id};
	int r = set_fields(call, &topic);

	if (r == 0)
		r = row_insert(call->db, &call->change, &topic_table, &topic,
			&call->err);
	return r < 0 ? r : put(call, "topic", &topic);
}

static int run_edit(struct call *call)
{
	AUTO_TOPIC topic = {0};
	int r = resolve_topic(call, "id", call_text(call, "id"), &topic);

	if (r == 0)
		r = put(call, "was", &topic);
	if (r == 0)
		r = set_fields(call, &topic);
	if (r == 0)
		r = row_update(call->db, &call->change, &topic_table, &topic,
			&call->err);
	return r < 0 ? r : put(call, "topic", &topic);
}

static int run_remove(struct call *call)
{
	AUTO_TOPIC topic = {0};
	int r = resolve_topic(call, "id", call_text(call, "id"), &topic);

	if (r == 0)
		r = put(call, "topic", &topic);
	return r < 0 ? r
		     : row_delete(call->db, &call->change, &topic_table, &topic,
			       &call->err);
}

const struct method topic_add_method = {
	.name = "topic.add",
	.flags = METHOD_WRITE,
	.doc = N_("add a good reason to make contact"),
	METHOD_PARAMS(add_params),
	.run = run_add,
};

const struct method topic_edit_method = {
	.name = "topic.edit",
	.flags = METHOD_WRITE,
	.doc = N_("change a topic"),
	METHOD_PARAMS(edit_params),
	.run = run_edit,
};

const struct method topic_remove_method = {
	.name = "topic.remove",
	.flags = METHOD_WRITE,
	.doc = N_("remove a topic"),
	METHOD_PARAMS(remove_params),
	.run = run_remove,
};
