/* The backups in a folder, and the note of the last one; the contract is in
 * backup.h. */
#include "store/backup.h"

#include "base/str.h"
#include "core/civil.h"
#include "store/draft.h"
#include "store/meta.h"
#include "store/sqlite.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#define PART ".part"

void backup_name(char buf[static BACKUP_NAME], int64_t at)
{
	struct civil_date d = civil_from_days((int32_t)(at / 86400));
	int s = (int)(at % 86400);

	snprintf(buf, BACKUP_NAME, "nudge-%04d%02d%02dT%02d%02d%02dZ.db",
		d.year % 10000, d.month % 100, d.day % 100, s / 3600 % 24,
		s / 60 % 60, s % 60);
}

bool backup_is_name(const char *name)
{
	static const char shape[] = "nudge-00000000T000000Z.db";
	size_t i;

	for (i = 0; shape[i] && name[i]; i++)
		if (shape[i] == '0' ? name[i] < '0' || name[i] > '9'
				    : name[i] != shape[i])
			return false;
	return !shape[i] && !name[i];
}

static int is_backup(const struct dirent *entry)
{
	return backup_is_name(entry->d_name);
}

static int is_part(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name), tail = strlen(PART);
	char name[BACKUP_NAME];

	if (n <= tail || n - tail >= sizeof(name) ||
		strcmp(entry->d_name + n - tail, PART) != 0)
		return 0;
	snprintf(name, sizeof(name), "%.*s", (int)(n - tail), entry->d_name);
	return backup_is_name(name);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The files of folder that filter takes, by name. */
struct listing {
	struct dirent **entries;
	int n;
};

static void listing_done(struct listing *list)
{
	for (int i = 0; i < list->n; i++)
		free(list->entries[i]);
	free(list->entries);
}
#define AUTO_LISTING CLEANUP(listing_done) struct listing

static int listing_read(const char *folder,
	int (*filter)(const struct dirent *entry), struct listing *ret,
	struct err *err)
{
	int n = scandir(folder, &ret->entries, filter, by_name);

	if (n < 0)
		return err_set(err, -errno, N_("cannot read %s: %s"), folder,
			err_system(errno));
	ret->n = n;
	return 0;
}

/* Is the file at path a backup of this instance?  One that cannot be read is
 * left for a person to look at. */
static bool is_of(const char *path, const char *instance)
{
	CLEANUP(db_closep) struct db *db = NULL;
	AUTO_FREE char *its = NULL;
	struct err ignored;

	return sqlite_connect(path, DB_BACKUP, &db, &ignored) == 0 &&
	       meta_get(db, "instance_id", &its, &ignored) == 0 && its &&
	       strcmp(its, instance) == 0;
}

static int join(
	struct str *s, const char *folder, const char *name, struct err *err)
{
	str_reset(s);
	str_addf(s, "%s/%s", folder, name);
	return str_error(s) < 0 ? err_memory(err) : 0;
}

static int sweep_parts(const char *folder, struct err *err)
{
	AUTO_LISTING parts = {0};
	AUTO_STR path = {0};
	int r = listing_read(folder, is_part, &parts, err);

	for (int i = 0; r == 0 && i < parts.n; i++) {
		r = join(&path, folder, parts.entries[i]->d_name, err);
		if (r == 0)
			draft_sweep(str_get(&path));
	}
	return r;
}

static int remove_file(const char *path, struct err *err)
{
	if (unlink(path) == 0 || errno == ENOENT)
		return 0;
	return err_set(err, -errno, N_("cannot remove %s: %s"), path,
		err_system(errno));
}

/* From the newest on: those behind the first keep go. */
int backup_prune(const char *folder, const char *instance, size_t keep,
	int (*removed)(void *userdata, const char *name), void *userdata,
	struct err *err)
{
	AUTO_LISTING files = {0};
	AUTO_STR path = {0};
	size_t kept = 0;
	int r = sweep_parts(folder, err);

	if (r == 0)
		r = listing_read(folder, is_backup, &files, err);
	for (int i = files.n - 1; r == 0 && i >= 0; i--) {
		const char *name = files.entries[i]->d_name;

		r = join(&path, folder, name, err);
		if (r < 0 || !is_of(str_get(&path), instance) || kept++ < keep)
			continue;
		r = remove_file(str_get(&path), err);
		if (r == 0)
			r = removed(userdata, name);
	}
	return r;
}

int backup_note(struct db *db, int64_t at, const char *path, struct err *err)
{
	AUTO_TXN txn = {0};
	int r = txn_begin(db, &txn, err);

	if (r == 0)
		r = meta_set(db, "backup_at", STR_INT(at), err);
	if (r == 0)
		r = meta_set(db, "backup_path", path, err);
	return r < 0 ? r : txn_commit(&txn, err);
}

int backup_noted(
	struct db *db, int64_t *ret_at, char **ret_path, struct err *err)
{
	AUTO_FREE char *at = NULL;
	int r = meta_get(db, "backup_at", &at, err);

	if (r == 0)
		r = meta_get(db, "backup_path", ret_path, err);
	if (r == 0)
		*ret_at = at ? str_digits(at) : 0;
	return r;
}
