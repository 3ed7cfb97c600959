/*
 * DingTalk (钉钉), custom robots.  The signature stands in the URL, made anew
 * for each attempt: base64(HMAC-SHA256(secret, "MILLISECONDS\nsecret")).
 * 20 messages a minute, then silence for ten: 18 and no burst.
 */
#include "daemon/robot.h"

#include "daemon/hmac.h"

#include <inttypes.h>
#include <string.h>

static const struct robot_code codes[] = {
	{"130101", NULL, CARRIER_LIMITED, 600, false,
		N_("DingTalk takes 20 messages a minute from a robot, and "
		   "blocks it for ten minutes after more")},
	{"410100", NULL, CARRIER_LIMITED, 600, false,
		N_("DingTalk takes 20 messages a minute from a robot, and "
		   "blocks it for ten minutes after more")},
	/* Told apart only by their words. */
	{"310000", "keywords", CARRIER_BROKEN, 0, false,
		N_("the robot's keyword is not in the message; put it into "
		   "the secret file as \"keyword\"")},
	{"310000", "关键词", CARRIER_BROKEN, 0, false,
		N_("the robot's keyword is not in the message; put it into "
		   "the secret file as \"keyword\"")},
	{"310000", "timestamp", CARRIER_BROKEN, 0, true,
		N_("DingTalk refuses the signature's time; is this machine's "
		   "clock right?")},
	{"310000", "sign", CARRIER_BROKEN, 0, true,
		N_("DingTalk refuses the signature; copy the robot's secret "
		   "(SEC…) into the secret file")},
	{"310000", "签名", CARRIER_BROKEN, 0, true,
		N_("DingTalk refuses the signature; copy the robot's secret "
		   "(SEC…) into the secret file")},
	{"310000", NULL, CARRIER_BROKEN, 0, true, NULL},
	{"300005", NULL, CARRIER_BROKEN, 0, false,
		N_("DingTalk does not know the robot: was it removed from the "
		   "group?")},
	{"400101", NULL, CARRIER_BROKEN, 0, false,
		N_("DingTalk does not know the robot: was it removed from the "
		   "group?")},
	{"400102", NULL, CARRIER_BROKEN, 0, false,
		N_("the robot is switched off in DingTalk")},
	{"4001*", NULL, CARRIER_BROKEN, 0, false, NULL},
	{"400013", NULL, CARRIER_BROKEN, 0, false,
		N_("the DingTalk group does not exist any more")},
	{"40035", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"43004", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"460101", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"4301*", NULL, CARRIER_REFUSED, 0, false, NULL},
};

static void judge(const struct http_answer *answer, struct carrier_result *ret)
{
	static const struct robot_reply reply = {
		.code = {"errcode"},
		.words = "errmsg",
		.codes = ROBOT_CODES(codes),
	};

	robot_judge(answer, &reply, ret);
}

static void dress(const struct http_target *target, const struct parcel *parcel,
	int64_t now, struct http_draft *ret)
{
	AUTO_STR ms = {0}, text = {0}, sign = {0};

	(void)parcel;
	if (!target->secret)
		return;
	str_addf(&ms, "%" PRId64, now * 1000);
	str_addf(&text, "%s\n%s", str_get(&ms), target->secret);
	hmac_add(&sign, target->secret, strlen(target->secret), str_get(&text),
		text.len);
	robot_add_query(&ret->url, "timestamp", str_get(&ms));
	robot_add_query(&ret->url, "sign", str_get(&sign));
	ret->url.error |= ms.error | text.error | sign.error;
}

static const struct http_service service = {.dress = dress, .judge = judge};

const struct carrier_kind robot_dingtalk = {
	.name = "dingtalk",
	.rates = {{.n = 18, .period_us = 60LL * ROBOT_SECOND_US, .burst = 1},
		{.n = 1, .period_us = ROBOT_SECOND_US, .burst = 1}},
	.http = &service,
	ROBOT_CARRIER,
};
