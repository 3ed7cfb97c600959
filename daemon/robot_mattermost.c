/* Mattermost, incoming webhooks.  Success is 200 and "ok"; errors are JSON
 * whose "id" says what is wrong. */
#include "daemon/robot.h"

#include <stdio.h>
#include <string.h>

/* What ids that hold this mean; matched in order. */
static const struct {
	const char *holds, *words;
} ids[] = {
	{".disabled.", N_("incoming webhooks are switched off in Mattermost")},
	{".invalid.", N_("Mattermost does not know the url's key")},
};

/* The error's id as code, its message as words. */
static void explain(
	const struct http_answer *answer, struct carrier_result *ret)
{
	json_auto_t *body = json_loads(answer->body, 0, NULL);
	const char *id = json_string_value(json_object_get(body, "id"));
	const char *words = json_string_value(json_object_get(body, "message"));

	if (words)
		http_answer_quote(answer, words, ret);
	for (size_t i = 0; id && i < ARRAY_LEN(ids); i++)
		if (strstr(id, ids[i].holds)) {
			ret->class = CARRIER_BROKEN;
			carrier_say(ret, ids[i].words, NULL);
			return;
		}
}

static void judge(const struct http_answer *answer, struct carrier_result *ret)
{
	if (robot_judge_ok(answer, ret))
		return;
	robot_judge_status(answer, ret);
	if (answer->status == 501)
		ret->class = CARRIER_BROKEN;
	if (answer->status / 100 == 4 || answer->status == 501)
		explain(answer, ret);
}

static const struct http_service service = {.judge = judge};

const struct carrier_kind robot_mattermost = {
	.name = "mattermost",
	.rates = {{.n = 5, .period_us = ROBOT_SECOND_US, .burst = 5}},
	.http = &service,
	ROBOT_CARRIER,
};
