/* The database file and those who serve it; the contract is in doctor.h. */
#include "api/doctor.h"

#include "store/duty.h"
#include "store/health.h"
#include "store/lock.h"
#include "store/meta.h"

#include <errno.h>
#include <sys/stat.h>

/* How far the newest row may lie ahead of the clock: another machine's may
 * be a little fast. */
enum { CLOCK_SLACK_S = 60 };

static int check_damage(struct doctor *doctor)
{
	AUTO_FREE char *damage = NULL;
	int r = health_damage(doctor->call->db, &damage, &doctor->call->err);

	if (r < 0)
		return r;
	if (!damage)
		return finding_add(&doctor->found,
			&(struct finding){"database", FINDING_OK,
				N_("the database %s is sound"), NULL,
				db_path(doctor->call->db)});
	return finding_add(&doctor->found,
		&(struct finding){"database", FINDING_BAD,
			N_("the database is damaged: %s"),
			N_("stop nudged, keep a copy of the file, and go back "
			   "to your newest backup"),
			damage});
}

static int check_rights(struct doctor *doctor)
{
	const char *path = db_path(doctor->call->db);
	struct stat st;

	if (stat(path, &st) < 0)
		return finding_add(&doctor->found,
			&(struct finding){"rights", FINDING_BAD,
				N_("the file %s cannot be looked at"), NULL,
				path});
	if (st.st_mode & S_IRWXO)
		return finding_add(&doctor->found,
			&(struct finding){"rights", FINDING_WARN,
				N_("everybody on this machine can open %s"),
				N_("take the rights away: chmod o= %s*"),
				path});
	return finding_add(&doctor->found,
		&(struct finding){"rights", FINDING_OK,
			N_("the file is closed to others"), NULL, NULL});
}

static int check_engine(struct doctor *doctor)
{
	AUTO_FREE char *engine = NULL;
	int r = health_engine(doctor->call->db, &engine, &doctor->call->err);

	if (r < 0)
		return r;
	if (!health_engine_has_reset_bug(engine))
		return finding_add(
			&doctor->found, &(struct finding){"sqlite", FINDING_OK,
						N_("SQLite %s"), NULL, engine});
	return finding_add(&doctor->found,
		&(struct finding){"sqlite", FINDING_OK,
			N_("SQLite %s can damage its log when two programs "
			   "checkpoint at once (fixed in 3.51.3); nudge lets "
			   "only one do it"),
			NULL, engine});
}

static int check_schema(struct doctor *doctor)
{
	AUTO_FREE char *version = NULL;
	int r = meta_get(
		doctor->call->db, "schema", &version, &doctor->call->err);

	return r < 0 ? r
		     : finding_add(&doctor->found,
			       &(struct finding){"schema", FINDING_OK,
				       N_("schema %s, as this program needs"),
				       NULL, version});
}

int doctor_file(struct doctor *doctor)
{
	int r = check_damage(doctor);

	if (r == 0)
		r = check_schema(doctor);
	if (r == 0)
		r = check_rights(doctor);
	return r < 0 ? r : check_engine(doctor);
}

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

static int say_running(struct doctor *doctor)
{
	AUTO_FREE char *about = NULL;
	int r = meta_get(
		doctor->call->db, "nudged_about", &about, &doctor->call->err);

	return r < 0 ? r
		     : finding_add(&doctor->found,
			       &(struct finding){"nudged", FINDING_OK,
				       N_("nudged is running: %s"), NULL,
				       about});
}

int doctor_service(struct doctor *doctor)
{
	int r = check_clock(doctor);

	if (r < 0)
		return r;
	if (lock_nudged_runs(db_path(doctor->call->db)))
		return say_running(doctor);
	return finding_add(&doctor->found,
		&(struct finding){"nudged", FINDING_WARN,
			N_("nudged is not running: nothing is sent"),
			N_("start it: systemctl --user start nudged, or on a "
			   "server systemctl start nudged"),
			NULL});
}
