/* What may stand in a channel's secret; the contract is in secret_keys.h. */
#include "conf/secret_keys.h"

#include "base/cleanup.h"

#include <string.h>

#define NEEDED(name_)                                                          \
	{                                                                      \
		name_, SECRET_TEXT, true, 0, 0                                 \
	}
#define TEXT(name_)                                                            \
	{                                                                      \
		name_, SECRET_TEXT, false, 0, 0                                \
	}
#define YES(name_)                                                             \
	{                                                                      \
		name_, SECRET_YES, false, 0, 0                                 \
	}
#define NUMBER(name_, least_, most_)                                           \
	{                                                                      \
		name_, SECRET_NUMBER, false, least_, most_                     \
	}
#define TIMEOUT NUMBER("timeout_s", 1, 3600)
#define HTTP                                                                   \
	TEXT("ca_file"), TEXT("proxy"), YES("allow_http"),                     \
		YES("allow_private"), TIMEOUT

static const struct secret_key email[] = {
	NEEDED("host"),
	NUMBER("port", 1, 65535),
	TEXT("tls"),
	NEEDED("from"),
	TEXT("from_name"),
	TEXT("username"),
	TEXT("password"),
	TEXT("auth"),
	TEXT("token"),
	TEXT("token_file"),
	TEXT("bounce_address"),
	TEXT("id_domain"),
	TEXT("helo"),
	TEXT("ca_file"),
	TIMEOUT,
};

static const struct secret_key maildir[] = {
	NEEDED("path"),
	TEXT("from"),
	TEXT("from_name"),
	TEXT("id_domain"),
};

static const struct secret_key webhook[] = {
	NEEDED("url"),
	TEXT("secret"),
	TEXT("secret_old"),
	TEXT("token"),
	HTTP,
};

static const struct secret_key robot[] = {NEEDED("url"), TEXT("keyword"), HTTP};

static const struct secret_key mattermost[] = {
	NEEDED("url"), TEXT("keyword"), TEXT("username"), HTTP};

static const struct secret_key signed_robot[] = {
	NEEDED("url"), TEXT("secret"), TEXT("keyword"), HTTP};

static const struct secret_key heartbeat[] = {
	NEEDED("url"), NUMBER("interval_s", 1, 86400), HTTP};

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
