/* What is to be known before a contact: topics and cautions of a follow-up. */
#pragma once

#include "cli/grid.h"
#include "cli/run.h"

/* "new reference | price list 2027": the topics not used yet. */
void show_topic_titles(struct str *s, const json_t *topics);

/* "all customers" or "key · prospect · Acme": who can be told. */
void show_topic_scope(
	struct str *s, const struct run *run, const json_t *topic);
