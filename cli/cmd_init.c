/* nudge init: a new database, and who works with it. */
#include "cli/cmd.h"
#include "cli/first_channel.h"
#include "cli/first_db.h"
#include "cli/prompt.h"
#include "cli/refusal.h"
#include "cli/show.h"
#include "cli/show_rep.h"
#include "store/calendar.h"
#include "store/db.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>

static const struct opt opts[] = {
	OPT("name", N_("NAME"), N_("your name")),
	OPT("slug", N_("SHORT"), N_("the short name to type")),
	OPT("mail", N_("ADDRESS"), N_("your mail address")),
	OPT("zone", N_("ZONE"), N_("time zone, such as Asia/Shanghai")),
	OPT("calendar", N_("CALENDAR"), N_("working calendar, such as CN"),
		.words = OPT_CALENDAR),
	OPT("locale", N_("LANG"), N_("language: en or zh_CN"),
		.words = OPT_LANG),
	OPT("brief", N_("TIME"), N_("the hour of the brief; 08:00")),
};

/* What this machine knows about its user; "" where it does not. */
static const char *own_name(void)
{
	static char name[200];
	const struct passwd *user = target_user(getuid());
	const char *login = getenv("LOGNAME");

	if (!user)
		return login ? login : "";
	snprintf(name, sizeof(name), "%.*s",
		(int)strcspn(user->pw_gecos ? user->pw_gecos : "", ","),
		user->pw_gecos ? user->pw_gecos : "");
	return name[0] ? name : user->pw_name;
}

/* The zone of this machine by its name; UTC where it has none. */
static const char *own_zone(void)
{
	static char path[256];
	const char *tz = getenv("TZ"), *name;
	ssize_t n;

	if (tz && strchr(tz, '/') && tz[0] != ':' && tz[0] != '/')
		return tz;
	n = readlink("/etc/localtime", path, sizeof(path) - 1);
	path[n > 0 ? n : 0] = '\0';
	name = strstr(path, "zoneinfo/");
	return name ? name + strlen("zoneinfo/") : "Etc/UTC";
}

/* Asks for a parameter that was not given, or takes what is likely. */
static int settle(struct run *run, const char *name, const char *question,
	const char *otherwise)
{
	AUTO_FREE char *answer = NULL;
	int r;

	if (run_has(run, name))
		return 0;
	if (!prompt_possible(run)) {
		run_set(run, name, *otherwise ? otherwise : NULL);
		return 0;
	}
	r = prompt_line(run, question, otherwise, &answer);
	if (r == 0 && *answer)
		run_set(run, name, answer);
	return r;
}

static const char *no_guess(const struct run *run)
{
	(void)run;
	return "";
}

static const char *guess_name(const struct run *run)
{
	(void)run;
	return own_name();
}

static const char *guess_zone(const struct run *run)
{
	(void)run;
	return own_zone();
}

static const char *guess_calendar(const struct run *run)
{
	return calendar_for_zone(run_param(run, "zone"));
}

static const char *guess_locale(const struct run *run)
{
	return text_lang_name(run->lang);
}

static const struct question {
	const char *name, *text;
	const char *(*guess)(const struct run *run);
} questions[] = {
	{"name", N_("Your name"), guess_name},
	{"mail", N_("Your mail address"), no_guess},
	{"zone", N_("Your time zone"), guess_zone},
	{"calendar",
		N_("Your working calendar (CN, DE, FR, GB, JP, US or mon-fri)"),
		guess_calendar},
	{"locale", N_("Your language (en, zh_CN)"), guess_locale},
};

/* Which questions were answered, also with nothing. */
struct answers {
	bool given[ARRAY_LEN(questions)];
};

/* Was an answer refused, and is there somebody to give another?  Then that is
 * asked again, and the others stay. */
static bool forget_answer(struct run *run, struct answers *answers)
{
	const char *param = run->error.param;

	if (!param || !prompt_possible(run))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(questions); i++) {
		if (strcmp(param, questions[i].name) != 0)
			continue;
		refusal_print(run);
		json_object_del(run->params, questions[i].name);
		answers->given[i] = false;
		api_error_done(&run->error);
		run->error = (struct api_error){0};
		return true;
	}
	return false;
}

/* Makes the folders of path that are missing; only the user may enter. */
static int make_folders(struct run *run, const char *path)
{
	AUTO_FREE char *copy = NULL;

	if (str_dup(path, &copy) < 0)
		return -ENOMEM;
	for (char *slash = strchr(copy + 1, '/'); slash;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0700) < 0 && errno != EEXIST)
			return run_refuse(run, API_TROUBLE,
				N_("the folder %s cannot be made: %s"), copy,
				text_get(run->lang, err_system(errno)));
		*slash = '/';
	}
	return 0;
}

/* Nobody typed an option: it is called as it was asked for. */
static const char *say_question(void *userdata, const char *param)
{
	struct run *run = userdata;

	for (size_t i = 0; i < ARRAY_LEN(questions); i++)
		if (strcmp(param, questions[i].name) == 0)
			return text_get(run->lang, questions[i].text);
	return param;
}

/* The answer to this question is refused at once; all else is told when the
 * database is made. */
static bool is_refused(struct run *run, const struct question *question)
{
	const char *(*say)(void *, const char *) = run->api.say_param;
	bool is_about;

	if (!prompt_possible(run))
		return false;
	run->api.say_param = say_question;
	is_about = first_db_try(run) < 0 && run->error.param &&
		   strcmp(run->error.param, question->name) == 0;
	run->api.say_param = say;
	if (is_about) {
		refusal_print(run);
		json_object_del(run->params, question->name);
	}
	api_error_done(&run->error);
	run->error = (struct api_error){0};
	return is_about;
}

/* Asks until the answer is good. */
static int settle_question(struct run *run, const struct question *question)
{
	int r;

	do {
		r = settle(run, question->name, question->text,
			question->guess(run));
	} while (r == 0 && is_refused(run, question));
	return r;
}

/* Everything there is to know about a first rep. */
static int settle_all(struct run *run, struct answers *answers)
{
	int r = 0;

	run_set(run, "login", target_login());
	for (size_t i = 0; r == 0 && i < ARRAY_LEN(questions); i++) {
		if (!answers->given[i])
			r = settle_question(run, &questions[i]);
		answers->given[i] = r == 0;
	}
	return r;
}

/* Calendars and, with a name, the first rep and a channel to tell him. */
static int fill_database(struct run *run, bool wants_rep, json_t **ret)
{
	struct err err = {0};
	int r = first_db_seed(run, &err);

	if (r < 0)
		return run_refuse_err(run, r, &err);
	if (!wants_rep)
		return 0;
	run->api.actor = NULL; /* whom nudge.conf names is being made */
	r = first_channel_add(run);
	return r < 0 ? r
		     : run_call(run, "rep.add", json_incref(run->params), ret);
}

/* Whole or not at all: nudge init can be called again. */
static int try_database(struct run *run, bool wants_rep, json_t **ret)
{
	const char *path = run->target.db.path;
	struct err err = {0};
	int r = db_open(path, DB_CREATE, &run->api.db, &err);

	if (r < 0)
		return run_refuse_err(run, r, &err);
	r = fill_database(run, wants_rep, ret);
	if (r < 0) {
		run->api.db = db_close(run->api.db);
		db_remove(path);
	}
	return r;
}

static int make_database(
	struct run *run, bool wants_rep, struct answers *answers, json_t **ret)
{
	int r = try_database(run, wants_rep, ret);

	while (r < 0 && wants_rep && forget_answer(run, answers)) {
		r = settle_all(run, answers);
		if (r == 0)
			r = try_database(run, wants_rep, ret);
	}
	return r;
}

static void print(struct run *run, json_t *result)
{
	out_say(&run->out, N_("The database is %s"), run->target.db.path);
	out_newline(&run->out);
	if (result) {
		/* No news to who is logged in. */
		json_object_del(json_object_get(result, "rep"), "login");
		show_rep(run, NULL, value(result, "rep"));
		out_paragraph(&run->out, 0, 0,
			text_get(run->lang,
				N_("Next: nudge sign CUSTOMER --on DATE")));
	} else {
		out_paragraph(&run->out, 0, 0,
			text_get(run->lang, N_("Next: nudge rep add NAME")));
	}
}

static int finish(struct run *run, json_t *result)
{
	json_t *all = result ? result : json_object();

	json_object_set_new(all, "database", json_string(run->target.db.path));
	if (run->common.json)
		run_print_json(run, all);
	else
		print(run, result);
	json_decref(all);
	return 0;
}

/* nudge.conf may still name the rep of another database: whoever is made now
 * could not act afterwards. */
static int check_actor(struct run *run)
{
	const char *rep = run->target.conf.rep;
	const char *slug = run_param(run, "slug");
	int r;

	if (!rep || (slug && strcmp(slug, rep) == 0))
		return 0;
	r = run_refuse(run, API_REFUSED,
		N_("%s says that %s is the one who acts, who is not in a new "
		   "database"),
		run->target.conf.rep_where, rep);
	run_hint(run,
		N_("nudge config unset nudge.rep, or --slug %s if that is you"),
		rep);
	return r;
}

/* Without a name and nobody to ask, only the database is made. */
static int run_init(struct run *run)
{
	json_t *result = NULL;
	struct answers answers = {0};
	bool wants_rep =
		run->common.yes || run_has(run, "name") || prompt_possible(run);
	int r = run_find_target(run);

	if (r == 0 && access(run->target.db.path, F_OK) == 0) {
		r = run_refuse(run, API_REFUSED,
			N_("there is already a database at %s"),
			run->target.db.path);
		run_hint(run, N_("nudge status shows what is in it"));
	}
	if (r == 0 && wants_rep)
		r = check_actor(run);
	if (r == 0)
		r = make_folders(run, run->target.db.path);
	if (r == 0 && wants_rep)
		r = settle_all(run, &answers);
	if (r == 0 && wants_rep)
		r = first_channel_secret(run);
	if (r == 0)
		r = make_database(run, wants_rep, &answers, &result);
	return r < 0 ? run_fail(run) : finish(run, result);
}

const struct cmd cmd_init = {
	.name = "init",
	.group = CMD_SETUP,
	.flags = CMD_NO_STORE,
	.summary = N_("make a database and say who you are"),
	.details = N_("On a terminal it asks for what is not given. --yes "
		      "takes what this machine knows; without a name and a "
		      "terminal only the database is made."),
	.examples = {{"nudge init", N_("it asks for your name and mail")},
		{"nudge init --yes --name \"Li Wei\" --mail "
		 "liwei@example.com --zone Asia/Shanghai",
			N_("for scripts")}},
	CMD_OPTS(opts),
	.main = run_init,
};
