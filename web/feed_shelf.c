/* Kept subscriptions; the contract is in feed_shelf.h. */
#include "web/feed_shelf.h"

#include <stdlib.h>
#include <string.h>

void feed_shelf_init(struct feed_shelf *shelf)
{
	*shelf = (struct feed_shelf){0};
	TAILQ_INIT(&shelf->used);
	TAILQ_INIT(&shelf->full);
}

void feed_shelf_done(struct feed_shelf *shelf)
{
	while (shelf->n > 0)
		feed_shelf_remove(shelf, TAILQ_FIRST(&shelf->used));
}

/* Hashes are as good as random: any part of one is. */
static size_t bucket_of(const char *hash)
{
	size_t v = 0;

	for (int i = 0; i < 4; i++)
		v = 31 * v + (unsigned char)hash[i];
	return v % SHELF_BUCKETS;
}

struct shelf_feed *feed_shelf_find(
	const struct feed_shelf *shelf, const char *hash)
{
	struct shelf_feed *feed;

	LIST_FOREACH(feed, &shelf->buckets[bucket_of(hash)], same_bucket)
	{
		if (strcmp(feed->hash, hash) == 0)
			return feed;
	}
	return NULL;
}

static void empty(struct feed_shelf *shelf, struct shelf_feed *feed)
{
	if (!feed->answers.plain)
		return;
	TAILQ_REMOVE(&shelf->full, feed, full);
	shelf->bytes -= feed->answers.bytes;
	feed_answers_done(&feed->answers);
}

struct shelf_feed *feed_shelf_add(struct feed_shelf *shelf, const char *hash)
{
	struct shelf_feed *feed = calloc(1, sizeof(*feed));

	if (!feed)
		return NULL;
	if (shelf->n == SHELF_MAX)
		feed_shelf_remove(shelf, TAILQ_FIRST(&shelf->used));
	memcpy(feed->hash, hash, sizeof(feed->hash));
	LIST_INSERT_HEAD(&shelf->buckets[bucket_of(hash)], feed, same_bucket);
	TAILQ_INSERT_TAIL(&shelf->used, feed, used);
	shelf->n++;
	return feed;
}

void feed_shelf_remove(struct feed_shelf *shelf, struct shelf_feed *feed)
{
	empty(shelf, feed);
	LIST_REMOVE(feed, same_bucket);
	TAILQ_REMOVE(&shelf->used, feed, used);
	shelf->n--;
	free(feed);
}

void feed_shelf_use(struct feed_shelf *shelf, struct shelf_feed *feed)
{
	TAILQ_REMOVE(&shelf->used, feed, used);
	TAILQ_INSERT_TAIL(&shelf->used, feed, used);
	if (!feed->answers.plain)
		return;
	TAILQ_REMOVE(&shelf->full, feed, full);
	TAILQ_INSERT_TAIL(&shelf->full, feed, full);
}

void feed_shelf_fill(struct feed_shelf *shelf, struct shelf_feed *feed,
	struct feed_answers *take_answers)
{
	empty(shelf, feed);
	feed->answers = *take_answers;
	*take_answers = (struct feed_answers){0};
	shelf->bytes += feed->answers.bytes;
	TAILQ_INSERT_TAIL(&shelf->full, feed, full);
	while (shelf->bytes > SHELF_BYTES_MAX &&
		TAILQ_FIRST(&shelf->full) != feed)
		empty(shelf, TAILQ_FIRST(&shelf->full));
}
