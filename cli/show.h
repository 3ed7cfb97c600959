/*
 * The pieces of which results are told: days, people, subjects, what follows.
 *
 * Pieces are joined by " · "; each is a phrase of its own, so that no
 * language has to bend to another's grammar.
 */
#pragma once

#include "cli/value.h"
#include "cli/grid.h"
#include "cli/run.h"
#include "text/words.h"

/* A date as text, in a buffer of the calling block: "Fri 20" and
 * "Fri 2026-11-20". */
#define SHOW_DAY(run, d)                                                       \
	words_date_short((char[WORDS_DATE]){0}, (run)->lang, d, run_today(run))
#define SHOW_FULL(run, d) words_date_full((char[WORDS_DATE]){0}, (run)->lang, d)

/* The reader's word for a stored name; the name itself where it is new. */
const char *show_tier(const struct run *run, const char *name);
const char *show_stage(const struct run *run, const char *name);
const char *show_course(const struct run *run, const char *name);
const char *show_role(const struct run *run, const char *name);
const char *show_via(const struct run *run, const char *name);
const char *show_kind(const struct run *run, const char *name);
const char *show_state(const struct run *run, const char *name);
const char *show_outcome(const struct run *run, const char *name);

/* Appends a phrase, behind " · " where something stands already. */
void show_part(struct str *s, const char *phrase);
/* The same with a translated phrase and its arguments. */
#define show_say(s, run, ...) show_say_(s, run, __VA_ARGS__, NULL)
void show_say_(struct str *s, const struct run *run, const char *msgid, ...)
	__attribute__((sentinel));

/* Appends the names of an array, joined by commas. */
void show_list(struct str *s, const struct run *run, const json_t *names);

/* "Acme d7", or "Acme" where there is no step. */
void show_subject(struct str *s, const struct run *run, const json_t *tp);

/* The same, and the purpose of what is no step: "Acme · price list". */
void show_task(struct str *s, const struct run *run, const json_t *tp);

/* "Fri 2026-11-20 15:00": the due day in full, with its time. */
void show_due(struct str *s, const struct run *run, const json_t *tp);

/* "Wang Fang (user)"; nothing for NULL. */
void show_person(struct str *s, const struct run *run, const json_t *contact);

/* "Wang Fang (user), Li Na". */
void show_people(struct str *s, const struct run *run, const json_t *contacts);

/* "letter received" Mon: the last contact; nothing where there was none. */
void show_last(struct str *s, const struct run *run, const json_t *tp);

/* "Thu 2026-11-19 08:00" of an instant, as the actor's clock shows it. */
void show_instant(struct str *s, const struct run *run, const char *instant);

/* Is it snoozed, and not back yet? */
bool show_is_hidden(const struct run *run, const json_t *tp);

/*
 * Lines of what happened: a word, an id, a sentence.
 */
extern const struct grid_column show_line_columns[3];
void show_line(struct grid *grid, const struct run *run, enum out_style style,
	const char *label, const json_t *id);

/* "Next  43  Acme d7 · Fri 2026-11-20 · mail · progress report": a line for
 * each touchpoint of the array under name. */
void show_next(struct grid *grid, const struct run *run, const json_t *result,
	const char *name, const char *label);

/* "Cancelled  7  Acme d21 · Fri 2026-12-04": what a change put an end to,
 * covered, let rest or skipped, and the meeting that it left standing. */
void show_cancelled(
	struct grid *grid, const struct run *run, const json_t *result);

/* The last line of a change: its id and how to undo it; in a preview, that
 * nothing was changed. */
void show_change(struct run *run, const json_t *result);

/* "2 working days", worded by number. */
const char *show_count(struct str *s, const struct run *run, const char *one,
	const char *many, int64_t n);

/* Prints a list and, on standard error, how to go on behind its page; or that
 * nothing matched.  The exit status. */
int show_listing(struct run *run, const struct grid *grid, const json_t *result,
	const char *nothing);
