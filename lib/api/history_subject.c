/* What a change was about; the contract is in history_subject.h. */
#include "api/history_subject.h"

#include "api/view.h"
#include "base/str.h"
#include "store/account.h"
#include "store/activity.h"
#include "store/contact.h"
#include "store/note.h"
#include "store/plan.h"
#include "store/request.h"
#include "store/touchpoint.h"

#include <errno.h>
#include <string.h>

struct subject {
	struct call *call;
	int64_t account_id;
	struct touchpoint tp; /* id 0: not about one */
};

static void subject_done(struct subject *s)
{
	touchpoint_done(&s->tp);
}

#define AUTO_SUBJECT CLEANUP(subject_done) struct subject

static int read_plan(struct subject *s, int64_t id)
{
	AUTO_PLAN plan = {0};
	int r = row_get(s->call->db, &plan_table, id, &plan, &s->call->err);

	s->account_id = plan.account_id;
	return r;
}

static int read_contact(struct subject *s, int64_t id)
{
	AUTO_CONTACT contact = {0};
	int r = row_get(
		s->call->db, &contact_table, id, &contact, &s->call->err);

	s->account_id = contact.account_id;
	return r;
}

static int read_note(struct subject *s, int64_t id)
{
	AUTO_NOTE note = {0};
	int r = row_get(s->call->db, &note_table, id, &note, &s->call->err);

	s->account_id = note.account_id;
	return r;
}

static int read_touchpoint(struct subject *s, int64_t id)
{
	int r;

	touchpoint_done(&s->tp);
	r = row_get(s->call->db, &touchpoint_table, id, &s->tp, &s->call->err);
	s->account_id = s->tp.account_id;
	return r;
}

/* Of a planned contact the touchpoint tells more. */
static int read_activity(struct subject *s, int64_t id)
{
	AUTO_ACTIVITY activity = {0};
	int r = row_get(
		s->call->db, &activity_table, id, &activity, &s->call->err);

	s->account_id = activity.account_id;
	if (r == 0 && activity.touchpoint_id != 0)
		r = read_touchpoint(s, activity.touchpoint_id);
	return r;
}

static int read_request(struct subject *s, int64_t id)
{
	AUTO_REQUEST request = {0};
	int r = row_get(
		s->call->db, &request_table, id, &request, &s->call->err);

	return r < 0 ? r : read_touchpoint(s, request.touchpoint_id);
}

static int read_account(struct subject *s, int64_t id)
{
	s->account_id = id;
	return 0;
}

static int read_row(struct subject *s, const struct history_row *row)
{
	static const struct {
		const char *table;
		int (*read)(struct subject *s, int64_t id);
	} readers[] = {
		{"account", read_account},
		{"activity", read_activity},
		{"contact", read_contact},
		{"note", read_note},
		{"plan", read_plan},
		{"request", read_request},
		{"touchpoint", read_touchpoint},
	};

	for (size_t i = 0; i < ARRAY_LEN(readers); i++)
		if (strcmp(row->table, readers[i].table) == 0)
			return readers[i].read(s, row->id);
	return 0;
}

/* A contact made tells what it was about, the first row does where none was:
 * with a meeting the question whether it stands is closed first. */
static int read_rows(struct subject *s, const struct history_rows *rows)
{
	for (int any = 0; any <= 1; any++)
		for (size_t i = 0; i < rows->n && s->account_id == 0; i++) {
			const struct history_row *row = &rows->items[i];
			int r = any || !strcmp(row->table, "activity")
					? read_row(s, row)
					: 0;

			if (r < 0 && r != -ENOENT)
				return r;
		}
	return 0;
}

/* What tells one from another: its step, else its purpose. */
static json_t *view(struct subject *s, bool is_one, const struct account *of)
{
	AUTO_STR purpose = {0};

	if (is_one && !s->tp.step)
		view_purpose(s->call->api->lang, s->tp.purpose,
			s->tp.purpose_is_id, &purpose);
	if (str_error(&purpose) < 0)
		return NULL;
	return json_pack("{s:o, s:o, s:s?, s:s?}", "account",
		view_account_ref(s->call, of), "id",
		view_ref(is_one ? s->tp.id : 0), "step",
		is_one ? s->tp.step : NULL, "purpose",
		purpose.len ? str_get(&purpose) : NULL);
}

int history_subject(struct call *call, const char *method,
	const struct history_rows *rows, json_t **ret)
{
	AUTO_SUBJECT s = {.call = call};
	AUTO_ACCOUNT account = {0};
	/* What was logged is about the account, whatever it moved. */
	bool is_one = (strncmp(method, "touchpoint.", 11) == 0 &&
			      strcmp(method, "touchpoint.log") != 0) ||
		      strcmp(method, "meeting.edit") == 0;
	int r = read_rows(&s, rows);

	if (r < 0)
		return r;
	r = s.account_id ? row_get(call->db, &account_table, s.account_id,
				   &account, &call->err)
			 : -ENOENT;
	if (r < 0 && r != -ENOENT)
		return r;
	*ret = r == 0 ? view(&s, is_one && s.tp.id, &account) : json_null();
	return *ret ? 0 : -ENOMEM;
}
