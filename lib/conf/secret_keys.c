/* What may stand in a channel's secret; the contract is in secret_keys.h. */
#include "conf/secret_keys.h"

#include "base/cleanup.h"

#include <string.h>

#define HTTP                                                                   \
	{"ca_file", SECRET_TEXT, false}, {"proxy", SECRET_TEXT, false},        \
		{"allow_http", SECRET_YES, false},                             \
		{"allow_private", SECRET_YES, false},                          \
	{                                                                      \
		"timeout_s", SECRET_NUMBER, false                              \
	}
#define URL                                                                    \
	{                                                                      \
		"url", SECRET_TEXT, true                                       \
	}
#define OPTIONAL(name_)                                                        \
	{                                                                      \
		name_, SECRET_TEXT, false                                      \
	}

static const struct secret_key email[] = {
	{"host", SECRET_TEXT, true},
	{"port", SECRET_NUMBER, false},
	OPTIONAL("tls"),
	{"from", SECRET_TEXT, true},
	OPTIONAL("from_name"),
	OPTIONAL("username"),
	OPTIONAL("password"),
	OPTIONAL("auth"),
	OPTIONAL("token"),
	OPTIONAL("token_file"),
	OPTIONAL("bounce_address"),
	OPTIONAL("id_domain"),
	OPTIONAL("helo"),
	OPTIONAL("ca_file"),
	{"timeout_s", SECRET_NUMBER, false},
};

static const struct secret_key maildir[] = {
	{"path", SECRET_TEXT, true},
	OPTIONAL("from"),
	OPTIONAL("from_name"),
	OPTIONAL("id_domain"),
};

static const struct secret_key webhook[] = {
	URL,
	OPTIONAL("secret"),
	OPTIONAL("secret_old"),
	OPTIONAL("token"),
	HTTP,
};

static const struct secret_key robot[] = {URL, OPTIONAL("keyword"), HTTP};

static const struct secret_key mattermost[] = {
	URL, OPTIONAL("keyword"), OPTIONAL("username"), HTTP};

static const struct secret_key signed_robot[] = {
	URL, OPTIONAL("secret"), OPTIONAL("keyword"), HTTP};

static const struct secret_key heartbeat[] = {
	URL, {"interval_s", SECRET_NUMBER, false}, HTTP};

static const struct {
	const char *kind;
	const struct secret_key *keys;
	size_t n;
} kinds[] = {
	{"email", email, ARRAY_LEN(email)},
	{"maildir", maildir, ARRAY_LEN(maildir)},
	{"webhook", webhook, ARRAY_LEN(webhook)},
	{"slack", robot, ARRAY_LEN(robot)},
	{"mattermost", mattermost, ARRAY_LEN(mattermost)},
	{"wecom", robot, ARRAY_LEN(robot)},
	{"dingtalk", signed_robot, ARRAY_LEN(signed_robot)},
	{"feishu", signed_robot, ARRAY_LEN(signed_robot)},
	{"teams", robot, ARRAY_LEN(robot)},
	{"heartbeat", heartbeat, ARRAY_LEN(heartbeat)},
};

const struct secret_key *secret_keys_of(const char *kind, size_t *ret_n)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0) {
			*ret_n = kinds[i].n;
			return kinds[i].keys;
		}
	return NULL;
}
