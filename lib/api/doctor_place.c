/* Where the database lies: the files beside it, its folder, the disk.  The
 * contract is in doctor.h. */
#include "api/doctor.h"

#include "base/str.h"

#include <errno.h>
#include <libgen.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Below it nothing can be written soon; a backup needs the database's size
 * once more. */
enum { ROOM_BAD = 16 << 20, ROOM_WARN = 256 << 20, MB = 1000000 };

/* Whoever may write the database must be able to lock and to ring. */
static int check_beside(struct doctor *doctor)
{
	static const char *const tails[] = {".lock", ".bell"};

	for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
		AUTO_STR path = {0};
		struct stat st;

		str_add(&path, db_path(doctor->call->db));
		str_add(&path, tails[i]);
		if (str_error(&path) < 0)
			return -ENOMEM;
		if (stat(str_get(&path), &st) < 0)
			continue; /* made when it is needed */
		if (!S_ISREG(st.st_mode))
			return finding_add(&doctor->found,
				&(struct finding){"rights", FINDING_BAD,
					N_("%s is not a plain file"),
					N_("remove it; nudge makes it anew: rm "
					   "%s"),
					str_get(&path)});
		if (access(str_get(&path), W_OK) < 0)
			return finding_add(&doctor->found,
				&(struct finding){"rights", FINDING_BAD,
					N_("%s cannot be written by you"),
					N_("give it the rights of the "
					   "database: chmod 660 %s, and its "
					   "group"),
					str_get(&path)});
	}
	return 0;
}

static int check_folder(struct doctor *doctor, const char *folder)
{
	struct stat st;

	if (stat(folder, &st) == 0 && (st.st_mode & S_IWOTH) &&
		!(st.st_mode & S_ISVTX))
		return finding_add(&doctor->found,
			&(struct finding){"rights", FINDING_BAD,
				N_("everybody on this machine can replace "
				   "files in %s"),
				N_("take the right away: chmod o-w %s"),
				folder});
	return 0;
}

static int check_room(struct doctor *doctor, const char *folder)
{
	struct statvfs fs;
	struct stat st = {0};
	int64_t room;

	if (statvfs(folder, &fs) < 0 ||
		stat(db_path(doctor->call->db), &st) < 0)
		return 0;
	room = (int64_t)(fs.f_bavail * fs.f_frsize);
	if (room < ROOM_BAD)
		return finding_add(&doctor->found,
			&(struct finding){"disk", FINDING_BAD,
				N_("the disk is full: %s MB are left"),
				N_("make room; nothing can be written soon"),
				STR_INT(room / MB)});
	if (room < ROOM_WARN + st.st_size)
		return finding_add(&doctor->found,
			&(struct finding){"disk", FINDING_WARN,
				N_("the disk has little room: %s MB are left"),
				N_("make room, or keep backups on another "
				   "disk: nudge backup FOLDER"),
				STR_INT(room / MB)});
	return finding_add(
		&doctor->found, &(struct finding){"disk", FINDING_OK,
					N_("the disk has %s MB left"), NULL,
					STR_INT(room / MB)});
}

int doctor_place(struct doctor *doctor)
{
	AUTO_FREE char *copy = NULL;
	const char *folder;
	int r = str_dup(db_path(doctor->call->db), &copy);

	if (r < 0)
		return r;
	folder = dirname(copy);
	r = check_beside(doctor);
	if (r == 0)
		r = check_folder(doctor, folder);
	return r < 0 ? r : check_room(doctor, folder);
}
