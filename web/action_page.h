/* The page behind an action link, in words and buttons. */
#pragma once

#include "base/str.h"
#include "core/civil.h"
#include "text/text.h"
#include "web/form.h"

#include <jansson.h>

struct action_page {
	enum text_lang lang;
	const json_t *touchpoint; /* view_touchpoint()'s object */
	const json_t *people;     /* of the account: view_contact()'s */
	const json_t *next;       /* what is open with the account, by due */
	int64_t now;
	struct civil_date today;
	const char *zone;        /* the reader's */
	const char *notice;      /* a refusal or "somebody was faster"; NULL */
	const struct form *form; /* what was typed and refused; NULL */
	int64_t change;          /* just made, may be undone; 0: none */
	bool may_act;            /* it is the reader's */
};

/* The whole document. */
void action_page_add(struct str *out, const struct action_page *page);
