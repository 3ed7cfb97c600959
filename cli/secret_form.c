/* Getting the secret of a channel. */
#include "cli/secret_form.h"

#include "cli/opt.h"
#include "cli/prompt.h"
#include "conf/secret_keys.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>

enum { KEYS_MAX = 32 };

struct question {
	const char *key;
	const char *words;     /* message id */
	const char *otherwise; /* what an empty line means; "" = leave out */
	bool is_hidden;
	bool is_number;
};

static const struct question email[] = {
	{"host", N_("Mail server (host name)"), NULL, false, false},
	{"tls", N_("Protection: starttls, implicit or none"), "starttls", false,
		false},
	{"port", N_("Port, empty for the usual one"), "", false, true},
	{"from", N_("Sender address"), NULL, false, false},
	{"username", N_("Login name, empty for none"), "", false, false},
	{"password", N_("Password, empty for none"), "", true, false},
	{"ca_file", N_("File of a private CA, empty for none"), "", false,
		false},
};

static const struct question maildir[] = {
	{"path", N_("Folder"), NULL, false, false},
};

static const struct question webhook[] = {
	{"url", N_("URL"), NULL, true, false},
	{"secret", N_("Signing secret (whsec_…), empty for none"), "", true,
		false},
};

static const struct question robot[] = {
	{"url", N_("URL"), NULL, true, false},
};

static const struct question signed_robot[] = {
	{"url", N_("URL"), NULL, true, false},
	{"secret", N_("Signing secret, empty for none"), "", true, false},
	{"keyword", N_("Keyword, empty for none"), "", false, false},
};

static const struct {
	const char *kind;
	const struct question *questions;
	size_t n;
	const char *where;   /* message id: where to get it; or NULL */
	const char *example; /* what a secret looks like */
} forms[] = {
	{"email", email, ARRAY_LEN(email), NULL,
		"{\"host\": \"mail.example.com\", \"from\": "
		"\"nudge@example.com\"}"},
	{"maildir", maildir, ARRAY_LEN(maildir), NULL,
		"{\"path\": \"/home/liwei/Maildir\"}"},
	{"webhook", webhook, ARRAY_LEN(webhook), NULL,
		"{\"url\": \"https://crm.example.com/nudge\", "
		"\"secret\": \"whsec_...\"}"},
	{"slack", robot, ARRAY_LEN(robot),
		N_("In Slack: api.slack.com/apps, your app, Incoming Webhooks, "
		   "Add New Webhook; paste its URL."),
		"{\"url\": "
		"\"https://hooks.slack.com/services/T.../B.../...\"}"},
	{"mattermost", robot, ARRAY_LEN(robot),
		N_("In Mattermost: Integrations, Incoming Webhooks, Add; paste "
		   "its URL."),
		"{\"url\": \"https://chat.example.com/hooks/...\"}"},
	{"wecom", robot, ARRAY_LEN(robot),
		N_("In the WeCom group: its menu, Add Group Bot; paste the "
		   "Webhook URL."),
		"{\"url\": \"https://qyapi.weixin.qq.com/cgi-bin/webhook/send"
		"?key=...\"}"},
	{"dingtalk", signed_robot, ARRAY_LEN(signed_robot),
		N_("In the DingTalk group: Group Settings, Bot, Custom; choose "
		   "the signature (SEC...) and paste both."),
		"{\"url\": \"https://oapi.dingtalk.com/robot/send"
		"?access_token=...\", \"secret\": \"SEC...\"}"},
	{"feishu", signed_robot, ARRAY_LEN(signed_robot),
		N_("In the Feishu group: Settings, Bots, Custom Bot; switch on "
		   "the signature and paste both."),
		"{\"url\": \"https://open.feishu.cn/open-apis/bot/v2/hook/..."
		"\", \"secret\": \"...\"}"},
	{"teams", robot, ARRAY_LEN(robot),
		N_("In the Teams channel: Workflows, \"Send webhook alerts to "
		   "a "
		   "channel\"; paste the URL to the last character."),
		"{\"url\": \"https://....logic.azure.com/workflows/...\"}"},
};

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static struct termios shown; /* the terminal before its echo went off */

/* Brings the echo back, then lets the signal do what it does. */
static void on_signal(int signal)
{
	tcsetattr(STDIN_FILENO, TCSANOW, &shown);
	raise(signal);
}

/* before receives what the signals did until now; what was ignored stays
 * ignored. */
static void catch_signals(struct sigaction *before)
{
	const struct sigaction action = {.sa_handler = on_signal,
		.sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};

	for (size_t i = 0; i < ARRAY_LEN(ending); i++) {
		sigaction(ending[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(ending[i], &action, NULL);
	}
}

static void release_signals(const struct sigaction *before)
{
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		sigaction(ending[i], &before[i], NULL);
}

/* Echo off, so that nobody reads over a shoulder, and back on. */
static int ask_hidden(struct run *run, const struct question *q, char **ret)
{
	struct sigaction signals[ARRAY_LEN(ending)];
	struct termios quiet;
	int r;

	if (tcgetattr(STDIN_FILENO, &shown) < 0)
		return run_refuse(run, API_TROUBLE,
			N_("this terminal cannot hide what is typed"));
	quiet = shown;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	quiet.c_lflag |= ECHONL;
	catch_signals(signals);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	r = prompt_line(run, q->words, q->otherwise, ret);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	release_signals(signals);
	return r;
}

static json_t *value_of(const struct question *q, const char *answer)
{
	json_t *number =
		q->is_number ? json_loads(answer, JSON_DECODE_ANY, NULL) : NULL;

	if (json_is_integer(number))
		return number;
	json_decref(number);
	return json_string(answer);
}

static int ask(struct run *run, const struct question *q, json_t *secret)
{
	AUTO_FREE char *answer = NULL;
	int r = q->is_hidden
			? ask_hidden(run, q, &answer)
			: prompt_line(run, q->words, q->otherwise, &answer);

	if (r < 0)
		return r;
	if (!*answer && !q->otherwise)
		return run_refuse(run, API_BAD_PARAM, N_("%s is missing"),
			text_get(run->lang, q->words));
	if (!*answer)
		return 0;
	return json_object_set_new(secret, q->key, value_of(q, answer)) < 0
		       ? -ENOMEM
		       : 0;
}

/* What a secret looks like, by the kind of the channel. */
static void hint_example(struct run *run, const char *kind)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (!strcmp(kind, forms[i].kind))
			run_hint(run, N_("such as %s"), forms[i].example);
}

static bool is_text(const json_t *value)
{
	return json_is_string(value) && *json_string_value(value);
}

/* What cannot be left out must be there, or the first message would be the
 * one to find out. */
static int check_required(
	struct run *run, const char *kind, const json_t *secret)
{
	size_t n = 0;
	const struct secret_key *keys = secret_keys_of(kind, &n);

	for (size_t i = 0; i < n; i++) {
		if (!keys[i].is_required ||
			is_text(json_object_get(secret, keys[i].name)))
			continue;
		run_refuse(run, API_BAD_PARAM,
			N_("the channel's secret lacks \"%s\""), keys[i].name);
		hint_example(run, kind);
		return -EINVAL;
	}
	return 0;
}

static int refuse_key(struct run *run, const char *kind, const char *typed)
{
	size_t n = 0;
	const struct secret_key *keys = secret_keys_of(kind, &n);
	const char *names[KEYS_MAX], *near;
	AUTO_STR all = {0};

	for (size_t i = 0; i < n && i < KEYS_MAX; i++) {
		names[i] = keys[i].name;
		str_addf(&all, "%s%s", i ? ", " : "", names[i]);
	}
	near = opt_nearest(typed, names, n);
	run_refuse(run, API_BAD_PARAM,
		N_("the secret of a channel of the kind %s knows no \"%s\"; "
		   "it knows: %s"),
		kind, typed, str_get(&all));
	if (near)
		run_hint(run, N_("did you mean %s?"), near);
	return -EINVAL;
}

static bool has_type(const json_t *value, enum secret_type type)
{
	switch (type) {
	case SECRET_TEXT:
		return is_text(value);
	case SECRET_NUMBER:
		return json_is_integer(value);
	case SECRET_YES:
		return json_is_boolean(value);
	}
	return false;
}

static int refuse_type(struct run *run, const struct secret_key *key)
{
	static const char *const sentences[] = {
		[SECRET_TEXT] = N_("\"%s\" in the channel's secret must be a "
				   "text in quotation marks"),
		[SECRET_NUMBER] = N_("\"%s\" in the channel's secret must be a "
				     "number, without quotation marks"),
		[SECRET_YES] = N_("\"%s\" in the channel's secret must be true "
				  "or false"),
	};

	return run_refuse(run, API_BAD_PARAM, sentences[key->type], key->name);
}

/* What nudged would not read is refused while somebody looks. */
static int check_keys(struct run *run, const char *kind, json_t *secret)
{
	size_t n = 0;
	const struct secret_key *keys = secret_keys_of(kind, &n);
	const char *name;
	json_t *value;

	json_object_foreach(secret, name, value) {
		size_t i = 0;

		while (i < n && strcmp(keys[i].name, name) != 0)
			i++;
		if (i == n)
			return refuse_key(run, kind, name);
		if (!has_type(value, keys[i].type) && !keys[i].is_required)
			return refuse_type(run, &keys[i]);
		if (keys[i].type == SECRET_NUMBER &&
			(json_integer_value(value) < keys[i].least ||
				json_integer_value(value) > keys[i].most))
			return run_refuse(run, API_BAD_PARAM,
				N_("\"%s\" in the channel's secret must be %s "
				   "to %s"),
				name, STR_INT(keys[i].least),
				STR_INT(keys[i].most));
	}
	return check_required(run, kind, secret);
}

static int ask_all(struct run *run, const char *kind, json_t **ret)
{
	json_auto_t *secret = json_object();
	int r = secret ? 0 : -ENOMEM;

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		if (strcmp(forms[i].kind, kind) != 0)
			continue;
		if (forms[i].where)
			out_paragraph(&run->talk, 0, 0,
				text_get(run->lang, forms[i].where));
		for (size_t j = 0; r == 0 && j < forms[i].n; j++)
			r = ask(run, &forms[i].questions[j], secret);
	}
	if (r == 0)
		r = check_keys(run, kind, secret);
	if (r == 0)
		*ret = TAKE(secret);
	return r;
}

static int read_file(
	struct run *run, const char *kind, const char *file, json_t **ret)
{
	json_error_t why;
	bool is_stdin = strcmp(file, "-") == 0;
	json_t *json =
		is_stdin ? json_loadf(stdin, JSON_REJECT_DUPLICATES, &why)
			 : json_load_file(file, JSON_REJECT_DUPLICATES, &why);

	if (json_is_object(json)) {
		int r = check_keys(run, kind, json);

		if (r == 0)
			*ret = json;
		else
			json_decref(json);
		return r;
	}
	json_decref(json);
	run_refuse(run, API_BAD_PARAM,
		N_("%s does not hold a JSON object with the channel's secret"),
		is_stdin ? text_get(run->lang, N_("standard input")) : file);
	hint_example(run, kind);
	return -EINVAL;
}

/* The folder Maildir beside the database. */
static int make_maildir(struct run *run, json_t **ret)
{
	const char *db = run->target.db.path;
	const char *slash = strrchr(db, '/');
	AUTO_STR path = {0};

	str_add_n(&path, db, slash ? (size_t)(slash + 1 - db) : 0);
	str_add(&path, "Maildir");
	*ret = json_pack("{s:s}", "path", str_get(&path));
	return *ret ? 0 : -ENOMEM;
}

int secret_form_get(
	struct run *run, const char *kind, const char *file, json_t **ret)
{
	if (file)
		return read_file(run, kind, file, ret);
	if (strcmp(kind, "maildir") == 0)
		return make_maildir(run, ret);
	if (!prompt_possible(run))
		return read_file(run, kind, "-", ret);
	return ask_all(run, kind, ret);
}
