/* Files that are there whole or not at all; the contract is in draft.h. */
#include "store/draft.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>

int draft_fail(const char *path, struct err *err)
{
	if (errno == EEXIST)
		return err_set(
			err, -EEXIST, N_("there is already a file %s"), path);
	if (errno == ENOSPC || errno == EDQUOT)
		return err_set(err, -ENOSPC,
			N_("no room left on the disk of %s; nothing was "
			   "changed"),
			path);
	return err_set(err, errno == ENOENT ? -ENOENT : -EROFS,
		N_("the file %s cannot be made: check its folder and the "
		   "rights there"),
		path);
}

int draft_make(const char *path, mode_t mode, int *ret_fd, struct err *err)
{
	AUTO_CLOSE int fd = -1;

	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		mode);
	if (fd < 0 || fchmod(fd, mode) < 0)
		return draft_fail(path, err);
	*ret_fd = TAKE_FD(fd);
	return 0;
}

int draft_sync(const char *path, struct err *err)
{
	AUTO_FREE char *copy = NULL;
	AUTO_CLOSE int fd = -1;

	if (str_dup(path, &copy) < 0)
		return err_memory(err);
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) < 0)
		return draft_fail(path, err);
	return 0;
}

/* Some network file systems know no RENAME_NOREPLACE, but all know that a
 * link replaces nothing. */
static int rename_new(const char *draft, const char *path)
{
	if (renameat2(AT_FDCWD, draft, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL)
		return -1;
	return link(draft, path) < 0 ? -1 : unlink(draft);
}

int draft_place(const char *draft, const char *path, struct err *err)
{
	return rename_new(draft, path) < 0 ? draft_fail(path, err)
					   : draft_sync(path, err);
}

void draft_sweep(const char *draft)
{
	AUTO_CLOSE int fd =
		open(draft, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		(void)unlink(draft);
}
