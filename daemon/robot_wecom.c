/* WeCom (企业微信), group robots.  The URL is the secret; the body decides.
 * 20 messages a minute: 18 and no burst, so that no minute sees 20. */
#include "daemon/robot.h"

static const struct robot_code codes[] = {
	{"45009", NULL, CARRIER_LIMITED, 60, false,
		N_("WeCom takes 20 messages a minute from a robot")},
	{"93000", NULL, CARRIER_BROKEN, 0, false,
		N_("WeCom does not know the robot: was it removed from the "
		   "group?")},
	{"40058", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"44004", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"40008", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"47001", NULL, CARRIER_REFUSED, 0, false, NULL},
	{"-1", NULL, CARRIER_TEMPORARY, 0, false, NULL},
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

static const struct http_service service = {.judge = judge};

const struct carrier_kind robot_wecom = {
	.name = "wecom",
	.rates = {{.n = 18, .period_us = 60LL * ROBOT_SECOND_US, .burst = 1}},
	.http = &service,
	ROBOT_CARRIER,
};
