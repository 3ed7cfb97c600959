/*
 * The words of the domain as types: tier, stage, role, way, state, outcome.
 *
 * Each enumeration has a table of the names under which its values are
 * stored and appear in JSON; the words people read are in text/words.h.
 * Source: DESIGN.md "Words".
 */
#pragma once

#include <stddef.h>

enum tier { TIER_ORDINARY, TIER_KEY, TIER_STRATEGIC, TIER_N };

enum stage {
	STAGE_PROSPECT,
	STAGE_CUSTOMER,
	STAGE_PARKED,
	STAGE_LOST,
	STAGE_N
};

enum role {
	ROLE_DECISION_MAKER,
	ROLE_INFLUENCER,
	ROLE_USER,
	ROLE_BUYER,
	ROLE_GATEKEEPER,
	ROLE_ALLY,
	ROLE_N
};

/* Is anything to be done for an account?  Beside its stage, which says how far
 * the sale is. */
enum course {
	COURSE_ACTIVE,
	COURSE_PAUSED, /* its follow-ups rest and will go on */
	COURSE_CLOSED, /* nothing more to do; its history stays */
	COURSE_N
};

/* How a contact is made. */
enum via {
	VIA_CALL,
	VIA_MAIL,
	VIA_VISIT,
	VIA_MEETING,
	VIA_CHAT,
	VIA_EVENT,
	VIA_N
};

/* What a touchpoint is for; decides its ladder and its place in the brief. */
enum kind {
	KIND_STEP,     /* a step of a plan */
	KIND_TASK,     /* added by hand, or --next */
	KIND_PROMISE,  /* what we said we would do */
	KIND_AWAIT,    /* what they said they would do */
	KIND_ANSWER,   /* an incoming message to answer */
	KIND_MEETING,  /* an appointment with a time */
	KIND_CONFIRM,  /* to ask whether a meeting stands */
	KIND_SIGNING,  /* "contract signed?" after won */
	KIND_DECISION, /* won, lost, park or go on? after the 11th follow-up */
	KIND_N
};

/* Late is not a state: it is derived (open and past latest). */
enum state {
	STATE_OPEN,
	STATE_PAUSED, /* open again when its account goes on */
	STATE_DONE,
	STATE_SKIPPED,
	STATE_MISSED,
	STATE_COVERED,
	STATE_CANCELLED,
	STATE_N
};

enum outcome {
	OUTCOME_NONE,
	OUTCOME_OK,
	OUTCOME_PROBLEM,
	OUTCOME_NOANSWER,
	OUTCOME_NO,
	OUTCOME_SENT,
	OUTCOME_N
};

enum direction { DIRECTION_OUT, DIRECTION_IN, DIRECTION_N };

enum plan_state {
	PLAN_RUNNING,
	PLAN_ENDED,     /* all steps closed */
	PLAN_CANCELLED, /* stopped: replaced, lost, parked */
	PLAN_STATE_N
};

/* Through which door a change came. */
enum door { DOOR_CLI, DOOR_API, DOOR_LINK, DOOR_DAEMON, DOOR_N };

/* No channel's name: nudged's heartbeat has its secret under it. */
#define DOMAIN_HEARTBEAT "nudged-heartbeat"

enum audience { AUDIENCE_PRIVATE, AUDIENCE_ROOM, AUDIENCE_N };

/* What a calendar subscription shows. */
enum feed_kind { FEED_REP, FEED_TEAM, FEED_ACCOUNT, FEED_KIND_N };

extern const char *const domain_tier[TIER_N];
extern const char *const domain_stage[STAGE_N];
extern const char *const domain_course[COURSE_N];
extern const char *const domain_role[ROLE_N];
extern const char *const domain_via[VIA_N];
extern const char *const domain_kind[KIND_N];
extern const char *const domain_state[STATE_N];
extern const char *const domain_outcome[OUTCOME_N]; /* [OUTCOME_NONE] is "" */
extern const char *const domain_direction[DIRECTION_N];
extern const char *const domain_plan_state[PLAN_STATE_N];
extern const char *const domain_door[DOOR_N];
extern const char *const domain_audience[AUDIENCE_N];
extern const char *const domain_feed[FEED_KIND_N];

/* The index of name in one of the tables above (n entries); -1 if absent. */
int domain_find(const char *const *table, size_t n, const char *name);
