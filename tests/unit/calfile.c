/* Calendars for tests, from the files that ship. */
#include "calfile.h"

#include "core/caltext.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

void calfile_load(struct calfile *c, const char *name)
{
	static char text[CALTEXT_SIZE_MAX];
	AUTO_CALTEXT parsed = {0};
	struct err err = {0};
	char path[512];
	size_t size;
	FILE *f;

	snprintf(path, sizeof(path), NUDGE_SRCDIR "/data/calendars/%s.txt",
		name);
	f = fopen(path, "re");
	assert_non_null(f);
	size = fread(text, 1, sizeof(text), f);
	fclose(f);
	if (caltext_parse(text, size, &parsed, &err) < 0)
		fail_msg("%s: %s %s %s", name, err.msgid, err.arg[0],
			err.arg[1]);
	c->days = calloc(parsed.n_days + 1, sizeof(*c->days));
	assert_non_null(c->days);
	for (size_t i = 0; i < parsed.n_days; i++)
		c->days[i] = (struct workcal_day){
			parsed.days[i].date, parsed.days[i].kind};
	c->cal = (struct workcal){.week = parsed.week,
		.days = c->days,
		.n_days = parsed.n_days,
		.year_from = parsed.year_from,
		.year_to = parsed.year_to};
}

void calfile_done(struct calfile *c)
{
	free(c->days);
}
