/* What is due, rep by rep; the contract is in round.h. */
#include "daemon/round.h"

#include <errno.h>
#include <string.h>

#include "api/api.h"
#include "core/zone.h"
#include "service/log.h"
#include "store/duty.h"
#include "store/rep_clock.h"

enum { TRY_AGAIN_S = 60 };

/* Duties in their order. */
static const struct duty_kind {
	int (*find)(struct db *db, int64_t now, struct duty_list *ret,
		struct err *err);
	const char *method;
	bool has_date;
} duties[] = {
	{duty_rolls, "day.roll", true},
	{duty_briefs, "brief.queue", false},
	{duty_nudges, "nudge.queue", false},
};

static int sync_clocks(struct db *db, int64_t now, struct err *err)
{
	AUTO_ROWS reps = {0};
	AUTO_TXN txn = {0};
	int r = rep_clock_stale(db, now, &reps, err);

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

static int refresh_zones(
	struct db *db, int64_t now, struct round *round, struct err *err)
{
	AUTO_TXN txn = {0};
	int r = txn_begin(db, &txn, err);

	if (r < 0)
		return r;
	zone_forget_all();
	r = rep_clock_expire(db, err);
	if (!r)
		r = duty_refresh_instants(db, now, err);
	if (r >= 0)
		r = txn_commit(&txn, err);
	if (!r)
		round->zones_are_old = false;
	return r;
}

/* The rep and, for those methods that ask for it, his present day. */
static json_t *new_params(
	const struct duty_kind *kind, const struct rep *rep, int64_t now)
{
	const struct zone *zone;

	if (!kind->has_date)
		return json_pack("{s:s}", "rep", rep->slug);
	if (zone_find(rep->zone, &zone, NULL) < 0)
		return NULL;
	return json_pack("{s:s, s:s}", "rep", rep->slug, "date",
		CIVIL_STR(zone_date_at(zone, now)));
}

static void log_result(const struct duty_kind *kind, const struct rep *rep,
	const json_t *result)
{
	const json_t *queued = json_object_get(result, "queued");

	if (json_is_null(json_object_get(result, "channel")))
		log_line(LOG_WARNING, "%s has no channel: nothing is sent",
			rep->slug);
	else if (json_integer_value(queued) > 0)
		log_line(
			LOG_INFO, "%s for %s: queued", kind->method, rep->slug);
}

/* The method as called for this rep; its refusal becomes a logged line.
 * -EIO: the database is in trouble. */
static int call_method(struct db *db, int64_t now, const struct duty_kind *kind,
	const struct rep *rep, bool is_quiet)
{
	struct api api = {
		.db = db,
		.now = now,
		.door = DOOR_DAEMON,
		.actor = rep->slug,
	};
	AUTO_API_ERROR error = {0};
	json_auto_t *params = new_params(kind, rep, now);
	json_auto_t *result = NULL;
	int r;

	(void)text_lang_find(rep->locale, &api.lang);
	r = params ? api_call(&api, kind->method, params, &result, &error)
		   : -ENOMEM;
	if (r >= 0)
		log_result(kind, rep, result);
	else if (r != -EBUSY && r != -ESTALE &&
		 !(is_quiet && error.code == API_TROUBLE))
		log_line(LOG_ERR, "%s for %s: %s", kind->method, rep->slug,
			error.message ? error.message : strerror(-r));
	return r < 0 && error.code == API_TROUBLE ? -EIO : r;
}

/* Does one kind of duty for all reps who wait for it. */
static int run_duty(struct db *db, int64_t now, const struct duty_kind *kind,
	struct round *ret, struct err *err)
{
	struct duty_list list;
	size_t failed = 0;
	int r = kind->find(db, now, &list, err);

	for (size_t n = 0; r >= 0 && n < list.n; n++) {
		AUTO_REP rep = {0};

		r = row_get(db, &rep_table, list.item[n].rep_id, &rep, err);
		if (r < 0)
			return r;
		r = call_method(db, now, kind, &rep, ret->was_degraded);
		if (r == -EBUSY || r == -ESTALE)
			return r;
		ret->is_degraded |= r == -EIO;
		failed += r < 0;
		r = 0;
	}
	if (failed > 0)
		ret->next_at = now + TRY_AGAIN_S;
	/* There may be more than fit into the list. */
	if (list.n == DUTY_MAX && failed < DUTY_MAX)
		ret->next_at = now;
	return r;
}

static int run_duties(
	struct db *db, int64_t now, struct round *round, struct err *err)
{
	int64_t next_at;
	int r = round->zones_are_old ? refresh_zones(db, now, round, err) : 0;

	if (r >= 0)
		r = sync_clocks(db, now, err);
	for (size_t i = 0; r >= 0 && i < ARRAY_LEN(duties); i++)
		r = run_duty(db, now, &duties[i], round, err);
	if (r >= 0)
		r = duty_next(db, now, &next_at, err);
	if (r < 0)
		return r;
	if (next_at < round->next_at)
		round->next_at = next_at;
	return 0;
}

int round_run(struct db *db, int64_t now, struct round *round, struct err *err)
{
	int r;

	round->next_at = INT64_MAX;
	round->was_degraded = round->is_degraded;
	round->is_degraded = false;
	r = run_duties(db, now, round, err);
	if (r == -EBUSY || r == -ESTALE)
		return r;
	if (r < 0) {
		round->is_degraded = true;
		round->next_at = now + TRY_AGAIN_S;
	}
	if (r < 0 && !round->was_degraded)
		log_err(LOG_ERR, r, err);
	if (round->was_degraded && !round->is_degraded)
		log_line(LOG_NOTICE, "the database takes writes again");
	return 0;
}
