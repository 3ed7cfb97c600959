/* Calendar subscriptions over HTTP; the contract is in feed_page.h. */
#include "web/feed_page.h"

#include "store/change.h"
#include "store/feed_token.h"
#include "web/feed_address.h"
#include "web/feed_shelf.h"
#include "web/secret_hash.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
	HOUR_S = 3600,
	VERSION_NONE = -1,
	CHANGE_NONE = -1,
	UNTOLD_S = 10,
};

struct feed_page {
	struct db *db;
	int64_t rate;
	struct feed_shelf shelf;
	struct reply *gone;
};

/* ---- fresh or not ---------------------------------------------------- */

/* The data as kept: nobody has committed, and it is still the same day. */
static bool is_fresh(
	const struct shelf_feed *feed, int64_t version, int64_t now)
{
	return feed && feed->answers.plain && feed->state.version == version &&
	       now < feed->state.until &&
	       civil_cmp(feed->today, zone_date_at(feed->zone, now)) == 0;
}

/* Somebody has committed and made no change: nudged, which notes what becomes
 * of messages, and no calendar shows that; or somebody who writes past nudge.
 * So what is kept stands, but not for long. */
static bool is_unchanged(
	struct shelf_feed *feed, const struct shelf_state *state)
{
	if (!feed || feed->state.change_id != state->change_id)
		return false;
	feed->state.version = state->version;
	feed->state.until = feed->state.at + UNTOLD_S;
	return is_fresh(feed, state->version, state->at);
}

void feed_page_outdate(struct feed_page *pages)
{
	struct shelf_feed *feed;

	TAILQ_FOREACH(feed, &pages->shelf.full, full)
	feed->state = (struct shelf_state){
		.version = VERSION_NONE, .change_id = CHANGE_NONE};
}

/* Has nobody come for so long that the address is given up?  1, 0 or an
 * error. */
static int is_forgotten(struct feed_page *pages, const struct feed_token *token,
	int64_t used_at, int64_t now)
{
	AUTO_FEED_FETCH fetch = {.at = token->created_at};
	int r = feed_fetch_get(pages->db, token->id, &fetch, NULL);

	if (r < 0 && r != -ENOENT)
		return r;
	return now - fetch.at > FEED_UNREAD_MAX_S &&
	       now - used_at > FEED_UNREAD_MAX_S;
}

/* A calendar made anew. */
struct fresh {
	int64_t feed_id;
	struct feed_body body;
	struct feed_answers answers;
};

static void fresh_done(struct fresh *fresh)
{
	feed_body_done(&fresh->body);
	feed_answers_done(&fresh->answers);
}

/* -ENOENT: there is no such address; -ESTALE: there is none any more. */
static int make(struct feed_page *pages, const char *hash, int64_t used_at,
	int64_t now, struct fresh *fresh)
{
	AUTO_FEED_TOKEN token = {0};
	struct err err = {0};
	int r = feed_token_by_hash(pages->db, hash, &token, &err);

	if (r < 0)
		return r;
	r = token.deleted_at ? 1 : is_forgotten(pages, &token, used_at, now);
	if (r == 0)
		r = feed_body_make(pages->db, &token, now, &fresh->body, &err);
	if (r == 1 || r == -ENOENT)
		return -ESTALE;
	fresh->feed_id = token.id;
	return r < 0 ? r : feed_answers_make(&fresh->body, &fresh->answers);
}

/* Its place on the shelf.  Before somebody is forgotten who has come since
 * the last time, all that have are written down; at worst one is not. */
static struct shelf_feed *add(struct feed_page *pages, const char *hash)
{
	struct feed_shelf *shelf = &pages->shelf;

	if (shelf->n == SHELF_MAX && TAILQ_FIRST(&shelf->used)->is_fetched)
		(void)(feed_page_flush(pages, NULL) < 0);
	return feed_shelf_add(shelf, hash);
}

/* *feed, NULL where it is new, as of state. */
static int remake(struct feed_page *pages, const char *hash,
	const struct shelf_state *state, struct shelf_feed **feed)
{
	CLEANUP(fresh_done) struct fresh fresh = {0};
	int r = make(
		pages, hash, *feed ? (*feed)->used_at : 0, state->at, &fresh);

	if (r < 0)
		return r;
	if (!*feed)
		*feed = add(pages, hash);
	if (!*feed)
		return -ENOMEM;
	feed_shelf_fill(&pages->shelf, *feed, &fresh.answers);
	(*feed)->feed_id = fresh.feed_id;
	(*feed)->zone = fresh.body.zone;
	(*feed)->today = fresh.body.today;
	(*feed)->state = *state;
	return 0;
}

/* The same where it may be outdated.  What is asked first is noted: a commit
 * meanwhile is met at the next fetch. */
static int renew(struct feed_page *pages, const char *hash, int64_t now,
	struct shelf_feed **feed)
{
	struct shelf_state state = {.at = now, .until = INT64_MAX};
	int r = db_data_version(pages->db, &state.version, NULL);

	if (r < 0 || is_fresh(*feed, state.version, now))
		return r;
	r = change_last(pages->db, &state.change_id, NULL);
	if (r < 0)
		return r;
	return is_unchanged(*feed, &state) ? 0
					   : remake(pages, hash, &state, feed);
}

/* ---- a request ------------------------------------------------------- */

/* What a program calls itself, without what a terminal would obey. */
static void copy_agent(char buf[static SHELF_AGENT], const char *agent)
{
	size_t n = 0;

	for (; *agent && n + 1 < SHELF_AGENT; agent++)
		if (*agent >= ' ' && *agent <= '~')
			buf[n++] = *agent;
	buf[n] = '\0';
}

static void note_fetch(struct feed_page *pages, struct shelf_feed *feed,
	const char *agent, int64_t now)
{
	feed_shelf_use(&pages->shelf, feed);
	feed->used_at = now;
	feed->is_fetched = true;
	copy_agent(feed->agent, agent ? agent : "");
}

/* More than the rate allows: still "nothing new" for whom that is true. */
static struct reply *limit(struct feed_page *pages, struct shelf_feed *feed,
	struct reply *reply, int64_t now)
{
	if (feed->hour != now / HOUR_S)
		feed->fetches = 0;
	feed->hour = now / HOUR_S;
	feed->fetches++;
	if (pages->rate == 0 || feed->fetches <= pages->rate ||
		feed_answers_is_same(&feed->answers, reply))
		return reply;
	reply_unref(reply);
	return reply_refuse(REPLY_TOO_MANY,
		"This calendar is fetched too often\n", "Retry-After", "900");
}

static struct reply *refuse(int r)
{
	struct reply *reply = reply_refuse(
		REPLY_UNAVAILABLE, "Not now, try again\n", "Retry-After", "60");

	return r == -EBUSY ? reply_mark_locked(reply) : reply;
}

static struct reply *serve(struct feed_page *pages, const char *hash,
	const struct http_request *request, int64_t now)
{
	struct shelf_feed *feed = feed_shelf_find(&pages->shelf, hash);
	int r = renew(pages, hash, now, &feed);

	if (r == -ENOENT || r == -ESTALE) {
		if (feed)
			feed_shelf_remove(&pages->shelf, feed);
		return r == -ESTALE ? reply_ref(pages->gone) : NULL;
	}
	/* What was true a moment ago is better than an error, which makes
	 * some calendars give up. */
	if (r < 0 && !(feed && feed->answers.plain))
		return refuse(r);
	note_fetch(pages, feed, request->user_agent, now);
	return limit(
		pages, feed, feed_answers_choose(&feed->answers, request), now);
}

struct reply *feed_page_answer(struct feed_page *pages, const char *rest,
	const struct http_request *request, int64_t now)
{
	char hash[SECRET_HASH];

	if (!feed_address_is(rest))
		return NULL;
	secret_hash(hash, rest, FEED_TOKEN_CHARS);
	return serve(pages, hash, request, now);
}

/* ---- the whole -------------------------------------------------------- */

int feed_page_new(
	struct db *db, int64_t rate, struct feed_page **ret, struct err *err)
{
	struct feed_page *pages = calloc(1, sizeof(*pages));

	if (!pages)
		return err_memory(err);
	pages->db = db;
	pages->rate = rate;
	feed_shelf_init(&pages->shelf);
	pages->gone = reply_text(REPLY_GONE,
		"This calendar's address was changed or withdrawn\n");
	if (!pages->gone) {
		feed_page_free(pages);
		return err_memory(err);
	}
	*ret = pages;
	return 0;
}

struct feed_page *feed_page_free(struct feed_page *pages)
{
	if (!pages)
		return NULL;
	feed_shelf_done(&pages->shelf);
	reply_unref(pages->gone);
	free(pages);
	return NULL;
}

static int write_fetches(struct feed_page *pages, struct err *err)
{
	struct shelf_feed *feed;
	int r = 0;

	TAILQ_FOREACH(feed, &pages->shelf.used, used)
	{
		if (!feed->is_fetched)
			continue;
		r = feed_fetch_set(pages->db,
			&(struct feed_fetch){.feed_id = feed->feed_id,
				.at = feed->used_at,
				.agent = feed->agent},
			err);
		if (r < 0)
			return r;
	}
	return 0;
}

static bool has_news(const struct feed_page *pages)
{
	const struct shelf_feed *feed;

	TAILQ_FOREACH(feed, &pages->shelf.used, used)
	{
		if (feed->is_fetched)
			return true;
	}
	return false;
}

int feed_page_flush(struct feed_page *pages, struct err *err)
{
	struct shelf_feed *feed;
	AUTO_TXN txn = {0};
	int r;

	if (!has_news(pages))
		return 0;
	r = txn_begin(pages->db, &txn, err);
	if (r == 0)
		r = write_fetches(pages, err);
	if (r == 0)
		r = txn_commit(&txn, err);
	if (r < 0)
		return r;
	TAILQ_FOREACH(feed, &pages->shelf.used, used)
	feed->is_fetched = false;
	return 0;
}
