/* Messages as JSON; the contract is in outbox_view.h. */
#include "api/outbox_view.h"

#include "api/view.h"
#include "base/str.h"

#include <errno.h>
#include <string.h>

enum { MERGES_MAX = 8 }; /* brief into brief, digest, another channel */

static json_t *last_answer(struct call *call, const struct message *m)
{
	if (!m->last_class)
		return json_null();
	return json_pack("{s:s, s:s?, s:o}", "class", m->last_class, "code",
		m->last_code, "detail", view_said(call, m->last_detail));
}

/* How the message ended which says what m was to say; null where m goes its
 * own way. */
static int end_of(struct call *call, const struct message *m, json_t **ret)
{
	AUTO_MESSAGE into = {0};
	int64_t id = m->merged_into;
	int r = 0;

	for (int hops = 0; r == 0 && id != 0 && hops < MERGES_MAX; hops++) {
		r = message_get(call->db, id, &into, &call->err);
		id = into.merged_into;
	}
	if (r < 0 && r != -ENOENT)
		return r;
	*ret = into.id ? json_string(message_state_name[into.state])
		       : json_null();
	return *ret ? 0 : -ENOMEM;
}

int outbox_view(struct call *call, const struct message *m, json_t **ret)
{
	AUTO_REP rep = {0};
	json_auto_t *ended_as = NULL;
	int r = end_of(call, m, &ended_as);

	if (r == 0 && m->rep_id != 0)
		r = row_get(call->db, &rep_table, m->rep_id, &rep, &call->err);
	if (r < 0)
		return r;
	*ret = json_pack("{s:I, s:s, s:s, s:s, s:s?, s:s, s:I, s:b, s:o, s:o,"
			 " s:o, s:o, s:o, s:o, s:s?, s:o, s:O}",
		"id", (json_int_t)m->id, "kind", message_kind_name[m->kind],
		"subject", m->subject, "channel", m->channel, "rep", rep.slug,
		"state", message_state_name[m->state], "attempts",
		(json_int_t)m->attempts, "uncertain", m->uncertain != 0, "next",
		view_instant(m->not_before), "last", last_answer(call, m),
		"created", view_instant(m->created_at), "due",
		view_instant(m->due_at), "expires", view_instant(m->expires_at),
		"finished", view_instant(m->finished_at), "remote_id",
		m->remote_id, "merged_into", view_ref(m->merged_into),
		"ended_as", ended_as);
	return *ret ? 0 : -ENOMEM;
}

/* Advice for the classes of daemon/carrier.h; "%s" is the channel. */
static const struct {
	const char *class, *advice;
} advices[] = {
	{"temporary", N_("nudged tries again by itself")},
	{"limited", N_("the receiver asked to wait; nudged tries again by "
		       "itself")},
	{"refused", N_("the receiver refuses this message; put right what it "
		       "names, then retry")},
	{"broken", N_("the channel %s does not work; check its secret file, "
		      "then run: nudge channel test %s")},
	{"uncertain",
		N_("it may have arrived; ask, and retry only if it did not")},
};

json_t *outbox_view_advice(struct call *call, const struct message *m)
{
	AUTO_STR out = {0};

	if (m->state == MESSAGE_SENT || m->state == MESSAGE_ACCEPTED ||
		!m->last_class)
		return json_null();
	for (size_t i = 0; i < ARRAY_LEN(advices); i++)
		if (strcmp(advices[i].class, m->last_class) == 0)
			text_add(&out, call->api->lang, advices[i].advice,
				m->channel, m->channel);
	return out.len > 0 ? json_string(str_get(&out)) : json_null();
}
