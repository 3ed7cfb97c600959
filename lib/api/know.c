/* What one should know; the contract is in know.h. */
#include "api/know.h"

#include "api/view.h"

#include <errno.h>

static int put(struct call *call, json_t *object, const char *name,
	const struct rows *notes)
{
	json_t *array = NULL;
	int r = view_rows(call, notes, NULL, &array);

	if (r < 0)
		return r;
	return json_object_set_new(object, name, array) < 0 ? -ENOMEM : 0;
}

int know_cautions(struct call *call, int64_t account_id, json_t *object)
{
	AUTO_ROWS notes = {0};
	int r = note_cautions(call->db, account_id,
		view_note_since(call->today), &notes, &call->err);

	return r < 0 ? r : put(call, object, "cautions", &notes);
}

int know_account(struct call *call, int64_t account_id, json_t *object)
{
	AUTO_ROWS notes = {0};
	int r = know_cautions(call, account_id, object);

	if (r == 0)
		r = note_shared(call->db, account_id, &notes, &call->err);
	return r < 0 ? r : put(call, object, "notes", &notes);
}
