/* The kinds of channels: one entry each. */
#include "daemon/carrier.h"

#include "base/utf8.h"
#include "daemon/http_draft.h"
#include "daemon/maildir.h"
#include "daemon/robot.h"
#include "daemon/smtp.h"
#include "daemon/webhook.h"
#include "text/text.h"

#include <string.h>

const char *const carrier_class_name[CARRIER_CLASS_N] = {
	[CARRIER_SENT] = "sent",
	[CARRIER_ACCEPTED] = "accepted",
	[CARRIER_TEMPORARY] = "temporary",
	[CARRIER_LIMITED] = "limited",
	[CARRIER_REFUSED] = "refused",
	[CARRIER_BROKEN] = "broken",
	[CARRIER_UNCERTAIN] = "uncertain",
	[CARRIER_STAYED] = "stayed",
};

static const struct carrier_kind *const kinds[] = {
	&maildir_kind,
	&robot_dingtalk,
	&robot_feishu,
	&robot_mattermost,
	&robot_slack,
	&robot_teams,
	&robot_wecom,
	&smtp_kind,
	&webhook_kind,
};

const struct carrier_kind *carrier_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(kinds[i]->name, name) == 0)
			return kinds[i];
	return NULL;
}

int carrier_load_secret(const struct carrier_kind *kind, const char *folder,
	const char *name, struct secret *ret, struct err *err)
{
	size_t n = 0;
	const struct secret_key *keys = secret_keys_of(kind->name, &n);

	return secret_load(folder, name, keys, n, ret, err);
}

void carrier_free_parcel(struct parcel *parcel)
{
	if (!parcel)
		return;
	http_draft_free(parcel->draft);
	str_done(&parcel->body);
	free(parcel->to);
	free(parcel->settled);
	free(parcel);
}

void carrier_set_detail(struct carrier_result *result, const char *words)
{
	char clean[sizeof(result->detail)];

	utf8_copy(clean, sizeof(clean), words);
	for (char *p = clean; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	if (!utf8_valid(clean))
		for (char *p = clean; *p; p++)
			if ((unsigned char)*p >= 0x80)
				*p = '?';
	utf8_copy(result->detail, sizeof(result->detail), clean);
}

void carrier_say(
	struct carrier_result *result, const char *msgid, const char *arg)
{
	AUTO_STR said = {0};

	str_add(&said, msgid);
	if (arg)
		str_addf(&said, "%c%s", TEXT_SAID_ARG, arg);
	utf8_copy(result->detail, sizeof(result->detail), str_get(&said));
}
