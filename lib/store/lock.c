/* Two locks in one file beside the database; the contract is in lock.h. */
#include "store/lock.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

static int lock_path(const char *path, char **ret)
{
	AUTO_STR s = {0};

	str_add(&s, path);
	str_add(&s, ".lock");
	return str_take(&s, ret);
}

int lock_open(const char *path, mode_t mode, int *ret_fd, struct err *err)
{
	AUTO_FREE char *name = NULL;
	AUTO_CLOSE int fd = -1;

	if (lock_path(path, &name) < 0)
		return err_memory(err);
	fd = open(name, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0 && errno == ENOENT) {
		fd = open(
			name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode);
		/* The mode is meant, whatever the umask: another user of the
		 * group must be able to lock. */
		if (fd >= 0 && fchmod(fd, mode) < 0)
			return err_set(err, -errno,
				N_("%s cannot be made accessible to its "
				   "group"),
				name);
	}
	if (fd < 0)
		return err_set(err, errno == ENOSPC ? -ENOSPC : -EROFS,
			N_("%s cannot be opened for writing: check the rights "
			   "of the file and its folder"),
			name);
	*ret_fd = TAKE_FD(fd);
	return 0;
}

static int lock_set(int fd, enum lock_byte byte, short type)
{
	struct flock lock = {.l_type = type, .l_whence = SEEK_SET};

	lock.l_start = byte;
	lock.l_len = 1;
	while (fcntl(fd, F_OFD_SETLK, &lock) < 0) {
		if (errno == EINTR)
			continue;
		return errno == EACCES || errno == EAGAIN ? -EBUSY : -errno;
	}
	return 0;
}

int lock_take(int fd, enum lock_byte byte, int wait_ms)
{
	int delay_ms = 1, waited_ms = 0, r;

	/* Growing pauses, as SQLite's own busy handler makes them: the kernel
	 * offers no lock with a time limit. */
	while ((r = lock_set(fd, byte, F_WRLCK)) == -EBUSY &&
		waited_ms < wait_ms) {
		struct timespec pause = {.tv_nsec = delay_ms * 1000000L};

		nanosleep(&pause, NULL);
		waited_ms += delay_ms;
		if (delay_ms < 25)
			delay_ms *= 2;
	}
	return r < 0 ? r : waited_ms;
}

void lock_drop(int fd, enum lock_byte byte)
{
	(void)lock_set(fd, byte, F_UNLCK);
}

bool lock_is_held(int fd, enum lock_byte byte)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	lock.l_start = byte;
	lock.l_len = 1;
	return fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

int lock_instance(const char *path, int *ret_fd, struct err *err)
{
	AUTO_CLOSE int fd = -1;
	struct stat st;
	int r;

	if (stat(path, &st) < 0)
		return err_set(
			err, -errno, N_("there is no database at %s"), path);
	if (!S_ISREG(st.st_mode))
		return err_set(
			err, -EBADMSG, N_("%s is not a nudge database"), path);
	r = lock_open(path, st.st_mode & 0666, &fd, err);
	if (r < 0)
		return r;
	r = lock_take(fd, LOCK_NUDGED, 0);
	if (r == -EBUSY)
		return err_set(err, r,
			N_("another nudged already serves the database %s"),
			path);
	if (r < 0)
		return err_set(err, r, N_("%s.lock cannot be locked"), path);
	*ret_fd = TAKE_FD(fd);
	return 0;
}

bool lock_nudged_runs(const char *path)
{
	char name[PATH_MAX];
	AUTO_CLOSE int fd = -1;
	int n = snprintf(name, sizeof(name), "%s.lock", path);

	if (n < 0 || (size_t)n >= sizeof(name))
		return false;
	fd = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
	return fd >= 0 && lock_is_held(fd, LOCK_NUDGED);
}

/* Who does not own the file may not choose the time, only say: now. */
void lock_stamp(int fd, int64_t now)
{
	const struct timespec times[2] = {
		{.tv_nsec = UTIME_OMIT}, {.tv_sec = (time_t)now}};

	if (futimens(fd, times) < 0)
		(void)futimens(fd, NULL);
}

int64_t lock_stamped_at(const char *path)
{
	AUTO_FREE char *name = NULL;
	struct stat st;

	if (lock_path(path, &name) < 0 || stat(name, &st) < 0)
		return 0;
	return st.st_mtim.tv_sec;
}
