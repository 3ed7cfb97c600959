/*
 * SQLite's memory of a short run: pieces of all sizes keep what is written
 * into them, come back when they are freed, and a run that goes on and on
 * needs no more of them.
 */
#include "storefix.h"

#include "store/arena.h"

#include <malloc.h>
#include <sqlite3.h>
#include <stdint.h>
#include <string.h>

enum { PIECES = 400, ROUNDS = 4000, LARGEST = 6000 };

struct piece {
	unsigned char *p;
	int n;
};

/* Always the same numbers: a failure comes again. */
static uint32_t number(void)
{
	static uint32_t x = 1;

	x = x * 1664525 + 1013904223;
	return x >> 8;
}

static void fill(struct piece *piece)
{
	memset(piece->p, piece->n % 251, (size_t)piece->n);
}

static void check(const struct piece *piece, int n, int value)
{
	for (int i = 0; i < n; i++)
		assert_int_equal(piece->p[i], value % 251);
}

/* Another size of it, what it holds being kept; or it is freed. */
static void turn(struct piece *piece)
{
	int n = 1 + (int)(number() % LARGEST), before = piece->n;

	check(piece, before, before);
	if (number() % 3 == 0) {
		sqlite3_free(piece->p);
		*piece = (struct piece){0};
		return;
	}
	piece->p = sqlite3_realloc(piece->p, n);
	assert_non_null(piece->p);
	piece->n = n;
	check(piece, before < n ? before : n, before);
	assert_int_equal((uintptr_t)piece->p % 8, 0);
	assert_true(sqlite3_msize(piece->p) >= (sqlite3_uint64)n);
	fill(piece);
}

static void one_run(void)
{
	static struct piece pieces[PIECES];

	for (int i = 0; i < ROUNDS; i++)
		turn(&pieces[number() % PIECES]);
	for (int i = 0; i < PIECES; i++) {
		check(&pieces[i], pieces[i].n, pieces[i].n);
		sqlite3_free(pieces[i].p);
		pieces[i] = (struct piece){0};
	}
}

static void pieces_are_whole_and_come_back(void **state)
{
	struct mallinfo2 before;

	(void)state;
	/* In any order, so each size has had at its most what it will have. */
	for (int i = 0; i < 10; i++)
		one_run();
	before = mallinfo2();
	one_run();
	assert_true(mallinfo2().uordblks <= before.uordblks + 256 * 1024);
}

/* A statement of another size each time, as any program makes. */
static void a_database_lives_in_it(void **state)
{
	sqlite3 *db;

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL),
		SQLITE_OK);
	for (int i = 1; i < 1000; i++) {
		char *sql = sqlite3_mprintf(
			"INSERT INTO t VALUES ('%.*c')", i * 7 % 9000, 'x');

		assert_int_equal(
			sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
		sqlite3_free(sql);
	}
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_whole_and_come_back),
		cmocka_unit_test(a_database_lives_in_it),
	};

	arena_use();
	sqlite3_initialize();
	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
