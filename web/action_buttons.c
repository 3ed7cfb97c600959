/* What can be done on the page; the contract is in action_buttons.h. */
#include "web/action_buttons.h"

#include "compose/page_item.h"
#include "core/zone.h"
#include "text/words.h"
#include "web/action_html.h"

#include <string.h>

static void open_form(struct str *out, const struct action_page *page,
	const char *name, const char *title)
{
	const json_t *rev = json_object_get(page->touchpoint, "rev");

	str_addf(out,
		"<form method=\"post\"><input type=\"hidden\" name=\"do\" "
		"value=\"%s\"><input type=\"hidden\" name=\"rev\" "
		"value=\"%lld\">\n<fieldset>",
		name, (long long)json_integer_value(rev));
	action_html_word(out, page->lang, "<legend>", title, "</legend>\n");
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
	action_html_word(out, page->lang, "<summary>", title, "</summary>\n");
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
	action_html_word(out, page->lang, "", input->label, "</label>");
	str_addf(out, "<input type=\"%s\" id=\"%s-%s\" name=\"%s\"%s",
		input->is_date ? "date" : "text", input->form, input->field,
		input->field, input->is_date ? "" : " maxlength=\"160\"");
	action_html_add(out, " value=\"",
		typed(page, input->form, input->field), "\">\n");
}

static void add_people(struct str *out, const struct action_page *page)
{
	const json_t *person;
	size_t i;

	action_html_word(out, page->lang, "<p id=\"done-with\">",
		N_("With whom"),
		"</p><div role=\"group\" aria-labelledby=\"done-with\">\n");
	json_array_foreach(page->people, i, person) {
		const char *name = page_item_text(person, "name");
		const char *slug = page_item_text(person, "slug");

		if (!name || !slug ||
			json_is_true(json_object_get(person, "gone")))
			continue;
		action_html_add(out,
			"<label class=\"line\"><input type=\"checkbox\" "
			"name=\"with\" value=\"",
			slug,
			is_ticked(page, "done", "with", slug) ? "\" checked> "
							      : "\"> ");
		action_html_add(out, "", name, "</label>\n");
	}
	str_add(out, "</div>\n");
}

static void add_outcome(struct str *out, const struct action_page *page,
	enum outcome outcome, bool is_plain)
{
	str_addf(out, "<button%s name=\"outcome\" value=\"%s\">",
		is_plain ? " class=\"plain\"" : "", domain_outcome[outcome]);
	action_html_add(
		out, "", words_outcome(page->lang, outcome), "</button>\n");
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
	action_html_word(out, page->lang, "<label for=\"done-text\">",
		N_("What was said (needed for a problem or a no)"),
		"</label><textarea id=\"done-text\" name=\"text\" rows=\"3\" "
		"maxlength=\"5000\">");
	action_html_add(out, "", typed(page, "done", "text"), "</textarea>\n");
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

/* The day on the reader's wall, hours from now. */
static struct civil_date day_in(const struct action_page *page, int hours)
{
	const struct zone *zone;

	return zone_find(page->zone, &zone, NULL) < 0
		       ? page->today
		       : zone_date_at(zone, page->now + hours * 3600LL);
}

/* Only what would not be refused: nothing behind the window. */
static void add_later(struct str *out, const struct action_page *page)
{
	struct civil_date today = page->today;
	struct civil_date last =
		page_item_date(page->touchpoint, "snooze_last");
	const struct {
		const char *value, *label;
		struct civil_date day;
	} until[] = {
		{"1h", N_("In an hour"), day_in(page, 1)},
		{"3h", N_("In three hours"), day_in(page, 3)},
		{"tomorrow", N_("Tomorrow"), civil_add_days(today, 1)},
		{"+2bd", N_("In two working days"),
			page_item_date(page->touchpoint, "in_two_workdays")},
		{"+1w", N_("In a week"), civil_add_days(today, 7)},
	};

	open_form(out, page, "snooze", N_("Remind me later"));
	for (size_t i = 0; i < ARRAY_LEN(until); i++) {
		if (!civil_is_none(last) && civil_cmp(until[i].day, last) > 0)
			continue;
		str_addf(out,
			"<button class=\"plain\" name=\"until\" "
			"value=\"%s\">",
			until[i].value);
		action_html_word(
			out, page->lang, "", until[i].label, "</button>\n");
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
	action_html_word(out, page->lang, "", N_("agreed with the customer"),
		"</label>\n");
	add_input(out, page,
		&(struct input){"move", "reason", false,
			N_("Why, if it is past the window")});
	str_add(out, "<button>");
	action_html_word(out, page->lang, "", N_("Move"), "</button>\n");
	close_form(out);
}

/* A form of one text and one button. */
static void add_one_text(struct str *out, const struct action_page *page,
	const struct input *input, const char *title, const char *button)
{
	open_form(out, page, input->form, title);
	add_input(out, page, input);
	str_add(out, "<button class=\"plain\">");
	action_html_word(out, page->lang, "", button, "</button>\n");
	close_form(out);
}

void action_buttons_add(struct str *out, const struct action_page *page)
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
