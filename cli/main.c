/* nudge: find the command, read its words, call, print. */
#include "base/stdfd.h"
#include "cli/ask.h"
#include "cli/commands.h"
#include "cli/habit.h"
#include "cli/help.h"
#include "cli/prompt.h"
#include "cli/show.h"
#include "store/arena.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* --lang and --json decide how everything else is told, mistakes in front of
 * them included. */
static void look_ahead(struct run *run, int argc, char **argv)
{
	enum text_lang wish;
	const char *lang = NULL;

	run->lang = text_lang_environment();
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (!strncmp(argv[i], "--lang=", 7))
			lang = argv[i] + 7;
		else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			lang = argv[i + 1];
		else if (!strcmp(argv[i], "--json"))
			run->common.json = true;
	}
	if (lang && text_lang_find(lang, &wish))
		run->lang = wish;
}

static int refuse_command(struct run *run, char *const *words, size_t n)
{
	const char *names[128], *near;
	AUTO_STR typed = {0};
	size_t count = 0;

	str_add(&typed, words[0]);
	if (n > 1 && commands_is_family(words[0]))
		str_addf(&typed, " %s", words[1]);
	for (size_t i = 0; i < commands_n && count < ARRAY_LEN(names); i++)
		if (!(commands[i]->flags & CMD_HIDDEN))
			names[count++] = commands[i]->name;
	near = habit_find(words[0]);
	near = near ? text_get(run->lang, near)
		    : opt_nearest(str_get(&typed), names, count);
	run_refuse(run, API_BAD_PARAM, N_("there is no command \"%s\""),
		str_get(&typed));
	if (near)
		run_hint(run, N_("did you mean nudge %s?"), near);
	else
		run_hint(run, N_("nudge help lists all commands"));
	return run_fail(run);
}

/* From where it was looked, and what cannot be seen from there. */
static void say_seen(struct run *run, const json_t *seen)
{
	AUTO_STR s = {0}, at = {0};

	if (!seen)
		return;
	show_instant(&at, run, value_text(seen, "at"));
	if (value_bool(seen, "past"))
		text_add(&s, run->lang,
			N_("Seen from %s. What was closed, moved or added "
			   "since is shown as it is now; nudge history tells "
			   "what was done until then."),
			str_get(&at));
	else
		text_add(&s, run->lang,
			N_("Seen from %s, as it is planned now; what falls due "
			   "until then is taken as not done."),
			str_get(&at));
	out_paragraph(&run->talk, 0, 0, str_get(&s));
}

/* Calls the method of the command and prints its result. */
static int call(struct run *run)
{
	json_t *result = NULL;
	int status;

	run->method = run->cmd->method;
	if (run->cmd->prepare && run->cmd->prepare(run) < 0)
		return run_fail(run);
	if (run->common.preview &&
		json_object_set_new(run->params, "preview", json_true()) < 0)
		return run_fail(run);
	if (run_call(run, run->method, json_incref(run->params), &result) < 0)
		return run_fail(run);
	if (run->common.json)
		status = run_print_json(run, result);
	else
		status = run->cmd->print(run, result);
	if (!run->common.json)
		say_seen(run, value(result, "seen"));
	json_decref(result);
	return status;
}

static int complete(void *userdata)
{
	struct run *run = userdata;

	return run->common.version ? 0 : ask_missing(run);
}

static int parse(struct run *run)
{
	const struct opt_tables tables = {
		.command = run->cmd->name,
		.args = run->cmd->args,
		.n_args = run->cmd->n_args,
		.opts = run->cmd->opts,
		.n_opts = run->cmd->n_opts,
		.elsewhere = run->cmd->elsewhere,
		.writes = commands_writes(run->cmd),
		.lang = run->lang,
		.complete = complete,
		.userdata = run,
	};

	int r;

	if (run->cmd->flags & CMD_RAW)
		return 0;
	r = opt_parse(
		&tables, run->words, run->params, &run->common, &run->error);
	/* One glance at how it is done says more than a rule. */
	if (r < 0 && run->error.message && !run->error.hint)
		run_hint(run, N_("such as %s"),
			text_get(run->lang, run->cmd->examples[0].line));
	return r;
}

static int check_lang(struct run *run)
{
	enum text_lang lang;

	if (!run->common.lang || text_lang_find(run->common.lang, &lang))
		return 0;
	return run_refuse(run, API_BAD_PARAM,
		N_("there is no language \"%s\"; there are: en, zh_CN"),
		run->common.lang);
}

static int run_command(struct run *run)
{
	if (parse(run) < 0 || check_lang(run) < 0)
		return run_fail(run);
	if (run->common.version)
		return help_version(run);
	if (run->common.help)
		return run->is_named ? help_command(run, run->cmd)
				     : help_overview(run);
	if (!(run->cmd->flags & CMD_NO_STORE) && run_open(run) < 0)
		return run_fail(run);
	return run->cmd->main ? run->cmd->main(run) : call(run);
}

/*
 * The command's name is the first word that is no option; options may stand
 * on both sides of it.  words has room for argc entries and receives all
 * words but the name.
 */
static int find_and_run(struct run *run, int argc, char **argv, char **words)
{
	int front = 1;
	size_t name_words, n = 0;

	while (front < argc && argv[front][0] == '-')
		front += opt_takes_next(argv[front]) ? 2 : 1;
	if (front > argc)
		front = argc;
	run->cmd = commands_find(
		argv + front, (size_t)(argc - front), &name_words);
	if (!run->cmd && argc - front == 1 && commands_is_family(argv[front]))
		return help_family(run, argv[front]);
	if (!run->cmd)
		return refuse_command(
			run, argv + front, (size_t)(argc - front));
	for (int i = 1; i < argc; i++)
		if (i < front || i >= front + (int)name_words)
			words[n++] = argv[i];
	run->words = words;
	run->n_words = n;
	run->is_named = name_words > 0;
	return run_command(run);
}

/* A result that did not get through is a failure, too. */
static int flush(struct run *run, int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (errno == EPIPE)
		return status;
	run_refuse(run, API_TROUBLE, N_("the output cannot be written: %s"),
		text_get(run->lang, err_system(errno)));
	if (status == 0 && run->cmd && commands_writes(run->cmd) &&
		!run->common.preview)
		run_hint(run, N_("the change itself was made; nudge history "
				 "shows it"));
	return run_fail(run);
}

int main(int argc, char **argv)
{
	struct run run = {
		.helpers = NUDGE_PKGLIBEXECDIR, .daemons = NUDGE_SBINDIR};
	char **words = calloc((size_t)argc + 1, sizeof(*words));
	int status;

	stdfd_fill();
	if (NUDGE_ARENA)
		arena_use();
	look_ahead(&run, argc, argv);
	/* A limit of file sizes is told like a full disk. */
	signal(SIGXFSZ, SIG_IGN);
	out_init(&run.out, stdout, run.lang);
	out_init(&run.talk, stderr, run.lang);
	run.params = json_object();
	status = words && run.params ? find_and_run(&run, argc, argv, words)
				     : run_fail(&run);
	status = flush(&run, status);
	free(words);
	run_done(&run);
	return status;
}
