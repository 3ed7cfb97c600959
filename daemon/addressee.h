/* For whom a message is put into words, and where its links lead. */
#pragma once

#include "compose/page.h"
#include "daemon/carrier.h"
#include "service/link.h"

/* What links are made of. */
struct addressee_links {
	char *url; /* how nudge-web is reached; NULL: there are no links */
	struct link_key key;
};

/* addressee_links_open - url as in nudge.conf, or NULL; the key is made where
 * it is missing. */
NUDGE_CHECK int addressee_links_open(const char *url, const char *db_path,
	struct addressee_links *ret, struct err *err);
void addressee_links_done(struct addressee_links *links);

/* The reader of the job's message; valid as long as the job. */
struct page_reader addressee_of(const struct carrier_job *job);
