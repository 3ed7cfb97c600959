/* SQLite's memory in a short run; the contract is in arena.h. */
#include "store/arena.h"

#include "store/sqlite.h"

#include <stddef.h>
#include <string.h>

enum {
	GRAIN = 16,        /* pieces, with their heads, are multiples of it */
	SIZES = 320,       /* up to 5 KiB: a page of the cache is the largest */
	CHUNK = 64 * 1024, /* taken from malloc() at once, cut into pieces */
};

/* In front of each piece.  While it is free, the next one stands in it. */
struct head {
	size_t size; /* of what follows */
	struct head *next[];
};

static struct {
	struct head *free[SIZES];
	char *at;    /* the rest of the newest chunk, */
	size_t left; /* and how much that is */
} arena;

static int arena_round(int n)
{
	int head = (int)sizeof(struct head);

	return (n + head + GRAIN - 1) / GRAIN * GRAIN - head;
}

/* Where free ones of that size are kept; NULL: malloc() and free() do it. */
static struct head **list_of(size_t size)
{
	size_t i = (size + sizeof(struct head)) / GRAIN;

	return i < SIZES ? &arena.free[i] : NULL;
}

/* n new bytes; what was left of the last chunk is given up. */
static struct head *cut(size_t n)
{
	char *at;

	if (arena.left < n) {
		arena.at = malloc(CHUNK);
		arena.left = arena.at ? CHUNK : 0;
	}
	if (arena.left < n)
		return NULL;
	at = arena.at;
	arena.at += n;
	arena.left -= n;
	return (struct head *)(void *)at;
}

static struct head *take(struct head **list, size_t n)
{
	struct head *head;

	if (!list)
		return malloc(n);
	if (!*list)
		return cut(n);
	head = *list;
	*list = head->next[0];
	return head;
}

static void *arena_malloc(int n)
{
	size_t size = (size_t)arena_round(n);
	struct head *head = take(list_of(size), size + sizeof(*head));

	if (!head)
		return NULL;
	head->size = size;
	return head + 1;
}

static struct head *head_of(void *p)
{
	return (struct head *)p - 1;
}

static void arena_free(void *p)
{
	struct head *head = head_of(p);
	struct head **list = list_of(head->size);

	if (!list) {
		free(head);
		return;
	}
	head->next[0] = *list;
	*list = head;
}

static int arena_size(void *p)
{
	return p ? (int)head_of(p)->size : 0;
}

static void *arena_realloc(void *p, int n)
{
	size_t size = head_of(p)->size;
	void *fresh;

	if ((size_t)n <= size)
		return p;
	fresh = arena_malloc(n);
	if (!fresh)
		return NULL;
	memcpy(fresh, p, size);
	arena_free(p);
	return fresh;
}

static int arena_init(void *userdata)
{
	(void)userdata;
	return SQLITE_OK;
}

static void arena_shutdown(void *userdata)
{
	(void)userdata;
}

void arena_use(void)
{
	static const sqlite3_mem_methods methods = {
		.xMalloc = arena_malloc,
		.xFree = arena_free,
		.xRealloc = arena_realloc,
		.xSize = arena_size,
		.xRoundup = arena_round,
		.xInit = arena_init,
		.xShutdown = arena_shutdown,
	};

	/* Fails only behind the first handle, and then changes nothing. */
	(void)sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
