/*
 * Chat robots: messages to a service's incoming webhook.
 *
 * One file per service, robot_*.c: the keys of its secret file, its rates,
 * how a request is signed and what the answers mean, as tables.  How the
 * messages look is in compose/chat_*.c.  HTTP 200 is no success for most of
 * them: the body decides.
 *
 * Source: DESIGN.md "Chat robots".
 */
#pragma once

#include "daemon/http.h"

extern const struct carrier_kind robot_dingtalk, robot_feishu, robot_mattermost,
	robot_slack, robot_teams, robot_wecom;

/* carrier_kind.pack of all of them. */
NUDGE_CHECK int robot_pack(
	const struct carrier_job *job, struct parcel *ret, struct err *err);

/* What one code of a service means. */
struct robot_code {
	const char
		*code; /* as the service writes it; "112*": any that begin so */
	const char *holds; /* only where its words hold this; NULL: any */
	enum carrier_class class;
	int wait_s;        /* LIMITED */
	bool is_clock;     /* a wrong clock may be the cause */
	const char *words; /* N_() what it means; NULL: the service's words */
};

/* The codes of a service; the first that fits counts. */
struct robot_codes {
	const struct robot_code *codes;
	size_t n;
};
#define ROBOT_CODES(array)                                                     \
	{                                                                      \
		array, ARRAY_LEN(array)                                        \
	}

/* Class, code and words of a refusal that a code explains.  What no table
 * knows is told in the service's own words, tried three times, then refused. */
void robot_explain(const struct http_answer *answer,
	const struct robot_codes *codes, const char *code, const char *words,
	struct carrier_result *ret);

/* A service that answers {"CODE": 0, "WORDS": "ok"}. */
struct robot_reply {
	const char *code[2]; /* members that may hold the code; NULL: none */
	const char *words;
	struct robot_codes codes;
};
void robot_judge(const struct http_answer *answer,
	const struct robot_reply *reply, struct carrier_result *ret);

/* By the status code, with the time that a JSON body asks for. */
void robot_judge_status(
	const struct http_answer *answer, struct carrier_result *ret);

/* 200, but not what the service answers: a portal, a wrong url.  Where the
 * answer broke off, the message may be shown: UNCERTAIN. */
void robot_garbled(
	const struct http_answer *answer, struct carrier_result *ret);

/* Was there a whole answer with a status of 2xx? */
bool robot_is_well(const struct http_answer *answer);

/* For services that say "ok".  true: that, or garbled, is the result; false:
 * it was no success. */
bool robot_judge_ok(
	const struct http_answer *answer, struct carrier_result *ret);

/* Appends "name=value" to a URL, percent-encoded. */
void robot_add_query(struct str *url, const char *name, const char *value);

/* What all kinds have in common. */
enum { ROBOT_SECOND_US = 1000000, ROBOT_FLIGHTS = 2 };
#define ROBOT_CARRIER .most = ROBOT_FLIGHTS, .pack = robot_pack, HTTP_CARRIER
