/* The reps that messages are for; the contract is in readers.h. */
#include "daemon/readers.h"

#include "store/row.h"

void readers_forget(struct readers *readers)
{
	for (size_t i = 0; i < READERS; i++)
		if (readers->rep[i].id)
			rep_done(&readers->rep[i]);
}

int readers_refresh(struct readers *readers, struct db *db, struct err *err)
{
	int64_t version;
	int r = db_data_version(db, &version, err);

	if (r < 0 || version == readers->version)
		return r;
	readers_forget(readers);
	readers->version = version;
	return 1;
}

int readers_get(struct readers *readers, struct db *db, int64_t id,
	const struct rep **ret, struct err *err)
{
	struct rep *rep = &readers->rep[(uint64_t)id % READERS];
	int r = 0;

	if (rep->id != id || !id) {
		rep_done(rep);
		r = row_get(db, &rep_table, id, rep, err);
	}
	if (r < 0) {
		rep_done(rep);
		return r;
	}
	*ret = rep;
	return 0;
}
