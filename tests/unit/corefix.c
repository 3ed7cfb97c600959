/* Calendars for tests, read from the files that ship. */
#include "corefix.h"

#include "core/caltext.h"

#include <stdio.h>

struct workcal corefix_cn, corefix_de, corefix_mon_fri;

static struct workcal_day *arrays[3];
static size_t n_arrays;

static void keep(struct workcal *ret, const struct caltext *parsed)
{
	struct workcal_day *days = calloc(parsed->n_days + 1, sizeof(*days));

	assert_non_null(days);
	arrays[n_arrays++] = days;
	for (size_t i = 0; i < parsed->n_days; i++)
		days[i] = (struct workcal_day){
			parsed->days[i].date, parsed->days[i].kind};
	*ret = (struct workcal){.week = parsed->week,
		.days = days,
		.n_days = parsed->n_days,
		.year_from = parsed->year_from,
		.year_to = parsed->year_to};
}

static void load(struct workcal *ret, const char *path)
{
	static char text[CALTEXT_SIZE_MAX];
	AUTO_CALTEXT parsed = {0};
	struct err err = {0};
	FILE *f = fopen(path, "re");
	size_t size;

	assert_non_null(f);
	size = fread(text, 1, sizeof(text), f);
	fclose(f);
	if (caltext_parse(text, size, &parsed, &err) < 0)
		fail_msg("%s: %s %s %s", path, err.msgid, err.arg[0],
			err.arg[1]);
	keep(ret, &parsed);
}

int corefix_load(void **state)
{
	(void)state;
	load(&corefix_cn, NUDGE_SRCDIR "/data/calendars/CN.txt");
	load(&corefix_de, NUDGE_SRCDIR "/data/calendars/DE.txt");
	load(&corefix_mon_fri, NUDGE_SRCDIR "/data/calendars/mon-fri.txt");
	return 0;
}

int corefix_drop(void **state)
{
	(void)state;
	while (n_arrays > 0)
		free(arrays[--n_arrays]);
	return 0;
}

struct civil_date corefix_day(const char *s)
{
	struct civil_date d;

	if (civil_parse(s, &d, NULL) < 0)
		fail_msg("bad date in a test: %s", s);
	return d;
}

struct workcal_pair corefix_pair(
	const struct workcal *rep, const struct workcal *account)
{
	return (struct workcal_pair){
		.rep = {.national = rep}, .account = {.national = account}};
}

struct plan_input corefix_signed(const char *anchor)
{
	return (struct plan_input){
		.cadence = cadence_find("1-3-7-21", 1),
		.anchor = day(anchor),
		.tier = TIER_KEY,
		.days = corefix_pair(&corefix_cn, &corefix_cn),
	};
}

void corefix_plan(const struct plan_input *in, struct window *w)
{
	struct err err = {0};

	if (planner_schedule(in, w, &err) < 0)
		fail_msg("no plan: %s", err.msgid);
}
