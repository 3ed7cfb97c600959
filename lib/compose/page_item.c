/* One touchpoint in words. */
#include "compose/page_item.h"

#include "compose/cut.h"
#include "compose/page_know.h"
#include "compose/page_link.h"
#include "compose/page_meeting.h"
#include "compose/page_people.h"
#include "compose/page_request.h"
#include "compose/page_time.h"
#include "text/city.h"
#include "text/words.h"

#include <string.h>

enum { NOTE_MAX = 280, LINE_MAX_TEXT = 400, WAY_OUT = 4 };

const char *page_item_text(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

struct civil_date page_item_date(const json_t *object, const char *name)
{
	struct civil_date d = {0};
	const char *s = page_item_text(object, name);

	if (s && civil_parse(s, &d, NULL) < 0)
		d = (struct civil_date){0};
	return d;
}

struct page_item page_item_for(const json_t *model, const json_t *rep)
{
	return (struct page_item){
		.today = page_item_date(model, "date"),
		.zone = page_item_text(rep, "zone"),
		.owner = page_item_text(rep, "name"),
	};
}

static int64_t number(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

/* The index of a stored name, or -1 where it is absent or unknown. */
static int find(const json_t *object, const char *name,
	const char *const *table, size_t n)
{
	const char *s = page_item_text(object, name);

	return s ? domain_find(table, n, s) : -1;
}

const char *page_item_via(enum text_lang lang, const json_t *touchpoint)
{
	int via = find(touchpoint, "via", domain_via, VIA_N);

	return via < 0 ? "" : words_via(lang, (enum via)via);
}

void page_item_subject(
	struct str *out, enum text_lang lang, const json_t *touchpoint)
{
	const json_t *account = json_object_get(touchpoint, "account");
	const char *name = page_item_text(account, "name");
	const char *step = page_item_text(touchpoint, "step");

	cut_add(out, name ? name : "", LINE_MAX_TEXT);
	if (step)
		str_addf(out, " %s", words_step(lang, step));
}

/* "key", or "prospect" for one that is not a customer yet. */
static const char *standing(enum text_lang lang, const json_t *account)
{
	int stage = find(account, "stage", domain_stage, STAGE_N);
	int tier = find(account, "tier", domain_tier, TIER_N);

	if (stage == STAGE_PROSPECT)
		return words_stage(lang, STAGE_PROSPECT);
	return tier < 0 ? NULL : words_tier(lang, (enum tier)tier);
}

static void add_head(
	struct page *page, const struct page_item *item, enum audience audience)
{
	AUTO_STR line = {0}, cut = {0};
	const json_t *account = json_object_get(item->touchpoint, "account");
	const char *name = page_item_text(account, "name");
	const char *standing_word = standing(page->lang, account);

	cut_add(&cut, name ? name : "", LINE_MAX_TEXT);
	page_time_add(&line, page->lang, item);
	if (audience == AUDIENCE_PRIVATE && standing_word)
		text_add(&line, page->lang, N_("%s (%s)"), str_get(&cut),
			standing_word);
	else
		str_add(&line, str_get(&cut));
	page_add(page,
		audience == AUDIENCE_PRIVATE &&
				number(item->touchpoint, "late_days") > 0
			? PAGE_LATE
			: PAGE_HEAD,
		&line);
}

/* "d3", "follow-up 4" or what else it is; nothing for a task, which its
 * purpose says all of. */
static void add_what(
	struct str *line, enum text_lang lang, const json_t *touchpoint)
{
	const char *step = page_item_text(touchpoint, "step");
	int64_t follow_up = number(touchpoint, "follow_up");
	int kind = find(touchpoint, "kind", domain_kind, KIND_N);

	if (follow_up > 0)
		text_add(line, lang, N_("follow-up %s"), STR_INT(follow_up));
	else if (step)
		str_add(line, words_step(lang, step));
	else if (kind >= 0 && kind != KIND_TASK)
		str_add(line, words_kind(lang, (enum kind)kind));
}

/* How much time there is. */
static void add_until(
	struct str *line, enum text_lang lang, const struct page_item *item)
{
	struct civil_date latest = page_item_date(item->touchpoint, "latest");
	AUTO_STR until = {0};
	char day[WORDS_DATE];

	if (item->is_arrange || item->instead ||
		civil_cmp(latest, item->today) <= 0)
		return;
	text_add(&until, lang, N_("until %s"),
		words_date_short(day, lang, latest, item->today));
	page_add_part(line, str_get(&until));
}

/* Step, way, people and window. */
static void add_how(struct page *page, const struct page_item *item)
{
	const json_t *touchpoint = item->touchpoint;
	const char *via = page_item_via(page->lang, touchpoint);
	AUTO_STR line = {0};

	/* A meeting's way stands before its purpose. */
	if (!page_meeting_is(touchpoint)) {
		add_what(&line, page->lang, touchpoint);
		if (*via)
			page_add_part(&line, via);
	}
	page_people_add(&line, page->lang, touchpoint);
	add_until(&line, page->lang, item);
	if (line.len)
		page_add(page, PAGE_NOTE, &line);
}

/* The hours at which somebody far away can be called. */
static void add_hours(struct page *page, const json_t *touchpoint)
{
	const json_t *hours = json_object_get(touchpoint, "call_hours");
	const char *from = page_item_text(hours, "from");
	const char *to = page_item_text(hours, "to");
	const char *zone = page_item_text(hours, "zone");
	const char *local_from = page_item_text(hours, "local_from");
	const char *local_to = page_item_text(hours, "local_to");
	AUTO_STR line = {0}, city = {0};

	if (!from || !to || !zone || !local_from || !local_to)
		return;
	city_add(&city, page->lang, zone);
	text_add(&line, page->lang, N_("call %s–%s (%s %s–%s)"), from, to,
		str_get(&city), local_from, local_to);
	page_add(page, PAGE_NOTE, &line);
}

/* Told to the manager, who cannot close it. */
static bool is_missed(const json_t *touchpoint)
{
	return find(touchpoint, "state", domain_state, STATE_N) == STATE_MISSED;
}

/* A message queued by an older nudge knows only the short name. */
static const char *owner_of(const json_t *touchpoint)
{
	const char *name = page_item_text(touchpoint, "owner_name");

	return name ? name : page_item_text(touchpoint, "owner");
}

/* When it was or is due, where that is not today. */
static void add_when(struct page *page, const struct page_item *item)
{
	AUTO_STR line = {0};
	char day[WORDS_DATE];
	struct civil_date due = page_item_date(item->touchpoint, "due");
	int64_t late = number(item->touchpoint, "late_days");

	if (item->instead)
		str_add(&line, item->instead);
	else if (is_missed(item->touchpoint))
		text_add(&line, page->lang, N_("%s did not do it by %s"),
			owner_of(item->touchpoint),
			words_date_short(day, page->lang,
				page_item_date(item->touchpoint, "latest"),
				item->today));
	else if (item->is_arrange)
		text_add(&line, page->lang,
			N_("due %s; agree the date with the customer now"),
			words_date_short(day, page->lang, due, item->today));
	else if (late > 0)
		text_add(&line, page->lang,
			text_get_n(page->lang, "%s working day late",
				"%s working days late", (unsigned long)late),
			STR_INT(late));
	else if (civil_cmp(due, item->today) > 0)
		text_add(&line, page->lang, N_("due %s"),
			words_date_short(day, page->lang, due, item->today));
	if (line.len)
		page_add(page, PAGE_NOTE, &line);
}

/* Is it the answer to a message, which the item quotes? */
static bool is_asked_for(const json_t *touchpoint)
{
	return json_is_object(json_object_get(touchpoint, "asked"));
}

/* "“can you deliver in January?” (mail, Mon)" for an answer; else what the
 * touchpoint is for. */
static void add_purpose(struct page *page, const struct page_item *item)
{
	const json_t *asked = json_object_get(item->touchpoint, "asked");
	const char *text = page_item_text(asked, "text");
	int via = find(asked, "via", domain_via, VIA_N);
	AUTO_STR line = {0}, quote = {0};
	char day[WORDS_DATE];

	if (text && via >= 0) {
		cut_add(&quote, text, NOTE_MAX);
		text_add(&line, page->lang, N_("“%s” (%s, %s)"),
			str_get(&quote), words_via(page->lang, (enum via)via),
			words_date_short(day, page->lang,
				page_item_date(asked, "on"), item->today));
	} else if (!page_meeting_purpose(&line, page->lang, item->touchpoint)) {
		text = page_item_text(item->touchpoint, "purpose");
		cut_add(&line, text ? text : "", LINE_MAX_TEXT);
	}
	page_add(page, PAGE_TEXT, &line);
}

/* What happened the last time. */
static void add_last(struct page *page, const struct page_item *item)
{
	const json_t *last = json_object_get(item->touchpoint, "last");
	int outcome = find(last, "outcome", domain_outcome, OUTCOME_N);
	const char *text = page_item_text(last, "text");
	const char *direction = page_item_text(last, "direction");
	struct civil_date on = page_item_date(last, "on");
	AUTO_STR line = {0}, quote = {0};
	char day[WORDS_DATE];
	const char *word;

	if (!json_is_object(last) || is_asked_for(item->touchpoint))
		return;
	words_date_short(day, page->lang, on, item->today);
	word = outcome > OUTCOME_NONE
		       ? words_outcome(page->lang, (enum outcome)outcome)
		       : NULL;
	cut_add(&quote, text ? text : "", NOTE_MAX);
	if (quote.len && direction && !strcmp(direction, "in"))
		text_add(&line, page->lang, N_("they wrote: “%s” (%s)"),
			str_get(&quote), day);
	else if (quote.len && word)
		text_add(&line, page->lang, N_("last time: %s, “%s” (%s)"),
			word, str_get(&quote), day);
	else if (quote.len)
		text_add(&line, page->lang, N_("last time: “%s” (%s)"),
			str_get(&quote), day);
	else if (word)
		text_add(
			&line, page->lang, N_("last time: %s (%s)"), word, day);
	else
		text_add(&line, page->lang, N_("last contact: %s"), day);
	page_add(page, PAGE_NOTE, &line);
}

/* What a person who tries once more should know. */
static void add_hints(struct page *page, const json_t *touchpoint)
{
	int64_t follow_up = number(touchpoint, "follow_up");
	int64_t attempts = number(touchpoint, "attempts");
	int via = find(touchpoint, "suggest_via", domain_via, VIA_N);
	const char *purpose = page_item_text(touchpoint, "purpose");

	/* The purpose says it, unless it is that of several. */
	if (follow_up >= WAY_OUT &&
		!(purpose && strstr(purpose, STR_INT(follow_up))))
		page_say(page, PAGE_NOTE,
			N_("Follow-up %s. Bring something new, try another "
			   "way."),
			STR_INT(follow_up));
	if (attempts > 0)
		page_say(page, PAGE_NOTE,
			text_get_n(page->lang, "%s attempt without an answer",
				"%s attempts without an answer",
				(unsigned long)attempts),
			STR_INT(attempts));
	if (via >= 0)
		page_say(page, PAGE_NOTE, N_("not by %s again; try: %s"),
			page_item_via(page->lang, touchpoint),
			words_via(page->lang, (enum via)via));
}

/* A late step and the one after it can be one contact. */
static void add_merge(struct page *page, const struct page_item *item)
{
	int64_t after = number(item->touchpoint, "merge_with");

	if (after != 0)
		page_say(page, PAGE_NOTE,
			N_("due with the next: nudge merge %s %s"),
			STR_INT(number(item->touchpoint, "id")),
			STR_INT(after));
}

/* The command that closes it, ready to be typed. */
static void add_act(struct page *page, const struct page_item *item)
{
	AUTO_STR line = {0};
	const char *id = STR_INT(number(item->touchpoint, "id"));
	const char *via = page_item_text(item->touchpoint, "via");

	if (page_request_is_open(item->touchpoint))
		text_add(&line, page->lang, N_("nudge ask %s --answer TEXT"),
			id);
	else if (is_missed(item->touchpoint))
		str_addf(&line, "nudge show %s", id);
	else if (item->is_arrange)
		text_add(&line, page->lang, N_("nudge move %s DATE --agreed"),
			id);
	else if (via && strcmp(via, domain_via[VIA_MAIL]) == 0)
		str_addf(&line, "nudge done %s sent", id);
	else
		str_addf(&line, "nudge done %s ok \"…\"", id);
	page_add(page, PAGE_ACT, &line);
}

/* Account, step, owner, day: all that a room may know. */
static void add_room_note(struct page *page, const struct page_item *item)
{
	AUTO_STR line = {0};
	char day[WORDS_DATE];
	struct civil_date due = page_item_date(item->touchpoint, "due");

	add_what(&line, page->lang, item->touchpoint);
	if (item->owner)
		page_add_part(&line, item->owner);
	if (civil_cmp(due, item->today) > 0)
		page_add_part(&line,
			words_date_short(day, page->lang, due, item->today));
	page_add(page, PAGE_NOTE, &line);
}

void page_item_add(struct page *page, const struct page_reader *reader,
	const struct page_item *item)
{
	add_head(page, item, reader->audience);
	if (reader->audience == AUDIENCE_ROOM) {
		add_room_note(page, item);
		page_know_room(page, item);
		return;
	}
	page_request_add(page, item->touchpoint);
	add_purpose(page, item);
	page_meeting_add(page, item);
	page_know_add(page, item);
	add_how(page, item);
	add_hours(page, item->touchpoint);
	add_when(page, item);
	add_last(page, item);
	add_merge(page, item);
	add_hints(page, item->touchpoint);
	page_know_topics(page, item->touchpoint);
	add_act(page, item);
	page_link_add(page, reader, item->touchpoint);
}
