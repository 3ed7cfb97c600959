/* Who is there; the contract is in attend.h. */
#include "api/attend.h"

#include "store/contact.h"
#include "store/departure.h"
#include "store/meeting.h"
#include "store/rep.h"

static bool has_contact(const struct rows *rows, int64_t id)
{
	ROWS_EACH(const struct contact, contact, rows)
		if (contact->id == id)
			return true;
	return false;
}

static bool has_rep(const struct rows *rows, int64_t id)
{
	ROWS_EACH(const struct rep, rep, rows)
		if (rep->id == id)
			return true;
	return false;
}

/* Chosen by hand: it is no more what somebody's leaving made of it. */
static int forget_departures(struct call *call, int64_t touchpoint_id)
{
	AUTO_ROWS all = {0};
	int r = departure_of_touchpoint(
		call->db, touchpoint_id, &all, &call->err);

	ROWS_EACH(struct departure, was, &all)
		if (r == 0 && was->part == DEPARTURE_WITH)
			r = row_delete(call->db, &call->change,
				&departure_table, was, &call->err);
	return r;
}

int attend_contacts(
	struct call *call, int64_t touchpoint_id, const struct rows *contacts)
{
	AUTO_ROWS links = {0}, there = {0};
	int changed = 0;
	int r = contact_of_touchpoint(
		call->db, touchpoint_id, &there, &call->err);

	if (r == 0)
		r = touchpoint_contacts(
			call->db, touchpoint_id, &links, &call->err);
	if (r == 0)
		r = forget_departures(call, touchpoint_id);
	ROWS_EACH(struct touchpoint_contact, link, &links)
		if (r == 0 && !has_contact(contacts, link->contact_id)) {
			r = row_delete(call->db, &call->change,
				&touchpoint_contact_table, link, &call->err);
			changed = 1;
		}
	ROWS_EACH(const struct contact, contact, contacts) {
		struct touchpoint_contact link = {
			.touchpoint_id = touchpoint_id,
			.contact_id = contact->id};

		if (r < 0 || has_contact(&there, contact->id))
			continue;
		r = row_insert(call->db, &call->change,
			&touchpoint_contact_table, &link, &call->err);
		changed = 1;
	}
	return r < 0 ? r : changed;
}

int attend_team(struct call *call, const struct touchpoint *meeting,
	const struct rows *team)
{
	AUTO_ROWS links = {0}, there = {0};
	int changed = 0;
	int r = meeting_team(call->db, meeting->id, &there, &call->err);

	if (r == 0)
		r = meeting_team_links(
			call->db, meeting->id, &links, &call->err);
	ROWS_EACH(struct meeting_rep, link, &links)
		if (r == 0 && !has_rep(team, link->rep_id)) {
			r = row_delete(call->db, &call->change,
				&meeting_rep_table, link, &call->err);
			changed = 1;
		}
	ROWS_EACH(const struct rep, rep, team) {
		struct meeting_rep link = {
			.touchpoint_id = meeting->id, .rep_id = rep->id};

		if (r < 0 || rep->id == meeting->owner_id ||
			has_rep(&there, rep->id))
			continue;
		r = row_insert(call->db, &call->change, &meeting_rep_table,
			&link, &call->err);
		changed = 1;
	}
	return r < 0 ? r : changed;
}

int attend_leave(struct call *call, int64_t rep_id)
{
	AUTO_ROWS links = {0};
	int r = meeting_rep_links(call->db, rep_id, &links, &call->err);

	ROWS_EACH(struct meeting_rep, link, &links)
		if (r == 0)
			r = row_delete(call->db, &call->change,
				&meeting_rep_table, link, &call->err);
	return r < 0 ? r : (int)links.n;
}
