/* Where a database cannot be: WAL and inotify need a local file system. */
#include "storefix.h"

#include <errno.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

static void test_network_file_systems_are_refused(void **state)
{
	const long remote[] = {NFS_SUPER_MAGIC, V9FS_MAGIC, SMB_SUPER_MAGIC,
		CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC, (int32_t)0xFF534D42};
	const long local[] = {EXT4_SUPER_MAGIC, BTRFS_SUPER_MAGIC,
		XFS_SUPER_MAGIC, TMPFS_MAGIC, OVERLAYFS_SUPER_MAGIC, 0};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(remote); i++)
		assert_true(db_is_remote(remote[i]));
	for (size_t i = 0; i < ARRAY_LEN(local); i++)
		assert_false(db_is_remote(local[i]));
}

/* The kernel's answer, or another file system's. */
int __real_statfs(const char *path, struct statfs *fs);
int __wrap_statfs(const char *path, struct statfs *fs);
static long mounted;

int __wrap_statfs(const char *path, struct statfs *fs)
{
	int r = __real_statfs(path, fs);

	if (mounted)
		fs->f_type = mounted;
	return r;
}

static void test_a_mounted_database_is_refused_untouched(void **state)
{
	struct fix *f = *state;
	char lock[100];

	f->db = db_close(f->db);
	(void)snprintf(lock, sizeof(lock), "%s.lock", f->path);
	assert_int_equal(unlink(lock), 0);
	mounted = NFS_SUPER_MAGIC;
	assert_int_equal(
		db_open(f->path, DB_READ_WRITE, &f->db, &f->err), -ENOTSUP);
	mounted = 0;
	SAYS(f, "network file system");
	SAYS(f, f->path);
	assert_int_equal(access(lock, F_OK), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_network_file_systems_are_refused),
		cmocka_unit_test_setup_teardown(
			test_a_mounted_database_is_refused_untouched, fix_setup,
			fix_teardown),
	};

	return cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
