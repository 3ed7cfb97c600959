/* Where the channels' secret files are. */
#include "conf/secrets.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* "secrets" in the folder of the database. */
static int beside(const char *db_path, char **ret)
{
	AUTO_STR path = {0};
	const char *slash = strrchr(db_path, '/');

	if (slash)
		str_add_n(&path, db_path, (size_t)(slash - db_path + 1));
	str_add(&path, "secrets");
	return str_take(&path, ret);
}

int secrets_folder(const char *configured, const char *db_path, char **ret)
{
	const char *candidates[] = {
		getenv("CREDENTIALS_DIRECTORY"),
		NUDGE_SYSCONFDIR "/nudge/secrets",
	};

	if (configured)
		return str_dup(configured, ret);
	for (size_t i = 0; i < ARRAY_LEN(candidates); i++)
		if (candidates[i] && is_folder(candidates[i]))
			return str_dup(candidates[i], ret);
	return beside(db_path, ret);
}

static int refuse(const char *path, int r, struct err *err)
{
	if (r == -EEXIST)
		return err_set(err, r,
			N_("there is already a secret file %s; remove it "
			   "first"),
			path);
	return err_set(err, r, N_("cannot write the secret file %s: %s"), path,
		err_system(r));
}

static int write_text(int fd, const char *text)
{
	size_t n = strlen(text);

	while (n > 0) {
		ssize_t written = write(fd, text, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -errno;
		text += written;
		n -= (size_t)written;
	}
	return fsync(fd) < 0 ? -errno : 0;
}

int secrets_write(
	const char *folder, const char *name, const char *text, struct err *err)
{
	AUTO_STR path = {0};
	AUTO_CLOSE int fd = -1;
	int r;

	str_addf(&path, "%s/%s", folder, name);
	r = str_error(&path);
	if (r < 0)
		return r;
	if (mkdir(folder, 0700) < 0 && errno != EEXIST)
		return refuse(str_get(&path), -errno, err);
	fd = open(
		str_get(&path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return refuse(str_get(&path), -errno, err);
	r = write_text(fd, text);
	if (r == 0)
		return 0;
	unlink(str_get(&path));
	return refuse(str_get(&path), r, err);
}

void secrets_remove(const char *folder, const char *name)
{
	AUTO_STR path = {0};

	str_addf(&path, "%s/%s", folder, name);
	if (str_error(&path) == 0)
		unlink(str_get(&path));
}
