/* The paths; the contract is in door.h. */
#include "web/door.h"

#include "base/clock.h"
#include "service/log.h"
#include "store/db.h"
#include "web/action.h"
#include "web/feed_page.h"
#include "web/throttle.h"

#include <errno.h>
#include <string.h>

/* One thread serves all: who finds the database locked waits elsewhere. */
enum { LOCK_WAIT_MS = 5, LAST_WAIT_MS = 5000 };

struct door {
	struct db *db;
	struct feed_page *feeds;
	struct throttle throttle;
};

int door_new(
	const struct door_config *config, struct door **ret, struct err *err)
{
	struct door *door = calloc(1, sizeof(*door));
	int r;

	if (!door)
		return err_memory(err);
	r = db_open(config->db_path, DB_READ_WRITE, &door->db, err);
	if (r == 0)
		db_set_wait(door->db, LOCK_WAIT_MS);
	if (r == 0)
		r = feed_page_new(
			door->db, config->feed_rate, &door->feeds, err);
	if (r < 0) {
		door_free(door);
		return r;
	}
	*ret = door;
	return 0;
}

struct door *door_free(struct door *door)
{
	if (!door)
		return NULL;
	feed_page_free(door->feeds);
	db_close(door->db);
	free(door);
	return NULL;
}

struct db *door_db(const struct door *door)
{
	return door->db;
}

int door_check(struct door *door, struct err *err)
{
	return db_check_version(door->db, err);
}

void door_outdate(struct door *door)
{
	feed_page_outdate(door->feeds);
}

int door_flush(struct door *door, bool is_end, struct err *err)
{
	int r;

	db_set_wait(door->db, is_end ? LAST_WAIT_MS : LOCK_WAIT_MS);
	r = feed_page_flush(door->feeds, err);
	db_set_wait(door->db, LOCK_WAIT_MS);
	return r;
}

static struct reply *answer_health(struct door *door)
{
	int64_t version;

	if (db_check_version(door->db, NULL) < 0 ||
		db_data_version(door->db, &version, NULL) < 0)
		return reply_text(
			REPLY_UNAVAILABLE, "the database does not answer\n");
	return reply_text(REPLY_OK, "ok\n");
}

static struct reply *answer_feed(
	struct door *door, const struct http_request *request, int64_t now)
{
	if (request->verb != HTTP_GET && request->verb != HTTP_HEAD)
		return reply_refuse(REPLY_METHOD_NOT_ALLOWED,
			"Only GET and HEAD\n", "Allow", "GET, HEAD");
	return feed_page_answer(
		door->feeds, request->path + strlen("/c/"), request, now);
}

/* The key is read each time: nudged makes it when it starts first, and an
 * administrator who makes it anew ends all links at once. */
static struct reply *answer_action(
	struct door *door, const struct http_request *request, int64_t now)
{
	struct link_key key;
	const struct action_door action = {.db = door->db, .key = &key};
	struct err err = {0};
	struct reply *reply;
	int r;

	if (request->verb == HTTP_OTHER)
		return reply_refuse(REPLY_METHOD_NOT_ALLOWED,
			"Only GET, HEAD and POST\n", "Allow",
			"GET, HEAD, POST");
	r = link_key_read(db_path(door->db), &key, &err);
	if (r == -ENOENT)
		return NULL;
	if (r < 0) {
		log_err(LOG_ERR, r, &err);
		return reply_refuse(REPLY_UNAVAILABLE, "Not now, try again\n",
			"Retry-After", "60");
	}
	reply = action_answer(
		&action, request->path + strlen("/a/"), request, now);
	if (request->verb == HTTP_POST)
		feed_page_outdate(door->feeds);
	return reply;
}

/* Whoever tries addresses that do not exist is told to wait.  A right one is
 * always answered: who guesses may sit behind the same proxy, and calendars
 * give up after an error. */
static struct reply *answer_secret(
	struct door *door, const struct http_request *request, bool is_feed)
{
	int64_t now = clock_now();
	struct reply *reply = is_feed ? answer_feed(door, request, now)
				      : answer_action(door, request, now);

	if (reply)
		return reply;
	if (throttle_is_closed(&door->throttle, request->peer, now))
		return reply_refuse(REPLY_TOO_MANY,
			"Too many wrong addresses\n", "Retry-After", "60");
	throttle_note(&door->throttle, request->peer, now);
	return reply_text(REPLY_NOT_FOUND, "Not found\n");
}

struct reply *door_answer(void *userdata, const struct http_request *request)
{
	struct door *door = userdata;

	if (strncmp(request->path, "/c/", 3) == 0)
		return answer_secret(door, request, true);
	if (strncmp(request->path, "/a/", 3) == 0)
		return answer_secret(door, request, false);
	if (strcmp(request->path, "/healthz") != 0)
		return reply_text(REPLY_NOT_FOUND, "Not found\n");
	if (request->verb != HTTP_GET && request->verb != HTTP_HEAD)
		return reply_refuse(REPLY_METHOD_NOT_ALLOWED,
			"Only GET and HEAD\n", "Allow", "GET, HEAD");
	return answer_health(door);
}
