/* The stored names of the domain's enumerations. */
#include "core/domain.h"

#include <string.h>

const char *const domain_tier[TIER_N] = {
	[TIER_ORDINARY] = "ordinary",
	[TIER_KEY] = "key",
	[TIER_STRATEGIC] = "strategic",
};

const char *const domain_stage[STAGE_N] = {
	[STAGE_PROSPECT] = "prospect",
	[STAGE_CUSTOMER] = "customer",
	[STAGE_PARKED] = "parked",
	[STAGE_LOST] = "lost",
};

const char *const domain_course[COURSE_N] = {
	[COURSE_ACTIVE] = "active",
	[COURSE_PAUSED] = "paused",
	[COURSE_CLOSED] = "closed",
};

const char *const domain_role[ROLE_N] = {
	[ROLE_DECISION_MAKER] = "decision-maker",
	[ROLE_INFLUENCER] = "influencer",
	[ROLE_USER] = "user",
	[ROLE_BUYER] = "buyer",
	[ROLE_GATEKEEPER] = "gatekeeper",
	[ROLE_ALLY] = "ally",
};

const char *const domain_via[VIA_N] = {
	[VIA_CALL] = "call",
	[VIA_MAIL] = "mail",
	[VIA_VISIT] = "visit",
	[VIA_MEETING] = "meeting",
	[VIA_CHAT] = "chat",
	[VIA_EVENT] = "event",
};

const char *const domain_kind[KIND_N] = {
	[KIND_STEP] = "step",
	[KIND_TASK] = "task",
	[KIND_PROMISE] = "promise",
	[KIND_AWAIT] = "await",
	[KIND_ANSWER] = "answer",
	[KIND_MEETING] = "meeting",
	[KIND_CONFIRM] = "confirm",
	[KIND_SIGNING] = "signing",
	[KIND_DECISION] = "decision",
};

const char *const domain_state[STATE_N] = {
	[STATE_OPEN] = "open",
	[STATE_PAUSED] = "paused",
	[STATE_DONE] = "done",
	[STATE_SKIPPED] = "skipped",
	[STATE_MISSED] = "missed",
	[STATE_COVERED] = "covered",
	[STATE_CANCELLED] = "cancelled",
};

const char *const domain_outcome[OUTCOME_N] = {
	[OUTCOME_NONE] = "",
	[OUTCOME_OK] = "ok",
	[OUTCOME_PROBLEM] = "problem",
	[OUTCOME_NOANSWER] = "noanswer",
	[OUTCOME_NO] = "no",
	[OUTCOME_SENT] = "sent",
};

const char *const domain_direction[DIRECTION_N] = {
	[DIRECTION_OUT] = "out",
	[DIRECTION_IN] = "in",
};

const char *const domain_plan_state[PLAN_STATE_N] = {
	[PLAN_RUNNING] = "running",
	[PLAN_ENDED] = "ended",
	[PLAN_CANCELLED] = "cancelled",
};

const char *const domain_door[DOOR_N] = {
	[DOOR_CLI] = "cli",
	[DOOR_API] = "api",
	[DOOR_LINK] = "link",
	[DOOR_DAEMON] = "daemon",
};

const char *const domain_audience[AUDIENCE_N] = {
	[AUDIENCE_PRIVATE] = "private",
	[AUDIENCE_ROOM] = "room",
};

const char *const domain_feed[FEED_KIND_N] = {
	[FEED_REP] = "rep",
	[FEED_TEAM] = "team",
	[FEED_ACCOUNT] = "account",
};

int domain_find(const char *const *table, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(table[i], name) == 0)
			return (int)i;
	return -1;
}
