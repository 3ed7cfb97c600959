/* Doctor's trial of the channels; the contract is in doctor_trial.h. */
#include "cli/doctor_trial.h"

#include "api/call.h"
#include "cli/doctor_words.h"
#include "cli/helper.h"
#include "cli/value.h"
#include "conf/secrets.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	SECONDS = 10, /* for each channel */
	MOST = 16,    /* at once */
	SPARE_S = 5,
	ANSWER_MAX = 1 << 20,
};

/* Whose secret files these are: the first that is there tells, else their
 * folder.  -ENOENT: there are none. */
static int find_owner(const char *folder, const json_t *channels, uid_t *ret)
{
	const json_t *channel;
	struct stat st;
	size_t i;

	if (stat(folder, &st) < 0)
		return -errno;
	*ret = st.st_uid;
	json_array_foreach(channels, i, channel) {
		AUTO_STR path = {0};

		str_addf(&path, "%s/%s", folder, value_text(channel, "name"));
		if (str_error(&path) < 0)
			return -ENOMEM;
		if (stat(str_get(&path), &st) < 0)
			continue;
		*ret = st.st_uid;
		break;
	}
	return 0;
}

/* 1: the files are ours to read. */
static int may_read(
	const char *folder, const json_t *channels, struct findings *found)
{
	const struct passwd *user;
	uid_t owner = 0;
	int r = find_owner(folder, channels, &owner);

	if (r == -ENOENT || (r == 0 && owner == geteuid()))
		return 1;
	if (r == -ENOMEM)
		return r;
	user = r == 0 ? target_user(owner) : NULL;
	return finding_add_more(found,
		&(struct finding){"secret", FINDING_WARN,
			N_("the channels were not tried: the secret files in "
			   "%s are not for you"),
			N_("run it as the user who may read them: sudo -u %2$s "
			   "nudge doctor"),
			folder},
		user ? user->pw_name : "nudged", "");
}

static int say_elsewhere(struct findings *found, const char *folder)
{
	return finding_add(found,
		&(struct finding){"secret", FINDING_WARN,
			N_("the channels were not tried: nudged has its "
			   "secret files in %s"),
			N_("where only a service can read them, as systemd's "
			   "credentials, see with nudge channel test whether "
			   "messages arrive"),
			folder});
}

/* A terminal sees what takes so long. */
static bool begin_to_wait(struct run *run)
{
	if (run->common.json || !isatty(STDERR_FILENO))
		return false;
	out_say(&run->talk, N_("trying the channels …"));
	fflush(run->talk.file);
	return true;
}

static int ask(struct run *run, const struct doctor_trial *trial, json_t *wish,
	struct str *ret)
{
	char name[] = "nudged", option[] = "--try";
	char *argv[] = {name, option, NULL};
	AUTO_FREE char *input = json_dumps(wish, JSON_COMPACT);
	size_t n = value_count(wish, "channels") + 1;
	bool is_waiting = !trial->is_offline && begin_to_wait(run);
	int r;

	if (!input)
		return -ENOMEM;
	r = helper_run(
		&(struct helper){.path = trial->nudged,
			.argv = argv,
			.input = input,
			.size = strlen(input),
			.out_max = ANSWER_MAX,
			.seconds = SECONDS * (int)(1 + n / MOST) + SPARE_S,
			.keeps_env = true},
		ret, NULL);
	if (is_waiting)
		fputs("\r\033[K", run->talk.file);
	return r;
}

static int say_machine(struct findings *found, const json_t *answer)
{
	const char *systemd = value_text(answer, "systemd");

	return finding_add(found,
		&(struct finding){"versions", FINDING_OK,
			*systemd ? N_("systemd %s runs this machine")
			: value(answer, "systemd")
				? N_("systemd runs this machine")
				: N_("no systemd runs here; nudged must be "
				     "started by other means"),
			NULL, systemd});
}

static int say_unwritable(struct findings *found, const json_t *answer)
{
	return finding_add_more(found,
		&(struct finding){"rep", FINDING_BAD,
			N_("%1$s can get no mail: %2$s"),
			N_("correct the address: nudge rep edit %s --mail "
			   "ADDRESS"),
			value_text(answer, "rep")},
		value_text(answer, "detail"), "");
}

/* One line of the answer. */
static int read_answer(json_t *answer, json_t *answers, struct findings *found)
{
	const char *name = value_text(answer, "tried");

	if (*name)
		return json_object_set(answers, name, answer);
	if (*value_text(answer, "nudged"))
		return say_machine(found, answer);
	return *value_text(answer, "rep") ? say_unwritable(found, answer)
					  : -EINVAL;
}

/* Lines of answers, by name: nudged tells as they come. */
static int read_answers(
	const struct str *text, json_t *answers, struct findings *found)
{
	const char *line = str_get(text);

	while (*line) {
		size_t n = strcspn(line, "\n");
		json_t *answer = json_loadb(line, n, 0, NULL);
		int r = read_answer(answer, answers, found);

		json_decref(answer);
		if (r < 0)
			return r;
		line += n + (line[n] == '\n');
	}
	return 0;
}

static int say_failed(struct findings *found, const char *nudged)
{
	return finding_add(found,
		&(struct finding){"channel", FINDING_BAD,
			N_("the channels could not be tried: %s --try gave no "
			   "answer"),
			N_("install nudge again"), nudged});
}

/* In the order of the channels; the heartbeat last, where there is one. */
static int add_findings(
	struct findings *found, const json_t *wish, const json_t *answers)
{
	bool is_offline = value_bool(wish, "offline");
	const char *secrets = value_text(wish, "secrets");
	const json_t *channel, *answer;
	size_t i;
	int r = 0;

	json_array_foreach(value(wish, "channels"), i, channel) {
		const char *kind = value_text(channel, "kind");

		answer = json_object_get(answers, value_text(channel, "name"));
		if (r == 0 && answer)
			r = doctor_words_add(found, answer,
				is_offline ? NULL : kind, secrets);
	}
	answer = json_object_get(answers, SECRETS_HEARTBEAT);
	if (r < 0 || !answer)
		return r;
	return doctor_words_add(
		found, answer, is_offline ? NULL : "heartbeat", secrets);
}

static int try(struct run *run, const struct doctor_trial *trial, json_t *wish,
	struct findings *found)
{
	json_auto_t *answers = json_object();
	AUTO_STR text = {0};
	int r = answers ? ask(run, trial, wish, &text) : -ENOMEM;

	if (r == 0)
		r = read_answers(&text, answers, found);
	if (r == -ENOMEM)
		return r;
	return r < 0 ? say_failed(found, trial->nudged)
		     : add_findings(found, wish, answers);
}

/* What a method lists under that name. */
static int list(
	struct run *run, const char *method, const char *name, json_t **ret)
{
	json_auto_t *result = NULL;
	json_t *params = json_pack("{s:i}", "limit", CALL_PAGE_MAX);
	int r = run_call(run, method, params, &result);

	if (r == 0)
		*ret = json_incref(json_object_get(result, name));
	return r;
}

int doctor_trial_add(struct run *run, const struct doctor_trial *trial,
	struct findings *found)
{
	const struct target *target = &run->target;
	json_auto_t *channels = NULL, *reps = NULL, *wish = NULL;
	AUTO_FREE char *folder = NULL;
	int r = secrets_folder(target->conf.secrets, target->db.path, &folder);

	if (r == 0 && *trial->secrets && strcmp(trial->secrets, folder))
		return say_elsewhere(found, trial->secrets);
	if (r == 0)
		r = list(run, "channel.list", "channels", &channels);
	if (r == 0)
		r = list(run, "rep.list", "reps", &reps);
	if (r == 0)
		r = may_read(folder, channels, found);
	if (r <= 0)
		return r;
	wish = json_pack("{s:s, s:s, s:b, s:i, s:i, s:O, s:O}", "lang",
		text_lang_name(run->lang), "secrets", folder, "offline",
		(int)trial->is_offline, "seconds", SECONDS, "most", MOST,
		"channels", channels, "reps", reps);
	return wish ? try(run, trial, wish, found) : -ENOMEM;
}
