/* What is due, rep by rep; the contract is in round.h. */
#include "daemon/round.h"

#include <errno.h>

#include "api/api.h"
#include "daemon/log.h"
#include "store/duty.h"
#include "store/rep_clock.h"

enum { TRY_AGAIN_S = 60 };

/* Duties in their order. */
static const struct {
	int (*find)(struct db *db, int64_t now, struct duty_list *ret,
		struct err *err);
	const char *method;
} duties[] = {
	{duty_rolls, "day.roll"},
	{duty_briefs, "brief.queue"},
	{duty_nudges, "nudge.queue"},
};

static int sync_clocks(struct db *db, int64_t now, struct err *err)
{
	AUTO_ROWS reps = {0};
	AUTO_TXN txn = {0};
	int r = rep_clock_stale(db, &reps, err);

	if (r < 0 || reps.n == 0)
		return r;
	r = txn_begin(db, &txn, err);
	if (r < 0)
		return r;
	ROWS_EACH(struct rep, rep, &reps) {
		struct err why = {0};

		r = rep_clock_sync(db, rep, now, &why);
		if (r < 0) {
			*err = why;
			return r;
		}
		if (r > 0)
			log_err(LOG_ERR, 0, &why);
	}
	return txn_commit(&txn, err);
}

/* The method as called for this rep; its refusal becomes a logged line. */
static int call_method(
	struct db *db, int64_t now, const char *method, const struct rep *rep)
{
	struct api api = {
		.db = db,
		.now = now,
		.door = DOOR_DAEMON,
		.actor = rep->slug,
	};
	AUTO_API_ERROR error = {0};
	json_t *params = json_object();
	json_t *result = NULL;
	int r;

	(void)text_lang_find(rep->locale, &api.lang);
	r = api_call(&api, method, params, &result, &error);
	if (r < 0 && r != -EBUSY && r != -ESTALE)
		log_line(LOG_ERR, "%s for %s: %s", method, rep->slug,
			error.message ? error.message : "failed");
	json_decref(params);
	json_decref(result);
	return r;
}

/* Does one kind of duty for all reps who wait for it. */
static int run_duty(struct db *db, int64_t now, size_t i, struct round *ret,
	struct err *err)
{
	struct duty_list list;
	int r = duties[i].find(db, now, &list, err);

	for (size_t n = 0; r >= 0 && n < list.n; n++) {
		AUTO_REP rep = {0};

		r = row_get(db, &rep_table, list.item[n].rep_id, &rep, err);
		if (r < 0)
			return r;
		r = call_method(db, now, duties[i].method, &rep);
		if (r == -EBUSY || r == -ESTALE)
			return r;
		if (r < 0)
			ret->next_at = now + TRY_AGAIN_S;
		ret->done++;
		r = 0;
	}
	/* There may be more than fit into the list. */
	if (r >= 0 && list.n == DUTY_MAX)
		ret->next_at = now;
	return r;
}

int round_run(struct db *db, int64_t now, struct round *ret, struct err *err)
{
	int64_t next_at;
	int r = sync_clocks(db, now, err);

	*ret = (struct round){.next_at = INT64_MAX};
	for (size_t i = 0; r >= 0 && i < ARRAY_LEN(duties); i++)
		r = run_duty(db, now, i, ret, err);
	if (r >= 0)
		r = duty_next(db, now, &next_at, err);
	if (r < 0)
		return r;
	if (next_at < ret->next_at)
		ret->next_at = next_at;
	return 0;
}
