/* nudge search: words in all that people have written. */
#include "cli/cmd.h"
#include "cli/show.h"

#include <string.h>

static const struct arg args[] = {
	ARG("text", N_("TEXT"), .rest = true),
};

static const struct opt opts[] = {
	OPT_AT,
	OPT("limit", N_("N"), N_("at most so many")),
	OPT("cursor", N_("CURSOR"), N_("go on where the last page ended")),
};

static const char *word_of(const struct run *run, const char *kind)
{
	static const struct {
		const char *kind, *word;
	} words[] = {
		{"account", NC_("search", "account")},
		{"contact", NC_("search", "contact")},
		{"topic", NC_("search", "topic")},
		{"note", NC_("search", "note")},
		{"touchpoint", NC_("search", "follow-up")},
		{"activity", NC_("search", "contact made")},
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (!strcmp(kind, words[i].kind))
			return text_get(run->lang, words[i].word);
	return kind;
}

/* What show, history and the lists call it. */
static void add_id(struct grid *grid, const json_t *hit)
{
	const json_t *touchpoint = value(hit, "touchpoint_id");

	if (!strcmp(value_text(hit, "kind"), "activity"))
		grid_add(grid, OUT_BOLD,
			touchpoint ? STR_INT(json_integer_value(touchpoint))
				   : "");
	else
		grid_add(grid, OUT_BOLD, STR_INT(value_int(hit, "id")));
}

/* The title, unless the place found is in it; "Wang Fang (user): …" of a
 * note. */
static void add_text(
	struct grid *grid, const struct run *run, const json_t *hit)
{
	const char *title = value_text(hit, "title");
	AUTO_STR s = {0}, place = {0}, about = {0};

	str_addf(&place, "%s%s%s", value_text(hit, "snippet.before"),
		value_text(hit, "snippet.hit"),
		value_text(hit, "snippet.after"));
	if (*title && strcmp(title, str_get(&place)) != 0)
		show_part(&s, title);
	show_person(&about, run, value(hit, "contact"));
	if (about.len)
		show_say(&s, run, N_("%s: %s"), str_get(&about),
			str_get(&place));
	else
		show_part(&s, str_get(&place));
	grid_add(grid, OUT_PLAIN, str_get(&s));
}

static void add_hit(struct grid *grid, const struct run *run, const json_t *hit)
{
	struct civil_date on = value_date(hit, "on");

	grid_add(grid, OUT_DIM, word_of(run, value_text(hit, "kind")));
	add_id(grid, hit);
	grid_add(grid, OUT_PLAIN, value_text(hit, "account.name"));
	grid_add(grid, OUT_PLAIN, civil_is_none(on) ? "" : SHOW_FULL(run, on));
	add_text(grid, run, hit);
}

static int print(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {{N_("KIND"), 0},
		{N_("ID"), GRID_RIGHT}, {N_("ACCOUNT"), GRID_FLEX},
		{N_("DATE"), 0}, {N_("TEXT"), GRID_FLEX | GRID_BELOW}};
	AUTO_GRID grid = GRID(columns);
	const json_t *hit;
	size_t i;

	json_array_foreach(value(result, "hits"), i, hit)
		add_hit(&grid, run, hit);
	return show_listing(run, &grid, result, N_("nothing was found"));
}

const struct cmd cmd_search = {
	.name = "search",
	.group = CMD_LOOK,
	.summary = N_("find words in all that people have written"),
	.details = N_("Looks through accounts, contacts, talking points, "
		      "notes, the purposes of follow-ups and what was said in "
		      "contacts, the newest first. All words must be there; "
		      "the name of the account counts too. Case, accents and "
		      "full-width letters make no difference."),
	.examples = {{"nudge search training acme",
			     N_("who wanted training at Acme?")},
		{"nudge search 报价 --limit 5",
			N_("the five newest that speak of an offer")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "search.find",
	.print = print,
};
