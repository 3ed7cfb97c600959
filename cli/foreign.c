/* Foreign calendars; the contract is in foreign.h. */
#include "cli/foreign.h"

#include "cli/foreign_days.h"
#include "cli/helper.h"
#include "core/icalform.h"

#include <errno.h>
#include <string.h>

enum { SECONDS = 10 };

/* What a sentence about a refused file names besides the file. */
enum { WITH_LINE = 1 << 0, WITH_DETAIL = 1 << 1 };

static const struct {
	const char *msgid;
	unsigned with;
} refusals[ICALFORM_REFUSAL_N] = {
	[ICALFORM_SIZE] = {N_("%s is larger than %s bytes; export fewer years, "
			      "or the holidays only"),
		WITH_DETAIL},
	[ICALFORM_ZERO] = {N_("%s is not a text: it has a zero byte; export it "
			      "again, as iCalendar (.ics)"),
		0},
	[ICALFORM_CHARSET] = {N_("%s, line %s: the text is %s, not UTF-8"),
		WITH_LINE | WITH_DETAIL},
	[ICALFORM_FORM] = {N_("%s is no iCalendar file: it does not begin with "
			      "BEGIN:VCALENDAR"),
		0},
	[ICALFORM_NESTING] = {N_("%s, line %s: an END without its BEGIN; the "
				 "file is damaged"),
		WITH_LINE},
	[ICALFORM_DEPTH] = {N_("%s, line %s: parts inside parts, more than %s "
			       "deep; no calendar is like that"),
		WITH_LINE | WITH_DETAIL},
	[ICALFORM_LINE] = {N_("%s, line %s: longer than %s bytes"),
		WITH_LINE | WITH_DETAIL},
	[ICALFORM_PARTS] = {N_("%s has more than %s parts; export fewer years, "
			       "or the holidays only"),
		WITH_DETAIL},
	[ICALFORM_LINES] = {N_("%s has more than %s lines; export fewer years, "
			       "or the holidays only"),
		WITH_DETAIL},
	[ICALFORM_VALUES] = {N_("%s, line %s: more than %s dates in one line; "
				"split it"),
		WITH_LINE | WITH_DETAIL},
	[ICALFORM_CUT] = {N_("%s ends in the middle; export or download it "
			     "again"),
		0},
	[ICALFORM_DAYS] = {N_("%s makes more than %s days; name fewer years "
			      "with --years"),
		WITH_DETAIL},
	[ICALFORM_SANDBOX] = {N_("%s was not read: the reader could not lock "
				 "itself up on this machine"),
		0},
	[ICALFORM_MEMORY] =
		{N_("%s needs more memory than its reader may have"), 0},
};

static int refuse(struct run *run, const struct foreign *foreign,
	const struct icalform *form)
{
	const char *line = STR_INT(form->line), *file = foreign->file;
	const char *msgid = refusals[form->why].msgid;
	bool has_guess = form->why == ICALFORM_CHARSET && *form->detail;
	int r;

	if (form->why == ICALFORM_CHARSET && !has_guess)
		r = run_refuse(run, API_BAD_PARAM,
			N_("%s, line %s: this is not UTF-8 text"), file, line);
	else if (!(refusals[form->why].with & WITH_LINE))
		r = run_refuse(run, API_BAD_PARAM, msgid, file, form->detail);
	else
		r = run_refuse(
			run, API_BAD_PARAM, msgid, file, line, form->detail);
	if (has_guess)
		run_hint(run,
			N_("iconv -f %s -t UTF-8 FILE | nudge calendar import "
			   "- --name NAME"),
			form->detail);
	else if (form->why == ICALFORM_CHARSET)
		run_hint(run, N_("save it as UTF-8 and import it again"));
	return r;
}

static int ask_helper(
	struct run *run, const struct foreign *foreign, struct icalform *ret)
{
	char program[] = "nudge-ical";
	char *argv[] = {program, STR_INT(foreign->year_from),
		STR_INT(foreign->year_to), NULL};
	AUTO_FREE char *path = NULL;
	struct helper helper = {
		.argv = argv,
		.input = foreign->bytes,
		.size = foreign->size,
		.out_max = ICALFORM_OUT_MAX,
		.seconds = SECONDS,
	};
	AUTO_STR answer = {0};
	struct err err = {0};
	int r = helper_find(program, run->helpers, &path);

	helper.path = path;
	if (r == 0)
		r = helper_run(&helper, &answer, &err);
	if (r < 0)
		return run_refuse_err(run, r, &err);
	r = icalform_parse(str_get(&answer), answer.len, ret);
	if (r == -EINVAL)
		return run_refuse(run, API_TROUBLE,
			N_("%s answered in another form; install nudge again"),
			path);
	return r;
}

static void tell_notes(struct run *run, const struct icalform *form)
{
	static const char *const msgids[ICALFORM_NOTE_N] = {
		[ICALFORM_RULE] = N_("left out, because they repeat in a way "
				     "nudge does not follow: %s, such as "
				     "\"%s\""),
		[ICALFORM_DATE] = N_("left out, because they have no date that "
				     "exists: %s, such as \"%s\""),
		[ICALFORM_CANCELLED] = N_("left out, because they are "
					  "cancelled: %s, such as \"%s\""),
		[ICALFORM_ZONE] = N_("left out, because their time zone is not "
				     "known: %s, such as \"%s\""),
	};

	for (int i = 0; i < ICALFORM_NOTE_N; i++) {
		if (form->notes[i].count == 0)
			continue;
		out_say(&run->talk, msgids[i], STR_INT(form->notes[i].count),
			form->notes[i].example);
		out_newline(&run->talk);
	}
}

static void tell_days(struct run *run, const struct foreign_days *days)
{
	if (days->n_short > 0) {
		out_say(&run->talk,
			N_("left out, because they take less than a working "
			   "day: %s, such as \"%s\""),
			STR_INT(days->n_short), days->short_name);
		out_newline(&run->talk);
	}
	if (days->n_zone > 0) {
		out_say(&run->talk,
			N_("left out, because their time zone is not known: "
			   "%s, such as \"%s\""),
			STR_INT(days->n_zone), days->zone_name);
		out_newline(&run->talk);
	}
}

static void write_text(struct str *text, const struct foreign *foreign,
	const char *title, const struct foreign_days *days)
{
	str_addf(text, "calendar %s\ntitle %s\nsource %s\nweek %s\n",
		foreign->name, title && *title ? title : foreign->name,
		foreign->file, foreign->week);
	str_addf(text, "years %d..%d\n", days->items[0].date.year,
		days->items[days->n - 1].date.year);
	for (size_t i = 0; i < days->n; i++)
		str_addf(text, "%s %s %s\n", workcal_kind[days->items[i].kind],
			CIVIL_STR(days->items[i].date), days->items[i].name);
}

static int make_text(struct run *run, const struct foreign *foreign,
	const struct icalform *form, char **ret)
{
	CLEANUP(foreign_days_done) struct foreign_days days = {0};
	AUTO_STR text = {0};
	const char *title = foreign->title ? foreign->title : form->title;
	int r = foreign_days_fill(&days, foreign, form);

	if (r < 0)
		return r;
	tell_notes(run, form);
	tell_days(run, &days);
	if (days.n == 0)
		return run_refuse(run, API_BAD_PARAM,
			N_("%s has no day in %s to %s; name other years with "
			   "--years"),
			foreign->file, STR_INT(foreign->year_from),
			STR_INT(foreign->year_to));
	write_text(&text, foreign, title, &days);
	return str_take(&text, ret);
}

int foreign_text(struct run *run, const struct foreign *foreign, char **ret)
{
	AUTO_ICALFORM form = {0};
	int r = ask_helper(run, foreign, &form);

	if (r < 0)
		return r;
	return form.refused ? refuse(run, foreign, &form)
			    : make_text(run, foreign, &form, ret);
}
