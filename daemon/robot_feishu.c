/*
 * Feishu (飞书) and Lark, custom bots.  The signature stands in the body:
 * base64(HMAC-SHA256("SECONDS\nsecret", "")), which is not DingTalk's.
 * 100 messages a minute and 5 a second.
 */
#include "daemon/robot.h"

#include "daemon/hmac.h"

#include <inttypes.h>

static const struct robot_code codes[] = {
	{"11232", NULL, CARRIER_LIMITED, 60, false,
		N_("Feishu takes 100 messages a minute and 5 a second from a "
		   "bot")},
	{"230020", NULL, CARRIER_LIMITED, 60, false,
		N_("Feishu takes 100 messages a minute and 5 a second from a "
		   "bot")},
	{"19021", NULL, CARRIER_BROKEN, 0, true,
		N_("Feishu refuses the signature; copy the bot's secret into "
		   "the secret file")},
	{"19022", NULL, CARRIER_BROKEN, 0, false,
		N_("this machine's address is not on the bot's list in "
		   "Feishu")},
	{"19024", NULL, CARRIER_BROKEN, 0, false,
		N_("the robot's keyword is not in the message; put it into "
		   "the secret file as \"keyword\"")},
	{"19001", NULL, CARRIER_BROKEN, 0, false,
		N_("Feishu does not know the bot: was it removed from the "
		   "group?")},
	{"9499", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"10002", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"112*", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"19002", NULL, CARRIER_REFUSED, 0, false, NULL},
};

static void judge(const struct http_answer *answer, struct carrier_result *ret)
{
	static const struct robot_reply reply = {
		.code = {"code", "StatusCode"},
		.words = "msg",
		.codes = ROBOT_CODES(codes),
	};

	robot_judge(answer, &reply, ret);
}

/* The body is an object; the two members become its first. */
static void dress(const struct http_target *target, const struct parcel *parcel,
	int64_t now, struct http_draft *ret)
{
	AUTO_STR key = {0};

	if (!target->secret)
		return;
	str_addf(&key, "%" PRId64 "\n%s", now, target->secret);
	str_addf(&ret->body, "{\"timestamp\":\"%" PRId64 "\",\"sign\":\"", now);
	hmac_add(&ret->body, str_get(&key), key.len, "", 0);
	str_addf(&ret->body, "\",%s", str_get(&parcel->body) + 1);
	ret->body.error |= key.error;
}

static const struct http_service service = {.dress = dress, .judge = judge};

const struct carrier_kind robot_feishu = {
	.name = "feishu",
	.rates = {{.n = 90, .period_us = 60LL * ROBOT_SECOND_US, .burst = 8},
		{.n = 4, .period_us = ROBOT_SECOND_US, .burst = 1}},
	.http = &service,
	ROBOT_CARRIER,
};
