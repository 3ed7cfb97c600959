/*
 * For tests: a writer that lives long, as nudge-web does.
 *
 * Commits each line of standard input, SQL, as a transaction of its own
 * through the store of the database argv[1]; a dot answers each.
 */
#include "base/cleanup.h"
#include "store/db.h"

#include <stdio.h>

static int commit(struct db *db, const char *sql)
{
	AUTO_TXN t = {0};
	AUTO_STMT st = NULL;
	int r = txn_begin(db, &t, NULL);

	if (r == 0)
		r = db_query_once(db, sql, &st, NULL);
	if (r == 0)
		r = stmt_run(st, NULL);
	stmt_release(&st);
	return r < 0 ? r : txn_commit(&t, NULL);
}

int main(int argc, char *argv[])
{
	struct db *db = NULL;
	char line[500];

	if (argc != 2 || db_open(argv[1], DB_READ_WRITE, &db, NULL) < 0)
		return 1;
	while (fgets(line, sizeof(line), stdin)) {
		if (commit(db, line) < 0)
			return 2;
		(void)putchar('.');
		(void)fflush(stdout);
	}
	db_close(db);
	return 0;
}
