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

static int run(struct call *call)
{
	json_auto_t *findings = json_array();
	struct doctor doctor = {.call = call,
		.found = {.lang = call->api->lang, .list = findings}};
	int r = findings ? doctor_file(&doctor) : -ENOMEM;

	if (r == 0)
		r = doctor_place(&doctor);
	if (r == 0)
		r = doctor_service(&doctor);
	if (r == 0)
		r = doctor_zones(&doctor);
	if (r == 0)
		r = doctor_reps(&doctor);
	if (r == 0)
		r = doctor_calendars(&doctor);
	if (r == 0)
		r = doctor_channels(&doctor);
	if (r == 0)
		r = doctor_backup(&doctor);
	if (r == 0)
		r = put_secrets(call);
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
