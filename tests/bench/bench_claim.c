/*
 * bench_claim DATABASE PROBE ROUNDS NOW - what nudged's two questions cost.
 *
 * DATABASE is nudge's; PROBE is a copy of it, in which the same hundred
 * messages are claimed by bare SQLite: one transaction that reads them and
 * marks them.  Both are done in turn.  Prints in microseconds: next due
 * (median), a hundred claims by bare SQLite (median), by nudge (median, 99th
 * percentile).
 *
 * Next due is asked several times in a row between two batches: the first
 * answer after a durable commit takes 20 to 60 us, which are the caches that
 * a processor loses while it waits for the disk, not the question.
 */
#include "store/claim.h"
#include "store/duty.h"
#include "tests/bench/stopwatch.h"

#include <sqlite3.h>
#include <stdio.h>

enum { ROUNDS = 10000, BATCH = 100, ASKS = 20 };

struct batch {
	int64_t id[BATCH];
	int n;
};

static int keep(void *userdata, const struct claim_ready *ready)
{
	struct batch *batch = userdata;

	batch->id[batch->n++] = ready->key.message_id;
	return batch->n == BATCH ? -1 : 0;
}

static void must(int ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "%s failed\n", what);
	abort();
}

static void claim_by_nudge(
	struct db *db, const struct batch *batch, int64_t now)
{
	AUTO_TXN t = {0};

	must(txn_begin(db, &t, NULL) == 0, "begin");
	for (int i = 0; i < batch->n; i++) {
		AUTO_MESSAGE message = {0};

		must(claim_look(db, batch->id[i], &message, NULL) == 1 &&
				claim_take(db, now, &message, NULL) == 1,
			"claim");
	}
	must(txn_commit(&t, NULL) == 0, "commit");
}

struct probe {
	sqlite3 *db;
	sqlite3_stmt *begin, *read, *mark, *commit;
};

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st = NULL;

	must(sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK, sql);
	return st;
}

static void probe_open(struct probe *p, const char *path)
{
	must(sqlite3_open(path, &p->db) == SQLITE_OK, path);
	must(sqlite3_exec(p->db,
		     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
		     "PRAGMA wal_autocheckpoint = 0",
		     NULL, NULL, NULL) == SQLITE_OK,
		"pragma");
	p->begin = prepared(p->db, "BEGIN IMMEDIATE");
	p->read = prepared(p->db, "SELECT * FROM message WHERE id = ?");
	p->mark = prepared(p->db,
		"UPDATE pending SET state = 'sending', attempts = attempts + 1 "
		"WHERE message_id = ?");
	p->commit = prepared(p->db, "COMMIT");
}

static void step(sqlite3_stmt *st, int64_t id, int expect)
{
	if (id)
		sqlite3_bind_int64(st, 1, id);
	must(sqlite3_step(st) == expect, sqlite3_sql(st));
	sqlite3_reset(st);
}

static void claim_bare(struct probe *p, const struct batch *batch)
{
	step(p->begin, 0, SQLITE_DONE);
	for (int i = 0; i < batch->n; i++) {
		step(p->read, batch->id[i], SQLITE_ROW);
		step(p->mark, batch->id[i], SQLITE_DONE);
	}
	step(p->commit, 0, SQLITE_DONE);
}

static int64_t next_due(struct db *db, int64_t now)
{
	int64_t began = stopwatch_ns(), duty = 0, claim = 0;

	must(duty_next(db, now, &duty, NULL) >= 0, "duty");
	must(claim_next_at(db, now, &claim, NULL) >= 0, "next");
	return stopwatch_ns() - began;
}

int main(int argc, char *argv[])
{
	static int64_t next[ROUNDS * ASKS], bare[ROUNDS], ours[ROUNDS];
	int rounds = argc == 5 ? (int)strtol(argv[3], NULL, 10) : 0;
	int64_t now = argc == 5 ? strtoll(argv[4], NULL, 10) : 0;
	struct probe probe;
	struct db *db;

	if (rounds < 1 || rounds > ROUNDS)
		return 2;
	must(db_open(argv[1], DB_DAEMON, &db, NULL) >= 0, argv[1]);
	probe_open(&probe, argv[2]);
	for (int i = 0; i < rounds; i++) {
		struct batch batch = {0};

		must(claim_scan(db, &(struct claim_span){.until = now},
			     &(struct claim_reader){
				     .row = keep, .userdata = &batch},
			     NULL) == -1 &&
				batch.n == BATCH,
			"scan");
		int64_t t0 = stopwatch_ns();
		claim_bare(&probe, &batch);
		int64_t t1 = stopwatch_ns();
		claim_by_nudge(db, &batch, now);
		ours[i] = stopwatch_ns() - t1;
		bare[i] = t1 - t0;
		for (int ask = 0; ask < ASKS; ask++)
			next[i * ASKS + ask] = next_due(db, now);
	}
	printf("%.2f ", stopwatch_us(next, (size_t)rounds * ASKS, 0.5));
	printf("%.1f ", stopwatch_us(bare, (size_t)rounds, 0.5));
	printf("%.1f ", stopwatch_us(ours, (size_t)rounds, 0.5));
	printf("%.1f\n", stopwatch_us(ours, (size_t)rounds, 0.99));
	db_close(db);
	return 0;
}
