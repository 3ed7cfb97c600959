/* A first database; the contract is in first_db.h. */
#include "cli/first_db.h"

#include "base/str.h"
#include "store/calendar.h"
#include "store/change.h"
#include "store/db.h"

#include <errno.h>
#include <unistd.h>

int first_db_seed(struct run *run, struct err *err)
{
	struct change change = {
		.at = run->api.now, .door = DOOR_CLI, .method = "init"};
	struct db *db = run->api.db;
	AUTO_TXN txn = {0};
	int r = txn_begin(db, &txn, err);

	if (r == 0)
		r = calendar_seed(db, &change, err);
	return r < 0 ? r : txn_commit(&txn, err);
}

int first_db_try(struct run *run)
{
	json_auto_t *params = json_copy(run->params), *result = NULL;
	AUTO_STR path = {0}, lock = {0};
	struct err err = {0};
	int r;

	str_addf(&path, "%s.try", run->target.db.path);
	str_addf(&lock, "%s.lock", str_get(&path));
	if (!params || str_error(&path) < 0 || str_error(&lock) < 0)
		return -ENOMEM;
	db_remove(str_get(&path)); /* of one that was killed */
	r = db_open(str_get(&path), DB_CREATE, &run->api.db, &err);
	if (r < 0)
		return run_refuse_err(run, r, &err);
	r = first_db_seed(run, &err);
	run->api.actor = NULL;
	if (r == 0)
		r = api_call(
			&run->api, "rep.add", params, &result, &run->error);
	run->api.db = db_close(run->api.db);
	db_remove(str_get(&path));
	/* Nobody else knows of it. */
	(void)unlink(str_get(&lock));
	return r;
}
