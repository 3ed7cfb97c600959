/* What comes of a contact; the contract is in aftermath.h. */
#include "cli/aftermath.h"

#include "cli/show.h"
#include "cli/show_topic.h"

#include <string.h>

static const char *label_of(const json_t *tp)
{
	const char *kind = value_text(tp, "kind");

	if (!strcmp(kind, "promise"))
		return N_("Promise");
	if (!strcmp(kind, "await"))
		return N_("Awaited");
	return N_("Planned");
}

static void add_created(
	struct grid *grid, const struct run *run, const json_t *tp)
{
	AUTO_STR s = {0}, due = {0};

	show_line(grid, run, OUT_PLAIN, label_of(tp), value(tp, "id"));
	show_part(&s, value_text(tp, "purpose"));
	show_due(&due, run, tp);
	show_part(&s, str_get(&due));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

void aftermath_add(
	struct grid *grid, const struct run *run, const json_t *result)
{
	const json_t *created = value(result, "created");
	const json_t *tp;
	AUTO_STR topics = {0};
	size_t i;

	show_topic_titles(&topics, value(result, "topics"));
	if (topics.len) {
		show_line(grid, run, OUT_PLAIN, N_("Told"), NULL);
		grid_add(grid, OUT_PLAIN, str_get(&topics));
	}

	json_array_foreach(created, i, tp)
		add_created(grid, run, tp);
	show_next(grid, run, result, "next", N_("Next"));
}
