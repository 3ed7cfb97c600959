/* nudge config: what is set in nudge.conf, where, and setting it. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_facts.h"

#include <errno.h>
#include <string.h>

static const struct arg key_args[] = {
	ARG("key", N_("KEY")),
};

static const struct arg set_args[] = {
	ARG("key", N_("KEY")),
	ARG("value", N_("VALUE")),
};

static const struct opt set_opts[] = {
	OPT_FLAG("system", N_("in the machine's file, /etc/nudge/nudge.conf")),
};

/* {key, value, source, default, meaning, applies}. */
static json_t *describe(struct run *run, const struct conf_key *key)
{
	enum text_lang lang = run->lang;
	const char *where;
	const char *value = conf_value(&run->target.conf, key, &where);
	AUTO_STR name = {0};

	str_addf(&name, "%s.%s", key->section, key->name);
	return json_pack("{s:s, s:s?, s:s?, s:s, s:s, s:s}", "key",
		str_get(&name), "value", value, "source", where, "default",
		text_get(lang, key->otherwise), "meaning",
		text_get(lang, key->meaning), "applies",
		text_get(lang, key->applies));
}

static int load(struct run *run)
{
	struct err err = {0};
	int r = conf_load(&run->target.conf, NULL, NULL, &err);

	return r < 0 ? run_refuse_err(run, r, &err) : 0;
}

static void print_setting(struct run *run, const json_t *setting)
{
	AUTO_GRID grid = GRID(show_facts_columns);
	bool is_set = value(setting, "value") != NULL;

	out_text(&run->out, OUT_BOLD, value_text(setting, "key"));
	out_newline(&run->out);
	show_facts_value(&grid, run, N_("meaning"), setting, "meaning");
	show_facts_value(&grid, run, N_("value"), setting, "value");
	show_facts_value(&grid, run, N_("set in"), setting, "source");
	show_facts_value(&grid, run,
		is_set ? N_("without it") : N_("by default"), setting,
		"default");
	show_facts_value(&grid, run, N_("takes effect"), setting, "applies");
	grid_print(&grid, &run->out, 2);
}

static int run_list(struct run *run)
{
	json_auto_t *list = json_array(), *result = NULL;
	const json_t *setting;
	size_t i;

	if (!list || load(run) < 0)
		return run_fail(run);
	for (i = 0; conf_key_at(i); i++)
		if (json_array_append_new(list, describe(run, conf_key_at(i))) <
			0)
			return run_fail(run);
	result = json_pack("{s:O}", "settings", list);
	if (run->common.json)
		return run_print_json(run, result);
	json_array_foreach(list, i, setting)
		print_setting(run, setting);
	return 0;
}

/* The key that is meant; names near it are shown. */
static int find_key(struct run *run, const struct conf_key **ret)
{
	const char *typed = run_param(run, "key");
	const char *names[16], *near;
	const struct conf_key *key;
	size_t n = 0;

	*ret = conf_key_find(typed);
	if (*ret)
		return 0;
	while (n < ARRAY_LEN(names) && (key = conf_key_at(n)))
		names[n++] = key->name;
	near = opt_nearest(typed, names, n);
	run_refuse(run, API_NOT_FOUND, N_("nudge.conf knows no \"%s\""), typed);
	if (near)
		run_hint(run, N_("did you mean %s?"), near);
	else
		run_hint(run, N_("nudge config lists what there is"));
	return -ENOENT;
}

static int run_get(struct run *run)
{
	json_auto_t *setting = NULL;
	const struct conf_key *key;

	if (find_key(run, &key) < 0 || load(run) < 0)
		return run_fail(run);
	setting = describe(run, key);
	if (!setting)
		return run_fail(run);
	if (run->common.json)
		return run_print_json(run, setting);
	if (!value(setting, "value")) {
		out_say(&run->talk, N_("not set: %s"),
			value_text(setting, "default"));
		out_newline(&run->talk);
		return api_code_exit(API_NOT_FOUND);
	}
	out_text(&run->out, OUT_PLAIN, value_text(setting, "value"));
	out_newline(&run->out);
	return 0;
}

static int find_file(struct run *run, char **ret)
{
	int r = run_has(run, "system") ? str_dup(paths_system_conf(), ret)
				       : paths_user_conf(ret);

	if (r == -ENOENT)
		return run_refuse(run, API_REFUSED,
			N_("you have no home folder; use --system"));
	return r;
}

static void add_value(
	struct str *s, const struct run *run, const json_t *setting)
{
	if (value(setting, "value"))
		str_add(s, value_text(setting, "value"));
	else
		show_say(s, run, N_("not set"));
}

static int print_change(struct run *run, const json_t *result)
{
	const json_t *now = value(result, "now"), *was = value(result, "was");
	AUTO_GRID grid = GRID(show_facts_columns);
	AUTO_STR change = {0}, before = {0}, after = {0};

	if (run->common.json)
		return run_print_json(run, result);
	add_value(&before, run, was);
	add_value(&after, run, now);
	text_add(&change, run->lang, N_("%s → %s"), str_get(&before),
		str_get(&after));
	show_facts_add(&grid, run, value_text(now, "key"), str_get(&change));
	show_facts_value(&grid, run, N_("set in"), result, "file");
	show_facts_value(&grid, run, N_("takes effect"), now, "applies");
	grid_print(&grid, &run->out, 0);
	/* Another file may have the last word. */
	if (strncmp(value_text(now, "source"), value_text(result, "file"),
		    strlen(value_text(result, "file"))) != 0 &&
		value(now, "source")) {
		out_say(&run->talk, N_("What counts stands in %s."),
			value_text(now, "source"));
		out_newline(&run->talk);
	}
	return 0;
}

/* value NULL: takes the line out. */
static int change(struct run *run, const char *value)
{
	json_auto_t *was = NULL, *result = NULL;
	AUTO_FREE char *file = NULL;
	const struct conf_key *key;
	struct err err = {0};
	int r = find_key(run, &key);

	if (r == 0)
		r = load(run);
	if (r == 0)
		r = find_file(run, &file);
	if (r < 0)
		return run_fail(run);
	was = describe(run, key);
	r = conf_write(file, key, value, &err);
	if (r < 0) {
		run_refuse_err(run, r, &err);
		return run_fail(run);
	}
	conf_done(&run->target.conf);
	if (load(run) < 0)
		return run_fail(run);
	result = json_pack("{s:s, s:O, s:o}", "file", file, "was", was, "now",
		describe(run, key));
	return result ? print_change(run, result) : run_fail(run);
}

static int run_set_value(struct run *run)
{
	return change(run, run_param(run, "value"));
}

static int run_unset(struct run *run)
{
	return change(run, NULL);
}

const struct cmd cmd_config = {
	.name = "config",
	.group = CMD_SETUP,
	.flags = CMD_NO_STORE,
	.summary = N_("what can be set in nudge.conf, and what is"),
	.examples = {{"nudge config", N_("all settings, and where they stand")},
		{"nudge config --json", N_("for a script")}},
	.main = run_list,
};

const struct cmd cmd_config_get = {
	.name = "config get",
	.group = CMD_SETUP,
	.flags = CMD_NO_STORE,
	.summary = N_("the value of one setting"),
	.examples = {{"nudge config get db", N_("the database, if it is set")},
		{"nudge config get nudged.secrets",
			N_("with the section's name")}},
	CMD_ARGS(key_args),
	.main = run_get,
};

const struct cmd cmd_config_set = {
	.name = "config set",
	.group = CMD_SETUP,
	.flags = CMD_NO_STORE,
	.summary = N_("set something in nudge.conf"),
	.details = N_("In your own file, or with --system in the machine's. "
		      "Comments stay. A value that nudge could not read is "
		      "refused, and the file left as it was."),
	.examples = {{"nudge config set rep liwei",
			     N_("you act as Li Wei, on this machine")},
		{"nudge config set db /var/lib/nudge/nudge.db --system",
			N_("everybody here uses the team's database")}},
	CMD_ARGS(set_args),
	CMD_OPTS(set_opts),
	.main = run_set_value,
};

const struct cmd cmd_config_unset = {
	.name = "config unset",
	.group = CMD_SETUP,
	.flags = CMD_NO_STORE,
	.summary = N_("take a setting out of nudge.conf"),
	.examples = {{"nudge config unset rep", N_("who acts is asked anew")},
		{"nudge config unset db --system",
			N_("everybody has a database of their own again")}},
	CMD_ARGS(key_args),
	CMD_OPTS(set_opts),
	.main = run_unset,
};
