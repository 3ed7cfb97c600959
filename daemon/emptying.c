/* Emptying what was delivered; the contract is in emptying.h. */
#include "daemon/emptying.h"

#include "base/clock.h"
#include "daemon/ahead.h"
#include "daemon/engine.h"

#include <assert.h>
#include <string.h>

/* So many cost some milliseconds, and nothing is kept waiting for longer. */
enum { BATCH = 200 };

static const enum message_state delivered[] = {MESSAGE_SENT, MESSAGE_ACCEPTED};
static_assert(ARRAY_LEN(delivered) == DELIVERED_N, "a place for each");

/* What is due soon is known a moment before: next_at. */
static bool is_calm(const struct deliver *d)
{
	return d->n_way == 0 && !d->settled && !d->is_draining &&
	       d->next_at > clock_now() + AHEAD_S;
}

static int find(struct deliver *d, struct err *err)
{
	for (size_t i = 0; i < DELIVERED_N; i++) {
		int r = emptied_find(d->db, delivered[i], &d->emptied[i], err);

		if (r < 0)
			return r;
	}
	d->knows_emptied = true;
	return 0;
}

/* One batch in one transaction; 1: there may be more. */
static int empty(struct deliver *d, struct err *err)
{
	AUTO_TXN txn = {0};
	struct emptied from[DELIVERED_N];
	int n = 0, r = txn_begin(d->db, &txn, err);

	memcpy(from, d->emptied, sizeof(from));
	for (size_t i = 0; r >= 0 && i < DELIVERED_N; i++) {
		r = emptied_go_on(d->db, delivered[i], BATCH, &from[i], err);
		n += r;
		if (r == BATCH)
			break;
	}
	if (r >= 0)
		r = n > 0 ? txn_commit(&txn, err) : 0;
	if (r < 0)
		return r;
	memcpy(d->emptied, from, sizeof(from));
	return n >= BATCH;
}

static int on_calm(void *userdata, struct err *err)
{
	struct deliver *d = userdata;
	int r;

	/* What is under way or leaves soon ends with a write, behind which
	 * this is called again. */
	if (!d->must_empty || !is_calm(d))
		return 0;
	r = d->knows_emptied ? 0 : find(d, err);
	if (r == 0)
		r = empty(d, err);
	d->must_empty = r != 0;
	return r;
}

void emptying_init(struct deliver *d)
{
	d->must_empty = true;
	idle_before(d->idle, on_calm, d);
	idle_touch(d->idle);
}

void emptying_add(struct deliver *d, int64_t now)
{
	d->must_empty = true;
	/* In the same second again, or the clock was put back. */
	for (size_t i = 0; i < DELIVERED_N; i++)
		if (now <= d->emptied[i].at)
			d->emptied[i] = (struct emptied){.at = now};
}
