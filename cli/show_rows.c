/* What a change was; the contract is in show_rows.h. */
#include "cli/show_rows.h"

#include "cli/show.h"

#include <stdlib.h>
#include <string.h>

/* What a change of a method was, in a word. */
static const struct {
	const char *method, *word;
} method_words[] = {
	{"account.add", N_("new account")},
	{"account.edit", N_("account changed")},
	{"account.close", NC_("change", "closed")},
	{"account.lost", NC_("change", "lost")},
	{"account.park", NC_("change", "parked")},
	{"account.pause", NC_("change", "paused")},
	{"account.reopen", NC_("change", "reopened")},
	{"account.resume", NC_("change", "goes on")},
	{"account.won", NC_("change", "won")},
	{"calendar.import", N_("calendar imported")},
	{"calendar.soft", N_("soft days")},
	{"change.undo", NC_("change", "undone")},
	{"channel.add", N_("new channel")},
	{"channel.edit", N_("channel changed")},
	{"channel.pause", N_("channel paused")},
	{"channel.remove", N_("channel removed")},
	{"channel.resume", N_("channel goes on")},
	{"contact.add", N_("new contact")},
	{"contact.edit", N_("contact changed")},
	{"contact.forget", N_("contact forgotten")},
	{"contact.left", N_("contact leaves")},
	{"day.roll", N_("a new day")},
	{"feed.remove", N_("calendar address ended")},
	{"feed.rotate", N_("new calendar address")},
	{"init", N_("database made")},
	{"note.add", NC_("change", "noted")},
	{"note.edit", N_("note changed")},
	{"note.remove", N_("note removed")},
	{"plan.offer", NC_("change", "offer sent")},
	{"plan.sign", NC_("change", "signed")},
	{"plan.start", N_("cadence begun")},
	{"rep.add", N_("new rep")},
	{"rep.edit", N_("rep changed")},
	{"rep.retire", N_("rep retired")},
	{"topic.add", N_("new talking point")},
	{"topic.edit", N_("talking point changed")},
	{"topic.remove", N_("talking point removed")},
	{"touchpoint.add", NC_("change", "planned")},
	{"touchpoint.advise", NC_("change", "help given")},
	{"touchpoint.ask", NC_("change", "help asked for")},
	{"touchpoint.close", NC_("change", "done")},
	{"touchpoint.log", NC_("change", "contact made")},
	{"account.give", NC_("change", "handed over")},
	{"meeting.edit", NC_("change", "meeting changed")},
	{"touchpoint.meet", NC_("change", "meeting planned")},
	{"touchpoint.merge", NC_("change", "merged")},
	{"touchpoint.move", NC_("change", "moved")},
	{"touchpoint.reopen", NC_("change", "reopened")},
	{"touchpoint.skip", NC_("change", "skipped")},
	{"touchpoint.snooze", NC_("change", "snoozed")},
};

const char *show_rows_change(const struct run *run, const json_t *change)
{
	const char *method = value_text(change, "method");
	const struct method *m = api_find(method);

	if (!strcmp(method, "contact.left") &&
		value_bool(change, "params.back"))
		return text_get(run->lang, N_("contact is back"));
	for (size_t i = 0; i < ARRAY_LEN(method_words); i++)
		if (!strcmp(method, method_words[i].method))
			return text_get(run->lang, method_words[i].word);
	return m ? text_get(run->lang, m->doc) : method;
}

static const char *table_word(const char *table, bool many)
{
	static const struct {
		const char *table, *one, *many;
	} words[] = {
		{"rep", NC_("row", "rep"), NC_("row", "reps")},
		{"account", NC_("row", "account"), NC_("row", "accounts")},
		{"contact", NC_("row", "contact"), NC_("row", "contacts")},
		{"plan", NC_("row", "plan"), NC_("row", "plans")},
		{"meeting", NC_("row", "meeting"), NC_("row", "meetings")},
		{"request", NC_("row", "request"), NC_("row", "requests")},
		{"touchpoint", NC_("row", "follow-up"),
			NC_("row", "follow-ups")},
		{"activity", NC_("row", "contact made"),
			NC_("row", "contacts made")},
		{"calendar", NC_("row", "calendar"), NC_("row", "calendars")},
		{"calendar_day", NC_("row", "holiday"), NC_("row", "holidays")},
		{"channel", NC_("row", "channel"), NC_("row", "channels")},
		{"feed", NC_("row", "calendar subscription"),
			NC_("row", "calendar subscriptions")},
		{"note", NC_("row", "note"), NC_("row", "notes")},
		{"topic", NC_("row", "topic"), NC_("row", "topics")},
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (!strcmp(table, words[i].table))
			return many ? words[i].many : words[i].one;
	return table;
}

static const char *table_of(const json_t *rows, size_t i)
{
	return value_text(json_array_get(rows, i), "table");
}

static int64_t id_of(const json_t *rows, size_t i)
{
	return value_int(json_array_get(rows, i), "id");
}

/* How many rows from i on follow each other in one table. */
static size_t run_length(const json_t *rows, size_t i)
{
	size_t n = 1, all = json_array_size(rows);

	while (i + n < all &&
		!strcmp(table_of(rows, i), table_of(rows, i + n)) &&
		id_of(rows, i + n) == id_of(rows, i + n - 1) + 1)
		n++;
	return n;
}

/* Rows that say who or what belongs together: no news. */
static bool belongs(const char *table)
{
	return strstr(table, "_contact") || strstr(table, "_rep") ||
	       !strcmp(table, "topic_told") || !strcmp(table, "departure");
}

/* A row, and when its table is first named. */
struct place {
	size_t table;
	int64_t id;
	json_t *row;
};

static int compare(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* The news, each table's rows together and by number. */
static json_t *sorted_news(const json_t *rows)
{
	json_t *news = json_array(), *row;
	struct place *places =
		calloc(json_array_size(rows) + 1, sizeof(*places));
	size_t i, n = 0;

	json_array_foreach(rows, i, row) {
		size_t table = i;

		if (!places || belongs(table_of(rows, i)))
			continue;
		for (size_t k = n; k > 0; k--)
			if (!strcmp(value_text(places[k - 1].row, "table"),
				    table_of(rows, i))) {
				table = places[k - 1].table;
				break;
			}
		places[n++] = (struct place){table, id_of(rows, i), row};
	}
	if (places)
		qsort(places, n, sizeof(*places), compare);
	for (i = 0; i < n; i++)
		json_array_append(news, places[i].row);
	free(places);
	return news;
}

void show_rows(struct str *s, const struct run *run, const json_t *all)
{
	json_auto_t *rows = sorted_news(all);

	for (size_t i = 0, n; i < json_array_size(rows); i += n) {
		AUTO_STR phrase = {0};

		n = run_length(rows, i);
		str_addf(&phrase, "%s %s",
			text_get(run->lang,
				table_word(table_of(rows, i), n > 1)),
			STR_INT(id_of(rows, i)));
		if (n > 1)
			str_addf(&phrase, "–%s",
				STR_INT(id_of(rows, i + n - 1)));
		show_part(s, str_get(&phrase));
	}
}
