/*
 * The clock of the programs in tests/bin: it stands still until the test
 * moves it.
 *
 * The file named by NUDGE_TEST_CLOCK holds the instant, seconds UTC with an
 * optional fraction ("1794880800", "1794880800.25"); a test replaces it by
 * rename.  The boot clock goes on with it, but never back, as the kernel's.
 */
#include "base/clock.h"
#include "base/cleanup.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static void die(const char *what, const char *why)
{
	fprintf(stderr, "stepped clock: %s: %s\n", what, why);
	abort();
}

/* The file's text in buf. */
static void read_file(char *buf, size_t size)
{
	const char *path = getenv("NUDGE_TEST_CLOCK");
	ssize_t n;

	if (!path)
		die("NUDGE_TEST_CLOCK", "names no file");
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		die(path, strerror(errno));
	n = read(fd, buf, size - 1);
	if (n <= 0 || !isdigit((unsigned char)buf[0]))
		die(path, "holds no seconds");
	buf[n] = '\0';
}

int64_t clock_now_us(void)
{
	char text[64];
	const char *p = text;
	int64_t us = 0;

	read_file(text, sizeof(text));
	for (; isdigit((unsigned char)*p); p++)
		us = us * 10 + (*p - '0');
	us *= 1000000;
	if (*p == '.')
		for (int64_t unit = 100000; isdigit((unsigned char)*++p);
			unit /= 10)
			us += unit * (*p - '0');
	return us;
}

int64_t clock_boot_us(void)
{
	static int64_t boot, last;
	int64_t now = clock_now_us();

	if (now > last)
		boot += now - last;
	last = now;
	return boot;
}
