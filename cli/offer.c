/* Offers of completion; the contract is in offer.h. */
#include "cli/offer.h"

#include "cli/commands.h"
#include "cli/show.h"

#include <string.h>

struct offer offer_begin(struct run *run, const char *typed)
{
	const char *comma = strrchr(typed, ',');

	return (struct offer){
		run, typed, comma ? (size_t)(comma + 1 - typed) : 0};
}

void offer_word(const struct offer *o, const char *word, const char *says)
{
	const char *typed = o->typed + o->kept;
	AUTO_STR line = {0};

	if (strncmp(word, typed, strlen(typed)) != 0)
		return;
	str_add_n(&line, o->typed, o->kept);
	str_add(&line, word);
	out_text(&o->run->out, OUT_PLAIN, str_get(&line));
	if (*says) {
		fputc('\t', o->run->out.file);
		out_text(&o->run->out, OUT_PLAIN, says);
	}
	out_newline(&o->run->out);
}

void offer_option(const struct offer *o, const struct opt *opt)
{
	AUTO_STR name = {0};

	str_addf(&name, "--%s", opt->name);
	offer_word(o, str_get(&name), text_get(o->run->lang, opt->help));
}

static void offer_names(const struct offer *o, const char *const *names,
	size_t n, const char *(*word)(const struct run *run, const char *name))
{
	for (size_t i = 0; i < n; i++)
		offer_word(o, names[i], word(o->run, names[i]));
}

static void offer_dates(const struct offer *o)
{
	static const char *const en[] = {
		"today", "tomorrow", "fri", "+3d", "+2bd", "+2w", "+1m", "eom"};
	static const char *const zh[] = {
		"今天", "明天", "周五", "下周一", "+3d", "+2bd", "月底"};
	bool chinese = o->run->lang == TEXT_ZH_CN;

	for (size_t i = 0; i < (chinese ? ARRAY_LEN(zh) : ARRAY_LEN(en)); i++)
		offer_word(o, chinese ? zh[i] : en[i], "");
}

static void offer_outcomes(const struct offer *o)
{
	for (const struct opt_choice *c = opt_outcomes; c->name; c++)
		offer_word(o, c->name, text_get(o->run->lang, c->word));
}

/* The array under list of the method's result: name and what says it. */
static void offer_rows(const struct offer *o, const char *method,
	const char *list, const char *name, const char *says)
{
	json_t *result = NULL;
	const json_t *rows, *row;
	size_t i;

	if ((!o->run->api.db && run_open(o->run) < 0) ||
		run_call(o->run, method, NULL, &result) < 0)
		return;
	rows = value(result, list);
	json_array_foreach(rows, i, row)
		offer_word(o, value_text(row, name), value_text(row, says));
	json_decref(result);
}

static void offer_touchpoints(const struct offer *o)
{
	json_t *result = NULL;
	const json_t *rows, *row;
	size_t i;

	if ((!o->run->api.db && run_open(o->run) < 0) ||
		run_call(o->run, "touchpoint.list", NULL, &result) < 0)
		return;
	rows = value(result, "touchpoints");
	json_array_foreach(rows, i, row) {
		AUTO_STR says = {0}, due = {0};

		show_subject(&says, o->run, row);
		show_due(&due, o->run, row);
		show_part(&says, str_get(&due));
		offer_word(o, STR_INT(value_int(row, "id")), str_get(&says));
	}
	json_decref(result);
}

/* Kinds whose words are in the database; false: another kind. */
static bool offer_stored(const struct offer *o, enum opt_words words)
{
	static const struct {
		enum opt_words words;
		const char *method, *list, *name, *says;
	} kinds[] = {
		{OPT_ACCOUNT, "account.list", "accounts", "slug", "name"},
		{OPT_TOUCHPOINT, "account.list", "accounts", "slug", "name"},
		{OPT_REP, "rep.list", "reps", "slug", "name"},
		{OPT_CONTACT, "contact.list", "contacts", "slug", "name"},
		{OPT_CADENCE, "cadence.list", "cadences", "name", "title"},
		{OPT_CALENDAR, "calendar.list", "calendars", "name", "title"},
		{OPT_CHANNEL, "channel.list", "channels", "name", "kind"},
	};
	bool stored = false;

	if (words == OPT_TOUCHPOINT)
		offer_touchpoints(o);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (kinds[i].words != words)
			continue;
		stored = true;
		offer_rows(o, kinds[i].method, kinds[i].list, kinds[i].name,
			kinds[i].says);
	}
	return stored;
}

void offer_values(const struct offer *o, enum opt_words words)
{
	if (offer_stored(o, words))
		return;
	if (words == OPT_VIA)
		offer_names(o, domain_via, VIA_N, show_via);
	else if (words == OPT_TIER)
		offer_names(o, domain_tier, TIER_N, show_tier);
	else if (words == OPT_ROLE)
		offer_names(o, domain_role, ROLE_N, show_role);
	else if (words == OPT_STAGE)
		offer_names(o, domain_stage, STAGE_N, show_stage);
	else if (words == OPT_OUTCOME)
		offer_outcomes(o);
	else if (words == OPT_DATE)
		offer_dates(o);
	else if (words == OPT_LANG)
		for (int i = 0; i < TEXT_LANG_N; i++)
			offer_word(o, text_lang_name((enum text_lang)i), "");
	else if (words == OPT_COMMAND)
		for (size_t i = 0; i < commands_n; i++)
			if (!(commands[i]->flags & CMD_HIDDEN))
				offer_word(o, commands[i]->name, "");
}
