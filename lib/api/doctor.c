/* doctor.get: what is wrong, and what to do about it. */
#include "api/doctor.h"
#include "api/methods.h"

#include "store/lock.h"
#include "store/meta.h"

#include <errno.h>

/* Where a running nudged has its secrets; null: none runs. */
static int put_secrets(struct call *call)
{
	AUTO_FREE char *folder = NULL;
	int r = lock_nudged_runs(db_path(call->db))
			? meta_get(call->db, "nudged_secrets", &folder,
				  &call->err)
			: 0;

	return r < 0 ? r
		     : call_put(call, "secrets",
			       folder ? json_string(folder) : json_null());
}

/* Each part is looked at, and of a damaged file what can be read. */
static int look(struct doctor *doctor)
{
	static int (*const parts[])(struct doctor * doctor) = {doctor_file,
		doctor_place, doctor_service, doctor_zones, doctor_reps,
		doctor_calendars, doctor_channels, doctor_backup};
	int r = 0;

	for (size_t i = 0; r == 0 && i < ARRAY_LEN(parts); i++) {
		r = parts[i](doctor);
		if (r < 0 && r != -ENOMEM && doctor->is_damaged)
			r = 0;
	}
	return r;
}

static int run(struct call *call)
{
	json_auto_t *findings = json_array();
	struct doctor doctor = {.call = call,
		.found = {.lang = call->api->lang, .list = findings}};
	int r = findings ? look(&doctor) : -ENOMEM;

	if (r == 0)
		r = put_secrets(call);
	if (r < 0 && r != -ENOMEM && doctor.is_damaged)
		r = call_put(call, "secrets", json_null());
	if (r == 0)
		r = call_put(call, "damaged", json_boolean(doctor.is_damaged));
	if (r == 0)
		r = call_put(
			call, "level", json_string(finding_worst(findings)));
	return r < 0 ? r : call_put(call, "findings", TAKE(findings));
}

const struct method doctor_get_method = {
	.name = "doctor.get",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("what is wrong, and what to do about it"),
	.run = run,
};
