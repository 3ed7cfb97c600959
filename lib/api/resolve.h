/*
 * From what people write to the row they mean.
 *
 * Each function reads the parameter named param.  Several matches are
 * refused as API_AMBIGUOUS with the candidates; none as API_NOT_FOUND, with
 * near misses as candidates and in the hint ("did you mean acme?").
 */
#pragma once

#include "api/call.h"
#include "store/channel.h"
#include "store/contact.h"
#include "store/topic.h"
#include "store/touchpoint.h"

/* How many candidates are shown, and among how many accounts near misses are
 * looked for. */
enum { RESOLVE_CANDIDATES = 10, RESOLVE_NEAR_SCAN = 5000 };

/* An account by slug, id, name (in any case), or a unique beginning of slug
 * or name.  The parameter must be there. */
NUDGE_CHECK int resolve_account(
	struct call *call, const char *param, struct account *ret);

/* The same for a word of the parameter. */
NUDGE_CHECK int resolve_account_word(struct call *call, const char *param,
	const char *word, struct account *ret);

/* A touchpoint by id; by "acme/d7", where the only open one is meant, else the
 * newest; or by an account, where exactly one is open and due. */
NUDGE_CHECK int resolve_touchpoint(
	struct call *call, const char *param, struct touchpoint *ret);

/* The same where a meeting is wanted: of an account the only one planned.
 * What is named otherwise may be something else. */
NUDGE_CHECK int resolve_meeting(
	struct call *call, const char *param, struct touchpoint *ret);

/* resolve_touchpoint for a word of the parameter. */
NUDGE_CHECK int resolve_touchpoint_word(struct call *call, const char *param,
	const char *word, struct touchpoint *ret);

/* Contacts of an account (struct contact), each by slug, id, name or a unique
 * beginning; each once.  Absent: no rows. */
NUDGE_CHECK int resolve_contacts(struct call *call, const char *param,
	int64_t account_id, struct rows *ret);

/* A contact of an account from one word. */
NUDGE_CHECK int resolve_contact(struct call *call, const char *param,
	const char *word, int64_t account_id, struct contact *ret);

/* A contact by id or "acme/wangfang". */
NUDGE_CHECK int resolve_person(
	struct call *call, const char *param, struct contact *ret);

/* A topic by id, title, or what stands in one title only; expired ones too.
 * resolve_topics: each of a list, once; absent: no rows. */
NUDGE_CHECK int resolve_topic(struct call *call, const char *param,
	const char *word, struct topic *ret);
NUDGE_CHECK int resolve_topics(
	struct call *call, const char *param, struct rows *ret);

/* A rep by slug, id or name.  Absent: the actor. */
NUDGE_CHECK int resolve_rep(
	struct call *call, const char *param, struct rep *ret);

/* A channel by its name.  The parameter must be there. */
NUDGE_CHECK int resolve_channel(
	struct call *call, const char *param, struct channel *ret);

/* Reps from a list of such words, each once.  Absent: no rows. */
NUDGE_CHECK int resolve_reps(
	struct call *call, const char *param, struct rows *ret);
