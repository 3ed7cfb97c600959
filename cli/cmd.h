/*
 * A command: one const descriptor per file cli/cmd_*.c, all of them listed in
 * commands.h.  Parsing, help, completion and the call itself come from the
 * descriptor; a command adds how its result is printed.
 *
 * Source: DESIGN.md "The command line".
 */
#pragma once

#include "cli/opt.h"
#include "cli/run.h"

enum cmd_group {
	CMD_LOOK,
	CMD_PLAN,
	CMD_WORK,
	CMD_COURSE,
	CMD_KNOW,
	CMD_TEAM,
	CMD_SETUP,
	CMD_OPERATE,
	CMD_GROUP_N
};

enum {
	CMD_HIDDEN = 1 << 0,   /* not in help: for machines */
	CMD_NO_STORE = 1 << 1, /* opens no database before it runs */
	CMD_RAW = 1 << 2,      /* reads its words itself */
};

struct cmd_example {
	const char *line; /* message id: "nudge sign acme --on 2026-11-13" */
	const char *says; /* message id: what it does */
};

struct cmd {
	const char *name; /* "sign", "rep add" */
	enum cmd_group group;
	unsigned flags;
	const char *summary; /* message id, one line */
	const char *details; /* message id, a paragraph; or NULL */
	struct cmd_example examples[2];
	const struct arg *args;
	size_t n_args;
	const struct opt *opts;
	size_t n_opts;
	struct opt_elsewhere elsewhere;

	/* The method and how its result is printed.  prepare, which may be
	 * NULL, completes run->params: other forms, questions on a terminal.
	 * It returns 0, or a negative errno with run->error filled; print
	 * returns the exit status: 0, or 1 where nothing matched. */
	const char *method;
	int (*prepare)(struct run *run);
	int (*print)(struct run *run, const json_t *result);

	/* For commands that are not one method call; then method and the
	 * two above are NULL.  Returns the exit status. */
	int (*main)(struct run *run);
};

#define CMD_ARGS(array) .args = array, .n_args = ARRAY_LEN(array)
#define CMD_OPTS(array) .opts = array, .n_opts = ARRAY_LEN(array)
