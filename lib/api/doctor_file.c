/* The database file; the contract is in doctor.h. */
#include "api/doctor.h"

#include "store/health.h"
#include "store/meta.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* The first damage that is found; NULL members: there is none. */
static int find_damage(struct doctor *doctor, char **ret, const char **sentence)
{
	struct call *call = doctor->call;
	const char *table;
	int r = health_damage(call->db, ret, &call->err);

	*sentence = N_("the database is damaged: %s");
	if (r < 0 || *ret)
		return r;
	r = health_tables(call->db, &table, &call->err);
	if (r < 0 || !table)
		return r;
	*sentence = N_("the table %s is missing, or one of its columns");
	*ret = strdup(table);
	return *ret ? 0 : -ENOMEM;
}

static int check_dangling(struct doctor *doctor)
{
	AUTO_FREE char *table = NULL;
	int r = health_dangling(doctor->call->db, &table, &doctor->call->err);

	if (r < 0)
		return r;
	if (!table)
		return finding_add(&doctor->found,
			&(struct finding){"database", FINDING_OK,
				N_("the database %s is sound"), NULL,
				db_path(doctor->call->db)});
	return finding_add(&doctor->found,
		&(struct finding){"database", FINDING_BAD,
			N_("a row of %s refers to one that does not exist"),
			N_("nudge check shows which, and what to do"), table});
}

static int check_damage(struct doctor *doctor)
{
	AUTO_FREE char *damage = NULL;
	const char *sentence;
	int r = find_damage(doctor, &damage, &sentence);

	if (r < 0)
		return r;
	doctor->is_damaged = damage != NULL;
	if (!damage)
		return check_dangling(doctor);
	return finding_add(&doctor->found,
		&(struct finding){"database", FINDING_BAD, sentence,
			N_("stop nudged, move the file with its -wal and -shm "
			   "into another folder, and make it anew from your "
			   "newest backup: nudge restore FILE"),
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
			N_("the database file is closed to other users"), NULL,
			NULL});
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
				       N_("the database has schema %s, as this "
					  "program needs"),
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
