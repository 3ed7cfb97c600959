/* The calendars that ship; the contract is in calendar.h. */
#include "store/calendar.h"

#include "base/embed.h"
#include "store/calendar_put.h"

#include <errno.h>

EMBED(calendar_seed_cn, NUDGE_SRCDIR "/data/calendars/CN.txt");
EMBED(calendar_seed_de, NUDGE_SRCDIR "/data/calendars/DE.txt");
EMBED(calendar_seed_fr, NUDGE_SRCDIR "/data/calendars/FR.txt");
EMBED(calendar_seed_gb, NUDGE_SRCDIR "/data/calendars/GB.txt");
EMBED(calendar_seed_jp, NUDGE_SRCDIR "/data/calendars/JP.txt");
EMBED(calendar_seed_us, NUDGE_SRCDIR "/data/calendars/US.txt");
EMBED(calendar_seed_mon_fri, NUDGE_SRCDIR "/data/calendars/mon-fri.txt");

static int seed_one(struct db *db, struct change *change, const char *from,
	const char *to, struct err *err)
{
	AUTO_CALTEXT text = {0};
	AUTO_CALENDAR calendar = {0};
	struct calendar_list list = {.text = &text, .layer = LAYER_NATIONAL};
	int r = caltext_parse(from, (size_t)(to - from), &text, err);

	if (r < 0)
		return r;
	r = calendar_by_name(db, text.name, &calendar, err);
	if (r < 0 && r != -ENOENT)
		return r;
	/* What people have made of the years they have is theirs. */
	list.after_year = (int)calendar.year_to;
	if (r == 0 && list.after_year >= text.year_to)
		return 0;
	return calendar_put(db, change, &list, &calendar, NULL, err);
}

int calendar_seed(struct db *db, struct change *change, struct err *err)
{
	const struct {
		const char *from, *to;
	} texts[] = {
		{calendar_seed_cn_start, calendar_seed_cn_end},
		{calendar_seed_de_start, calendar_seed_de_end},
		{calendar_seed_fr_start, calendar_seed_fr_end},
		{calendar_seed_gb_start, calendar_seed_gb_end},
		{calendar_seed_jp_start, calendar_seed_jp_end},
		{calendar_seed_us_start, calendar_seed_us_end},
		{calendar_seed_mon_fri_start, calendar_seed_mon_fri_end},
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < ARRAY_LEN(texts); i++)
		r = seed_one(db, change, texts[i].from, texts[i].to, err);
	return r;
}
