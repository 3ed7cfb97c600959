/* The domain's words; the contract is in words.h. */
#include "text/words.h"

#include <stdio.h>
#include <string.h>

const char *words_tier(enum text_lang lang, enum tier tier)
{
	static const char *const names[TIER_N] = {
		[TIER_ORDINARY] = NC_("tier", "ordinary"),
		[TIER_KEY] = NC_("tier", "key"),
		[TIER_STRATEGIC] = NC_("tier", "strategic"),
	};

	return text_get(lang, names[tier]);
}

const char *words_stage(enum text_lang lang, enum stage stage)
{
	static const char *const names[STAGE_N] = {
		[STAGE_PROSPECT] = NC_("stage", "prospect"),
		[STAGE_CUSTOMER] = NC_("stage", "customer"),
		[STAGE_PARKED] = NC_("stage", "parked"),
		[STAGE_LOST] = NC_("stage", "lost"),
	};

	return text_get(lang, names[stage]);
}

const char *words_course(enum text_lang lang, enum course course)
{
	static const char *const names[COURSE_N] = {
		[COURSE_ACTIVE] = NC_("course", "active"),
		[COURSE_PAUSED] = NC_("course", "paused"),
		[COURSE_CLOSED] = NC_("course", "closed"),
	};

	return text_get(lang, names[course]);
}

const char *words_role(enum text_lang lang, enum role role)
{
	static const char *const names[ROLE_N] = {
		[ROLE_DECISION_MAKER] = NC_("role", "decision maker"),
		[ROLE_INFLUENCER] = NC_("role", "influencer"),
		[ROLE_USER] = NC_("role", "user"),
		[ROLE_BUYER] = NC_("role", "buyer"),
		[ROLE_GATEKEEPER] = NC_("role", "gatekeeper"),
		[ROLE_ALLY] = NC_("role", "ally"),
	};

	return text_get(lang, names[role]);
}

const char *words_via(enum text_lang lang, enum via via)
{
	static const char *const names[VIA_N] = {
		[VIA_CALL] = NC_("via", "call"),
		[VIA_MAIL] = NC_("via", "mail"),
		[VIA_VISIT] = NC_("via", "visit"),
		[VIA_MEETING] = NC_("via", "meeting"),
		[VIA_CHAT] = NC_("via", "chat"),
		[VIA_EVENT] = NC_("via", "event"),
	};

	return text_get(lang, names[via]);
}

const char *words_kind(enum text_lang lang, enum kind kind)
{
	static const char *const names[KIND_N] = {
		[KIND_STEP] = NC_("kind", "step"),
		[KIND_TASK] = NC_("kind", "task"),
		[KIND_PROMISE] = NC_("kind", "promise"),
		[KIND_AWAIT] = NC_("kind", "awaited"),
		[KIND_ANSWER] = NC_("kind", "answer"),
		[KIND_MEETING] = NC_("kind", "appointment"),
		[KIND_CONFIRM] = NC_("kind", "confirmation"),
		[KIND_SIGNING] = NC_("kind", "signing"),
		[KIND_DECISION] = NC_("kind", "decision"),
	};

	return text_get(lang, names[kind]);
}

const char *words_step(enum text_lang lang, const char *step)
{
	static const struct {
		const char *id, *word;
	} steps[] = {
		{"expiry", NC_("step", "expiry")},
		{"follow-up", NC_("step", "follow-up")},
	};

	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (strcmp(step, steps[i].id) == 0)
			return text_get(lang, steps[i].word);
	return step;
}

const char *words_state(enum text_lang lang, enum state state)
{
	static const char *const names[STATE_N] = {
		[STATE_OPEN] = NC_("state", "open"),
		[STATE_PAUSED] = NC_("state", "paused"),
		[STATE_DONE] = NC_("state", "done"),
		[STATE_SKIPPED] = NC_("state", "skipped"),
		[STATE_MISSED] = NC_("state", "missed"),
		[STATE_COVERED] = NC_("state", "covered"),
		[STATE_CANCELLED] = NC_("state", "cancelled"),
	};

	return text_get(lang, names[state]);
}

const char *words_outcome(enum text_lang lang, enum outcome outcome)
{
	static const char *const names[OUTCOME_N] = {
		[OUTCOME_NONE] = "",
		[OUTCOME_OK] = NC_("outcome", "went well"),
		[OUTCOME_PROBLEM] = NC_("outcome", "problem"),
		[OUTCOME_NOANSWER] = NC_("outcome", "no answer"),
		[OUTCOME_NO] = NC_("outcome", "not interested"),
		[OUTCOME_SENT] = NC_("outcome", "sent"),
	};

	return text_get(lang, names[outcome]);
}

const char *words_weekday(enum text_lang lang, enum weekday weekday)
{
	static const char *const names[] = {
		[MON] = N_("Mon"),
		[TUE] = N_("Tue"),
		[WED] = N_("Wed"),
		[THU] = N_("Thu"),
		[FRI] = N_("Fri"),
		[SAT] = N_("Sat"),
		[SUN] = N_("Sun"),
	};

	return text_get(lang, names[weekday]);
}

/* "Nov", 11月. */
static const char *month_name(enum text_lang lang, int month)
{
	static const char *const names[] = {
		N_("Jan"),
		N_("Feb"),
		N_("Mar"),
		N_("Apr"),
		NC_("month", "May"),
		N_("Jun"),
		N_("Jul"),
		N_("Aug"),
		N_("Sep"),
		N_("Oct"),
		N_("Nov"),
		N_("Dec"),
	};

	return text_get(lang, names[month - 1]);
}

char *words_date_full(
	char buf[static WORDS_DATE], enum text_lang lang, struct civil_date d)
{
	AUTO_STR s = {0};

	/* TRANSLATORS: weekday, ISO date: Fri 2026-11-20 */
	if (!civil_is_none(d))
		text_add(&s, lang, NC_("date", "%s %s"),
			words_weekday(lang, civil_weekday(d)), CIVIL_STR(d));
	snprintf(buf, WORDS_DATE, "%s", str_get(&s));
	return buf;
}

char *words_date_short(char buf[static WORDS_DATE], enum text_lang lang,
	struct civil_date d, struct civil_date today)
{
	AUTO_STR s = {0};
	const char *weekday, *month, *day = STR_INT(d.day);

	buf[0] = '\0';
	if (civil_is_none(d))
		return buf;
	weekday = words_weekday(lang, civil_weekday(d));
	month = month_name(lang, d.month);
	if (d.year != today.year)
		/* TRANSLATORS: weekday, day, month, year: Fri 1 Jan 2027 */
		text_add(&s, lang, NC_("date", "%s %s %s %s"), weekday, day,
			month, STR_INT(d.year));
	else if (d.month != today.month)
		/* TRANSLATORS: weekday, day, month: Fri 4 Dec */
		text_add(
			&s, lang, NC_("date", "%s %s %s"), weekday, day, month);
	else
		/* TRANSLATORS: weekday, day of this month: Fri 20 */
		text_add(&s, lang, NC_("day", "%s %s"), weekday, day);
	snprintf(buf, WORDS_DATE, "%s", str_get(&s));
	return buf;
}

char *words_minute(char buf[static 6], int minute)
{
	unsigned m = (unsigned)minute;

	snprintf(buf, 6, "%02u:%02u", m / 60 % 24, m % 60);
	return buf;
}
