/* Doctor's look at this machine; the contract is in doctor_local.h. */
#include "cli/doctor_local.h"

#include "base/str.h"
#include "core/zone.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <unistd.h>

struct local {
	struct run *run;
	struct findings *found;
	int error; /* of a conf_warn, which cannot fail */
};

static int say(struct local *l, const struct finding *finding)
{
	return finding_add(l->found, finding);
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
	size_t before = json_array_size(l->found->list);
	int r = conf_load(&conf, on_warning, l, &err);

	if (r < 0)
		return run_refuse_err(l->run, r, &err);
	if (l->error < 0 || json_array_size(l->found->list) > before)
		return l->error;
	return say(l, &(struct finding){"configuration", FINDING_OK,
			      N_("the configuration is good"), NULL, NULL});
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
		return say(l, &(struct finding){"zone", FINDING_BAD,
				      N_("there is no time zone data in %s"),
				      N_("install tzdata"), ZONE_FOLDER});
	read_version(version, sizeof(version));
	if (!version[0])
		return 0;
	return say(l, &(struct finding){"zone", FINDING_OK,
			      N_("the time zone data is of version %s"), NULL,
			      version});
}

int doctor_local_add(struct run *run, struct findings *found)
{
	struct local l = {.run = run, .found = found};
	int r = check_conf(&l);

	if (r == 0)
		r = check_clock(&l);
	return r < 0 ? r : check_tzdata(&l);
}

static int check_folder(struct findings *found, const char *folder)
{
	struct stat st;

	/* Where there is none yet, nudge init makes it. */
	if (stat(folder, &st) < 0)
		return 0;
	if (access(folder, W_OK | X_OK) < 0)
		return finding_add(found,
			&(struct finding){"rights", FINDING_BAD,
				N_("you can make no files in %s"),
				N_("run it as whoever may, or name another "
				   "place: --db PATH"),
				folder});
	return finding_add(
		found, &(struct finding){"rights", FINDING_OK,
			       N_("you can make files in %s"), NULL, folder});
}

int doctor_local_closed(struct run *run, struct findings *found)
{
	AUTO_FREE char *copy = NULL;
	const char *hint = run->error.hint;
	int r = run->error.message ? str_dup(run->target.db.path, &copy)
				   : -ENOMEM;

	if (r == 0)
		r = finding_add_more(found,
			&(struct finding){"database", FINDING_BAD, "%s",
				hint ? "%2$s" : NULL, run->error.message},
			hint ? hint : "", "");
	if (r < 0)
		return r;
	api_error_done(&run->error);
	run->error = (struct api_error){0};
	return check_folder(found, dirname(copy));
}
