/* Handing over; the contract is in handover.h. */
#include "api/handover.h"

#include "api/appointment.h"
#include "api/field.h"
#include "api/save.h"
#include "store/request.h"

#include <errno.h>

/* The owner is there anyway, and lives by another clock. */
static int take_meeting(struct planning *p, struct touchpoint *tp)
{
	struct call *call = p->call;
	struct due due = {tp->due, (int)tp->due_minute};
	AUTO_ROWS links = {0};
	int r = meeting_team_links(call->db, tp->id, &links, &call->err);

	ROWS_EACH(struct meeting_rep, link, &links)
		if (r == 0 && link->rep_id == tp->owner_id)
			r = row_delete(call->db, &call->change,
				&meeting_rep_table, link, &call->err);
	return r < 0 ? r : appointment_set_day(p, &due, tp);
}

/* An open request goes on in the new owner's name; of whom it was asked, he
 * has answered it by taking over. */
static int take_request(struct planning *p, const struct touchpoint *tp)
{
	struct call *call = p->call;
	AUTO_REQUEST request = {0};
	int r = request_open(call->db, tp->id, &request, &call->err);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	if (request.manager_id == p->owner->id) {
		request.answered_at = call->api->now;
		request.answerer_id = p->owner->id;
		r = field_set(&request.answer,
			text_get(call->api->lang, N_("took it over")));
	} else {
		request.asker_id = p->owner->id;
	}
	return r < 0 ? r
		     : row_update(call->db, &call->change, &request_table,
			       &request, &call->err);
}

typedef int of_account(
	struct db *db, int64_t account_id, struct rows *ret, struct err *err);

/* How many of them had another owner. */
static int hand_over(struct planning *p, of_account *find)
{
	struct call *call = p->call;
	AUTO_ROWS rows = {0};
	int n = 0, r = find(call->db, p->account->id, &rows, &call->err);

	ROWS_EACH(struct touchpoint, tp, &rows) {
		if (r < 0)
			break;
		if (tp->owner_id == p->owner->id)
			continue;
		tp->owner_id = p->owner->id;
		if (tp->kind == KIND_MEETING)
			r = take_meeting(p, tp);
		if (r == 0)
			r = take_request(p, tp);
		if (r == 0)
			r = save_again(call, tp);
		n++;
	}
	return r < 0 ? r : n;
}

int handover_account(struct call *call, const struct account *account)
{
	AUTO_PLANNING plan = {0};
	int open, resting, r = planning_owner(&plan, call, account);

	if (r < 0)
		return r;
	open = hand_over(&plan, touchpoint_open_of_account);
	if (open < 0)
		return open;
	resting = hand_over(&plan, touchpoint_paused_of_account);
	return resting < 0 ? resting : open + resting;
}
