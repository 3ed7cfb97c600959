/* Changing one line of nudge.conf; the contract is in conf.h. */
#include "conf/conf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"

enum { FILE_MAX = 64 * 1024 };

static int fail(const char *path, int r, struct err *err)
{
	return err_set(err, r, N_("cannot write %s: %s"), path, err_system(r));
}

/* The file's text; nothing where it is missing. */
static int read_all(const char *path, struct str *text, struct err *err)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	char buf[4096];
	ssize_t n = 0;

	if (fd < 0)
		return errno == ENOENT ? 0 : fail(path, -errno, err);
	while (text->len <= FILE_MAX && (n = read(fd, buf, sizeof(buf))) > 0)
		str_add_n(text, buf, (size_t)n);
	if (n < 0)
		return fail(path, -errno, err);
	if (text->len > FILE_MAX || memchr(str_get(text), '\0', text->len))
		return err_set(
			err, -E2BIG, N_("%s is no configuration file"), path);
	return str_error(text) < 0 ? err_memory(err) : 0;
}

/* Is the line "[section]", or any section where section is NULL? */
static bool is_section(const char *line, size_t n, const char *section)
{
	size_t len = section ? strlen(section) : 0;

	if (n == 0 || line[0] != '[')
		return false;
	return !section || (n > len + 1 && !strncmp(line + 1, section, len) &&
				   line[len + 1] == ']');
}

/* Is the line "name = …" or "name: …"? */
static bool is_setting(const char *line, size_t n, const char *name)
{
	size_t len = strlen(name);

	if (n <= len || strncmp(line, name, len) != 0)
		return false;
	while (len < n && line[len] == ' ')
		len++;
	return len < n && (line[len] == '=' || line[len] == ':');
}

static void add_setting(
	struct str *out, const struct conf_key *key, const char *value)
{
	if (value)
		str_addf(out, "%s = %s\n", key->name, value);
}

/* Copies the lines; the new one takes the place of the old one, else stands
 * at the beginning of its section, else in a new section at the end. */
static void edit(struct str *out, const char *text, const struct conf_key *key,
	const char *value)
{
	bool within = false, done = !value;
	size_t at = 0;

	while (*text) {
		size_t n = strcspn(text, "\n");
		bool old = within && is_setting(text, n, key->name);

		if (is_section(text, n, NULL))
			within = is_section(text, n, key->section);
		if (old && !done)
			add_setting(out, key, value);
		done |= old;
		if (!old) {
			str_add_n(out, text, n);
			str_add_char(out, '\n');
		}
		if (within && at == 0)
			at = out->len;
		text += n + (text[n] == '\n');
	}
	if (done)
		return;
	if (at > 0) {
		AUTO_STR tail = {0};

		str_add(&tail, str_get(out) + at);
		out->len = at;
		add_setting(out, key, value);
		str_add(out, str_get(&tail));
		if (str_error(&tail) < 0)
			out->error = -ENOMEM;
		return;
	}
	str_addf(out, "%s[%s]\n", out->len ? "\n" : "", key->section);
	add_setting(out, key, value);
}

/* Makes the folders of path that are missing. */
static int make_folders(const char *path, struct err *err)
{
	AUTO_FREE char *copy = NULL;

	if (str_dup(path, &copy) < 0)
		return err_memory(err);
	for (char *slash = strchr(copy + 1, '/'); slash;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0755) < 0 && errno != EEXIST)
			return fail(copy, -errno, err);
		*slash = '/';
	}
	return 0;
}

static int write_draft(
	const char *draft, const struct str *text, mode_t mode, struct err *err)
{
	AUTO_CLOSE int fd = -1;

	(void)unlink(draft);
	fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		mode);
	if (fd < 0)
		return fail(draft, -errno, err);
	if (write(fd, str_get(text), text->len) != (ssize_t)text->len ||
		fchmod(fd, mode) < 0 || fsync(fd) < 0)
		return fail(draft, errno ? -errno : -EIO, err);
	return 0;
}

/* Nothing that nudge cannot read takes the file's place. */
static int check(const char *draft, struct err *err)
{
	AUTO_CONF conf = {0};

	return conf_read(draft, &conf, NULL, NULL, err);
}

int conf_write(const char *path, const struct conf_key *key, const char *value,
	struct err *err)
{
	AUTO_STR text = {0}, out = {0}, draft = {0};
	struct stat st;
	mode_t mode = stat(path, &st) == 0 ? st.st_mode & 0777 : 0644;
	int r = value ? conf_check(key, value, err) : 0;

	if (r == 0)
		r = read_all(path, &text, err);
	if (r < 0)
		return r;
	edit(&out, str_get(&text), key, value);
	str_addf(&draft, "%s.new", path);
	if (str_error(&out) < 0 || str_error(&draft) < 0)
		return err_memory(err);
	r = make_folders(path, err);
	if (r == 0)
		r = write_draft(str_get(&draft), &out, mode, err);
	if (r == 0)
		r = check(str_get(&draft), err);
	if (r == 0 && rename(str_get(&draft), path) < 0)
		r = fail(path, -errno, err);
	if (r < 0)
		(void)unlink(str_get(&draft));
	return r;
}
