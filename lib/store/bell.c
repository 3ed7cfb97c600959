/* One byte after each commit; the contract is in bell.h. */
#include "store/bell.h"

#include "base/str.h"

#include <fcntl.h>
#include <sys/stat.h>

static int bell_open(const char *path, mode_t mode)
{
	AUTO_STR name = {0};
	int fd;

	str_add(&name, path);
	str_add(&name, ".bell");
	if (str_error(&name) < 0)
		return -1;
	/* A pipe of that name must not make a writer wait for a reader. */
	fd = open(
		str_get(&name), O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
	if (fd >= 0)
		return fd;
	fd = open(str_get(&name),
		O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd >= 0)
		(void)fchmod(fd, mode);
	return fd;
}

void bell_ring(const char *path, mode_t mode, int *fd)
{
	ssize_t n;

	if (*fd < 0)
		*fd = bell_open(path, mode);
	if (*fd < 0)
		return;
	n = pwrite(*fd, "\a", 1, 0);
	(void)n;
}
