/*
 * A message in words, before it has a form: a subject and lines that know
 * what they are.  plain.h and html.h give it a form; all sentences are
 * chosen here, so that both say the same.
 *
 * Source: DESIGN.md "Mail" ("The model"), "Telling people".
 */
#pragma once

#include "base/str.h"
#include "core/domain.h"
#include "text/text.h"

#include <jansson.h>
#include <stdbool.h>

enum page_kind {
	PAGE_TITLE,
	PAGE_LEAD,    /* a sentence under the title */
	PAGE_SECTION, /* a heading */
	PAGE_HEAD,    /* begins an item: when and who */
	PAGE_LATE,    /* the same of one that is late */
	PAGE_TEXT,    /* of an item: what to do */
	PAGE_NOTE,    /* of an item: good to know */
	PAGE_ACT,     /* of an item: the command that closes it */
	PAGE_LINK,    /* of an item: the address of its buttons */
	PAGE_MORE,    /* "and 3 more" */
	PAGE_FOOT,
};

struct page_line {
	enum page_kind kind;
	char *text;
};

struct page {
	enum text_lang lang;
	char *subject;
	struct page_line *lines;
	size_t n;
	int error; /* sticky, 0 or -ENOMEM */
};

void page_done(struct page *page);
#define AUTO_PAGE CLEANUP(page_done) struct page

/* Writes the address behind which a touchpoint can be acted on, or nothing;
 * gen: of the touchpoint in the model. */
typedef void page_link(
	struct str *out, void *userdata, int64_t touchpoint, int64_t gen);

struct page_reader {
	enum text_lang lang;
	enum audience audience; /* ROOM: no personal data, nobody's lateness */
	bool is_repeat;         /* it may have been there before */
	page_link *link;        /* NULL: no addresses */
	void *link_userdata;
};

/*
 * page_build - put a message model into words.
 *
 * model  see DESIGN.md "Mail", "The model".
 * ret    a zero page.
 *
 * -EINVAL: not a model this program understands.  -ENOMEM.
 */
NUDGE_CHECK int page_build(const json_t *model,
	const struct page_reader *reader, struct page *ret);

/* For page_*.c: appends a line, sets the subject (both empty text), and
 * appends a translated sentence with its arguments. */
void page_add(struct page *page, enum page_kind kind, struct str *text);
void page_set_subject(struct page *page, struct str *text);

/* Appends part to a line whose parts stand apart by a dot. */
void page_add_part(struct str *line, const char *part);

/* Appends "and 3 more", unless more is 0. */
void page_add_more(struct page *page, int64_t more);
#define page_say(page, kind, ...)                                              \
	do {                                                                   \
		AUTO_STR sentence_ = {0};                                      \
		text_add(&sentence_, (page)->lang, __VA_ARGS__);               \
		page_add(page, kind, &sentence_);                              \
	} while (0)
