/*
 * search.find: words in all that people have written, and in what their plans
 * want done.
 *
 * Nothing is indexed: a search reads the texts, so that writing costs nothing
 * more.  Source: DESIGN.md "Search".
 */
#include "api/methods.h"

#include "api/snippet.h"
#include "api/view.h"
#include "base/seek.h"
#include "base/str.h"
#include "store/contact.h"
#include "store/corpus.h"
#include "store/note.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Texts read by one call; the cursor leads on. */
enum { SEARCH_READ = 2000000 };

static const struct param params[] = {
	{"text", PARAM_TEXT, PARAM_REQUIRED,
		N_("words; what is found holds all of them")},
	{"cursor", PARAM_TEXT, 0, N_("where the last page ended")},
	{"limit", PARAM_INT, 0, N_("at most so many, 1 to 500")},
};

/* What comes first in the answer. */
enum rank {
	RANK_ACCOUNT_BEGINS, /* the name begins with it */
	RANK_ACCOUNT,
	RANK_CONTACT_BEGINS,
	RANK_CONTACT,
	RANK_TOPIC,
	RANK_NOTE,
	RANK_TOUCHPOINT,
	RANK_ACTIVITY,
	RANK_STEP,
	RANK_N
};

static const struct {
	enum corpus_kind kind;
	bool begins, within; /* which of the two, where there are two */
} ranks[RANK_N] = {
	[RANK_ACCOUNT_BEGINS] = {CORPUS_ACCOUNT, true, false},
	[RANK_ACCOUNT] = {CORPUS_ACCOUNT, false, true},
	[RANK_CONTACT_BEGINS] = {CORPUS_CONTACT, true, false},
	[RANK_CONTACT] = {CORPUS_CONTACT, false, true},
	[RANK_TOPIC] = {CORPUS_TOPIC, true, true},
	[RANK_NOTE] = {CORPUS_NOTE, true, true},
	[RANK_TOUCHPOINT] = {CORPUS_TOUCHPOINT, true, true},
	[RANK_ACTIVITY] = {CORPUS_ACTIVITY, true, true},
	[RANK_STEP] = {CORPUS_STEP, true, true},
};

enum { WALK_ON = 0, WALK_ENOUGH = 1 };

struct search {
	struct call *call;
	struct seek seek;
	struct call_page page;
	int rank;               /* where it goes on, and is */
	int64_t before;         /* there; 0: from the newest */
	int64_t left;           /* to be read */
	struct account account; /* the last one looked at */
	json_t *hits;
};

static void search_done(struct search *s)
{
	account_done(&s->account);
	json_decref(s->hits);
}

/* "4/128": the rank, and the last id looked at. */
static int read_cursor(struct search *s)
{
	const char *text = call_text(s->call, "cursor");
	int rank, end = -1;
	long long before;

	if (!text)
		return 0;
	if (strlen(text) > 24 ||
		sscanf(text, "%1d/%18lld%n", &rank, &before, &end) < 2 ||
		end < 0 || text[end] || rank < 0 || rank >= RANK_N ||
		before < 0)
		return call_fail(s->call, API_BAD_PARAM, "cursor",
			N_("\"%s\" is not the cursor of an earlier page"),
			text);
	s->rank = rank;
	s->before = before;
	return 0;
}

/* The first place of a word in the item's own texts. */
static bool find_word(const struct seek_word *word,
	const struct corpus_item *item, struct snippet *ret)
{
	for (size_t i = 0; i < CORPUS_TEXTS; i++)
		if (item->text[i] &&
			seek_find(word, item->text[i], 0, &ret->hit)) {
			ret->text = item->text[i];
			return true;
		}
	return false;
}

static int load_account(struct search *s, int64_t id)
{
	struct call *call = s->call;

	if (id == 0 || s->account.id == id)
		return 0;
	return row_get(call->db, &account_table, id, &s->account, &call->err);
}

/* 1: all words are there, those that the item's own texts lack in the name of
 * its account; *ret is where the first stands. */
static int match(
	struct search *s, const struct corpus_item *item, struct snippet *ret)
{
	bool missing[SEEK_WORDS] = {0};
	size_t found = 0;
	int r;

	for (size_t i = 0; i < s->seek.n; i++) {
		struct snippet here;

		missing[i] = !find_word(&s->seek.word[i], item, &here);
		if (!missing[i] && found++ == 0)
			*ret = here;
	}
	if (found == s->seek.n || found == 0 || item->account_id == 0)
		return found > 0 && found == s->seek.n;
	r = load_account(s, item->account_id);
	for (size_t i = 0; r == 0 && i < s->seek.n; i++)
		if (missing[i] &&
			!seek_find(&s->seek.word[i], s->account.name, 0, NULL))
			return 0;
	return r < 0 ? r : 1;
}

static bool is_of_rank(const struct search *s, const struct corpus_item *item)
{
	struct seek_hit hit;
	bool begins = item->text[0] &&
		      seek_find(&s->seek.word[0], item->text[0], 0, &hit) &&
		      hit.start == 0;

	return begins ? ranks[s->rank].begins : ranks[s->rank].within;
}

/* Of whom a note is; null: of nobody, or no note. */
static int view_about(
	struct search *s, const struct corpus_item *item, json_t **ret)
{
	struct call *call = s->call;
	AUTO_CONTACT contact = {0};
	AUTO_NOTE note = {0};
	int r = 0;

	if (ranks[s->rank].kind == CORPUS_NOTE)
		r = row_get(call->db, &note_table, item->id, &note, &call->err);
	if (r == 0 && note.contact_id)
		r = row_get(call->db, &contact_table, note.contact_id, &contact,
			&call->err);
	if (r == 0)
		*ret = contact.id ? view_contact_ref(call, &contact)
				  : json_null();
	return r;
}

static int add_hit(struct search *s, const struct corpus_item *item,
	const struct snippet *snippet)
{
	enum corpus_kind kind = ranks[s->rank].kind;
	struct corpus_more more = corpus_more(item);
	json_t *account = NULL, *about = NULL, *object;
	int r = load_account(s, item->account_id);

	if (r == 0)
		r = view_about(s, item, &about);
	if (r < 0)
		return r;
	account = item->account_id ? view_account_ref(s->call, &s->account)
				   : json_null();
	object = json_pack("{s:s, s:I, s:o, s:o, s:o, s:o, s:s?, s:s?, s:o}",
		"kind", corpus_kind_name[kind], "id", (json_int_t)item->id,
		"account", account, "contact", about, "touchpoint_id",
		view_ref(more.touchpoint_id), "on", view_date(more.on), "state",
		more.state, "title",
		kind <= CORPUS_TOPIC ? item->text[0] : NULL, "snippet",
		snippet_view(snippet));
	return json_array_append_new(s->hits, object) < 0 ? -ENOMEM : 0;
}

/* What a plan wants done is found in every language: the reader's own first,
 * then those in which a colleague may have spoken of it. */
static void word_step(const struct search *s, struct corpus_item *item)
{
	const char *msgid = item->text[0];
	enum text_lang own = s->call->api->lang;
	size_t n = 0;

	item->text[n++] = text_get(own, msgid);
	for (int i = 0; i < TEXT_LANG_N && n < CORPUS_TEXTS; i++)
		if ((enum text_lang)i != own)
			item->text[n++] = text_get((enum text_lang)i, msgid);
}

/* What covers others has their purposes, message ids among them: they are
 * found as the reader sees them. */
static int look_at(void *userdata, const struct corpus_item *found)
{
	struct search *s = userdata;
	struct corpus_item item = *found;
	struct snippet snippet;
	AUTO_STR purpose = {0};
	int r;

	if (json_array_size(s->hits) == (size_t)s->page.limit)
		return WALK_ENOUGH;
	if (ranks[s->rank].kind == CORPUS_TOUCHPOINT && item.text[0] &&
		strchr(item.text[0], '\n')) {
		view_purpose(s->call->api->lang, item.text[0], false, &purpose);
		item.text[0] = str_get(&purpose);
	} else if (ranks[s->rank].kind == CORPUS_STEP) {
		word_step(s, &item);
	}
	s->left--;
	s->before = item.id;
	r = match(s, &item, &snippet);
	if (r <= 0 || !is_of_rank(s, &item))
		return r < 0 ? r : WALK_ON;
	r = add_hit(s, &item, &snippet);
	return r < 0 ? r : WALK_ON;
}

/* 0: all was read; 1: there may be more. */
static int walk(struct search *s)
{
	struct call *call = s->call;

	for (; s->rank < RANK_N; s->rank++, s->before = 0) {
		int r;

		if (s->left == 0)
			return WALK_ENOUGH;
		r = corpus_walk(call->db,
			&(struct corpus_walk){
				.kind = ranks[s->rank].kind,
				.before = s->before,
				.reader_id = call->actor.id,
				.limit = s->left,
				.each = look_at,
				.userdata = s,
			},
			&call->err);
		if (r != 0 || s->left == 0)
			return r < 0 ? r : WALK_ENOUGH;
	}
	return 0;
}

static json_t *cursor(const struct search *s, bool more)
{
	return more ? json_sprintf("%d/%lld", s->rank, (long long)s->before)
		    : json_null();
}

static int run(struct call *call)
{
	CLEANUP(search_done)
	struct search s = {
		.call = call, .left = SEARCH_READ, .hits = json_array()};
	int r = s.hits ? call_page(call, &s.page) : -ENOMEM;

	if (r == 0)
		r = read_cursor(&s);
	if (r == 0) {
		r = seek_words(call_text(call, "text"), &s.seek, &call->err);
		if (r < 0)
			return call_fail_err(call, r, "text");
		r = walk(&s);
	}
	if (r < 0)
		return r;
	r = call_put(call, "cursor", cursor(&s, r > 0));
	return r < 0 ? r : call_put(call, "hits", json_incref(s.hits));
}

const struct method search_find_method = {
	.name = "search.find",
	.flags = METHOD_NO_ACTOR | METHOD_AT,
	.doc = N_("find words in all that people have written"),
	METHOD_PARAMS(params),
	.run = run,
};
