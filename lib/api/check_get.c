/* check.get: which rows break a rule of the file or of the domain. */
#include "api/methods.h"

#include "api/call.h"
#include "base/str.h"
#include "store/check.h"

#include <errno.h>
#include <string.h>

/* Of each rule so many are shown, the others counted: where everything is
 * broken, the first few say why. */
enum { SHOWN_PER_RULE = 20 };

struct checking {
	struct call *call;
	json_t *findings; /* {check, table, row, text, advice} */
	json_t *more;     /* {check: how many are not shown} */
	const char *rule; /* the last one, and how often it was broken */
	int64_t broken;
	int64_t total;
};

/* {check, table, row, text, advice}. */
static int show(struct checking *c, const struct check_finding *f)
{
	enum text_lang lang = c->call->api->lang;
	AUTO_STR row = {0}, text = {0}, advice = {0};
	json_t *object;

	if (f->id)
		str_addf(&row, "%s %s: ", f->table, STR_INT(f->id));
	text_add(&text, lang, f->sentence, f->detail ? f->detail : "");
	str_add(&row, str_get(&text));
	text_add(&advice, lang, f->advice, STR_INT(f->id));
	if (str_error(&row) < 0 || str_error(&advice) < 0)
		return -ENOMEM;
	object = json_pack("{s:s, s:s?, s:o, s:s, s:s}", "check", f->rule,
		"table", f->id ? f->table : NULL, "row",
		f->id ? json_integer((json_int_t)f->id) : json_null(), "text",
		str_get(&row), "advice", str_get(&advice));
	return json_array_append_new(c->findings, object) < 0 ? -ENOMEM : 0;
}

/* A check_found. */
static int found(void *userdata, const struct check_finding *f)
{
	struct checking *c = userdata;

	if (c->rule != f->rule)
		c->broken = 0;
	c->rule = f->rule;
	c->total++;
	if (c->broken++ < SHOWN_PER_RULE)
		return show(c, f);
	return json_object_set_new(c->more, f->rule,
		       json_integer((json_int_t)(c->broken - SHOWN_PER_RULE))) <
			       0
		       ? -ENOMEM
		       : 0;
}

static int run(struct call *call)
{
	static int (*const checks[])(struct db * db, check_found found,
		void *userdata, struct err *err) = {
		check_file, check_history, check_domain, check_instants};
	json_auto_t *findings = json_array(), *more = json_object();
	struct checking c = {.call = call, .findings = findings, .more = more};
	int r = findings && more ? 0 : -ENOMEM;

	for (size_t i = 0; r == 0 && i < ARRAY_LEN(checks); i++)
		r = checks[i](call->db, found, &c, &call->err);
	/* Where pages are lost, the rest cannot be looked at. */
	if (r == -EBADMSG && c.total > 0)
		r = 0;
	if (r == 0)
		r = call_put(call, "sound", json_boolean(c.total == 0));
	if (r == 0)
		r = call_put(call, "total", json_integer((json_int_t)c.total));
	if (r == 0)
		r = call_put(call, "findings", TAKE(findings));
	return r < 0 ? r : call_put(call, "more", TAKE(more));
}

const struct method check_get_method = {
	.name = "check.get",
	.flags = METHOD_NO_ACTOR,
	.doc = N_("which rows break a rule of the file or of the domain"),
	.run = run,
};
