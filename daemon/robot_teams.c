/* Microsoft Teams, Workflows.  202 says that the flow took the card, not that
 * anybody sees it: accepted, and no more. */
#include "daemon/robot.h"

#include <stdio.h>
#include <string.h>

static const struct robot_code codes[] = {
	{"WorkflowTriggerIsNotEnabled", NULL, CARRIER_BROKEN, 0, false,
		N_("the workflow is switched off in Teams, or its owner has "
		   "left")},
	{"WorkflowNotFound", NULL, CARRIER_BROKEN, 0, false,
		N_("the workflow was deleted in Teams; make a new one there")},
};

/* {"error": {"code", "message"}} */
static void explain(
	const struct http_answer *answer, struct carrier_result *ret)
{
	static const struct robot_codes all = ROBOT_CODES(codes);
	json_auto_t *body = json_loads(answer->body, 0, NULL);
	const json_t *error = json_object_get(body, "error");
	const char *code = json_string_value(json_object_get(error, "code"));
	const char *words =
		json_string_value(json_object_get(error, "message"));

	if (words)
		http_answer_quote(answer, words, ret);
	for (size_t i = 0; code && i < all.n; i++)
		if (strcmp(all.codes[i].code, code) == 0) {
			robot_explain(answer, &all, code, "", ret);
			return;
		}
	/* Whatever is wrong with the workflow, no message passes it. */
	if (code && strncmp(code, "Workflow", strlen("Workflow")) == 0)
		ret->class = CARRIER_BROKEN;
}

static void judge(const struct http_answer *answer, struct carrier_result *ret)
{
	const char *body = answer->body + strspn(answer->body, " \t\r\n");

	if (robot_is_well(answer) && *body != '<') {
		*ret = (struct carrier_result){
			.class = CARRIER_ACCEPTED, .phase = "answer"};
		snprintf(ret->code, sizeof(ret->code), "%ld", answer->status);
		return;
	}
	if (answer->status / 100 == 2) {
		robot_garbled(answer, ret);
		return;
	}
	robot_judge_status(answer, ret);
	if (answer->status / 100 == 4 && ret->class != CARRIER_LIMITED)
		explain(answer, ret);
}

static const struct http_service service = {.judge = judge};

const struct carrier_kind robot_teams = {
	.name = "teams",
	.rates = {{.n = 2, .period_us = ROBOT_SECOND_US, .burst = 2}},
	.http = &service,
	ROBOT_CARRIER,
};
