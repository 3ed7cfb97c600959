/* Key and value; the contract is in meta.h. */
#include "store/meta.h"

#include "base/str.h"

#include <errno.h>
#include <sys/random.h>

int meta_get(struct db *db, const char *key, char **ret, struct err *err)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(db, "SELECT value FROM meta WHERE key = $1", &st, err);
	if (r < 0)
		return r;
	stmt_bind_text(st, 1, key);
	r = stmt_step(st, err);
	if (r < 0)
		return r;
	r = str_dup(r ? stmt_text(st, 0) : NULL, ret);
	return r < 0 ? err_memory(err) : 0;
}

int meta_set(struct db *db, const char *key, const char *value, struct err *err)
{
	AUTO_STMT st = NULL;
	int r;

	r = db_query(db,
		"INSERT INTO meta (key, value) VALUES ($1, $2)"
		" ON CONFLICT (key) DO UPDATE SET value = excluded.value",
		&st, err);
	if (r < 0)
		return r;
	stmt_bind_text(st, 1, key);
	stmt_bind_text(st, 2, value);
	return stmt_run(st, err);
}

int meta_make_instance(struct db *db, struct err *err)
{
	AUTO_STR hex = {0};
	unsigned char bytes[16];

	if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
		return err_set(
			err, -EIO, N_("the system gives no random numbers"));
	for (size_t i = 0; i < sizeof(bytes); i++)
		str_addf(&hex, "%02x", bytes[i]);
	if (str_error(&hex) < 0)
		return err_memory(err);
	return meta_set(db, "instance_id", str_get(&hex), err);
}
