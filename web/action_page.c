/* The page behind an action link; the contract is in action_page.h. */
#include "web/action_page.h"

#include "compose/page_item.h"
#include "core/zone.h"
#include "text/words.h"
#include "web/action_buttons.h"
#include "web/action_html.h"
#include "web/action_style.h"

#include <stdio.h>
#include <string.h>

/* ---- what it is about ------------------------------------------------ */

static void add_lines(struct str *out, const struct action_page *page)
{
	static const struct {
		const char *open, *close;
	} forms[] = {
		[PAGE_HEAD] = {"<h1>", "</h1>\n"},
		[PAGE_LATE] = {"<h1>", "</h1>\n"},
		[PAGE_TEXT] = {"<p>", "</p>\n"},
		[PAGE_NOTE] = {"<p class=\"quiet\">", "</p>\n"},
	};
	const struct page_reader reader = {.lang = page->lang};
	const struct page_item item = {.touchpoint = page->touchpoint,
		.today = page->today,
		.zone = page->zone};
	AUTO_PAGE lines = {.lang = page->lang};

	page_item_add(&lines, &reader, &item);
	for (size_t i = 0; i < lines.n; i++) {
		const struct page_line *line = &lines.lines[i];

		if (line->kind < ARRAY_LEN(forms) && forms[line->kind].open)
			action_html_line(out, forms[line->kind].open,
				line->text, forms[line->kind].close);
	}
	if (lines.error < 0)
		out->error = lines.error;
}

static enum state find_state(const struct action_page *page)
{
	const char *name = page_item_text(page->touchpoint, "state");
	int i = name ? domain_find(domain_state, STATE_N, name) : -1;

	return i < 0 ? STATE_CANCELLED : (enum state)i;
}

/* "2026-11-17T01:00:00Z" as the methods give it; 0: none. */
static int64_t read_instant(const char *text)
{
	struct civil_date day;
	char date[CIVIL_TEXT];
	int hour, minute, second;

	if (!text ||
		sscanf(text, "%10[0-9-]T%2d:%2d:%2dZ", date, &hour, &minute,
			&second) != 4 ||
		civil_parse(date, &day, NULL) < 0)
		return 0;
	return INT64_C(86400) * civil_days(day) + 3600 * hour + 60 * minute +
	       second;
}

/* "hidden until Tue 17 15:00" of what comes back by itself. */
static void add_hidden(struct str *out, const struct action_page *page)
{
	int64_t until =
		read_instant(page_item_text(page->touchpoint, "snoozed_until"));
	const struct zone *zone;
	struct zone_local local;
	char day[WORDS_DATE], minute[6];
	AUTO_STR when = {0}, line = {0};

	if (until <= page->now || zone_find(page->zone, &zone, NULL) < 0)
		return;
	local = zone_local_at(zone, until);
	str_add(&when,
		words_date_short(day, page->lang, local.date, page->today));
	if (local.second)
		str_addf(&when, " %s", words_minute(minute, local.second / 60));
	text_add(&line, page->lang, N_("hidden until %s"), str_get(&when));
	action_html_line(out, "<p class=\"quiet\">", str_get(&line), "</p>\n");
}

/* "Done · went well · Fri 20" of what is closed. */
static void add_state(struct str *out, const struct action_page *page)
{
	const char *outcome = page_item_text(page->touchpoint, "outcome");
	const char *result = page_item_text(page->touchpoint, "result");
	const char *reason = page_item_text(page->touchpoint, "close_reason");
	struct civil_date on = page_item_date(page->touchpoint, "done_on");
	int i = outcome ? domain_find(domain_outcome, OUTCOME_N, outcome) : -1;
	char day[WORDS_DATE];
	AUTO_STR line = {0};

	page_add_part(&line, words_state(page->lang, find_state(page)));
	if (i > OUTCOME_NONE)
		page_add_part(
			&line, words_outcome(page->lang, (enum outcome)i));
	if (!civil_is_none(on))
		page_add_part(&line,
			words_date_short(day, page->lang, on, page->today));
	if (result)
		page_add_part(&line, result);
	if (reason)
		page_add_part(&line, reason);
	action_html_line(
		out, "<p class=\"notice good\">", str_get(&line), "</p>\n");
}

/* The telephone number is what a thumb wants. */
static void add_phones(struct str *out, const struct action_page *page)
{
	const json_t *person;
	size_t i;

	json_array_foreach(page->people, i, person) {
		const char *name = page_item_text(person, "name");
		const char *phone = page_item_text(person, "phone");

		if (!name || !phone)
			continue;
		str_add(out, "<p><a href=\"tel:");
		for (const char *p = phone; *p; p++)
			if (strchr("+0123456789", *p))
				str_add_char(out, *p);
		str_add(out, "\">");
		action_html_add(out, "", name, " ");
		action_html_add(out, "", phone, "</a></p>\n");
	}
}

/* ---- the whole ---------------------------------------------------------- */

static void add_undo(struct str *out, const struct action_page *page)
{
	str_addf(out,
		"<form method=\"post\"><input type=\"hidden\" name=\"do\" "
		"value=\"undo\"><input type=\"hidden\" name=\"change\" "
		"value=\"%lld\">",
		(long long)page->change);
	action_html_word(out, page->lang, "<button class=\"plain\">",
		N_("Undo (for ten minutes)"), "</button></form>\n");
}

static void add_next(struct str *out, const struct action_page *page)
{
	const json_t *tp = json_array_get(page->next, 0);
	const char *purpose = page_item_text(tp, "purpose");
	char day[WORDS_DATE];
	AUTO_STR line = {0};

	if (!tp)
		return;
	page_item_subject(&line, page->lang, tp);
	page_add_part(&line, words_date_short(day, page->lang,
				     page_item_date(tp, "due"), page->today));
	page_add_part(&line, page_item_via(page->lang, tp));
	action_html_word(out, page->lang, "<h2>", N_("Next"), "</h2>");
	action_html_line(out, "<p>", str_get(&line), "</p>\n");
	if (purpose)
		action_html_add(out, "<p class=\"quiet\">", purpose, "</p>\n");
}

static void add_head(struct str *out, const struct action_page *page)
{
	AUTO_STR title = {0};

	page_item_subject(&title, page->lang, page->touchpoint);
	str_addf(out,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
		"<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" "
		"content=\"width=device-width, initial-scale=1\">\n",
		page->lang == TEXT_ZH_CN ? "zh-CN" : "en");
	action_html_add(
		out, "<title>", str_get(&title), " · nudge</title>\n<style>");
	str_add(out, action_style);
	str_add(out, "</style>\n</head>\n<body>\n<main>\n");
}

void action_page_add(struct str *out, const struct action_page *page)
{
	bool is_open = find_state(page) == STATE_OPEN;

	add_head(out, page);
	add_lines(out, page);
	if (page->notice)
		action_html_add(out, "<p class=\"notice\" role=\"alert\">",
			page->notice, "</p>\n");
	if (is_open)
		add_hidden(out, page);
	else
		add_state(out, page);
	if (page->change && is_open)
		action_html_word(out, page->lang,
			"<p class=\"notice good\" role=\"status\">",
			N_("Saved."), "</p>\n");
	if (page->change)
		add_undo(out, page);
	if (!is_open)
		add_next(out, page);
	add_phones(out, page);
	if (is_open && page->may_act)
		action_buttons_add(out, page);
	str_add(out, "</main>\n</body>\n</html>\n");
}
