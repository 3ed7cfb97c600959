/* The last backup: is there one, and how old?  The contract is in
 * doctor.h. */
#include "api/doctor.h"

#include "base/str.h"
#include "store/backup.h"

#include <errno.h>
#include <sys/stat.h>

/* A week of work can be entered again from notes and memory, more hardly. */
enum { BACKUP_OLD_DAYS = 7, DAY_S = 86400 };

static int say(struct doctor *doctor, enum finding_level level,
	const char *text, const char *advice, const char *subject)
{
	return finding_add(&doctor->found,
		&(struct finding){"backup", level, text, advice, subject});
}

/* A folder that may not be entered by whoever asks hides it. */
static bool is_gone(const char *path)
{
	struct stat st;

	return path && stat(path, &st) < 0 && errno == ENOENT;
}

int doctor_backup(struct doctor *doctor)
{
	struct call *call = doctor->call;
	AUTO_FREE char *path = NULL;
	int64_t at = 0, days;
	int r = backup_noted(call->db, &at, &path, &call->err);

	if (r < 0)
		return r;
	days = (call->api->now - at) / DAY_S;
	if (at == 0)
		return say(doctor, FINDING_WARN, N_("there is no backup yet"),
			N_("make one: nudge backup; every night: systemctl "
			   "--user enable --now nudge-backup.timer, on a "
			   "server without --user"),
			NULL);
	if (is_gone(path))
		return say(doctor, FINDING_WARN,
			N_("the last backup, %s, is no longer there"),
			N_("if it was not taken elsewhere, make one: nudge "
			   "backup"),
			path);
	if (days > BACKUP_OLD_DAYS)
		return say(doctor, FINDING_WARN,
			N_("the last backup is %s days old"),
			N_("make one: nudge backup; every night: systemctl "
			   "--user enable --now nudge-backup.timer, on a "
			   "server without --user"),
			STR_INT(days));
	return say(doctor, FINDING_OK, N_("the last backup is %s"), NULL, path);
}
