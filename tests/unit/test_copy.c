/* A backup that somebody stops, and names of backups. */
#include "store/backup.h"
#include "store/restore.h"
#include "storefix.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Goes on until it has been asked so often. */
static bool go_on(void *userdata, int percent)
{
	int *left = userdata;

	assert_in_range(percent + 1, 0, 101);
	return (*left)-- > 0;
}

static void stopped_at(struct fix *f, int asked)
{
	struct copy_watch watch = {.go_on = go_on, .userdata = &asked};
	struct backup_facts facts;
	char path[100], part[110];

	snprintf(path, sizeof(path), "%s/b.db", f->folder);
	snprintf(part, sizeof(part), "%s.part", path);
	assert_int_equal(
		backup_make(f->db, path, &watch, &facts, &f->err), -EINTR);
	SAYS(f, "stopped");
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(access(part, F_OK), -1);
}

/* More than one step's worth. */
static void make_heavy(struct fix *f)
{
	fix_sql(f->path, "CREATE TABLE heavy (b BLOB);"
			 "INSERT INTO heavy VALUES (zeroblob(3000000))");
}

static void test_stopped(void **state)
{
	struct fix *f = *state;

	make_heavy(f);
	for (int asked = 0; asked < 4; asked++)
		stopped_at(f, asked);
}

static void test_restore_stopped(void **state)
{
	struct fix *f = *state;
	struct backup_facts facts;
	char path[100], to[100];

	snprintf(path, sizeof(path), "%s/b.db", f->folder);
	snprintf(to, sizeof(to), "%s/new.db", f->folder);
	make_heavy(f);
	OK(f, backup_make(f->db, path, NULL, &facts, &f->err));
	for (int asked = 0; asked < 2; asked++) {
		int left = asked;
		struct copy_watch watch = {.go_on = go_on, .userdata = &left};

		assert_int_equal(
			restore_make(path, to, 1, &watch, &facts, &f->err),
			-EINTR);
		SAYS(f, "stopped");
		assert_int_equal(access(to, F_OK), -1);
	}
	OK(f, restore_make(path, to, 1, NULL, &facts, &f->err));
}

static void test_names(void **state)
{
	static const struct {
		const char *name;
		bool is;
	} names[] = {
		{"nudge-20261122T031500Z.db", true},
		{"nudge-20261122T031500Z.db.part", false},
		{"nudge-2026112T031500Z.db", false},
		{"nudge-20261122T031500Z.d", false},
		{"xnudge-20261122T031500Z.db", false},
		{"", false},
	};
	char buf[BACKUP_NAME];

	(void)state;
	backup_name(buf, 1795317300);
	assert_string_equal(buf, "nudge-20261122T031500Z.db");
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		assert_int_equal(backup_is_name(names[i].name), names[i].is);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_stopped, fix_setup, fix_teardown),
		cmocka_unit_test_setup_teardown(
			test_restore_stopped, fix_setup, fix_teardown),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests_name("copy", tests, NULL, NULL);
}
