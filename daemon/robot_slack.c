/* Slack, incoming webhooks.  Success is 200 and "ok"; errors are one word of
 * plain text. */
#include "daemon/robot.h"

#include <string.h>

static const struct robot_code codes[] = {
	{"action_prohibited", NULL, CARRIER_BROKEN, 0, false,
		N_("Slack's administrator forbids posting there")},
	{"channel_is_archived", NULL, CARRIER_BROKEN, 0, false,
		N_("the Slack channel is archived")},
	{"channel_not_found", NULL, CARRIER_BROKEN, 0, false,
		N_("the Slack channel does not exist any more")},
	{"invalid_token", NULL, CARRIER_BROKEN, 0, false,
		N_("Slack does not know the url's key")},
	{"no_active_hooks", NULL, CARRIER_BROKEN, 0, false,
		N_("the webhook was switched off in Slack")},
	{"no_service", NULL, CARRIER_BROKEN, 0, false,
		N_("the webhook was removed in Slack; make a new one there")},
	{"no_team", NULL, CARRIER_BROKEN, 0, false,
		N_("the Slack workspace does not exist any more")},
	{"invalid_blocks", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"invalid_payload", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"msg_blocks_too_long", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"no_text", NULL, CARRIER_REFUSED, 0, false, NULL},
};

static void judge(const struct http_answer *answer, struct carrier_result *ret)
{
	static const struct robot_codes all = ROBOT_CODES(codes);

	if (robot_judge_ok(answer, ret))
		return;
	robot_judge_status(answer, ret);
	for (size_t i = 0; i < all.n && answer->status / 100 == 4; i++)
		if (strcmp(all.codes[i].code, answer->body) == 0)
			robot_explain(
				answer, &all, answer->body, answer->body, ret);
}

static const struct http_service service = {.judge = judge};

const struct carrier_kind robot_slack = {
	.name = "slack",
	.rates = {{.n = 1, .period_us = ROBOT_SECOND_US, .burst = 3}},
	.http = &service,
	ROBOT_CARRIER,
};
