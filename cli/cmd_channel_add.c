/* nudge channel add: a way for messages, and its secret file. */
#include "cli/cmd.h"
#include "cli/secret_form.h"
#include "cli/show.h"
#include "cli/show_facts.h"
#include "conf/secrets.h"

#include <errno.h>

static const struct arg args[] = {
	ARG("name", N_("NAME")),
	ARG("kind", N_("KIND")),
};

static const struct opt opts[] = {
	OPT("from", N_("FILE"),
		N_("read the secret from a JSON file; - is standard input")),
	OPT("owner", N_("REP"), N_("who it belongs to; else you"),
		.words = OPT_REP),
	OPT("audience", N_("WHO"), N_("private, or room: others read it too")),
	OPT("fallback", N_("CHANNEL"), N_("used while this one is paused"),
		.words = OPT_CHANNEL),
	OPT("rate", N_("N/TIME"), N_("at most so many, such as 20/1min")),
	OPT("format", N_("FORMAT"),
		N_("of a webhook: standard or cloudevents")),
	OPT("locale", N_("LANG"), N_("language: en or zh_CN"),
		.words = OPT_LANG),
	OPT("on-uncertain", N_("WHAT"),
		N_("after a crash: resend, or hold for you to decide")),
};

static int write_secret(struct run *run, const char *name, const json_t *secret)
{
	AUTO_FREE char *folder = NULL;
	AUTO_FREE char *text = json_dumps(secret, JSON_INDENT(2));
	struct err err = {0};
	int r = text ? secrets_folder(run->target.conf.secrets,
			       run->target.db.path, &folder)
		     : -ENOMEM;

	if (r == 0)
		r = secrets_write(folder, name, text, &err);
	return r < 0 ? run_refuse_err(run, r, &err) : 0;
}

/* Everything that can be refused is, before the file is written; a row
 * without a file would be a paused channel. */
static int add(
	struct run *run, const char *name, const json_t *secret, json_t **ret)
{
	json_t *preview = json_copy(run->params);
	int r;

	json_object_set_new(preview, "preview", json_true());
	r = run_call(run, "channel.add", preview, ret);
	if (r < 0 || run->common.preview)
		return r;
	json_decref(TAKE(*ret));
	r = write_secret(run, name, secret);
	return r < 0 ? r
		     : run_call(run, "channel.add", json_incref(run->params),
			       ret);
}

static void print(struct run *run, const json_t *result)
{
	static const struct show_fact facts[] = {
		{N_("kind"), "kind"},
		{N_("belongs to"), "owner"},
		{N_("audience"), "audience"},
		{N_("language"), "locale"},
		{N_("at most"), "rate"},
		{N_("format"), "format"},
		{N_("fallback"), "fallback"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);
	const json_t *channel = value(result, "channel");

	out_text(&run->out, OUT_BOLD, value_text(channel, "name"));
	out_newline(&run->out);
	show_facts_all(&grid, run, facts, NULL, channel);
	grid_print(&grid, &run->out, 2);
	out_say(&run->out, N_("Next: nudge channel test %s"),
		value_text(channel, "name"));
	out_newline(&run->out);
	show_change(run, result);
}

static int run_add(struct run *run)
{
	AUTO_FREE char *name = NULL;
	AUTO_FREE char *kind = NULL;
	AUTO_FREE char *from = NULL;
	json_auto_t *secret = NULL;
	json_auto_t *result = NULL;
	int r = str_dup(run_param(run, "name"), &name);

	if (r == 0)
		r = str_dup(run_param(run, "kind"), &kind);
	if (r == 0)
		r = str_dup(run_param(run, "from"), &from);
	run_set(run, "from", NULL);
	if (r == 0)
		r = secret_form_get(run, kind, from, &secret);
	if (r == 0)
		r = add(run, name, secret, &result);
	if (r < 0)
		return run_fail(run);
	if (run->common.json)
		return run_print_json(run, result);
	print(run, result);
	return 0;
}

const struct cmd cmd_channel_add = {
	.name = "channel add",
	.group = CMD_SETUP,
	.summary = N_("add a way for messages: email, maildir or webhook"),
	.details = N_("Where to and with what (server, password, URL) is asked "
		      "for on a terminal, or read as JSON from a file or "
		      "standard input; it is kept in a file that only nudged "
		      "reads, never in the database."),
	.examples = {{"nudge channel add mail email",
			     N_("it asks for server, sender and password")},
		{"nudge channel add crm webhook --from crm.json",
			N_("for scripts")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "channel.add",
	.main = run_add,
};
