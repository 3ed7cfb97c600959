/* The page behind an action link; the contract is in action_page.h. */
#include "web/action_page.h"

#include "compose/html.h"
#include "compose/page_item.h"
#include "text/words.h"
#include "web/action_style.h"

#include <string.h>

static void add_text(
	struct str *out, const char *open, const char *text, const char *close)
{
	str_add(out, open);
	html_escape(out, text, HTML_ESCAPED);
	str_add(out, close);
}

static void add_word(struct str *out, const struct action_page *page,
	const char *open, const char *msgid, const char *close)
{
	add_text(out, open, text_get(page->lang, msgid), close);
}

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
			add_text(out, forms[line->kind].open, line->text,
				forms[line->kind].close);
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

/* "Done · went well · Fri 20" of what is closed. */
static void add_state(struct str *out, const struct action_page *page)
{
	const char *outcome = page_item_text(page->touchpoint, "outcome");
	const char *result = page_item_text(page->touchpoint, "result");
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
	add_text(out, "<p class=\"notice good\">", str_get(&line), "</p>\n");
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
		add_text(out, "", name, " ");
		add_text(out, "", phone, "</a></p>\n");
	}
}

/* ---- the forms --------------------------------------------------------- */

static void open_form(struct str *out, const struct action_page *page,
	const char *name, const char *title)
{
	const json_t *rev = json_object_get(page->touchpoint, "rev");

	str_addf(out,
		"<form method=\"post\"><input type=\"hidden\" name=\"do\" "
		"value=\"%s\"><input type=\"hidden\" name=\"rev\" "
		"value=\"%lld\">\n<fieldset>",
		name, (long long)json_integer_value(rev));
	add_word(out, page, "<legend>", title, "</legend>\n");
}

static void close_form(struct str *out)
{
	str_add(out, "</fieldset></form>\n");
}

/* What was typed into this field of this form before it was refused. */
static const char *typed(
	const struct action_page *page, const char *form, const char *field)
{
	if (!page->form || strcmp(form_get(page->form, "do"), form) != 0)
		return "";
	return form_get(page->form, field);
}

static bool is_ticked(const struct action_page *page, const char *form,
	const char *field, const char *value)
{
	if (!*typed(page, form, "do"))
		return false;
	for (size_t i = 0; i < page->form->n; i++)
		if (strcmp(page->form->fields[i].name, field) == 0 &&
			strcmp(page->form->fields[i].value, value) == 0)
			return true;
	return false;
}

/* Folded up, but where something in it was typed. */
static void open_details(struct str *out, const struct action_page *page,
	bool is_typed, const char *title)
{
	str_addf(out, "<details%s>", is_typed ? " open" : "");
	add_word(out, page, "<summary>", title, "</summary>\n");
}

/* A field of one of the forms. */
struct input {
	const char *form, *field;
	bool is_date;
	const char *label; /* message id */
};

static void add_input(struct str *out, const struct action_page *page,
	const struct input *input)
{
	str_addf(out, "<label for=\"%s-%s\">", input->form, input->field);
	add_word(out, page, "", input->label, "</label>");
	str_addf(out, "<input type=\"%s\" id=\"%s-%s\" name=\"%s\"%s",
		input->is_date ? "date" : "text", input->form, input->field,
		input->field, input->is_date ? "" : " maxlength=\"160\"");
	add_text(out, " value=\"", typed(page, input->form, input->field),
		"\">\n");
}

static void add_people(struct str *out, const struct action_page *page)
{
	const json_t *person;
	size_t i;

	json_array_foreach(page->people, i, person) {
		const char *name = page_item_text(person, "name");
		const char *slug = page_item_text(person, "slug");

		if (!name || !slug || page_item_text(person, "left"))
			continue;
		add_text(out,
			"<label class=\"line\"><input type=\"checkbox\" "
			"name=\"with\" value=\"",
			slug,
			is_ticked(page, "done", "with", slug) ? "\" checked> "
							      : "\"> ");
		add_text(out, "", name, "</label>\n");
	}
}

static void add_outcome(struct str *out, const struct action_page *page,
	enum outcome outcome, bool is_plain)
{
	str_addf(out, "<button%s name=\"outcome\" value=\"%s\">",
		is_plain ? " class=\"plain\"" : "", domain_outcome[outcome]);
	add_text(out, "", words_outcome(page->lang, outcome), "</button>\n");
}

static bool has_word(
	const struct action_page *page, const char *member, const char *word)
{
	const char *text = page_item_text(page->touchpoint, member);

	return text && strcmp(text, word) == 0;
}

/* The likely one first.  A question to ourselves has two answers. */
static void add_outcomes(struct str *out, const struct action_page *page)
{
	bool is_question = has_word(page, "kind", "decision") ||
			   has_word(page, "kind", "signing");

	add_outcome(out, page,
		has_word(page, "via", "mail") && !is_question ? OUTCOME_SENT
							      : OUTCOME_OK,
		false);
	if (!is_question) {
		add_outcome(out, page, OUTCOME_PROBLEM, true);
		add_outcome(out, page, OUTCOME_NOANSWER, true);
	}
	add_outcome(out, page, OUTCOME_NO, true);
}

static void add_done(struct str *out, const struct action_page *page)
{
	static const struct input inputs[] = {
		{"done", "next", false, N_("Next step")},
		{"done", "next_due", true, N_("Next step: when")},
		{"done", "promise", false, N_("We promised")},
		{"done", "promise_by", true, N_("We promised: by when")},
	};

	bool is_typed = false;

	for (size_t i = 0; i < ARRAY_LEN(inputs); i++)
		is_typed |= *typed(page, "done", inputs[i].field) != '\0';
	open_form(out, page, "done", NC_("form", "How did it go?"));
	add_word(out, page, "<label for=\"done-text\">",
		N_("What was said (needed for a problem or a no)"),
		"</label><textarea id=\"done-text\" name=\"text\" rows=\"3\" "
		"maxlength=\"5000\">");
	add_text(out, "", typed(page, "done", "text"), "</textarea>\n");
	if (json_array_size(page->people) > 0)
		add_people(out, page);
	add_outcomes(out, page);
	open_details(
		out, page, is_typed, N_("What comes next, what was promised"));
	for (size_t i = 0; i < ARRAY_LEN(inputs); i++)
		add_input(out, page, &inputs[i]);
	str_add(out, "</details>\n");
	close_form(out);
}

static void add_later(struct str *out, const struct action_page *page)
{
	static const struct {
		const char *value, *label;
	} until[] = {
		{"tomorrow", N_("Tomorrow")},
		{"+2bd", N_("In two working days")},
		{"+1w", N_("In a week")},
	};

	open_form(out, page, "snooze", N_("Remind me later"));
	for (size_t i = 0; i < ARRAY_LEN(until); i++) {
		str_addf(out,
			"<button class=\"plain\" name=\"until\" "
			"value=\"%s\">",
			until[i].value);
		add_word(out, page, "", until[i].label, "</button>\n");
	}
	close_form(out);
}

static void add_move(struct str *out, const struct action_page *page)
{
	open_form(out, page, "move", N_("Another day"));
	add_input(out, page,
		&(struct input){"move", "to", true, N_("The new day")});
	str_addf(out,
		"<label class=\"line\"><input type=\"checkbox\" "
		"name=\"agreed\" value=\"yes\"%s> ",
		is_ticked(page, "move", "agreed", "yes") ? " checked" : "");
	add_word(out, page, "", N_("agreed with the customer"), "</label>\n");
	add_input(out, page,
		&(struct input){"move", "reason", false,
			N_("Why, if it is past the window")});
	str_add(out, "<button>");
	add_word(out, page, "", N_("Move"), "</button>\n");
	close_form(out);
}

/* A form of one text and one button. */
static void add_one_text(struct str *out, const struct action_page *page,
	const struct input *input, const char *title, const char *button)
{
	open_form(out, page, input->form, title);
	add_input(out, page, input);
	str_add(out, "<button class=\"plain\">");
	add_word(out, page, "", button, "</button>\n");
	close_form(out);
}

static void add_forms(struct str *out, const struct action_page *page)
{
	static const struct input skip = {
		"skip", "reason", false, N_("Why not")};
	static const struct input ask = {
		"ask", "text", false, N_("What you need")};

	add_done(out, page);
	add_later(out, page);
	open_details(out, page,
		*typed(page, "move", "do") || *typed(page, "skip", "do") ||
			*typed(page, "ask", "do"),
		N_("More"));
	add_move(out, page);
	add_one_text(out, page, &skip, N_("Not at all"), N_("Skip it"));
	add_one_text(
		out, page, &ask, N_("Ask your manager for help"), N_("Ask"));
	str_add(out, "</details>\n");
}

/* ---- the whole ---------------------------------------------------------- */

static void add_undo(struct str *out, const struct action_page *page)
{
	str_addf(out,
		"<form method=\"post\"><input type=\"hidden\" name=\"do\" "
		"value=\"undo\"><input type=\"hidden\" name=\"change\" "
		"value=\"%lld\">",
		(long long)page->change);
	add_word(out, page, "<button class=\"plain\">",
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
	add_word(out, page, "<h2>", N_("Next"), "</h2>");
	add_text(out, "<p>", str_get(&line), "</p>\n");
	if (purpose)
		add_text(out, "<p class=\"quiet\">", purpose, "</p>\n");
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
	add_text(out, "<title>", str_get(&title), " · nudge</title>\n<style>");
	str_add(out, action_style);
	str_add(out, "</style>\n</head>\n<body>\n<main>\n");
}

void action_page_add(struct str *out, const struct action_page *page)
{
	bool is_open = find_state(page) == STATE_OPEN;

	add_head(out, page);
	add_lines(out, page);
	if (page->notice)
		add_text(out, "<p class=\"notice\" role=\"alert\">",
			page->notice, "</p>\n");
	if (!is_open)
		add_state(out, page);
	if (page->change && is_open)
		add_word(out, page, "<p class=\"notice good\" role=\"status\">",
			N_("Saved."), "</p>\n");
	if (page->change)
		add_undo(out, page);
	if (!is_open)
		add_next(out, page);
	add_phones(out, page);
	if (is_open && page->may_act)
		add_forms(out, page);
	str_add(out, "</main>\n</body>\n</html>\n");
}
