/* Doctor's look at programs; the contract is in doctor_programs.h. */
#include "cli/doctor_programs.h"

#include "cli/helper.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { SECONDS = 5, ANSWER_MAX = 4096 };

/* What is said where a program is missing or does not run. */
struct program {
	const char *name;
	enum finding_level level;
	const char *advice;
};

/* What PROGRAM --version says: "NAME VERSION", how it was built, libraries. */
struct version {
	char name[128], libraries[256];
};

static int read_version(
	const char *program, const char *path, struct version *ret)
{
	char option[] = "--version", name[NAME_MAX];
	char *argv[] = {name, option, NULL};
	AUTO_STR answer = {0};
	int r;

	snprintf(name, sizeof(name), "%s", program);
	r = helper_run(&(struct helper){.path = path,
			       .argv = argv,
			       .input = "",
			       .out_max = ANSWER_MAX,
			       .seconds = SECONDS,
			       .keeps_env = true},
		&answer, NULL);
	if (r == 0 && sscanf(str_get(&answer), "%127[^\n]\n%*[^\n]\n%255[^\n]",
			      ret->name, ret->libraries) < 1)
		r = -EINVAL;
	return r;
}

static int say_bad(struct findings *found, const struct program *program,
	const char *path, int r)
{
	return finding_add(
		found, &(struct finding){"versions", program->level,
			       r == -ENOENT ? N_("a program is missing: %s")
					    : N_("%s does not run"),
			       program->advice, path});
}

/* 1: it is of our version. */
static int look(
	struct findings *found, const struct program *program, const char *path)
{
	struct version version = {0};
	char ours[128];
	int r = read_version(program->name, path, &version);

	if (r < 0)
		return say_bad(found, program, path, r);
	snprintf(ours, sizeof(ours), "%s %s", program->name, PACKAGE_VERSION);
	if (strcmp(version.name, ours) == 0)
		r = finding_add_more(found,
			&(struct finding){"versions", FINDING_OK,
				N_("%s, with %s"), NULL, ours},
			version.libraries, path);
	else
		r = finding_add_more(found,
			&(struct finding){"versions", FINDING_BAD,
				N_("%s is %s, and this is nudge %s"),
				N_("install all programs of one version, then "
				   "restart nudged and nudge-web"),
				path},
			version.name, PACKAGE_VERSION);
	return r < 0 ? r : strcmp(version.name, ours) == 0;
}

int doctor_programs_add(
	struct run *run, struct findings *found, char **ret_nudged)
{
	static const struct program nudged = {"nudged", FINDING_BAD,
		N_("install nudge again; without nudged nothing is sent")};
	static const struct program web = {"nudge-web", FINDING_WARN,
		N_("install nudge again; without nudge-web no calendar is fed "
		   "and no link works")};
	static const struct program ical = {"nudge-ical", FINDING_WARN,
		N_("install nudge again; without nudge-ical no .ics file can "
		   "be imported")};
	AUTO_FREE char *nudged_path = NULL, *web_path = NULL, *ical_path = NULL;
	int r = helper_find(nudged.name, run->daemons, &nudged_path);

	if (r == 0)
		r = helper_find(web.name, run->daemons, &web_path);
	if (r == 0)
		r = helper_find(ical.name, run->helpers, &ical_path);
	if (r == 0)
		r = look(found, &nudged, nudged_path);
	if (r > 0)
		*ret_nudged = TAKE(nudged_path);
	if (r >= 0)
		r = look(found, &web, web_path);
	if (r >= 0)
		r = look(found, &ical, ical_path);
	return r < 0 ? r : 0;
}
