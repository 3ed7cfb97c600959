/* Secret files. */
#include "daemon/secret.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MAX = 64 * 1024 };

void secret_done(struct secret *secret)
{
	json_decref(secret->values);
	*secret = (struct secret){0};
}

/* Is path below the folder in which systemd keeps our credentials? */
static bool is_guarded(const char *folder)
{
	const char *credentials = getenv("CREDENTIALS_DIRECTORY");
	size_t n = credentials ? strlen(credentials) : 0;

	return n > 0 && strncmp(folder, credentials, n) == 0 &&
	       (folder[n] == '\0' || folder[n] == '/');
}

static int64_t version_of(const struct stat *st)
{
	int64_t at =
		(int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;

	return (at ^ ((int64_t)st->st_ino << 20) ^ st->st_size) | 1;
}

static int make_path(const char *folder, const char *name, struct str *path)
{
	str_addf(path, "%s/%s", folder, name);
	return str_error(path);
}

static int check_file(const char *folder, const char *path,
	const struct stat *st, struct err *err)
{
	if (!S_ISREG(st->st_mode) || st->st_size > FILE_MAX)
		return err_set(err, -EINVAL,
			N_("the secret file %s is not a file of at most "
			   "64 KiB"),
			path);
	if (is_guarded(folder))
		return 0;
	if (st->st_mode & (S_IRWXG | S_IRWXO))
		return err_set(err, -EPERM,
			N_("others can read the secret file %s; run: chmod "
			   "600 %s"),
			path, path);
	if (st->st_uid != geteuid() && st->st_uid != 0)
		return err_set(err, -EPERM,
			N_("the secret file %s belongs to somebody else"),
			path);
	return 0;
}

static int open_file(const char *folder, const char *path, int *ret_fd,
	struct stat *ret_st, struct err *err)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int r;

	if (fd < 0 && errno == ENOENT)
		return err_set(err, -ENOENT,
			N_("there is no secret file %s; nudge channel add "
			   "writes it"),
			path);
	if (fd < 0 || fstat(fd, ret_st) < 0)
		return err_set(err, -errno,
			N_("cannot read the secret file %s: %s"), path,
			err_system(errno));
	r = check_file(folder, path, ret_st, err);
	if (r < 0)
		return r;
	*ret_fd = fd;
	fd = -1;
	return 0;
}

static const struct secret_key *find_key(
	const struct secret_key *keys, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(keys[i].name, name) == 0)
			return &keys[i];
	return NULL;
}

static bool has_type(const json_t *value, enum secret_type type)
{
	switch (type) {
	case SECRET_TEXT:
		return json_string_length(value) > 0;
	case SECRET_NUMBER:
		return json_is_integer(value);
	case SECRET_YES:
		return json_is_boolean(value);
	}
	return false;
}

static bool is_in_range(const json_t *value, const struct secret_key *key)
{
	json_int_t n = json_integer_value(value);

	return key->type != SECRET_NUMBER ||
	       (n >= key->least && n <= key->most);
}

static int check_values(const char *path, json_t *values,
	const struct secret_key *keys, size_t n_keys, struct err *err)
{
	const char *name;
	json_t *value;

	json_object_foreach(values, name, value) {
		const struct secret_key *key = find_key(keys, n_keys, name);

		if (!key)
			return err_set(err, -EINVAL,
				N_("the secret file %s has the unknown key "
				   "'%s'"),
				path, name);
		if (!has_type(value, key->type))
			return err_set(err, -EINVAL,
				N_("in the secret file %s, '%s' has the wrong "
				   "type"),
				path, name);
		if (!is_in_range(value, key))
			return err_set(err, -ERANGE,
				N_("'%s' in the secret file is %s; it must be "
				   "%s to %s"),
				name, STR_INT(json_integer_value(value)),
				STR_INT(key->least), STR_INT(key->most));
	}
	for (size_t i = 0; i < n_keys; i++)
		if (keys[i].is_required &&
			!json_object_get(values, keys[i].name))
			return err_set(err, -EINVAL,
				N_("the secret file %s lacks '%s'"), path,
				keys[i].name);
	return 0;
}

int secret_load(const char *folder, const char *name,
	const struct secret_key *keys, size_t n_keys, struct secret *ret,
	struct err *err)
{
	AUTO_STR path = {0};
	AUTO_SECRET secret = {0};
	AUTO_CLOSE int fd = -1;
	struct stat st;
	int r = make_path(folder, name, &path);

	if (r == 0)
		r = open_file(folder, str_get(&path), &fd, &st, err);
	if (r < 0)
		return r;
	secret.values = json_loadfd(fd, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(secret.values))
		return err_set(err, -EINVAL,
			N_("the secret file %s is not a JSON object"),
			str_get(&path));
	r = check_values(str_get(&path), secret.values, keys, n_keys, err);
	if (r < 0)
		return r;
	secret.version = version_of(&st);
	secret_done(ret);
	*ret = secret;
	secret = (struct secret){0};
	return 0;
}

int64_t secret_version(const char *folder, const char *name)
{
	AUTO_STR path = {0};
	struct stat st;

	if (make_path(folder, name, &path) < 0 || stat(str_get(&path), &st) < 0)
		return 0;
	return version_of(&st);
}

const char *secret_text(const struct secret *secret, const char *key)
{
	return json_string_value(json_object_get(secret->values, key));
}

int64_t secret_number(
	const struct secret *secret, const char *key, int64_t otherwise)
{
	const json_t *value = json_object_get(secret->values, key);

	return value ? json_integer_value(value) : otherwise;
}

bool secret_is_yes(const struct secret *secret, const char *key)
{
	return json_is_true(json_object_get(secret->values, key));
}
