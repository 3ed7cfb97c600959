/* nudge.conf and the database's path: the promises of lib/conf. */
#include "conf/paths.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static char folder[] = "/tmp/nudge-conf-XXXXXX";
static char file[64];
static struct err warning;
static int warnings;

static void warn(void *userdata, const struct err *w)
{
	(void)userdata;
	warning = *w;
	warnings++;
}

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(file, sizeof(file), "%s/nudge.conf", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(file);
	return rmdir(folder);
}

static int read_text(const char *text, struct conf *conf, struct err *err)
{
	FILE *f = fopen(file, "we");

	assert_non_null(f);
	assert_int_not_equal(fputs(text, f), EOF);
	assert_int_equal(fclose(f), 0);
	warnings = 0;
	return conf_read(file, conf, warn, NULL, err);
}

static void assert_says(const struct err *err, const char *end)
{
	char expected[256], text[512];

	snprintf(expected, sizeof(expected), "%s%s", file, end);
	err_render(err, err->msgid, text, sizeof(text));
	assert_string_equal(text, expected);
}

static void test_conf_takes_known_keys(void **state)
{
	AUTO_CONF conf = {0};
	struct err err;
	char where[80];

	(void)state;
	setenv("HOME", "/home/liwei", 1);
	assert_int_equal(read_text("# what\n[nudge]\ndb = ~/n.db ; here\n"
				   "rep=liwei\r\n\n[nudged]\nsecrets: /s",
				 &conf, &err),
		0);
	assert_string_equal(conf.db, "/home/liwei/n.db");
	snprintf(where, sizeof(where), "%s:3", file);
	assert_string_equal(conf.db_where, where);
	assert_string_equal(conf.rep, "liwei");
	assert_string_equal(conf.secrets, "/s");
	assert_int_equal(warnings, 0);
}

static void test_conf_second_file_replaces(void **state)
{
	AUTO_CONF conf = {0};
	struct err err;

	(void)state;
	assert_int_equal(read_text("[nudge]\ndb=/a\nrep=li\n", &conf, &err), 0);
	assert_int_equal(read_text("[nudge]\ndb=/b\n", &conf, &err), 0);
	assert_string_equal(conf.db, "/b");
	assert_string_equal(conf.rep, "li");
}

static void test_conf_warns_of_the_unknown(void **state)
{
	AUTO_CONF conf = {0};
	struct err err;

	(void)state;
	assert_int_equal(read_text("[nudge]\ndp=/a\nrep=li\n", &conf, &err), 0);
	assert_string_equal(conf.rep, "li");
	assert_int_equal(warnings, 1);
	assert_says(&warning, ":2: nudge knows no \"dp\" in section [nudge]; "
			      "the line is ignored");
}

static void test_conf_refuses_with_file_and_line(void **state)
{
	static char long_line[400] = "[nudge]\nrep = ";
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"[nudge]\n\ndb = nudge.db\n",
			":3: db must be a path that begins with / or ~/"},
		{"[nudge]\nrep = li wei\n",
			":2: rep must be the short name of a rep"},
		{"[nudge]\nrep =\n", ":2: rep must be the short name of a rep"},
		{"[nudge]\nrep = \xff\n",
			":2: rep must be the short name of a rep"},
		{"[nudge]\nrep = a\nrep = b\n",
			":3: rep stands here twice (a line that begins with a "
			"blank goes on with the one before)"},
		{"[nudge]\nrep = a\n  db = /b\n",
			":3: rep stands here twice (a line that begins with a "
			"blank goes on with the one before)"},
		{"[nudge]\nwhat\n", ":2: this is neither [section], key = "
				    "value nor # comment"},
		{long_line, ":2: the line is too long"},
		{"\xff\xfe=\n[nudge]\nx", ":3: this is neither [section], "
					  "key = value nor # comment"},
	};

	(void)state;
	memset(long_line + strlen(long_line), 'x', 300);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_CONF conf = {0};
		struct err err = {0};

		assert_int_equal(
			read_text(cases[i].text, &conf, &err), -EINVAL);
		assert_says(&err, cases[i].says);
	}
}

static void test_conf_may_be_missing(void **state)
{
	AUTO_CONF conf = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(
		conf_read("/nonexistent/nudge.conf", &conf, NULL, NULL, &err),
		-ENOENT);
	assert_int_equal(err.code, 0);
}

static void test_paths_database_in_order(void **state)
{
	struct conf none = {0};
	struct conf set = {.db = (char[]){"/conf.db"},
		.db_where = (char[]){"/etc/nudge/nudge.conf:7"}};
	const struct {
		const char *option, *env, *state;
		const struct conf *conf;
		const char *path;
		enum paths_why why;
	} cases[] = {
		{"/o.db", "/e.db", "/s", &set, "/o.db", PATHS_OPTION},
		{NULL, "/e.db", "/s", &set, "/e.db", PATHS_ENVIRONMENT},
		{NULL, NULL, "/s", &set, "/conf.db", PATHS_CONF},
		{NULL, NULL, "/s", &none, "/s/nudge.db", PATHS_SERVICE},
		{NULL, NULL, NULL, &none,
			"/home/liwei/.local/share/nudge/nudge.db",
			PATHS_PERSONAL},
	};

	(void)state;
	setenv("HOME", "/home/liwei", 1);
	unsetenv("XDG_DATA_HOME");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_PATHS_DB db = {0};
		struct err err;

		setenv("NUDGE_DB", cases[i].env ? cases[i].env : "", 1);
		setenv("STATE_DIRECTORY", cases[i].state ? cases[i].state : "",
			1);
		assert_int_equal(paths_find_db(cases[i].option, cases[i].conf,
					 &db, &err),
			0);
		assert_string_equal(db.path, cases[i].path);
		assert_int_equal(db.why, cases[i].why);
	}
}

static void test_paths_need_a_home(void **state)
{
	struct conf none = {0};
	AUTO_PATHS_DB db = {0};
	struct err err = {0};

	(void)state;
	unsetenv("HOME");
	unsetenv("NUDGE_DB");
	unsetenv("STATE_DIRECTORY");
	assert_int_equal(paths_find_db(NULL, &none, &db, &err), -ENOENT);
	assert_non_null(err.msgid);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conf_takes_known_keys),
		cmocka_unit_test(test_conf_second_file_replaces),
		cmocka_unit_test(test_conf_warns_of_the_unknown),
		cmocka_unit_test(test_conf_refuses_with_file_and_line),
		cmocka_unit_test(test_conf_may_be_missing),
		cmocka_unit_test(test_paths_database_in_order),
		cmocka_unit_test(test_paths_need_a_home),
	};

	return cmocka_run_group_tests_name(
		"conf", tests, make_folder, remove_folder);
}
