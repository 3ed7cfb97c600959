/* Helper processes; the contract is in helper.h. */
#include "cli/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

struct child {
	const struct helper *helper;
	pid_t pid;
	int out;   /* what it says */
	int ended; /* pidfd */
	int timer; /* its time is up */
	struct err *err;
};

/* A child that is still there when nobody waits for it any more is ended. */
static void child_done(struct child *c)
{
	int status;

	if (c->pid > 0) {
		kill(c->pid, SIGKILL);
		while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	cleanup_close(&c->out);
	cleanup_close(&c->ended);
	cleanup_close(&c->timer);
}

static int fail(struct child *c, int code)
{
	return err_set(c->err, code, N_("%s could not be started: %s"),
		c->helper->path, err_system(code));
}

/* The input as a file that has no name: it can be read at any pace. */
static int open_input(const struct helper *helper, int *ret)
{
	AUTO_CLOSE int fd = memfd_create("input", MFD_CLOEXEC);
	const char *at = helper->input;
	size_t left = helper->size;

	if (fd < 0)
		return -errno;
	while (left > 0) {
		ssize_t n = write(fd, at, left);

		if (n < 0 && errno != EINTR)
			return -errno;
		at += n > 0 ? n : 0;
		left -= n > 0 ? (size_t)n : 0;
	}
	if (lseek(fd, 0, SEEK_SET) < 0)
		return -errno;
	*ret = TAKE_FD(fd);
	return 0;
}

static int spawn(struct child *c, int in, int out)
{
	static char *const nothing[] = {NULL};
	posix_spawn_file_actions_t actions;
	int r = posix_spawn_file_actions_init(&actions);

	if (r != 0)
		return -r;
	r = posix_spawn_file_actions_adddup2(&actions, in, 0);
	if (r == 0)
		r = posix_spawn_file_actions_adddup2(&actions, out, 1);
	if (r == 0)
		r = posix_spawn_file_actions_addopen(
			&actions, 2, "/dev/null", O_WRONLY, 0);
	if (r == 0)
		r = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	if (r == 0)
		r = posix_spawn(&c->pid, c->helper->path, &actions, NULL,
			c->helper->argv,
			c->helper->keeps_env ? environ : nothing);
	posix_spawn_file_actions_destroy(&actions);
	if (r != 0)
		c->pid = 0;
	return -r;
}

static int start_timer(struct child *c)
{
	struct itimerspec when = {.it_value.tv_sec = c->helper->seconds};

	c->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	if (c->timer < 0 || timerfd_settime(c->timer, 0, &when, NULL) < 0)
		return -errno;
	return 0;
}

static int start(struct child *c)
{
	AUTO_CLOSE int in = -1;
	AUTO_CLOSE int out = -1;
	int ends[2];
	int r = open_input(c->helper, &in);

	if (r == 0 && pipe2(ends, O_CLOEXEC) < 0)
		r = -errno;
	if (r < 0)
		return fail(c, r);
	c->out = ends[0];
	out = ends[1];
	r = start_timer(c);
	if (r == 0)
		r = spawn(c, in, out);
	if (r == -ENOENT)
		return err_set(c->err, r,
			N_("%s is missing; install nudge again"),
			c->helper->path);
	if (r == 0 && (c->ended = pidfd_open(c->pid, 0)) < 0)
		r = -errno;
	return r < 0 ? fail(c, r) : 0;
}

/* Until fd can be read; its end counts as that. */
static int wait_for(struct child *c, int fd)
{
	struct pollfd polls[] = {{.fd = fd, .events = POLLIN},
		{.fd = c->timer, .events = POLLIN}};

	while (poll(polls, ARRAY_LEN(polls), -1) < 0)
		if (errno != EINTR)
			return fail(c, -errno);
	if (polls[0].revents)
		return 0;
	return err_set(c->err, -ETIMEDOUT,
		N_("reading took longer than %s seconds and was stopped"),
		STR_INT(c->helper->seconds));
}

static int read_answer(struct child *c, struct str *ret)
{
	char buf[16384];
	int r;

	while ((r = wait_for(c, c->out)) == 0) {
		ssize_t n = read(c->out, buf, sizeof(buf));

		if (n < 0 && errno != EINTR)
			return fail(c, -errno);
		if (n == 0)
			break;
		str_add_n(ret, buf, n > 0 ? (size_t)n : 0);
		if (ret->len > c->helper->out_max)
			return err_set(c->err, -E2BIG,
				N_("the answer was longer than %s bytes"),
				STR_INT((int64_t)c->helper->out_max));
	}
	return r == 0 && str_error(ret) < 0 ? err_memory(c->err) : r;
}

static int see_end(struct child *c)
{
	int status, r = wait_for(c, c->ended);

	if (r < 0)
		return r;
	while (waitpid(c->pid, &status, 0) < 0)
		if (errno != EINTR)
			return fail(c, -errno);
	c->pid = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	return err_set(c->err, -EIO,
		N_("reading needed more time or memory than it may have, and "
		   "was stopped"));
}

int helper_run(const struct helper *helper, struct str *ret, struct err *err)
{
	CLEANUP(child_done)
	struct child c = {.helper = helper,
		.out = -1,
		.ended = -1,
		.timer = -1,
		.err = err};
	int r = start(&c);

	if (r == 0)
		r = read_answer(&c, ret);
	return r < 0 ? r : see_end(&c);
}

/* The folder of the program that runs, with its "/"; "": it is not known. */
static void own_folder(char *ret, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", ret, size - 1);
	char *slash;

	ret[n < 0 ? 0 : n] = '\0';
	slash = strrchr(ret, '/');
	ret[slash ? slash + 1 - ret : 0] = '\0';
}

int helper_find(const char *name, const char *folder, char **ret)
{
	static const char *const places[] = {
		"", "../daemon/", "../web/", "../libexec/"};
	AUTO_STR path = {0};
	char self[PATH_MAX];

	own_folder(self, sizeof(self));
	for (size_t i = 0; *self && i < ARRAY_LEN(places); i++) {
		str_reset(&path);
		str_addf(&path, "%s%s%s", self, places[i], name);
		if (str_error(&path) == 0 && access(str_get(&path), X_OK) == 0)
			return str_take(&path, ret);
	}
	str_reset(&path);
	str_addf(&path, "%s/%s", folder, name);
	return str_take(&path, ret);
}
