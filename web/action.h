/*
 * Action links: a page for one touchpoint and one person; GET shows, only
 * POST acts.  Source: DESIGN.md "Action links".
 */
#pragma once

#include "service/link.h"
#include "store/db.h"
#include "web/reply.h"
#include "web/http_request.h"

struct action_door {
	struct db *db;
	const struct link_key *key;
};

/*
 * action_answer - the answer to a request for a link.
 *
 * text  the path behind "/a/".
 *
 * NULL: there is no such link.
 */
struct reply *action_answer(const struct action_door *door, const char *text,
	const struct http_request *request, int64_t now);
