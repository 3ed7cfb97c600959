/* The clock, and those who serve the database; the contract is in doctor.h. */
#include "api/doctor.h"

#include "base/str.h"
#include "store/duty.h"
#include "store/lock.h"
#include "store/meta.h"

#include <errno.h>
#include <string.h>

/* How far the newest row may lie ahead of the clock: another machine's may
 * be a little fast. */
enum { CLOCK_SLACK_S = 60 };

/* How far nudged may be behind: it waits ten minutes for a clock to be set. */
enum { LAG_S = 15 * 60 };

static int check_clock(struct doctor *doctor)
{
	int64_t newest;
	int r = duty_newest(doctor->call->db, &newest, &doctor->call->err);

	if (r < 0)
		return r;
	if (newest > doctor->call->api->now + CLOCK_SLACK_S)
		return finding_add(&doctor->found,
			&(struct finding){"clock", FINDING_BAD,
				N_("the clock shows a time before the newest "
				   "change in the database"),
				N_("set the clock, and let it be kept right: "
				   "timedatectl set-ntp true"),
				NULL});
	return finding_add(&doctor->found,
		&(struct finding){"clock", FINDING_OK,
			N_("the clock agrees with the database"), NULL, NULL});
}

/* Is it the nudged of this version? */
static int check_version(struct doctor *doctor)
{
	static const char ours[] = "nudged " PACKAGE_VERSION ",";
	struct call *call = doctor->call;
	AUTO_FREE char *about = NULL;
	int r = meta_get(call->db, "nudged_about", &about, &call->err);

	if (r < 0)
		return r;
	if (!about) /* the database was busy when it wanted to note it */
		return finding_add(&doctor->found,
			&(struct finding){"nudged", FINDING_OK,
				N_("nudged is running"), NULL, NULL});
	if (strncmp(about, ours, strlen(ours)) == 0)
		return finding_add(&doctor->found,
			&(struct finding){"nudged", FINDING_OK,
				N_("nudged is running: %s"), NULL, about});
	return finding_add_more(&doctor->found,
		&(struct finding){"nudged", FINDING_BAD,
			N_("nudged is running in another version than this "
			   "nudge %2$s: %1$s"),
			N_("restart it: systemctl --user restart nudged, on a "
			   "server without --user; where there is no systemd, "
			   "end it and start it"),
			about},
		PACKAGE_VERSION, "");
}

/* The earliest of what was due until at, 0 for none. */
static int find_overdue(struct call *call, int64_t at, int64_t *ret)
{
	static int (*const ask[])(struct db *, int64_t, struct duty_list *,
		struct err *) = {duty_rolls, duty_briefs, duty_nudges};

	*ret = 0;
	for (size_t i = 0; i < ARRAY_LEN(ask); i++) {
		struct duty_list list;
		int r = ask[i](call->db, at, &list, &call->err);

		if (r < 0)
			return r;
		if (list.n > 0 && (*ret == 0 || list.item[0].at < *ret))
			*ret = list.item[0].at;
	}
	return 0;
}

/* Idle it runs no rounds, for hours: how long ago the last one was is told,
 * and judged by nobody. */
static int say_done(struct doctor *doctor)
{
	struct call *call = doctor->call;
	int64_t at = lock_stamped_at(db_path(call->db));
	int64_t minutes = (call->api->now - at) / 60;

	if (at == 0 || minutes < 0)
		return finding_add(&doctor->found,
			&(struct finding){"nudged", FINDING_OK,
				N_("nudged has done all that was due"), NULL,
				NULL});
	if (minutes < 120)
		return finding_add(&doctor->found,
			&(struct finding){"nudged", FINDING_OK,
				N_("nudged has done all that was due; its last "
				   "round was %s min ago"),
				NULL, STR_INT(minutes)});
	return finding_add(&doctor->found,
		&(struct finding){"nudged", FINDING_OK,
			N_("nudged has done all that was due; its last round "
			   "was %s h ago, as nothing fell due since"),
			NULL, STR_INT(minutes / 60)});
}

/* It writes nothing while nothing is due, so that it runs its rounds is seen
 * by what is left undone. */
static int check_rounds(struct doctor *doctor)
{
	struct call *call = doctor->call;
	int64_t now = call->api->now, since;
	int r = find_overdue(call, now - LAG_S, &since);

	if (r < 0)
		return r;
	if (since == 0)
		return say_done(doctor);
	return finding_add(&doctor->found,
		&(struct finding){"nudged", FINDING_BAD,
			N_("nudged runs, but has left undone what was due %s "
			   "minutes ago"),
			N_("its log says why: journalctl --user -u nudged, on "
			   "a server without --user, or nudged.log; then "
			   "restart it"),
			STR_INT((now - since) / 60)});
}

static int check_heartbeat(struct doctor *doctor)
{
	struct call *call = doctor->call;
	AUTO_FREE char *state = NULL;
	int r = meta_get(call->db, "nudged_heartbeat", &state, &call->err);

	if (r < 0 || !state)
		return r;
	if (strcmp(state, "failing") == 0)
		return finding_add(&doctor->found,
			&(struct finding){"heartbeat", FINDING_BAD,
				N_("the heartbeat does not reach its monitor"),
				N_("nudged's log says why; the address stands "
				   "in the secret file nudged-heartbeat"),
				NULL});
	if (strcmp(state, "on") == 0)
		return finding_add(&doctor->found,
			&(struct finding){"heartbeat", FINDING_OK,
				N_("the heartbeat reaches its monitor"), NULL,
				NULL});
	return finding_add(&doctor->found,
		&(struct finding){"heartbeat", FINDING_OK,
			N_("no heartbeat: nobody is told when this machine "
			   "is down"),
			N_("if somebody should be: man 7 nudge-channels, "
			   "under HEARTBEAT"),
			NULL});
}

static int check_running(struct doctor *doctor)
{
	int r = check_version(doctor);

	if (r == 0)
		r = check_rounds(doctor);
	return r < 0 ? r : check_heartbeat(doctor);
}

static int say_not_running(struct doctor *doctor)
{
	return finding_add(&doctor->found,
		&(struct finding){"nudged", FINDING_WARN,
			N_("nudged is not running: nothing is sent"),
			N_("start it: systemctl --user start nudged, on a "
			   "server without --user; where there is no systemd: "
			   "nudged --db %s &"),
			db_path(doctor->call->db)});
}

int doctor_service(struct doctor *doctor)
{
	int r = check_clock(doctor);

	if (r < 0)
		return r;
	return lock_nudged_runs(db_path(doctor->call->db))
		       ? check_running(doctor)
		       : say_not_running(doctor);
}
