/* feed.list: a rep's calendar subscriptions, and who reads them. */
#include "api/methods.h"

#include "api/feed_view.h"
#include "api/view.h"

static int run(struct call *call)
{
	AUTO_ROWS rows = {0};
	int r = feed_token_of_rep(call->db, call->actor.id, &rows, &call->err);

	return r < 0 ? r : view_rows_put(call, "feeds", &rows, feed_view);
}

const struct method feed_list_method = {
	.name = "feed.list",
	.doc = N_("list your calendar subscriptions and when a calendar last "
		  "read them"),
	.run = run,
};
