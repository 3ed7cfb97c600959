/* From what people write to a topic; the contract is in resolve.h. */
#include "api/resolve.h"

#include "api/resolve_id.h"
#include "base/utf8.h"

#include <errno.h>
#include <string.h>

/* How well a title fits: 3 exactly, 2 by its beginning, 1 inside, 0 not. */
static int fit(const struct topic *topic, const char *fold)
{
	const char *at = *fold ? strstr(topic->title_fold, fold) : NULL;

	if (!at)
		return 0;
	if (at > topic->title_fold)
		return 1;
	return at[strlen(fold)] ? 2 : 3;
}

static json_t *candidate(const struct topic *topic)
{
	return json_pack("{s:I, s:s}", "id", (json_int_t)topic->id, "title",
		topic->title);
}

static int several(struct call *call, const char *param, const char *word,
	const struct rows *all, const char *fold)
{
	int r = call_fail(call, API_AMBIGUOUS, param,
		N_("several topics match \"%s\""), word);
	int n = 0;

	ROWS_EACH(const struct topic, topic, all)
		if (fit(topic, fold) > 0 && n++ < RESOLVE_CANDIDATES)
			call_candidate(call, candidate(topic));
	return r;
}

static int no_topic(struct call *call, const char *param, const char *word)
{
	int r = call_fail(call, API_NOT_FOUND, param,
		N_("there is no topic \"%s\""), word);

	call_hint(call, N_("nudge topic list shows all topics"));
	return r;
}

static int by_words(struct call *call, const char *param, const char *word,
	struct topic *ret)
{
	AUTO_ROWS all = {0};
	AUTO_FREE char *fold = NULL;
	size_t count[4] = {0}, at[4] = {0}, i = 0;
	int r = utf8_fold(word, &fold);

	if (r == 0)
		r = topic_all(call->db,
			&(struct topic_filter){.limit = RESOLVE_NEAR_SCAN},
			&all, &call->err);
	if (r < 0)
		return r;
	ROWS_EACH(const struct topic, topic, &all) {
		int f = fit(topic, fold);

		count[f]++;
		at[f] = i++;
	}
	for (int f = 3; f > 0; f--) {
		if (count[f] == 1) {
			rows_take(&all, at[f], ret);
			return 0;
		}
		if (count[f] > 1)
			return several(call, param, word, &all, fold);
	}
	return no_topic(call, param, word);
}

int resolve_topic(struct call *call, const char *param, const char *word,
	struct topic *ret)
{
	int64_t id = resolve_id(word);
	int r = -ENOENT;

	if (id)
		r = resolve_live(call, &topic_table, id, ret);
	return r == -ENOENT ? by_words(call, param, word, ret) : r;
}

static bool has(const struct rows *rows, int64_t id)
{
	ROWS_EACH(const struct topic, topic, rows)
		if (topic->id == id)
			return true;
	return false;
}

int resolve_topics(struct call *call, const char *param, struct rows *ret)
{
	AUTO_ROWS rows = {.table = &topic_table};
	json_t *word, *list = call_list(call, param);
	size_t i;

	json_array_foreach(list, i, word) {
		AUTO_TOPIC topic = {0};
		int r = resolve_topic(
			call, param, json_string_value(word), &topic);

		if (r == 0 && !has(&rows, topic.id))
			r = rows_add(&rows, &topic);
		if (r < 0)
			return r;
	}
	*ret = rows;
	rows = (struct rows){0};
	return 0;
}
