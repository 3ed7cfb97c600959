/* Doctor's look at this machine; the contract is in doctor_local.h. */
#include "cli/doctor_local.h"

#include "api/finding.h"
#include "base/str.h"
#include "cli/value.h"
#include "conf/secrets.h"
#include "core/zone.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timex.h>

struct local {
	struct run *run;
	struct findings found;
	int error; /* of a conf_warn, which cannot fail */
};

static int say(struct local *l, const struct finding *finding)
{
	return finding_add(&l->found, finding);
}

/* A conf_warn: a key that nobody knows. */
static void on_warning(void *userdata, const struct err *warning)
{
	struct local *l = userdata;
	char sentence[1024];

	text_err(l->run->lang, warning, sentence, sizeof(sentence));
	if (l->error == 0)
		l->error = say(l,
			&(struct finding){"configuration", FINDING_WARN, "%s",
				N_("correct or remove the line; nudge config "
				   "lists what there is"),
				sentence});
}

static int check_conf(struct local *l)
{
	AUTO_CONF conf = {0};
	struct err err = {0};
	size_t before = json_array_size(l->found.list);
	int r = conf_load(&conf, on_warning, l, &err);

	if (r < 0)
		return run_refuse_err(l->run, r, &err);
	if (l->error < 0 || json_array_size(l->found.list) > before)
		return l->error;
	return say(l, &(struct finding){"configuration", FINDING_OK,
			      N_("the configuration is good"), NULL, NULL});
}

/* The rights of a channel's secret file, as nudged asks for them. */
static int check_secret(struct local *l, const char *folder, const char *name)
{
	AUTO_STR path = {0};
	struct stat st;

	str_addf(&path, "%s/%s", folder, name);
	if (str_error(&path) < 0)
		return -ENOMEM;
	if (stat(str_get(&path), &st) < 0)
		return errno != ENOENT
			       ? 0
			       : say(l, &(struct finding){"secret", FINDING_BAD,
						N_("the secret file %s is "
						   "missing; its channel sends "
						   "nothing"),
						N_("put it back from a copy, "
						   "or "
						   "write it: %s; see man 7 "
						   "nudge-channels"),
						str_get(&path)});
	if (st.st_mode & (S_IRWXG | S_IRWXO))
		return say(l, &(struct finding){"secret", FINDING_BAD,
				      N_("others can read %s; nudged refuses "
					 "it"),
				      N_("take the rights away: chmod 600 %s"),
				      str_get(&path)});
	return 0;
}

/* Secrets are for nudged; where they are closed to us, it says what is
 * wrong. */
static int check_secrets(struct local *l, const char *folder)
{
	json_auto_t *result = NULL;
	const json_t *channel;
	size_t i, before = json_array_size(l->found.list);
	int r = run_call(l->run, "channel.list", NULL, &result);

	json_array_foreach(value(result, "channels"), i, channel)
		if (r == 0)
			r = check_secret(
				l, folder, value_text(channel, "name"));
	if (r < 0 || json_array_size(l->found.list) > before || i == 0)
		return r;
	return say(l, &(struct finding){"secret", FINDING_OK,
			      N_("the secret files are there and closed to "
				 "others"),
			      NULL, NULL});
}

static int check_secret_folder(struct local *l)
{
	const struct target *target = &l->run->target;
	const char *systemd = getenv("CREDENTIALS_DIRECTORY");
	AUTO_FREE char *folder = NULL;
	int r = secrets_folder(target->conf.secrets, target->db.path, &folder);

	if (r < 0 || (systemd && !strcmp(folder, systemd)))
		return r;
	if (access(folder, X_OK) < 0 && errno == EACCES)
		return say(l, &(struct finding){"secret", FINDING_OK,
				      N_("the secret files in %s are closed to "
					 "you; nudged says what is wrong with "
					 "them"),
				      NULL, folder});
	return check_secrets(l, folder);
}

static int check_clock(struct local *l)
{
	struct timex clock = {0};
	int state = adjtimex(&clock);

	if (state < 0)
		return 0; /* not to be told here */
	if (state == TIME_ERROR || (clock.status & STA_UNSYNC))
		return say(l, &(struct finding){"clock", FINDING_WARN,
				      N_("nothing keeps the clock right (NTP)"),
				      N_("let it be kept right: timedatectl "
					 "set-ntp true"),
				      NULL});
	return say(l, &(struct finding){"clock", FINDING_OK,
			      N_("the clock is kept right (NTP)"), NULL, NULL});
}

/* "# version 2026a", the first line of tzdata's own source. */
static void read_version(char *buf, size_t size)
{
	static const char mark[] = "# version ";
	FILE *file = fopen(ZONE_FOLDER "/tzdata.zi", "re");
	char line[64] = "";

	buf[0] = '\0';
	if (!file)
		return;
	if (fgets(line, sizeof(line), file) &&
		!strncmp(line, mark, sizeof(mark) - 1))
		snprintf(buf, size, "%.*s",
			(int)strcspn(line + sizeof(mark) - 1, "\n"),
			line + sizeof(mark) - 1);
	fclose(file);
}

static int check_tzdata(struct local *l)
{
	char version[32];

	if (access(ZONE_FOLDER "/Etc/UTC", R_OK) < 0)
		return say(
			l, &(struct finding){"zone", FINDING_BAD,
				   N_("there is no data of time zones in %s"),
				   N_("install tzdata"), ZONE_FOLDER});
	read_version(version, sizeof(version));
	if (!version[0])
		return 0;
	return say(l, &(struct finding){"zone", FINDING_OK,
			      N_("the data of time zones is of version %s"),
			      NULL, version});
}

/* Ours come first. */
static int merge(struct local *l, json_t *result)
{
	if (json_array_extend(
		    l->found.list, json_object_get(result, "findings")) < 0 ||
		json_object_set(result, "findings", l->found.list) < 0)
		return -ENOMEM;
	return json_object_set_new(
		result, "level", json_string(finding_worst(l->found.list)));
}

int doctor_local_add(struct run *run, json_t *result)
{
	json_auto_t *findings = json_array();
	struct local l = {
		.run = run, .found = {.lang = run->lang, .list = findings}};
	int r = findings ? check_conf(&l) : -ENOMEM;

	if (r == 0)
		r = check_secret_folder(&l);
	if (r == 0)
		r = check_clock(&l);
	if (r == 0)
		r = check_tzdata(&l);
	return r < 0 ? r : merge(&l, result);
}
