/* Reps: our own people. */
#pragma once

#include "store/rows.h"

struct rep {
	int64_t id, rev, created_at, deleted_at;
	char *slug, *name, *name_fold, *mail, *login;
	char *zone;           /* IANA name */
	char *locale;         /* "en", "zh_CN" */
	char *calendar;       /* national calendar; NULL: Mon-Fri */
	char *channels;       /* names, comma-separated, tried in order */
	int64_t brief_minute; /* of the local day */
	int64_t quiet_from, quiet_to; /* minutes; -1: no quiet hours */
	int64_t manager_id;
	int64_t level_load; /* 1: due days are levelled inside windows */
};

extern const struct table rep_table;
void rep_done(struct rep *rep);
#define AUTO_REP CLEANUP(rep_done) struct rep

/* By slug; -ENOENT without a sentence. */
NUDGE_CHECK int rep_by_slug(
	struct db *db, const char *slug, struct rep *ret, struct err *err);

/* The only rep there is; -ENOENT none, -ENOTUNIQ several (no sentences). */
NUDGE_CHECK int rep_only(struct db *db, struct rep *ret, struct err *err);

/* The only rep with this login name on the machine; as rep_only(). */
NUDGE_CHECK int rep_by_login(
	struct db *db, const char *login, struct rep *ret, struct err *err);

/* Up to limit reps with an id above after, by id. */
NUDGE_CHECK int rep_all(struct db *db, int64_t after, int64_t limit,
	struct rows *ret, struct err *err);

/* What a rep has to do. */
struct rep_duties {
	int64_t accounts;    /* closed ones, too */
	int64_t touchpoints; /* open or resting */
	int64_t requests;    /* for help, to be answered */
	int64_t people;      /* managed */
};
NUDGE_CHECK int rep_duties(
	struct db *db, int64_t rep_id, struct rep_duties *ret, struct err *err);
