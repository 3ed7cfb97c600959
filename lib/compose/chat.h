/*
 * A message for a chat robot: the page as the JSON of one service.
 *
 * One file per service, chat_*.c, each a pure function from blocks to JSON
 * and a measure of what the service limits.  Where a service knows texts
 * without markup, data goes only there; elsewhere what it would obey is
 * escaped.  So no name can ping a room or break out of its line.
 *
 * Source: DESIGN.md "Chat robots".
 */
#pragma once

#include "compose/page.h"

enum chat_part {
	CHAT_TITLE,
	CHAT_LEAD,
	CHAT_SECTION, /* a heading of ours */
	CHAT_ITEM,    /* head: when and who; text: what to do, or empty */
	CHAT_LATE,    /* the same of one that is late */
	CHAT_NOTE,    /* lines of an item: good to know */
	CHAT_LINK,    /* an item's buttons; head: what to tap; text: a URL in
			 which nothing is markup */
	CHAT_FOOT,
};

struct chat_block {
	enum chat_part part;
	struct str head, text; /* head: of CHAT_ITEM, CHAT_LATE, CHAT_LINK */
};

/* What a service needs to know of a message. */
struct chat_talk {
	const struct chat_block *blocks;
	size_t n;
	const char *mention; /* the service's id of who is meant; NULL: none */
	const char *name;    /* his name; "" where unknown */
	const char *sender;  /* name of the robot; NULL: the service's */
};

struct chat_form {
	const char *kind; /* of the channel: "slack" */
	/* A new reference; NULL: not enough memory. */
	json_t *(*render)(const struct chat_talk *talk);
	/* How much of the service's limits the body takes, in thousandths
	 * and rounded up; bytes is its length on the wire. */
	size_t (*measure)(const json_t *body, size_t bytes);
};

extern const struct chat_form chat_dingtalk, chat_feishu, chat_mattermost,
	chat_slack, chat_teams, chat_wecom;

/* The form of a channel's kind; NULL: none. */
const struct chat_form *chat_find(const char *kind);

struct chat_extras {
	const json_t *mentions; /* {rep's short name: service's id}; or NULL */
	const char *keyword;    /* must occur; NULL: none */
	const char *sender;     /* NULL: none */
};

/*
 * chat_add - the body for a message, whose model is JSON.
 *
 * What does not fit is shortened until it does (compose/shorten.h).
 *
 * -EINVAL: not a model this program understands; -E2BIG: too long even so.
 * -ENOMEM.
 */
NUDGE_CHECK int chat_add(struct str *out, const struct chat_form *form,
	const char *model, const struct page_reader *reader,
	const struct chat_extras *extras);

/*
 * chat_id_is_valid - may this be the id of a person in a mention?
 *
 * Letters, digits and ". _ @ + -", at most CHAT_ID_MAX; never a word that
 * means everybody.
 */
enum { CHAT_ID_MAX = 64 };
bool chat_id_is_valid(const char *id);

/* For chat_*.c.  A share of a limit in thousandths; the escapes below. */
size_t chat_share(size_t used, size_t limit);

/* Text with the characters of set replaced by their full-width twins, which
 * look alike and which no parser obeys.  set: ASCII, "" for none. */
void chat_add_wide(struct str *out, const char *text, const char *set);
