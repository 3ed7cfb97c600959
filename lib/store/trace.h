/* What is stored about a contact, wherever it stands. */
#pragma once

#include "base/seek.h"
#include "store/rows.h"

/* The links from touchpoints to the contact (struct touchpoint_contact). */
NUDGE_CHECK int trace_links(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err);

/* Touchpoints planned with the contact, activities in which the contact took
 * part, notes about the contact (everybody's), topics the contact heard
 * (struct topic_told); by id. */
NUDGE_CHECK int trace_touchpoints(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err);
NUDGE_CHECK int trace_activities(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err);
NUDGE_CHECK int trace_notes(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err);
NUDGE_CHECK int trace_told(
	struct db *db, int64_t contact_id, struct rows *ret, struct err *err);

/* What a change or a message holds; texts are borrowed, NULL where empty. */
struct trace_item {
	int64_t id; /* of the change or the message */
	int64_t at;
	const char *kind;  /* method of the change, or kind of the message */
	const char *table; /* of the row that the change wrote */
	int64_t row_id;
	const char *before,
		*after; /* images; of a message the model in after */
};

/* Called for each item; a negative errno ends the walk and is returned. */
typedef int trace_each(void *userdata, const struct trace_item *item);

/* The history of the contact's own row and of notes about the contact. */
NUDGE_CHECK int trace_history(struct db *db, int64_t contact_id,
	trace_each *each, void *userdata, struct err *err);

/* Messages not emptied yet whose model holds word. */
NUDGE_CHECK int trace_messages(struct db *db, const struct seek_word *word,
	trace_each *each, void *userdata, struct err *err);
