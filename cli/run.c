/* One run of the program; the contract is in run.h. */
#include "cli/run.h"

#include "base/clock.h"
#include "cli/cmd.h"
#include "cli/refusal.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

int run_refuse_(struct run *run, enum api_code code, const char *msgid, ...)
{
	va_list ap;
	int r;

	va_start(ap, msgid);
	r = opt_refuse_list(&run->error, run->lang, msgid, ap);
	va_end(ap);
	run->error.code = code;
	return r;
}

void run_hint_(struct run *run, const char *msgid, ...)
{
	AUTO_STR s = {0};
	va_list ap;

	va_start(ap, msgid);
	text_add_list(&s, run->lang, msgid, ap);
	va_end(ap);
	free(run->error.hint);
	if (str_take(&s, &run->error.hint) < 0)
		run->error.hint = NULL;
}

static enum api_code code_of(int r)
{
	switch (r) {
	case -EBUSY:
		return API_LOCKED;
	case -EINVAL:
	case -ERANGE:
	case -E2BIG:
		return API_BAD_PARAM;
	case -EEXIST:
		return API_REFUSED;
	default:
		return API_TROUBLE;
	}
}

int run_refuse_err(struct run *run, int r, const struct err *err)
{
	char sentence[1024];

	if (!err->msgid)
		return run_refuse(run, code_of(r), N_("that failed: %s"),
			text_get(run->lang, err_system(r)));
	text_err(run->lang, err, sentence, sizeof(sentence));
	run->error.code = code_of(r);
	free(TAKE(run->error.message));
	return out_clean(sentence, &run->error.message) < 0 ? -ENOMEM : r;
}

void run_done(struct run *run)
{
	run->api.db = db_leave(run->api.db);
	api_error_done(&run->error);
	json_decref(run->params);
	target_done(&run->target);
}

/* Is param what the option writes: "next-due", or "due" behind "next"? */
static bool writes(const struct opt *opt, const char *param)
{
	size_t n = opt->behind ? strlen(opt->behind) : 0;

	if (opt->denies)
		return strcmp(opt->denies, param) == 0;
	if (n > 0 && (strncmp(param, opt->behind, n) != 0 || param[n] != '_'))
		return false;
	param += n > 0 ? n + 1 : 0;
	for (const char *o = opt->name; *o; o++, param++)
		if ((*o == '-' ? '_' : *o) != *param)
			return false;
	return !*param;
}

/* As it is typed: "--due"; of words in order what help calls them. */
static const char *say_param(void *userdata, const char *param)
{
	struct run *run = userdata;
	const struct cmd *cmd = run->cmd;

	for (size_t i = 0; cmd && i < cmd->n_args; i++)
		if (strcmp(cmd->args[i].param, param) == 0)
			return text_get(run->lang, cmd->args[i].label);
	for (size_t i = 0; cmd && i < cmd->n_opts; i++) {
		char *buf;

		if (!writes(&cmd->opts[i], param))
			continue;
		buf = run->said[run->n_said++ % ARRAY_LEN(run->said)];
		snprintf(buf, sizeof(run->said[0]), "--%s", cmd->opts[i].name);
		return buf;
	}
	return param;
}

int run_find_target(struct run *run)
{
	struct err err = {0};
	int r;

	target_done(&run->target);
	r = target_find(run->common.db, &run->target, &err);

	if (r < 0)
		return run_refuse_err(run, r, &err);
	run->api.lang = run->lang;
	run->api.door = DOOR_CLI;
	run->api.say_param = say_param;
	run->api.userdata = run;
	run->api.now = clock_now();
	run->api.actor = target_actor(&run->target, run->common.as);
	run->api.login = target_login;
	return 0;
}

/* Where nothing is at a place that somebody named: who did. */
static void hint_place(struct run *run)
{
	const struct paths_db *db = &run->target.db;
	AUTO_STR why = {0};

	if (db->why == PATHS_PERSONAL)
		return;
	text_add(&why, run->lang, paths_why_text(db->why),
		db->where ? db->where : "");
	run_hint(run, N_("this place is %s"), str_get(&why));
}

int run_open(struct run *run)
{
	struct err err = {0};
	int r = run_find_target(run);

	if (r < 0)
		return r;
	r = db_open(run->target.db.path, DB_READ_WRITE, &run->api.db, &err);
	if (r >= 0)
		return 0;
	r = run_refuse_err(run, r, &err);
	if (r == -ENOENT)
		hint_place(run);
	return r;
}

int run_call(
	struct run *run, const char *method, json_t *take_params, json_t **ret)
{
	json_t *params = take_params ? take_params : json_object();
	int r = params ? api_call(&run->api, method, params, ret, &run->error)
		       : -ENOMEM;

	json_decref(params);
	if (r < 0 && run->error.code == API_BAD_PARAM && !run->error.hint)
		run_hint(run, N_("see nudge %s --help"), run->cmd->name);
	return r;
}

const char *run_param(const struct run *run, const char *name)
{
	return json_string_value(json_object_get(run->params, name));
}

void run_set(struct run *run, const char *name, const char *value)
{
	if (!value)
		json_object_del(run->params, name);
	else
		json_object_set_new(run->params, name, json_string(value));
}

void run_split(struct run *run, const char *name)
{
	const char *words = run_param(run, name);
	json_t *list = words ? json_array() : NULL;

	while (words && *words) {
		size_t n = strcspn(words, " ,");

		if (n)
			json_array_append_new(list, json_stringn(words, n));
		words += n + strspn(words + n, " ,");
	}
	if (list)
		json_object_set_new(run->params, name, list);
}

bool run_has(const struct run *run, const char *name)
{
	return json_object_get(run->params, name) != NULL;
}

int run_print_json(struct run *run, const json_t *result)
{
	json_dumpf(result, run->out.file, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	out_newline(&run->out);
	return 0;
}

int run_fail(struct run *run)
{
	json_t *json;

	if (!run->error.message)
		run_refuse(run, API_TROUBLE, N_("there is not enough memory"));
	if (!run->common.json) {
		refusal_print(run);
	} else {
		json = api_error_json(&run->error);
		json_dumpf(json, run->talk.file, JSON_INDENT(2));
		out_newline(&run->talk);
		json_decref(json);
	}
	return api_code_exit(run->error.code);
}
