/* Reading nudge.conf with inih; the contract is in conf.h. */
#include "conf/conf.h"

#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "conf/paths.h"
#include "conf/setting.h"

enum {
	VALUE_MAX = 180,
	SLUG_MAX = 64,
};

/* One file being read. */
struct reading {
	const char *path;
	FILE *file;
	int line;
	bool too_long;
	unsigned seen; /* bit i: key i of the table was in this file */
	struct conf *conf;
	conf_warn warn;
	void *userdata;
	struct err *err;
	int error;
};

/* Checks value and makes the stored form of it. */
typedef int (*parse_fn)(const char *value, char **ret);

static int parse_path(const char *value, char **ret)
{
	const char *home = getenv("HOME");
	AUTO_STR s = {0};

	if (strncmp(value, "~/", 2) == 0 && home && home[0] == '/')
		str_addf(&s, "%s/%s", home, value + 2);
	else if (value[0] == '/')
		str_add(&s, value);
	else
		return -EINVAL;
	return str_take(&s, ret);
}

static int parse_slug(const char *value, char **ret)
{
	if (strchr(value, ' '))
		return -EINVAL;
	return str_dup(value, ret);
}

static const struct key {
	struct conf_key about; /* first: keys are known by it */
	parse_fn parse;
	const char *expected; /* message id */
	size_t value, where;  /* offsets in struct conf */
} keys[] = {
	{{"nudge", "db", N_("the database"),
		 N_("your personal one, ~/.local/share/nudge/nudge.db"),
		 N_("nudge: at once; nudged: after a restart")},
		parse_path, NC_("setting", "a path that begins with / or ~/"),
		offsetof(struct conf, db), offsetof(struct conf, db_where)},
	{{"nudge", "rep", N_("who acts where --as is not given"),
		 N_("the only rep, or whose login it is"),
		 N_("nudge: at once")},
		parse_slug, NC_("setting", "the short name of a rep"),
		offsetof(struct conf, rep), offsetof(struct conf, rep_where)},
	{{"nudged", "secrets", N_("the folder of the channels' secret files"),
		 N_("/etc/nudge/secrets if there is one, else secrets beside "
		    "the database"),
		 N_("nudge: at once; nudged: after a restart")},
		parse_path, NC_("setting", "a path that begins with / or ~/"),
		offsetof(struct conf, secrets),
		offsetof(struct conf, secrets_where)},
	{{"web", "url", N_("how nudge-web is reached from outside"),
		 N_("not at all: messages have no links"),
		 N_("nudge: at once; nudged: after a restart")},
		setting_url,
		NC_("setting", "an address such as https://nudge.example.com"),
		offsetof(struct conf, web_url),
		offsetof(struct conf, web_url_where)},
	{{"web", "listen", N_("where nudge-web listens"), CONF_WEB_LISTEN,
		 N_("after a restart of nudge-web")},
		setting_listen,
		NC_("setting", "ADDRESS:PORT, such as 127.0.0.1:8480"),
		offsetof(struct conf, web_listen),
		offsetof(struct conf, web_listen_where)},
	{{"web", "trusted_proxy",
		 N_("the address of a proxy whose X-Forwarded-For is "
		    "believed"),
		 N_("nobody's"), N_("after a restart of nudge-web")},
		setting_address, NC_("setting", "an IP address"),
		offsetof(struct conf, web_proxy),
		offsetof(struct conf, web_proxy_where)},
	{{"web", "feed_rate",
		 N_("how often an hour one calendar may be fetched; 0: any "
		    "number"),
		 "60", N_("after a restart of nudge-web")},
		setting_number, NC_("setting", "a number from 0 to 99999"),
		offsetof(struct conf, web_feed_rate),
		offsetof(struct conf, web_feed_rate_where)},
};

static const struct key *key_find(const char *section, const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (strcmp(keys[i].about.section, section) == 0 &&
			strcmp(keys[i].about.name, name) == 0)
			return &keys[i];
	return NULL;
}

/* *member = text, which is taken. */
static void replace(struct conf *conf, size_t member, char *take_text)
{
	char **text = (char **)((char *)conf + member);

	free(*text);
	*text = take_text;
}

static int fail(
	struct reading *r, const char *msgid, const char *a, const char *b)
{
	if (!r->error)
		r->error = err_set(r->err, -EINVAL, msgid, r->path,
			STR_INT(r->line), a, b);
	return 0;
}

static int set_value(struct reading *r, const struct key *key, const char *text)
{
	AUTO_FREE char *value = NULL, *where = NULL;
	AUTO_STR place = {0};
	int error;

	error = key->parse(text, &value);
	if (error == -EINVAL)
		return fail(r, N_("%s:%s: %s must be %s"), key->about.name,
			key->expected);
	str_addf(&place, "%s:%d", r->path, r->line);
	if (!error)
		error = str_take(&place, &where);
	if (error) {
		r->error = error;
		return 0;
	}
	replace(r->conf, key->value, TAKE(value));
	replace(r->conf, key->where, TAKE(where));
	return 1;
}

/* inih calls this for each "name = value"; 0 stops with an error. */
static int take_line(
	void *userdata, const char *section, const char *name, const char *text)
{
	struct reading *r = userdata;
	const struct key *key = key_find(section, name);
	struct err warning = {0};
	unsigned bit;

	if (!key) {
		err_set(&warning, -ENOENT,
			N_("%s:%s: nudge knows no \"%s\" in section [%s]; "
			   "the line is ignored"),
			r->path, STR_INT(r->line), name, section);
		if (r->warn)
			r->warn(r->userdata, &warning);
		return 1;
	}
	bit = 1U << (key - keys);
	if (r->seen & bit)
		return fail(r,
			N_("%s:%s: %s stands here twice (a line that begins "
			   "with a blank goes on with the one before)"),
			name, NULL);
	r->seen |= bit;
	if (!text[0] || utf8_check_line(name, text, VALUE_MAX, NULL) < 0)
		return fail(r, N_("%s:%s: %s must be %s"), name, key->expected);
	return set_value(r, key, text);
}

/* inih's reader: counts lines and refuses what does not fit into one. */
static char *next_line(char *buf, int size, void *stream)
{
	struct reading *r = stream;
	size_t n;

	if (r->too_long || !fgets(buf, size, r->file))
		return NULL;
	r->line++;
	n = strlen(buf);
	/* A line that holds a zero byte seems to end there. */
	if (n == 0 || (buf[n - 1] != '\n' && !feof(r->file))) {
		r->too_long = true;
		return NULL;
	}
	return buf;
}

/* Never waits, as for one who writes into a pipe. */
static FILE *open_file(const char *path)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "r");

	if (file)
		(void)TAKE_FD(fd);
	return file;
}

int conf_read(const char *path, struct conf *conf, conf_warn warn,
	void *userdata, struct err *err)
{
	struct reading r = {.path = path,
		.conf = conf,
		.warn = warn,
		.userdata = userdata,
		.err = err};
	int bad;

	r.file = open_file(path);
	if (!r.file && errno == ENOENT)
		return -ENOENT;
	if (!r.file)
		return err_set(err, -errno, N_("cannot read %s: %s"), path,
			err_system(errno));
	bad = ini_parse_stream(next_line, &r, take_line, &r);
	if (ferror(r.file))
		r.error = err_set(err, -EIO, N_("cannot read %s: %s"), path,
			err_system(EIO));
	fclose(r.file);
	if (r.error)
		return r.error;
	if (r.too_long)
		return err_set(err, -EINVAL, N_("%s:%s: the line is too long"),
			path, STR_INT(r.line));
	if (bad)
		return err_set(err, -EINVAL,
			N_("%s:%s: this is neither [section], key = value nor "
			   "# comment"),
			path, STR_INT(bad));
	return 0;
}

int conf_load(
	struct conf *conf, conf_warn warn, void *userdata, struct err *err)
{
	AUTO_FREE char *user = NULL;
	int r;

	r = conf_read(paths_system_conf(), conf, warn, userdata, err);
	if (r < 0 && r != -ENOENT)
		return r;
	r = paths_user_conf(&user);
	if (!r)
		r = conf_read(user, conf, warn, userdata, err);
	return r == -ENOENT ? 0 : r;
}

void conf_done(struct conf *conf)
{
	free(conf->db);
	free(conf->db_where);
	free(conf->rep);
	free(conf->rep_where);
	free(conf->secrets);
	free(conf->secrets_where);
	free(conf->web_url);
	free(conf->web_url_where);
	free(conf->web_listen);
	free(conf->web_listen_where);
	free(conf->web_proxy);
	free(conf->web_proxy_where);
	free(conf->web_feed_rate);
	free(conf->web_feed_rate_where);
	*conf = (struct conf){0};
}

const struct conf_key *conf_key_at(size_t i)
{
	return i < ARRAY_LEN(keys) ? &keys[i].about : NULL;
}

const struct conf_key *conf_key_find(const char *name)
{
	const char *dot = strchr(name, '.');
	const struct conf_key *found = NULL;

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		const struct conf_key *key = &keys[i].about;

		if (strcmp(key->name, dot ? dot + 1 : name) != 0)
			continue;
		if (dot && (strlen(key->section) != (size_t)(dot - name) ||
				   strncmp(key->section, name,
					   (size_t)(dot - name)) != 0))
			continue;
		if (found)
			return NULL;
		found = key;
	}
	return found;
}

const char *conf_value(const struct conf *conf, const struct conf_key *key,
	const char **ret_where)
{
	const struct key *k = (const struct key *)(const void *)key;
	const char *base = (const char *)conf;

	*ret_where = *(char *const *)(const void *)(base + k->where);
	return *(char *const *)(const void *)(base + k->value);
}

int conf_check(const struct conf_key *key, const char *value, struct err *err)
{
	const struct key *k = (const struct key *)(const void *)key;
	AUTO_FREE char *parsed = NULL;
	char name[64];
	int r = value[0] ? utf8_check_line(key->name, value, VALUE_MAX, err)
			 : -EINVAL;

	if (r == 0)
		r = k->parse(value, &parsed);
	if (r != -EINVAL)
		return r;
	snprintf(name, sizeof(name), "%s.%s", key->section, key->name);
	return err_set(err, r, N_("%s must be %s"), name, k->expected);
}
