/* The hooks; described in fault.h. */
#include "fault.h"

#include <assert.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
	enum fault_kind kind;
	long left; /* occasions until the fault */
	bool fired;
} fault;

void fault_arm(enum fault_kind kind, long n)
{
	fault.kind = kind;
	fault.left = n;
	fault.fired = false;
}

bool fault_disarm(void)
{
	fault.kind = FAULT_NONE;
	return fault.fired;
}

/* Is this occasion a fault?  rest: those after the nth are, too. */
static bool occasion(enum fault_kind kind, bool rest)
{
	if (fault.kind != kind || (fault.fired && !rest))
		return false;
	if (--fault.left > 0)
		return false;
	fault.fired = true;
	return true;
}

static bool malloc_fails(void)
{
	return occasion(FAULT_MALLOC, false) ||
	       occasion(FAULT_MALLOC_REST, true);
}

/* nudge's own allocations, by the linker's --wrap. */
void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__real_reallocarray(void *p, size_t n, size_t size);
char *__real_strdup(const char *s);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);
void *__wrap_reallocarray(void *p, size_t n, size_t size);
char *__wrap_strdup(const char *s);

void *__wrap_malloc(size_t n)
{
	return malloc_fails() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return malloc_fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t n)
{
	return malloc_fails() ? NULL : __real_realloc(p, n);
}

void *__wrap_reallocarray(void *p, size_t n, size_t size)
{
	return malloc_fails() ? NULL : __real_reallocarray(p, n, size);
}

char *__wrap_strdup(const char *s)
{
	return malloc_fails() ? NULL : __real_strdup(s);
}

/* SQLite's. */
static sqlite3_mem_methods real_mem;

static void *mem_malloc(int n)
{
	return malloc_fails() ? NULL : real_mem.xMalloc(n);
}

static void *mem_realloc(void *p, int n)
{
	return malloc_fails() ? NULL : real_mem.xRealloc(p, n);
}

/* A file of the VFS: the real one lies behind it. */
struct file {
	sqlite3_file base;
	sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct file *)file)->real;
}

/* May this I/O go on?  SQLITE_OK or the code to fail with. */
static int io(int code)
{
	if (occasion(FAULT_EXIT, false))
		_exit(FAULT_STATUS);
	return occasion(FAULT_IO, false) ? code : SQLITE_OK;
}

static int io_write(int code)
{
	return occasion(FAULT_FULL, true) ? SQLITE_FULL : io(code);
}

/* The body of a method: fail, or pass on to the real file. */
#define PASS(method, failure, ...)                                             \
	do {                                                                   \
		sqlite3_file *real = real_of(file);                            \
		int rc = (failure);                                            \
		return rc != SQLITE_OK ? rc                                    \
				       : real->pMethods->method(__VA_ARGS__);  \
	} while (0)

static int f_close(sqlite3_file *file)
{
	PASS(xClose, SQLITE_OK, real);
}

static int f_read(sqlite3_file *file, void *p, int n, sqlite3_int64 at)
{
	PASS(xRead, io(SQLITE_IOERR_READ), real, p, n, at);
}

static int f_write(sqlite3_file *file, const void *p, int n, sqlite3_int64 at)
{
	PASS(xWrite, io_write(SQLITE_IOERR_WRITE), real, p, n, at);
}

static int f_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	PASS(xTruncate, io(SQLITE_IOERR_TRUNCATE), real, size);
}

static int f_sync(sqlite3_file *file, int flags)
{
	PASS(xSync, io(SQLITE_IOERR_FSYNC), real, flags);
}

static int f_size(sqlite3_file *file, sqlite3_int64 *size)
{
	PASS(xFileSize, io(SQLITE_IOERR_FSTAT), real, size);
}

static int f_lock(sqlite3_file *file, int how)
{
	PASS(xLock, io(SQLITE_IOERR_LOCK), real, how);
}

static int f_unlock(sqlite3_file *file, int how)
{
	PASS(xUnlock, SQLITE_OK, real, how);
}

static int f_reserved(sqlite3_file *file, int *ret)
{
	PASS(xCheckReservedLock, SQLITE_OK, real, ret);
}

static int f_control(sqlite3_file *file, int op, void *arg)
{
	PASS(xFileControl, SQLITE_OK, real, op, arg);
}

static int f_sector(sqlite3_file *file)
{
	PASS(xSectorSize, SQLITE_OK, real);
}

static int f_features(sqlite3_file *file)
{
	PASS(xDeviceCharacteristics, SQLITE_OK, real);
}

static int f_shm_map(
	sqlite3_file *file, int page, int size, int make, void volatile **ret)
{
	PASS(xShmMap, io_write(SQLITE_IOERR_SHMMAP), real, page, size, make,
		ret);
}

static int f_shm_lock(sqlite3_file *file, int at, int n, int flags)
{
	PASS(xShmLock, SQLITE_OK, real, at, n, flags);
}

static int f_shm_unmap(sqlite3_file *file, int forget)
{
	PASS(xShmUnmap, SQLITE_OK, real, forget);
}

static void f_shm_barrier(sqlite3_file *file)
{
	real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static const sqlite3_io_methods methods = {2, f_close, f_read, f_write,
	f_truncate, f_sync, f_size, f_lock, f_unlock, f_reserved, f_control,
	f_sector, f_features, f_shm_map, f_shm_lock, f_shm_barrier, f_shm_unmap,
	NULL, NULL};

static int v_open(sqlite3_vfs *self, sqlite3_filename name, sqlite3_file *file,
	int flags, int *ret_flags)
{
	struct file *f = (struct file *)file;
	int rc = io(SQLITE_CANTOPEN);

	(void)self;
	f->base.pMethods = NULL;
	f->real = (sqlite3_file *)(f + 1);
	if (rc == SQLITE_OK)
		rc = real_vfs->xOpen(real_vfs, name, f->real, flags, ret_flags);
	if (rc == SQLITE_OK)
		f->base.pMethods = &methods;
	return rc;
}

static int v_delete(sqlite3_vfs *self, const char *name, int sync)
{
	int rc = io(SQLITE_IOERR_DELETE);

	(void)self;
	return rc != SQLITE_OK ? rc : real_vfs->xDelete(real_vfs, name, sync);
}

static int v_access(sqlite3_vfs *self, const char *name, int flags, int *ret)
{
	int rc = io(SQLITE_IOERR_ACCESS);

	(void)self;
	return rc != SQLITE_OK ? rc
			       : real_vfs->xAccess(real_vfs, name, flags, ret);
}

static void *json_malloc(size_t n)
{
	return malloc_fails() ? NULL : __real_malloc(n);
}

void fault_init(void)
{
	sqlite3_mem_methods mem;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_mem);
	mem = real_mem;
	mem.xMalloc = mem_malloc;
	mem.xRealloc = mem_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &mem);
	sqlite3_initialize();
	json_set_alloc_funcs(json_malloc, free);
	real_vfs = sqlite3_vfs_find(NULL);
	vfs = *real_vfs;
	vfs.zName = "fault";
	vfs.szOsFile += (int)sizeof(struct file);
	vfs.xOpen = v_open;
	vfs.xDelete = v_delete;
	vfs.xAccess = v_access;
	assert(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
}
