/*
 * Forgetting a person: what is stored about a contact leaves rows, history,
 * undo images and messages; ids and dates stay.
 *
 * Source: DESIGN.md "Forgetting a person".
 */
#pragma once

#include "base/seek.h"
#include "store/change.h"

enum { FORGET_WORDS = 32 };

/* word: the name, short name, address and number, now and before. */
struct forget {
	int64_t contact_id, account_id;
	const char *account; /* its slug: messages name it */
	struct seek_word word[FORGET_WORDS];
	size_t n;
};

/* What was found. */
struct forget_count {
	int64_t notes;    /* about the person: emptied and removed */
	int64_t texts;    /* of the account that named the person */
	int64_t history;  /* images and parameters of changes */
	int64_t messages; /* not yet delivered, or kept for another try */
};

/*
 * forget_contact - in the caller's transaction.
 *
 * Everything about the contact's own row and of notes about the person goes;
 * in the account's other texts, in their images and in messages that name the
 * account each word becomes a dash.  The bytes are gone from the files after
 * db_scrub().
 */
NUDGE_CHECK int forget_contact(struct db *db, struct change *change,
	const struct forget *forget, struct forget_count *ret, struct err *err);
