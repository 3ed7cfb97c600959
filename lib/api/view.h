/*
 * Rows as JSON: the objects that results are made of.
 *
 * Absent values are JSON null.  Objects only grow (DESIGN.md "One method
 * table, three doors").  Each function sets *ret to a new reference.
 */
#pragma once

#include "api/call.h"
#include "store/activity.h"
#include "store/channel.h"
#include "store/contact.h"
#include "store/note.h"
#include "store/plan.h"
#include "store/topic.h"
#include "store/touchpoint.h"

/* Single values; NULL: out of memory, which json_pack() and call_put() take
 * as such. */
json_t *view_text(const char *s);                       /* NULL gives null */
json_t *view_said(struct call *call, const char *said); /* text_add_said() */
json_t *view_date(struct civil_date d);                 /* none gives null */
json_t *view_instant(int64_t at);     /* "…T07:00:00Z"; 0 gives null */
json_t *view_minute(int64_t minute);  /* "08:05"; -1 gives null */
json_t *view_names(const char *list); /* "a,b" gives ["a", "b"] */
json_t *view_ref(int64_t id);         /* 0 gives null */

/* The id of a row; null in a preview for one that the method has created, NULL
 * where that cannot be found out.
 * Every id in a result passes here. */
json_t *view_id(struct call *call, const struct table *table, int64_t id);

/* {id, slug, name, tier, stage}: how an account appears inside others. */
json_t *view_account_ref(struct call *call, const struct account *account);

/* view_account_ref and owner (slug), owner_name, zone, calendar, renewal,
 * parked_until, paused_until, course, closed_reason, external_source,
 * external_id, rev. */
NUDGE_CHECK int view_account(
	struct call *call, const struct account *account, json_t **ret);

/* {id, slug, name, roles[]}; and with account_id, mail, phone, refused[],
 * main, left (the last day, or when it was told that they are gone), last_day
 * (null: not known), gone, external_source, external_id, rev. */
json_t *view_contact_ref(struct call *call, const struct contact *contact);

/* An array of them; rows of struct contact. */
json_t *view_contact_refs(struct call *call, const struct rows *contacts);
NUDGE_CHECK int view_contact(
	struct call *call, const struct contact *contact, json_t **ret);

/* {id, slug, name, mail, login, zone, locale, calendar, channels[], brief,
 * quiet {from, to} or null, manager (slug), level, rev}. */
NUDGE_CHECK int view_rep(
	struct call *call, const struct rep *rep, json_t **ret);

/* {id, cadence, version, anchor, valid, tier, renewal, state, ended}. */
json_t *view_plan(struct call *call, const struct plan *plan);

/* {id, on, direction, outcome, via, text, follow_up, rep (slug), rep_name,
 * touchpoint_id, share}; in lists (view_rows) also with[], who was reached. */
NUDGE_CHECK int view_activity(
	struct call *call, const struct activity *activity, json_t **ret);

/*
 * {id, account_id, rep {slug, name}, contact (view_contact_ref or null), on,
 * text, caution, expires, age_days, share, in_room, rev}.
 *
 * expires  of a caution: the last day on which it is shown, 12 months after
 *          on; null else.
 */
NUDGE_CHECK int view_note(
	struct call *call, const struct note *note, json_t **ret);

/* {id, title, text, url, account (view_account_ref or null), tier, stage,
 * until, rep {slug, name}, rev}. */
NUDGE_CHECK int view_topic(
	struct call *call, const struct topic *topic, json_t **ret);

/* The day on or after which a caution must have been written or renewed to be
 * shown today. */
struct civil_date view_note_since(struct civil_date today);

/* {id, name, kind, owner (slug), audience, locale, rate, format, fallback,
 * on_uncertain, max_age_s}. */
NUDGE_CHECK int view_channel(
	struct call *call, const struct channel *channel, json_t **ret);

/*
 * The touchpoint object: id, account (view_account_ref), owner (slug),
 * owner_name, plan_id, cadence, step, n, kind, via, purpose (worded), state,
 * nominal, earliest, due, latest, time, zone, late_days, moved[], pinned,
 * moves, move_reason, snoozed_until, arrange_on, contacts[] (view_contact_ref),
 * attempts, follow_up, last {on, direction, outcome, text, via}, asked {on,
 * text, via, messages}, suggest_via, done_on, outcome, result, closed_via,
 * close_reason, parent_id, covered_by, gen, rev; meeting, held_by: see
 * view_meeting.h.
 *
 * late_days    the owner's working days after latest, up to call->today.
 * follow_up    the number it would have among a prospect plan's, or null.
 * last         the newest activity with the account.
 * asked        of an answer: the newest incoming message that waits for it,
 *              and how many do; else null.
 * suggest_via  another way to try: where this one brought no answer, or was
 *              the way of the last two; never one that a contact refused.
 */
NUDGE_CHECK int view_touchpoint(
	struct call *call, const struct touchpoint *tp, json_t **ret);

/* The object of a row whose type the caller knows. */
typedef int view_row(struct call *call, const void *row, json_t **ret);

/*
 * view_rows - the objects of all rows as an array.
 *
 * view  NULL: as the functions above show a row of that table.
 *
 * view_rows_put puts the array into the result under name; view_rows_page
 * does so for a page of a list, for which the rows were asked (call_page()).
 */
NUDGE_CHECK int view_rows(struct call *call, const struct rows *rows,
	view_row *view, json_t **ret);
NUDGE_CHECK int view_rows_put(struct call *call, const char *name,
	const struct rows *rows, view_row *view);
NUDGE_CHECK int view_rows_page(struct call *call, const struct call_page *page,
	const char *name, struct rows *rows, view_row *view);

/* Adds a stored purpose in the reader's words; is_id: it is a message id.  Of
 * a touchpoint that covers others it is several. */
void view_purpose(
	enum text_lang lang, const char *purpose, bool is_id, struct str *out);

/* MOVED_ bits (core/planner.h) as an array of names; NULL: no memory. */
json_t *view_moved(int64_t moved);

/* An array of touchpoint objects from rows of touchpoints. */
NUDGE_CHECK int view_touchpoints(
	struct call *call, const struct rows *rows, json_t **ret);
