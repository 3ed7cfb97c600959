/* Which channel is meant. */
#include "api/resolve.h"

#include "api/near.h"

#include <errno.h>

int resolve_channel(struct call *call, const char *param, struct channel *ret)
{
	const char *name = call_text(call, param);
	AUTO_ROWS all = {0};
	int r = channel_by_name(call->db, name, ret, &call->err);

	if (r != -ENOENT)
		return r;
	r = channel_all(call->db, 0, CALL_PAGE_MAX, &all, &call->err);
	if (r < 0)
		return r;
	r = call_fail(call, API_NOT_FOUND, param,
		N_("there is no channel \"%s\""), name);
	ROWS_EACH(const struct channel, channel, &all) {
		call_candidate(call, json_string(channel->name));
		if (near_enough(name, channel->name))
			call_hint(call, N_("did you mean %s?"), channel->name);
	}
	call_hint(call, N_("nudge channel list shows all channels"));
	return r;
}
