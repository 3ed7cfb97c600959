/* Action links; the contract is in action.h. */
#include "web/action.h"

#include "api/api.h"
#include "core/zone.h"
#include "service/log.h"
#include "store/change.h"
#include "store/rep.h"
#include "web/action_form.h"
#include "web/action_page.h"
#include "web/action_reader.h"
#include "web/action_style.h"
#include "web/style_hash.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { UNDO_S = 600, PATH_MAX_BYTES = LINK_MAX + 64 };

/* One request for one link. */
struct visit {
	const struct action_door *door;
	struct link link;
	const char *text; /* of the link */
	struct rep rep;
	struct api api;
	json_t *shown, *account; /* touchpoint.show, account.show */
	const struct form *form;
	const char *notice;
	int64_t change;
	struct api_error error;
};

static void visit_done(struct visit *v)
{
	rep_done(&v->rep);
	json_decref(v->shown);
	json_decref(v->account);
	api_error_done(&v->error);
}

/* ---- answers ------------------------------------------------------------ */

static struct reply *reply_html(
	int status, struct str *html, const char *location)
{
	char policy[256];
	char *body = NULL;
	size_t len = html->len;
	const struct reply_header headers[] = {
		{"Content-Type", "text/html; charset=utf-8"},
		{"Cache-Control", "no-store"},
		{"Referrer-Policy", "no-referrer"},
		{"X-Robots-Tag", "noindex"},
		{"X-Content-Type-Options", "nosniff"},
		{"Content-Security-Policy", policy},
		{location                             ? "Location"
			: status == REPLY_UNAVAILABLE ? "Retry-After"
						      : NULL,
			location ? location : "10"},
		{NULL, NULL},
	};

	(void)snprintf(policy, sizeof(policy),
		"default-src 'none'; style-src '%s'; form-action 'self'; "
		"base-uri 'none'; frame-ancestors 'none'",
		style_hash(action_style));
	if (str_take(html, &body) < 0)
		return NULL;
	return reply_new(status, headers, body, len);
}

static struct action_reader reader_of(const struct visit *v)
{
	return (struct action_reader){
		.lang = v->api.lang, .shown = v->shown, .slug = v->rep.slug};
}

static bool is_owner(const struct visit *v)
{
	const struct action_reader reader = reader_of(v);

	return action_reader_owns(&reader);
}

/* What it is to somebody who does not own it. */
static int say_whose(const struct visit *v, struct str *out)
{
	struct action_reader reader = reader_of(v);
	AUTO_REP owner = {0};
	const char *slug = json_string_value(json_object_get(
		json_object_get(v->shown, "touchpoint"), "owner"));
	int r = slug ? rep_by_slug(v->door->db, slug, &owner, NULL) : 0;

	if (r < 0 && r != -ENOENT)
		return r;
	reader.owner_name = owner.name;
	action_reader_add(out, &reader);
	return str_error(out);
}

static struct reply *reply_page(struct visit *v, int status)
{
	struct action_page page = {
		.lang = v->api.lang,
		.touchpoint = json_object_get(v->shown, "touchpoint"),
		.people = json_object_get(v->account, "contacts"),
		.next = json_object_get(v->account, "touchpoints"),
		.now = v->api.now,
		.today = v->api.today,
		.zone = v->rep.zone,
		.notice = v->notice,
		.form = v->form,
		.change = v->change,
		.may_act = is_owner(v),
	};
	AUTO_STR html = {0}, whose = {0};

	if (!page.notice && !page.may_act) {
		if (say_whose(v, &whose) < 0)
			return NULL;
		page.notice = whose.len ? str_get(&whose) : NULL;
	}
	action_page_add(&html, &page);
	return reply_html(status, &html, NULL);
}

/* Of a refusal before anything can be shown. */
static struct reply *reply_trouble(const struct visit *v, int r)
{
	struct reply *reply;

	if (v->error.code == API_NOT_FOUND)
		return reply_text(REPLY_GONE, v->error.message);
	reply = reply_refuse(REPLY_UNAVAILABLE,
		"Not now; try again in a minute.\n"
		"暂时无法处理，请稍后再试。\n",
		"Retry-After", "10");
	if (r == -EBUSY)
		return reply_mark_locked(reply);
	log_line(LOG_ERR, "%s",
		v->error.message ? v->error.message : strerror(-r));
	return reply;
}

/* ---- what is shown --------------------------------------------------------
 */

static int call(
	struct visit *v, const char *method, json_t *take_params, json_t **ret)
{
	json_auto_t *params = take_params;

	api_error_done(&v->error);
	v->error = (struct api_error){0};
	return params ? api_call(&v->api, method, params, ret, &v->error)
		      : -ENOMEM;
}

static int load_rep(struct visit *v, int64_t now)
{
	enum text_lang lang = TEXT_EN;
	int r = row_get(v->door->db, &rep_table, v->link.rep_id, &v->rep, NULL);

	if (r < 0)
		return r;
	if (v->rep.deleted_at)
		return -ENOENT;
	(void)text_lang_find(v->rep.locale, &lang);
	v->api = (struct api){
		.db = v->door->db,
		.lang = lang,
		.now = now,
		.door = DOOR_LINK,
		.actor = v->rep.slug,
	};
	return 0;
}

static int load(struct visit *v)
{
	const char *slug;
	json_t *tp;
	int r;

	json_decref(v->shown);
	v->shown = NULL;
	json_decref(v->account);
	v->account = NULL;
	r = call(v, "touchpoint.show",
		json_pack("{s:s}", "id", STR_INT(v->link.touchpoint_id)),
		&v->shown);
	if (r < 0)
		return r;
	tp = json_object_get(v->shown, "touchpoint");
	/* Of what is closed, what happened last is its own result. */
	if (json_is_string(json_object_get(tp, "outcome")))
		(void)json_object_del(tp, "last");
	slug = json_string_value(
		json_object_get(json_object_get(tp, "account"), "slug"));
	return call(v, "account.show",
		json_pack("{s:s}", "id", slug ? slug : ""), &v->account);
}

/* ---- what is done -----------------------------------------------------------
 */

/* May the change still be undone here? */
static bool is_recent(const struct visit *v, int64_t change)
{
	const struct change made = {
		.id = change, .actor_id = v->rep.id, .door = DOOR_LINK};

	return change > 0 && change_is_recent(v->door->db, &made,
				     v->api.now - UNDO_S, NULL) == 1;
}

/* After a change: the page again, so that a reload does nothing.  Its address
 * is relative, since a proxy may put a path before it. */
static struct reply *go_back(const struct visit *v, int64_t change)
{
	char where[PATH_MAX_BYTES];
	AUTO_STR nothing = {0};

	(void)snprintf(
		where, sizeof(where), "%s?c=%lld", v->text, (long long)change);
	return reply_html(REPLY_SEE_OTHER, &nothing, where);
}

/* What stands in the way is for the log: the page may be in a stranger's
 * hands, and a rep can only try again. */
static struct reply *reply_later(struct visit *v)
{
	v->notice = text_get(v->api.lang,
		N_("Nothing was saved: nudge cannot write just now.  What you "
		   "typed is still here; try again in a minute."));
	if (v->error.code == API_LOCKED)
		return reply_mark_locked(reply_page(v, REPLY_UNAVAILABLE));
	log_line(LOG_ERR, "%s", v->error.message);
	return reply_page(v, REPLY_UNAVAILABLE);
}

static struct reply *refuse(struct visit *v)
{
	v->notice = v->error.message;
	if (!v->notice)
		return NULL;
	if (v->error.code == API_LOCKED || v->error.code == API_TROUBLE)
		return reply_later(v);
	return reply_page(v, api_code_http(v->error.code));
}

static struct reply *undo(struct visit *v)
{
	int64_t change = str_digits(form_get(v->form, "change"));
	json_auto_t *result = NULL;

	if (!is_recent(v, change)) {
		v->notice = text_get(v->api.lang,
			N_("The ten minutes are over, or it is undone "
			   "already; nudge undo still can."));
		return reply_page(v, REPLY_OK);
	}
	if (call(v, "change.undo", json_pack("{s:I}", "id", (json_int_t)change),
		    &result) < 0)
		return refuse(v);
	return go_back(v, 0);
}

/* The page was made of another state of it: shown anew, nothing done. */
static bool is_stale(const struct visit *v)
{
	const json_t *rev =
		json_object_get(json_object_get(v->shown, "touchpoint"), "rev");

	return str_digits(form_get(v->form, "rev")) != json_integer_value(rev);
}

static struct reply *act(struct visit *v)
{
	json_auto_t *result = NULL;
	const char *method = NULL;
	json_t *params = NULL;
	int r;

	if (strcmp(form_get(v->form, "do"), "undo") == 0)
		return undo(v);
	if (!is_owner(v))
		return reply_page(v, 403);
	if (is_stale(v)) {
		v->form = NULL;
		v->notice = text_get(v->api.lang,
			N_("It has changed meanwhile; this is how it stands "
			   "now.  Nothing was done."));
		return reply_page(v, REPLY_OK);
	}
	r = action_form_read(v->form, v->link.touchpoint_id, &method, &params);
	if (r < 0)
		return r == -ENOMEM
			       ? NULL
			       : reply_text(REPLY_BAD_REQUEST, "Bad request\n");
	if (call(v, method, params, &result) < 0)
		return refuse(v);
	return go_back(
		v, json_integer_value(json_object_get(result, "change")));
}

/* ---- a request
 * ---------------------------------------------------------------- */

static struct reply *show(struct visit *v, const char *typed)
{
	int64_t change = typed ? str_digits(typed) : 0;

	if (is_recent(v, change))
		v->change = change;
	return reply_page(v, REPLY_OK);
}

static struct reply *serve(struct visit *v, const struct http_request *request)
{
	AUTO_FORM form = {0};
	int r;

	r = load(v);
	if (r < 0)
		return reply_trouble(v, r);
	if (request->verb != HTTP_POST)
		return show(v, request->change);
	r = form_read(request->body, request->body_len, &form);
	if (r < 0)
		return r == -ENOMEM
			       ? NULL
			       : reply_text(REPLY_BAD_REQUEST, "Bad request\n");
	v->form = &form;
	return act(v);
}

struct reply *action_answer(const struct action_door *door, const char *text,
	const struct http_request *request, int64_t now)
{
	CLEANUP(visit_done) struct visit v = {.door = door, .text = text};
	int r;

	if (strlen(text) > LINK_MAX || link_read(door->key, text, &v.link) < 0)
		return NULL;
	if (now >= v.link.expires_at)
		return reply_text(REPLY_GONE,
			"This link has expired; newer messages have fresh "
			"ones.\n此链接已过期，请使用较新消息中的链接。\n");
	r = load_rep(&v, now);
	if (r == -ENOENT)
		return reply_text(REPLY_GONE,
			"This link is no longer valid.\n此链接已失效。\n");
	return r < 0 ? reply_trouble(&v, r) : serve(&v, request);
}
