/* Maildir. */
#include "daemon/maildir.h"

#include "daemon/post.h"
#include "text/text.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

struct maildir {
	struct carrier_home home;
	char *path;
};

static void maildir_close(void *carrier)
{
	struct maildir *maildir = carrier;

	if (!maildir)
		return;
	free(maildir->path);
	free(maildir);
}

static void close_half_open(struct maildir **maildir)
{
	maildir_close(*maildir);
}

static int maildir_open(const struct carrier_home *home,
	const struct channel *channel, const struct secret *secret, void **ret,
	struct err *err)
{
	CLEANUP(close_half_open)
	struct maildir *maildir = calloc(1, sizeof(*maildir));
	const char *path = secret_text(secret, "path");
	int r = maildir ? str_dup(path, &maildir->path) : -ENOMEM;

	(void)channel;
	if (r < 0)
		return r;
	if (*path != '/')
		return err_set(err, -EINVAL,
			N_("the Maildir path '%s' does not begin with /"),
			path);
	maildir->home = *home;
	*ret = TAKE(maildir);
	return 0;
}

/* Opens a folder below parent, making it where it is missing. */
static int open_folder(int parent, const char *name)
{
	int fd;

	if (mkdirat(parent, name, 0700) < 0 && errno != EEXIST)
		return -errno;
	fd = openat(parent, name, O_DIRECTORY | O_RDONLY | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

static int write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t written = write(fd, bytes, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -errno;
		bytes += written;
		n -= (size_t)written;
	}
	return fsync(fd) < 0 ? -errno : 0;
}

/* Mailboxes of this machine end lines as the machine does. */
static int write_file(int folder, const char *name, const struct str *body)
{
	AUTO_STR lines = {0};
	AUTO_CLOSE int fd = openat(
		folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0)
		return -errno;
	for (size_t i = 0; i < body->len; i++)
		if (body->data[i] != '\r')
			str_add_char(&lines, body->data[i]);
	if (str_error(&lines) < 0)
		return -ENOMEM;
	return write_all(fd, lines.data, lines.len);
}

static int deposit(const char *path, const char *name, const struct str *body)
{
	AUTO_CLOSE int root = open_folder(AT_FDCWD, path);
	AUTO_CLOSE int tmp = root < 0 ? -1 : open_folder(root, "tmp");
	AUTO_CLOSE int new = root < 0 ? -1 : open_folder(root, "new");
	AUTO_CLOSE int cur = root < 0 ? -1 : open_folder(root, "cur");
	int r = root < 0 ? root : tmp < 0 ? tmp : new < 0 ? new : cur;

	if (r >= 0)
		r = write_file(tmp, name, body);
	if (r >= 0 && renameat(tmp, name, new, name) < 0)
		r = -errno;
	if (r < 0) {
		if (tmp >= 0)
			(void)unlinkat(tmp, name, 0);
		return r;
	}
	return fsync(new) < 0 ? -errno : 0;
}

/* Could name be made below parent, or be written, where it is there? */
static int check_folder(int parent, const char *name)
{
	static const int how = W_OK | X_OK;
	struct stat st;

	if (fstatat(parent, name, &st, 0) == 0)
		return !S_ISDIR(st.st_mode)                           ? -ENOTDIR
		       : faccessat(parent, name, how, AT_EACCESS) < 0 ? -errno
								      : 0;
	if (errno != ENOENT)
		return -errno;
	return faccessat(parent, ".", how, AT_EACCESS) < 0 ? -errno : 0;
}

/* A Maildir that is not there is made with the first mail, in a folder that
 * is. */
static int check_parent(const char *path)
{
	AUTO_FREE char *copy = NULL;
	AUTO_CLOSE int fd = -1;
	int r = str_dup(path, &copy);

	if (r < 0)
		return r;
	fd = open(dirname(copy), O_PATH | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 ? -errno : check_folder(fd, ".");
}

/* What deposit() would meet; nothing is made or written. */
static int check(const char *path)
{
	AUTO_CLOSE int root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	static const char *const parts[] = {"tmp", "new", "cur"};
	struct statvfs fs;
	struct stat tmp, new;
	int r = 0;

	if (root < 0)
		return errno == ENOENT ? check_parent(path) : -errno;
	for (size_t i = 0; r == 0 && i < ARRAY_LEN(parts); i++)
		r = check_folder(root, parts[i]);
	if (r == 0 && fstatat(root, "tmp", &tmp, 0) == 0 &&
		fstatat(root, "new", &new, 0) == 0 && tmp.st_dev != new.st_dev)
		r = -EXDEV; /* a mail is moved from one to the other */
	if (r == 0 && fstatvfs(root, &fs) == 0 && fs.f_bavail == 0)
		r = -ENOSPC;
	return r;
}

static enum carrier_class class_of(int r)
{
	switch (-r) {
	case 0:
		return CARRIER_SENT;
	case ENOSPC:
	case EDQUOT:
	case EIO:
	case EMFILE:
	case ENFILE:
	case ENOMEM:
		return CARRIER_TEMPORARY;
	default:
		return CARRIER_BROKEN;
	}
}

static void maildir_send(void *carrier, struct parcel *parcel)
{
	struct maildir *maildir = carrier;
	struct carrier_result result = {.phase = "write"};
	AUTO_STR name = {0}, why = {0};
	int r;

	str_addf(&name, "%" PRId64 ".%s.nudge", parcel->date, parcel->id);
	r = str_error(&name);
	if (r == 0 && parcel->is_trial)
		r = check(maildir->path);
	else if (r == 0)
		r = deposit(maildir->path, str_get(&name), &parcel->body);
	result.class = class_of(r);
	if (r < 0) {
		result.cause = CAUSE_WRITE;
		str_addf(&why, "%s: %s", maildir->path,
			text_get(TEXT_EN, err_system(r)));
		carrier_set_detail(&result, str_get(&why));
	}
	maildir->home.done(parcel, &result, maildir->home.userdata);
}

static void maildir_cut(void *carrier)
{
	(void)carrier; /* nothing is ever under way */
}

const struct carrier_kind maildir_kind = {
	.name = "maildir",
	.backoff = &backoff_http,
	.rates = {{.n = 1000, .period_us = 1000000, .burst = 1000}},
	.most = 1,
	.drain_s = 1,
	.is_idempotent = true,
	.open = maildir_open,
	.pack = post_pack_local,
	.send = maildir_send,
	.cut = maildir_cut,
	.close = maildir_close,
};
