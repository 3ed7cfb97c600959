/* Somebody leaves a customer: the days.  China's calendar of corefix.h. */
#include "corefix.h"

#include "core/leaving.h"

#include <string.h>

static void the_plan_follows_what_is_known(void **state)
{
	static const struct {
		const char *today, *last_day;
		bool successor;
		const char *
			due[LEAVING_N]; /* find, ask, farewell, talk, manager */
	} cases[] = {
		/* unknown, or gone: now */
		{"2026-03-10", "", false, {"2026-03-10", "", "", "", ""}},
		{"2026-03-14", "", false, {"2026-03-16", "", "", "", ""}},
		{"2026-03-10", "2026-03-09", false,
			{"2026-03-10", "", "", "", ""}},
		{"2026-03-10", "", true,
			{"", "", "", "2026-03-13", "2026-03-24"}},
		/* ahead, time enough */
		{"2026-03-02", "2026-03-31", false,
			{"", "2026-03-17", "2026-03-27", "", ""}},
		{"2026-03-02", "2026-03-31", true,
			{"", "", "2026-03-27", "2026-04-07", "2026-04-16"}},
		/* ahead, but late to hear of it */
		{"2026-03-27", "2026-03-31", false,
			{"", "2026-03-27", "2026-03-27", "", ""}},
		{"2026-03-31", "2026-03-31", false,
			{"", "2026-03-31", "2026-03-31", "", ""}},
		/* the last day is in a weekend that has begun */
		{"2026-03-14", "2026-03-15", false,
			{"", "2026-03-15", "2026-03-15", "", ""}},
	};
	struct workcal_pair days = corefix_pair(&corefix_cn, &corefix_cn);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct leaving leaving = {.days = &days,
			.today = day(cases[i].today),
			.has_successor = cases[i].successor};
		struct civil_date due[LEAVING_N];

		if (*cases[i].last_day)
			leaving.last_day = day(cases[i].last_day);
		leaving_plan(&leaving, due);
		for (int k = 0; k < LEAVING_N; k++)
			if (strcmp(civil_is_none(due[k]) ? ""
							 : CIVIL_STR(due[k]),
				    cases[i].due[k]) != 0)
				fail_msg("case %zu step %d: %s", i, k,
					CIVIL_STR(due[k]));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_plan_follows_what_is_known),
	};

	return cmocka_run_group_tests_name(
		"leaving", tests, corefix_load, corefix_drop);
}
