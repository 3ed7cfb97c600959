/* nudge channel add, nudge channel edit: a way for messages, and its secret
 * file. */
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

static const struct arg edit_args[] = {
	ARG("id", N_("CHANNEL"), .words = OPT_CHANNEL),
};

#define SHARED_OPTS                                                            \
	OPT("owner", N_("REP"), N_("who it belongs to; else you"),             \
		.words = OPT_REP),                                             \
		OPT("audience", N_("WHO"),                                     \
			N_("private, or room: others read it too")),           \
		OPT("fallback", N_("CHANNEL"),                                 \
			N_("used while this one is paused"),                   \
			.words = OPT_CHANNEL),                                 \
		OPT("rate", N_("N/TIME"),                                      \
			N_("at most so many, such as 20/1min")),               \
		OPT("mention", N_("REP=ID,..."),                               \
			N_("how to call people in a chat, by their ids "       \
			   "there"),                                           \
			.list = true),                                         \
		OPT("format", N_("FORMAT"),                                    \
			N_("of a webhook: standard or cloudevents")),          \
		OPT("locale", N_("LANG"), N_("language: en or zh_CN"),         \
			.words = OPT_LANG),                                    \
		OPT("on-uncertain", N_("WHAT"),                                \
			N_("after a crash: resend, or hold for you to "        \
			   "decide"))

static const struct opt add_opts[] = {
	OPT("from", N_("FILE"),
		N_("read the secret from a JSON file; - is standard input")),
	SHARED_OPTS,
};

static const struct opt edit_opts[] = {SHARED_OPTS};

/* The secret and the row, or neither. */
static int add_both(
	struct run *run, const char *name, const json_t *secret, json_t **ret)
{
	AUTO_FREE char *folder = NULL;
	AUTO_FREE char *text = json_dumps(secret, JSON_INDENT(2));
	struct err err = {0};
	int r = text ? secrets_folder(run->target.conf.secrets,
			       run->target.db.path, &folder)
		     : -ENOMEM;

	if (r == 0)
		r = secrets_write(folder, name, text, &err);
	if (r < 0)
		return run_refuse_err(run, r, &err);
	r = run_call(run, "channel.add", json_incref(run->params), ret);
	if (r < 0)
		secrets_remove(folder, name);
	return r;
}

/* Everything that can be refused is, before a secret is asked for and
 * written; a row without a file would be a paused channel. */
static int try_first(struct run *run, json_t **ret)
{
	json_t *preview = json_copy(run->params);

	json_object_set_new(preview, "preview", json_true());
	return run_call(run, "channel.add", preview, ret);
}

static int add(struct run *run, const char *kind, const char *from,
	const char *name, json_t **ret)
{
	json_auto_t *secret = NULL;
	int r = try_first(run, ret);

	if (r < 0 || run->common.preview)
		return r;
	json_decref(TAKE(*ret));
	r = secret_form_get(run, kind, from, &secret);
	return r < 0 ? r : add_both(run, name, secret, ret);
}

static void print(struct run *run, const json_t *was, const json_t *channel)
{
	static const struct show_fact facts[] = {
		{N_("when in doubt"), "on_uncertain"}, /* if it changed */
		{N_("kind"), "kind"},
		{N_("belongs to"), "owner"},
		{N_("audience"), "audience"},
		{N_("language"), "locale"},
		{N_("at most"), "rate"},
		{N_("calls"), "mentions"},
		{N_("format"), "format"},
		{N_("fallback"), "fallback"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);

	out_text(&run->out, OUT_BOLD, value_text(channel, "name"));
	out_newline(&run->out);
	show_facts_all(&grid, run, was ? facts : facts + 1, was, channel);
	grid_print(&grid, &run->out, 2);
}

static void print_next(struct run *run, const json_t *channel)
{
	out_say(&run->out, N_("Next: nudge doctor, then nudge channel test %s"),
		value_text(channel, "name"));
	out_newline(&run->out);
}

static int print_edited(struct run *run, const json_t *result)
{
	print(run, value(result, "was"), value(result, "channel"));
	show_change(run, result);
	return 0;
}

static int run_add(struct run *run)
{
	AUTO_FREE char *name = NULL;
	AUTO_FREE char *kind = NULL;
	AUTO_FREE char *from = NULL;
	json_auto_t *result = NULL;
	int r = str_dup(run_param(run, "name"), &name);

	if (r == 0)
		r = str_dup(run_param(run, "kind"), &kind);
	if (r == 0)
		r = str_dup(run_param(run, "from"), &from);
	run_set(run, "from", NULL);
	if (r == 0)
		r = add(run, kind, from, name, &result);
	if (r < 0)
		return run_fail(run);
	if (run->common.json)
		return run_print_json(run, result);
	print(run, NULL, value(result, "channel"));
	print_next(run, value(result, "channel"));
	show_change(run, result);
	return 0;
}

const struct cmd cmd_channel_add = {
	.name = "channel add",
	.group = CMD_SETUP,
	.summary = N_("add a way for messages: mail, a webhook, a chat robot"),
	.details =
		N_("KIND is email, maildir, webhook, or a chat robot: slack, "
		   "mattermost, wecom, dingtalk, feishu, teams. Where to "
		   "and with what (server, password, URL) is asked for on a "
		   "terminal, or read as JSON from a file or standard "
		   "input; it is kept in a file that only nudged reads, "
		   "never in the database. A chat robot speaks to a room: "
		   "it tells account, step, owner and day, and nothing "
		   "private, unless its audience is private."),
	.examples = {{"nudge channel add mail email",
			     N_("it asks for server, sender and password")},
		{"nudge channel add sales wecom --mention liwei=LiWei",
			N_("a robot in a group, which calls Li Wei by his id "
			   "there")}},
	CMD_ARGS(args),
	CMD_OPTS(add_opts),
	.method = "channel.add",
	.main = run_add,
};

const struct cmd cmd_channel_edit = {
	.name = "channel edit",
	.group = CMD_SETUP,
	.summary = N_("change how a channel behaves"),
	.details = N_("What says where to, and with which password, is in the "
		      "channel's secret file: change it there; nudged sees it "
		      "at once."),
	.examples = {{"nudge channel edit sales --rate 10/1min",
			     N_("slower than the service would take it")},
		{"nudge channel edit sales --audience private",
			N_("nobody else reads it: everything may be told")}},
	CMD_ARGS(edit_args),
	CMD_OPTS(edit_opts),
	.method = "channel.edit",
	.print = print_edited,
};
