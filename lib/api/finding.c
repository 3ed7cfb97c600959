/* Findings of doctor; the contract is in finding.h. */
#include "api/finding.h"

#include "base/str.h"
#include "core/domain.h"

#include <errno.h>

static const char *const levels[] = {
	[FINDING_OK] = "ok",
	[FINDING_WARN] = "warn",
	[FINDING_BAD] = "bad",
};

int finding_add(struct findings *findings, const struct finding *finding)
{
	return finding_add_more(findings, finding, "", "");
}

int finding_add_more(struct findings *findings, const struct finding *finding,
	const char *detail, const char *where)
{
	const char *subject = finding->subject ? finding->subject : "";
	AUTO_STR text = {0}, advice = {0};
	json_t *object;

	text_add(&text, findings->lang, finding->text, subject, detail, where);
	if (finding->advice)
		text_add(&advice, findings->lang, finding->advice, subject,
			detail, where);
	if (str_error(&text) < 0 || str_error(&advice) < 0)
		return -ENOMEM;
	object = json_pack("{s:s, s:s, s:s, s:s?}", "check", finding->check,
		"level", levels[finding->level], "text", str_get(&text),
		"advice", finding->advice ? str_get(&advice) : NULL);
	return json_array_append_new(findings->list, object) < 0 ? -ENOMEM : 0;
}

const char *finding_worst(const json_t *list)
{
	enum finding_level worst = FINDING_OK;
	json_t *finding;
	size_t i;

	json_array_foreach(list, i, finding) {
		const char *level =
			json_string_value(json_object_get(finding, "level"));
		int k = domain_find(levels, ARRAY_LEN(levels), level);

		if (k > (int)worst)
			worst = (enum finding_level)k;
	}
	return levels[worst];
}
