/* Calendar subscriptions over HTTP; the contract is in feed_page.h. */
#include "web/feed_page.h"

#include "store/feed_token.h"
#include "web/feed_answers.h"
#include "web/secret_hash.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
	TOKEN_CHARS = 26,
	KEPT_MAX = 512,                   /* subscriptions */
	KEPT_BYTES_MAX = 8 * 1024 * 1024, /* of their answers */
	AGENT_MAX = 120,
	HOUR_S = 3600,
	VERSION_NONE = -1,
	UNREAD_MAX_S = 180 * 86400, /* then an address is given up */
};

/* A subscription that was fetched: its answers and who came. */
struct kept {
	char hash[SECRET_HASH];
	struct feed_token token;
	int64_t version; /* of the data it was made from; VERSION_NONE */
	const struct zone *zone;
	struct civil_date today;
	struct feed_answers answers;
	int64_t used_at;
	int64_t hour, fetches; /* in this hour */
	char agent[AGENT_MAX];
	bool is_fetched; /* since the last flush */
};

struct feed_page {
	struct db *db;
	int64_t rate;
	struct kept *kept[KEPT_MAX];
	size_t n, bytes;
	struct reply *gone;
};

static void kept_free(struct feed_page *pages, struct kept *kept)
{
	if (!kept)
		return;
	pages->bytes -= kept->answers.bytes;
	feed_answers_done(&kept->answers);
	feed_token_done(&kept->token);
	free(kept);
}

/* ---- fresh or not ---------------------------------------------------- */

/* The data as kept: nobody has committed, and it is still the same day. */
static bool is_fresh(const struct kept *kept, int64_t version, int64_t now)
{
	return kept->answers.plain && kept->version == version &&
	       civil_cmp(kept->today, zone_date_at(kept->zone, now)) == 0;
}

void feed_page_outdate(struct feed_page *pages)
{
	for (size_t i = 0; i < pages->n; i++)
		pages->kept[i]->version = VERSION_NONE;
}

/* Has nobody come for so long that the address is given up?  1, 0 or an
 * error. */
static int is_forgotten(struct feed_page *pages, const struct kept *kept,
	const struct feed_token *token, int64_t now)
{
	AUTO_FEED_FETCH fetch = {.at = token->created_at};
	int r = feed_fetch_get(pages->db, token->id, &fetch, NULL);

	if (r < 0 && r != -ENOENT)
		return r;
	return now - fetch.at > UNREAD_MAX_S &&
	       now - kept->used_at > UNREAD_MAX_S;
}

/* -ENOENT: there is no such address; -ESTALE: there is none any more. */
static int load(struct feed_page *pages, const struct kept *kept, int64_t now,
	struct feed_token *token, struct feed_body *body)
{
	struct err err = {0};
	int r = feed_token_by_hash(pages->db, kept->hash, token, &err);

	if (r < 0)
		return r;
	r = token->deleted_at ? 1 : is_forgotten(pages, kept, token, now);
	if (r == 0)
		r = feed_body_make(pages->db, token, now, body, &err);
	return r == 1 || r == -ENOENT ? -ESTALE : r;
}

static int remake(struct feed_page *pages, struct kept *kept, int64_t version,
	int64_t now)
{
	AUTO_FEED_TOKEN token = {0};
	AUTO_FEED_BODY body = {0};
	struct feed_answers answers = {0};
	int r = load(pages, kept, now, &token, &body);

	if (r < 0)
		return r;
	r = feed_answers_make(&body, &answers);
	if (r < 0)
		return r;
	pages->bytes += answers.bytes - kept->answers.bytes;
	feed_answers_done(&kept->answers);
	kept->answers = answers;
	feed_token_done(&kept->token);
	kept->token = token;
	token = (struct feed_token){0};
	kept->zone = body.zone;
	kept->today = body.today;
	kept->version = version;
	return 0;
}

/* ---- the table ------------------------------------------------------- */

static size_t oldest(const struct feed_page *pages)
{
	size_t at = 0;

	for (size_t i = 1; i < pages->n; i++)
		if (pages->kept[i]->used_at < pages->kept[at]->used_at)
			at = i;
	return at;
}

static void remove_at(struct feed_page *pages, size_t at)
{
	kept_free(pages, pages->kept[at]);
	pages->kept[at] = pages->kept[--pages->n];
}

/* Room for one more, the longest unused going first. */
static void make_room(struct feed_page *pages)
{
	while (pages->n == KEPT_MAX ||
		(pages->n > 1 && pages->bytes > KEPT_BYTES_MAX)) {
		/* Who came is told later or, at worst, not at all. */
		int r = feed_page_flush(pages, NULL);

		(void)r;
		remove_at(pages, oldest(pages));
	}
}

static size_t find(const struct feed_page *pages, const char *hash)
{
	size_t i = 0;

	while (i < pages->n && strcmp(pages->kept[i]->hash, hash) != 0)
		i++;
	return i;
}

/* The subscription's place, made where it is new; n on -ENOMEM. */
static size_t find_or_add(struct feed_page *pages, const char *hash)
{
	size_t at = find(pages, hash);
	struct kept *kept;

	if (at < pages->n)
		return at;
	make_room(pages);
	kept = calloc(1, sizeof(*kept));
	if (!kept)
		return pages->n;
	memcpy(kept->hash, hash, sizeof(kept->hash));
	pages->kept[pages->n] = kept;
	return pages->n++;
}

/* ---- a request ------------------------------------------------------- */

/* "TOKEN/NAME.ics": the name is for people and programs that show it. */
static bool is_address(const char *rest)
{
	size_t n = strspn(rest, "abcdefghijklmnopqrstuvwxyz234567");
	const char *name = rest + n + 1;
	size_t len;

	if (n != TOKEN_CHARS || rest[n] != '/')
		return false;
	len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return len > 0 && strcmp(name + len, ".ics") == 0;
}

/* What a program calls itself, without what a terminal would obey. */
static void copy_agent(char buf[static AGENT_MAX], const char *agent)
{
	size_t n = 0;

	for (; *agent && n + 1 < AGENT_MAX; agent++)
		if (*agent >= ' ' && *agent <= '~')
			buf[n++] = *agent;
	buf[n] = '\0';
}

static void note_fetch(struct kept *kept, const char *agent, int64_t now)
{
	kept->used_at = now;
	kept->is_fetched = true;
	copy_agent(kept->agent, agent ? agent : "");
}

/* More than the rate allows: still "nothing new" for whom that is true. */
static struct reply *limit(struct feed_page *pages, struct kept *kept,
	struct reply *reply, int64_t now)
{
	if (kept->hour != now / HOUR_S)
		kept->fetches = 0;
	kept->hour = now / HOUR_S;
	kept->fetches++;
	if (pages->rate == 0 || kept->fetches <= pages->rate ||
		feed_answers_is_same(&kept->answers, reply))
		return reply;
	reply_unref(reply);
	return reply_refuse(REPLY_TOO_MANY,
		"This calendar is fetched too often\n", "Retry-After", "900");
}

static struct reply *serve(struct feed_page *pages, size_t at,
	const struct http_request *request, int64_t now)
{
	struct kept *kept = pages->kept[at];
	int64_t version = 0;
	int r = db_data_version(pages->db, &version, NULL);

	if (r == 0 && !is_fresh(kept, version, now))
		r = remake(pages, kept, version, now);
	if (r == -ENOENT || r == -ESTALE) {
		remove_at(pages, at);
		return r == -ESTALE ? reply_ref(pages->gone) : NULL;
	}
	/* What was true a moment ago is better than an error, which makes
	 * some calendars give up. */
	if (r < 0 && !kept->answers.plain) {
		remove_at(pages, at);
		return reply_refuse(REPLY_UNAVAILABLE, "Not now, try again\n",
			"Retry-After", "60");
	}
	note_fetch(kept, request->user_agent, now);
	return limit(
		pages, kept, feed_answers_choose(&kept->answers, request), now);
}

struct reply *feed_page_answer(struct feed_page *pages, const char *rest,
	const struct http_request *request, int64_t now)
{
	char hash[SECRET_HASH];
	size_t at;

	if (!is_address(rest))
		return NULL;
	secret_hash(hash, rest, TOKEN_CHARS);
	at = find_or_add(pages, hash);
	if (at == pages->n)
		return reply_text(REPLY_INTERNAL, "Out of memory\n");
	return serve(pages, at, request, now);
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
	while (pages->n > 0)
		remove_at(pages, pages->n - 1);
	reply_unref(pages->gone);
	free(pages);
	return NULL;
}

static int write_fetches(struct feed_page *pages, struct err *err)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < pages->n; i++) {
		struct kept *kept = pages->kept[i];

		if (kept->is_fetched)
			r = feed_fetch_set(pages->db,
				&(struct feed_fetch){.feed_id = kept->token.id,
					.at = kept->used_at,
					.agent = kept->agent},
				err);
	}
	return r;
}

int feed_page_flush(struct feed_page *pages, struct err *err)
{
	AUTO_TXN txn = {0};
	size_t n = 0;
	int r;

	for (size_t i = 0; i < pages->n; i++)
		n += pages->kept[i]->is_fetched;
	if (n == 0)
		return 0;
	r = txn_begin(pages->db, &txn, err);
	if (r == 0)
		r = write_fetches(pages, err);
	if (r == 0)
		r = txn_commit(&txn, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < pages->n; i++)
		pages->kept[i]->is_fetched = false;
	return 0;
}
