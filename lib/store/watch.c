/* Noticing commits of others; the contract is in watch.h. */
#include "store/watch.h"

#include "base/str.h"

#include <errno.h>
#include <libgen.h>
#include <string.h>
#include <sys/inotify.h>

enum { READS_MAX = 64 };

/* After an event of the WAL, microseconds. */
static const int64_t recheck_us[] = {1000, 4000, 16000, 64000, 256000};

int watch_init(struct watch *watch, const char *path, struct err *err)
{
	AUTO_FREE char *folder = NULL, *file = NULL, *name = NULL;
	AUTO_CLOSE int fd = -1;

	if (str_dup(path, &folder) < 0 || str_dup(path, &file) < 0 ||
		str_dup(basename(file), &name) < 0)
		return err_memory(err);
	fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (fd < 0 ||
		inotify_add_watch(fd, dirname(folder),
			IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVE |
				IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR) < 0)
		return err_set(err, -errno,
			N_("the folder of %s cannot be watched"), path);
	*watch = (struct watch){
		.fd = TAKE_FD(fd),
		.name = TAKE(name),
		.step = ARRAY_LEN(recheck_us),
		.next_us = WATCH_NEVER,
	};
	return 0;
}

void watch_done(struct watch *watch)
{
	cleanup_close(&watch->fd);
	free(watch->name);
	*watch = (struct watch){.fd = -1, .next_us = WATCH_NEVER};
}

/* The part of an event's file name behind the database's; NULL: another
 * file. */
static const char *suffix_of(
	const struct watch *watch, const struct inotify_event *event)
{
	size_t n = strlen(watch->name);

	if (event->len == 0 || strncmp(event->name, watch->name, n) != 0)
		return NULL;
	return event->name + n;
}

static void plan(struct watch *watch)
{
	watch->next_us = watch->step < (int)ARRAY_LEN(recheck_us)
				 ? watch->event_us + recheck_us[watch->step]
				 : WATCH_NEVER;
}

/* A re-check already planned is not put off, however fast events come. */
static void start_rechecks(struct watch *watch, int64_t now_us)
{
	int64_t planned = watch->next_us;

	watch->event_us = now_us;
	watch->step = 0;
	plan(watch);
	if (planned < watch->next_us)
		watch->next_us = planned;
}

static int take_in(
	struct watch *watch, const struct inotify_event *event, int64_t now_us)
{
	const char *suffix = suffix_of(watch, event);

	if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT))
		return WATCH_GONE;
	if (event->mask & IN_Q_OVERFLOW) {
		start_rechecks(watch, now_us);
		return WATCH_LOOK;
	}
	if (!suffix)
		return 0;
	if (!suffix[0] && event->mask & ~(uint32_t)IN_MODIFY)
		return WATCH_GONE;
	if (strcmp(suffix, ".bell") == 0)
		return WATCH_LOOK;
	if (strcmp(suffix, "-wal") != 0)
		return 0;
	start_rechecks(watch, now_us);
	return WATCH_LOOK;
}

int watch_read(struct watch *watch, int64_t now_us)
{
	_Alignas(struct inotify_event) char buf[4096];
	int bits = 0;
	ssize_t n = 0;

	/* Bounded: who writes without end into this folder, perhaps because we
	 * read, must not keep us here.  The rest is read in the next turn. */
	for (int turn = 0; turn < READS_MAX; turn++) {
		n = read(watch->fd, buf, sizeof(buf));
		if (n <= 0)
			break;
		const char *p = buf;

		while (p < buf + n) {
			const struct inotify_event *event = (const void *)p;

			bits |= take_in(watch, event, now_us);
			p += sizeof(*event) + event->len;
		}
	}
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		return -errno;
	return bits;
}

int watch_tick(struct watch *watch, int64_t now_us)
{
	if (now_us < watch->next_us)
		return 0;
	while (watch->step < (int)ARRAY_LEN(recheck_us) &&
		watch->event_us + recheck_us[watch->step] <= now_us)
		watch->step++;
	plan(watch);
	return WATCH_LOOK;
}
