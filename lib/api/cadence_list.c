/* cadence.list and cadence.show: the templates of steps. */
#include "api/methods.h"

#include "api/call.h"
#include "api/near.h"
#include "core/cadence.h"

#include <errno.h>

static const struct param list_params[] = {CALL_PAGE_PARAMS};

static const struct param show_params[] = {
	{"id", PARAM_TEXT, PARAM_REQUIRED, N_("the cadence's name")},
	{"version", PARAM_INT, 0, N_("an earlier version; else the newest")},
};

static const char *const shifts[] = {
	[SHIFT_FORWARD] = "forward",
	[SHIFT_BACK] = "back",
	[SHIFT_NEAREST] = "nearest",
	[SHIFT_NONE] = "none",
};

/* null where the number says that there is no limit. */
static json_t *limit(int n, int none)
{
	return n == none ? json_null() : json_integer(n);
}

static json_t *view_step(struct call *call, const struct step *step)
{
	return json_pack("{s:s, s:s, s:i, s:i, s:i, s:s, s:o, s:i, s:o, s:s,"
			 " s:s, s:i, s:s}",
		"id", step->id, "kind", cadence_step_kind[step->kind],
		"earliest", step->earliest, "due", step->due, "latest",
		step->latest, "shift", shifts[step->shift], "max_shift",
		limit(step->max_shift, CADENCE_NO_MAX_SHIFT), "floor",
		step->floor, "tolerance",
		limit(step->tolerance, CADENCE_NEVER_MISSED), "via",
		domain_via[step->via], "via_strategic",
		domain_via[step->via_strategic], "arrange_days",
		step->arrange_days, "purpose",
		text_get(call->api->lang, step->purpose));
}

static json_t *view_cadence(struct call *call, const struct cadence *cadence)
{
	json_auto_t *steps = json_array();

	for (size_t i = 0; steps && i < cadence->n_steps; i++)
		if (json_array_append_new(
			    steps, view_step(call, &cadence->steps[i])) < 0)
			return NULL;
	return json_pack("{s:s, s:i, s:s, s:O}", "name", cadence->name,
		"version", cadence->version, "title",
		text_get(call->api->lang, cadence->title), "steps", steps);
}

static int run_list(struct call *call)
{
	json_auto_t *array = json_array();
	struct call_page page;
	size_t i, end;
	int r = call_page(call, &page);

	if (r < 0)
		return r;
	i = page.cursor > 0 ? (size_t)page.cursor : 0;
	end = i + (size_t)page.limit;
	for (; i < cadence_n_builtin && i < end; i++)
		if (json_array_append_new(
			    array, view_cadence(call, cadence_builtin[i])) < 0)
			return -ENOMEM;
	r = call_put(call, "cursor",
		i < cadence_n_builtin ? json_integer((json_int_t)i)
				      : json_null());
	return r < 0 ? r : call_put(call, "cadences", TAKE(array));
}

static int no_cadence(struct call *call, const char *name)
{
	int r = call_fail(call, API_NOT_FOUND, "id",
		N_("there is no cadence \"%s\""), name);

	for (size_t i = 0; i < cadence_n_builtin; i++) {
		const char *other = cadence_builtin[i]->name;

		call_candidate(call, json_string(other));
		if (near_enough(name, other))
			call_hint(call, N_("did you mean %s?"), other);
	}
	call_hint(call, N_("nudge cadence list shows all cadences"));
	return r;
}

static int run_show(struct call *call)
{
	const char *name = call_text(call, "id");
	int64_t version = call_int(call, "version", 0);
	const struct cadence *cadence = NULL;

	if (version >= 0 && version <= INT16_MAX)
		cadence = cadence_find(name, (int)version);
	if (!cadence)
		return no_cadence(call, name);
	return call_put(call, "cadence", view_cadence(call, cadence));
}

const struct method cadence_list_method = {
	.name = "cadence.list",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("list the cadences"),
	METHOD_PARAMS(list_params),
	.run = run_list,
};

const struct method cadence_show_method = {
	.name = "cadence.show",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("show the steps of a cadence"),
	METHOD_PARAMS(show_params),
	.run = run_show,
};
