/*
 * What must hold in the database beyond what SQLite and the schema keep:
 * rules, and the rows that break them.  All of it only looks, and memory does
 * not grow with what is stored.  Source: DESIGN.md "Check".
 */
#pragma once

#include "store/db.h"

/* A row that breaks a rule.  All but id is constant. */
struct check_finding {
	const char *rule;     /* "window" */
	const char *table;    /* "touchpoint"; "" for the file */
	int64_t id;           /* of the row; 0 for the file */
	const char *sentence; /* message id; "%s" is the row's id, or detail */
	const char *advice;   /* message id with "%s", the row's id */
	const char *detail;   /* what SQLite says, or who is referred to */
};

/* Receives each finding; a negative errno ends the check. */
typedef int (*check_found)(void *userdata, const struct check_finding *finding);

/* The file: pages, indexes, references; at most 100 findings. */
NUDGE_CHECK int check_file(
	struct db *db, check_found found, void *userdata, struct err *err);

/* Rows: each has the revision its events left and known words only; no live
 * one points at a deleted one. */
NUDGE_CHECK int check_history(
	struct db *db, check_found found, void *userdata, struct err *err);

/* The domain: windows, states, plans, outbox. */
NUDGE_CHECK int check_domain(
	struct db *db, check_found found, void *userdata, struct err *err);

/* The instants of timed touchpoints agree with day, time and zone. */
NUDGE_CHECK int check_instants(
	struct db *db, check_found found, void *userdata, struct err *err);
