/*
 * The domain's words as people read them: 重点, "late", "Fri 2026-11-20".
 *
 * All functions return borrowed text or fill the caller's buffer.
 */
#pragma once

#include "core/civil.h"
#include "core/domain.h"
#include "text/text.h"

const char *words_tier(enum text_lang lang, enum tier tier);
const char *words_stage(enum text_lang lang, enum stage stage);
const char *words_course(enum text_lang lang, enum course course);
const char *words_role(enum text_lang lang, enum role role);
const char *words_via(enum text_lang lang, enum via via);
const char *words_kind(enum text_lang lang, enum kind kind);

/* A step's id as people read it: "d3", and 跟进 for "follow-up"; an id
 * without a word is its own.  Borrowed from step or the catalogue. */
const char *words_step(enum text_lang lang, const char *step);

const char *words_state(enum text_lang lang, enum state state);
const char *words_outcome(enum text_lang lang, enum outcome outcome);

/* "Mon", 周一. */
const char *words_weekday(enum text_lang lang, enum weekday weekday);

enum { WORDS_DATE = 48 };

/* "Fri 2026-11-20" / "2026-11-20 周五": the date in full. */
char *words_date_full(
	char buf[static WORDS_DATE], enum text_lang lang, struct civil_date d);

/* "Fri 20", or "Fri 4 Dec" outside today's month, with the year outside
 * today's year / "20日 周五", "12月4日 周五". */
char *words_date_short(char buf[static WORDS_DATE], enum text_lang lang,
	struct civil_date d, struct civil_date today);

/* "08:05" from a minute of the day. */
char *words_minute(char buf[static 6], int minute);
