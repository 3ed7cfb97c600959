/* A greeting before a long holiday; the contract is in planner.h. */
#include "core/planner.h"

bool planner_greet(const struct step *step, const struct window *window,
	const struct workcal_pair *days, bool makeup, struct greet *ret)
{
	struct civil_date nominal = window->nominal, day = nominal;
	struct civil_date contact = civil_add_days(nominal, -step->due);

	*ret = (struct greet){0};
	if (civil_between(nominal, window->earliest) <=
		step->latest - step->due)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(ret->on); i++) {
		if (workcal_back(days, civil_add_days(day, -1), makeup, &day) <
				0 ||
			civil_cmp(day, contact) <= 0)
			break;
		ret->on[i] = day;
	}
	/* On a make-up day people are at work, whatever the way. */
	if (workcal_back(days, nominal, true, &day) < 0)
		day = nominal;
	ret->closed_from = civil_add_days(day, 1);
	ret->closed_to = civil_add_days(window->earliest, -1);
	return true;
}
