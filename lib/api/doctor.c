/* doctor.get: what is wrong, and what to do about it. */
#include "api/doctor.h"
#include "api/methods.h"

#include "base/str.h"

#include <errno.h>

static const char *const levels[] = {
	[DOCTOR_OK] = "ok",
	[DOCTOR_WARN] = "warn",
	[DOCTOR_BAD] = "bad",
};

int doctor_say(struct doctor *doctor, const struct doctor_finding *finding)
{
	enum text_lang lang = doctor->call->api->lang;
	const char *subject = finding->subject ? finding->subject : "";
	AUTO_STR text = {0}, advice = {0};
	json_t *object;

	text_add(&text, lang, finding->text, subject, subject);
	if (finding->advice)
		text_add(&advice, lang, finding->advice, subject, subject);
	if (str_error(&text) < 0 || str_error(&advice) < 0)
		return -ENOMEM;
	object = json_pack("{s:s, s:s, s:s, s:s?}", "check", finding->check,
		"level", levels[finding->level], "text", str_get(&text),
		"advice", finding->advice ? str_get(&advice) : NULL);
	return json_array_append_new(doctor->findings, object) < 0 ? -ENOMEM
								   : 0;
}

/* The worst level of all findings. */
static const char *verdict(const json_t *findings)
{
	enum doctor_level worst = DOCTOR_OK;
	json_t *finding;
	size_t i;

	json_array_foreach(findings, i, finding) {
		const char *level =
			json_string_value(json_object_get(finding, "level"));
		int k = domain_find(levels, ARRAY_LEN(levels), level);

		if (k > (int)worst)
			worst = (enum doctor_level)k;
	}
	return levels[worst];
}

static int run(struct call *call)
{
	json_auto_t *findings = json_array();
	struct doctor doctor = {.call = call, .findings = findings};
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
		r = call_put(call, "level", json_string(verdict(findings)));
	return r < 0 ? r : call_put(call, "findings", TAKE(findings));
}

const struct method doctor_get_method = {
	.name = "doctor.get",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("what is wrong, and what to do about it"),
	.run = run,
};
