/* Closed standard descriptors; the contract is in stdfd.h. */
#include "base/stdfd.h"

#include <fcntl.h>
#include <unistd.h>

void stdfd_fill(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_NOCTTY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}
