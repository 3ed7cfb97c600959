/* nudge calendar import: working days from a file. */
#include "cli/cmd.h"
#include "cli/foreign.h"
#include "cli/show.h"
#include "cli/show_calendar.h"
#include "core/caltext.h"
#include "core/icalform.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { YEARS_MAX = 20 };

static const struct arg args[] = {
	ARG("text", N_("FILE")),
};

static const struct opt opts[] = {
	OPT("name", N_("NAME"),
		N_("the calendar's name; the file's if not "
		   "said"),
		.words = OPT_CALENDAR),
	OPT_FLAG("national", N_("a nation's or a state's holidays")),
	OPT_FLAG("company", N_("a company's own days; they come first")),
	OPT("rep", N_("REP"), N_("somebody's leave; it comes before all"),
		.words = OPT_REP),
	OPT("kind", N_("KIND"),
		N_("what the days of an .ics file are: closed, open or soft")),
	OPT("years", N_("YEAR-YEAR"),
		N_("of an .ics file; this and the next if not said")),
	OPT("title", N_("TEXT"), N_("of an .ics file; as it says if not said")),
};

struct import {
	struct run *run;
	const char *file;
	struct str bytes;
	struct foreign foreign;
	char name[CALTEXT_NAME_MAX + 1];
	json_t *list; /* the calendars that are there */
};

static void import_done(struct import *in)
{
	str_done(&in->bytes);
	json_decref(in->list);
}

static const char *file_name(const struct import *in)
{
	return strcmp(in->file, "-") == 0
		       ? text_get(in->run->lang, N_("standard input"))
		       : in->file;
}

/* One byte more than the limit shows that it is passed. */
static int read_stream(struct import *in, FILE *file)
{
	char buf[16384];
	size_t n;

	while (in->bytes.len <= ICALFORM_SIZE_MAX &&
		(n = fread(buf, 1, sizeof(buf), file)) > 0)
		str_add_n(&in->bytes, buf, n);
	if (ferror(file))
		return errno ? -errno : -EIO;
	return str_error(&in->bytes);
}

static int read_file(struct import *in)
{
	bool is_stdin = strcmp(in->file, "-") == 0;
	FILE *file;
	int r;

	errno = 0;
	file = is_stdin ? stdin : fopen(in->file, "re");
	r = file ? read_stream(in, file) : -errno;
	if (file && !is_stdin)
		fclose(file);
	if (r == -ENOMEM)
		return r;
	return r < 0 ? run_refuse(in->run, API_BAD_PARAM,
			       N_("%s cannot be read: %s"), file_name(in),
			       text_get(in->run->lang, err_system(r)))
		     : 0;
}

/* By its beginning, which may be UTF-16, and by its name where that tells
 * nothing. */
static bool is_foreign(const struct import *in)
{
	static const char *const utf16[] = {"\xff\xfe", "\xfe\xff", "B\0"};
	const char *s = str_get(&in->bytes);
	size_t n = strlen(in->file);

	for (size_t i = 0; i < ARRAY_LEN(utf16) && in->bytes.len >= 2; i++)
		if (memcmp(s, utf16[i], 2) == 0)
			return true;

	if (strncmp(s, "\xef\xbb\xbf", 3) == 0)
		s += 3;
	s += strspn(s, " \t\r\n");
	return strncasecmp(s, "BEGIN:", 6) == 0 ||
	       (n > 4 && strcasecmp(in->file + n - 4, ".ics") == 0);
}

/* "2026", "2026-2027". */
static int read_years(struct import *in, const char *s)
{
	int from = 0, to = 0;
	char rest;
	int n = s ? sscanf(s, "%4d-%4d%c", &from, &to, &rest) : 0;

	if (!s) {
		from = run_today(in->run).year;
		to = from + 1;
	} else if (n == 1 && strlen(s) == 4) {
		to = from;
	} else if (n != 2) {
		from = 0;
	}
	if (from < 1900 || to < from || to > 9998 || to - from >= YEARS_MAX)
		return run_refuse(in->run, API_BAD_PARAM,
			N_("--years takes a year or two, such as 2026-2027, at "
			   "most %s years, not \"%s\""),
			STR_INT(YEARS_MAX), s ? s : "");
	in->foreign.year_from = from;
	in->foreign.year_to = to;
	return 0;
}

static int read_kind(struct import *in, const char *s)
{
	enum day_kind kinds[] = {DAY_CLOSED, DAY_OPEN, DAY_SOFT};

	in->foreign.kind = DAY_CLOSED;
	for (size_t i = 0; s && i < ARRAY_LEN(kinds); i++)
		if (strcmp(s, workcal_kind[kinds[i]]) == 0) {
			in->foreign.kind = kinds[i];
			return 0;
		}
	return s ? run_refuse(in->run, API_BAD_PARAM,
			   N_("there is no kind \"%s\"; there are: closed, "
			      "open, soft"),
			   s)
		 : 0;
}

/* The given name, else the file's: "holidays.ics" gives holidays. */
static int read_name(struct import *in, const char *given)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789-";
	const char *slash = strrchr(in->file, '/');
	const char *s = given ? given : slash ? slash + 1 : in->file;
	const char *dot = given ? NULL : strrchr(s, '.');
	size_t n = dot ? (size_t)(dot - s) : strlen(s);

	if (n > 0 && n <= CALTEXT_NAME_MAX && *s != '-' &&
		strspn(s, letters) >= n) {
		snprintf(in->name, sizeof(in->name), "%.*s", (int)n, s);
		in->foreign.name = in->name;
		return 0;
	}
	run_refuse(in->run, API_BAD_PARAM,
		N_("a calendar is named by up to %s letters, digits and "
		   "hyphens"),
		STR_INT(CALTEXT_NAME_MAX));
	run_hint(in->run, N_("nudge calendar import %s --name NAME"), in->file);
	return -EINVAL;
}

/* A calendar that is there keeps its week and its title. */
static int keep_known(struct import *in)
{
	json_auto_t *result = NULL;
	const json_t *calendar;
	size_t i;
	int r = run_call(in->run, "calendar.list",
		json_pack("{s:i}", "limit", 500), &result);

	if (r < 0)
		return r;
	in->list = json_incref(json_object_get(result, "calendars"));
	json_array_foreach(in->list, i, calendar) {
		if (strcmp(value_text(calendar, "name"), in->name) != 0)
			continue;
		in->foreign.week = value_text(calendar, "week");
		if (!in->foreign.title)
			in->foreign.title = value_text(calendar, "title");
	}
	return 0;
}

static int read_foreign(struct import *in, char **ret)
{
	struct run *run = in->run;
	int r;

	in->foreign.week = "ooooocc";
	in->foreign.file = file_name(in);
	in->foreign.bytes = str_get(&in->bytes);
	in->foreign.size = in->bytes.len;
	in->foreign.title = run_param(run, "title");
	r = read_name(in, run_param(run, "name"));
	if (r == 0)
		r = keep_known(in); /* also tells what day it is */
	if (r == 0)
		r = read_years(in, run_param(run, "years"));
	if (r == 0)
		r = read_kind(in, run_param(run, "kind"));
	in->foreign.zone = run->api.zone;
	return r < 0 ? r : foreign_text(run, &in->foreign, ret);
}

/* A list of our own form says all that itself. */
static int read_own(struct import *in, char **ret)
{
	static const char *const said[] = {"name", "kind", "years", "title"};

	for (size_t i = 0; i < ARRAY_LEN(said); i++)
		if (run_has(in->run, said[i]))
			return run_refuse(in->run, API_BAD_PARAM,
				N_("--%s is for .ics files; %s says it itself"),
				said[i], file_name(in));
	if (memchr(str_get(&in->bytes), '\0', in->bytes.len))
		return run_refuse(in->run, API_BAD_PARAM,
			N_("%s is not a text: it has a zero byte"),
			file_name(in));
	return str_take(&in->bytes, ret);
}

static int set_layer(struct run *run)
{
	bool national = run_has(run, "national");
	bool company = run_has(run, "company");

	if (national + company + run_has(run, "rep") > 1)
		return run_refuse(run, API_BAD_PARAM,
			N_("--national, --company and --rep exclude each "
			   "other"));
	run_set(run, "national", NULL);
	run_set(run, "company", NULL);
	if (national || company)
		run_set(run, "layer", national ? "national" : "company");
	return 0;
}

static int prepare(struct run *run)
{
	static const char *const ours[] = {"name", "kind", "years", "title"};
	AUTO_FREE char *file = NULL;
	AUTO_FREE char *text = NULL;
	CLEANUP(import_done) struct import in = {.run = run};
	int r = str_dup(run_param(run, "text"), &file);

	if (r < 0)
		return r;
	in.file = file;
	r = set_layer(run);
	if (r == 0)
		r = read_file(&in);
	if (r == 0)
		r = is_foreign(&in) ? read_foreign(&in, &text)
				    : read_own(&in, &text);
	if (r < 0)
		return r;
	for (size_t i = 0; i < ARRAY_LEN(ours); i++)
		run_set(run, ours[i], NULL);
	run_set(run, "text", text);
	return show_calendar_ask(run);
}

/* Who does not use it is told how to. */
static void print_next(struct run *run, const json_t *result)
{
	const char *name = value_text(result, "calendar.name");
	AUTO_STR s = {0};

	if (value_int(result, "moves_total") > 0 &&
		!value_bool(result, "moved")) {
		out_say(&run->out,
			N_("Nothing was moved: nudge undo, then import it "
			   "again with --yes"));
		out_newline(&run->out);
	}
	if (value_bool(result, "calendar.used"))
		return;
	text_add(&s, run->lang,
		N_("Next: nudge rep edit REP --calendar %s, or nudge account "
		   "edit ACCOUNT --calendar %s"),
		name, name);
	out_paragraph(&run->out, 0, 2, str_get(&s));
}

static int print(struct run *run, const json_t *result)
{
	const json_t *years = value(result, "years_read");
	int64_t from = json_integer_value(json_array_get(years, 0));
	int64_t to = json_integer_value(json_array_get(years, 1));
	const char *title = value_text(result, "calendar.title");
	AUTO_STR s = {0}, span = {0}, count = {0};

	str_add(&span, STR_INT(from));
	if (to != from)
		str_addf(&span, "–%s", STR_INT(to));
	if (strcmp(title, value_text(result, "calendar.name")) != 0)
		show_part(&s, title);
	show_part(&s, str_get(&span));
	show_part(&s, show_count(&count, run, "%s day new", "%s days new",
			      value_int(result, "added")));
	show_part(&s, show_count(&count, run, "%s day gone", "%s days gone",
			      value_int(result, "removed")));
	out_text(&run->out, OUT_BOLD, value_text(result, "calendar.name"));
	out_pad(&run->out, 2);
	out_paragraph(&run->out,
		2 + strlen(value_text(result, "calendar.name")), 2,
		str_get(&s));
	show_calendar_moves(run, &run->out, result);
	if (!run->common.preview)
		print_next(run, result);
	show_change(run, result);
	return 0;
}

const struct cmd cmd_calendar_import = {
	.name = "calendar import",
	.group = CMD_SETUP,
	.summary = N_("bring in holidays, make-up days and leave from a file"),
	.details = N_("An .ics file, or a list of nudge's own form (as in "
		      "share/nudge/calendars); - is standard input. Days of a "
		      "year that is imported again become those of the file. "
		      "The follow-ups that this moves are shown first, and "
		      "moved on yes."),
	.examples = {{"nudge calendar import cn-2027.ics --name CN",
			     N_("next year's official list")},
		{"nudge calendar import works.ics --company --years 2026-2027",
			N_("the company's own days")}},
	CMD_ARGS(args),
	CMD_OPTS(opts),
	.method = "calendar.import",
	.prepare = prepare,
	.print = print,
};
