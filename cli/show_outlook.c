/* What is not due today but good to know; the contract is in show_outlook.h. */
#include "cli/show_outlook.h"

#include "cli/show.h"

static void print_paragraph(struct run *run, const struct str *s)
{
	out_pad(&run->out, 2);
	out_paragraph(&run->out, 2, 2, str_get(s));
}

/* A day on which nothing is due still shows that the plan is at work. */
static void print_nothing(struct run *run, const json_t *brief)
{
	const json_t *next = value(brief, "next");
	AUTO_STR s = {0}, due = {0}, subject = {0};

	if (next) {
		show_due(&due, run, next);
		show_subject(&subject, run, next);
		text_add(&s, run->lang,
			N_("Nothing is due. Next: %s · %s · %s: %s"),
			str_get(&due), str_get(&subject),
			show_via(run, value_text(next, "via")),
			value_text(next, "purpose"));
	} else if (value_int(brief, "team_late") > 0) {
		text_add(&s, run->lang, N_("Nothing is due for you."));
	} else {
		text_add(&s, run->lang,
			N_("Nothing is due and nothing is planned. A plan "
			   "begins with nudge sign CUSTOMER; where nothing is "
			   "signed yet, with nudge account add NAME"));
	}
	print_paragraph(run, &s);
}

static void print_ahead(struct run *run, const json_t *brief)
{
	int64_t opening = value_int(brief, "opening");
	int64_t awaited = value_int(brief, "awaited");
	AUTO_STR s = {0}, phrase = {0};

	if (opening)
		show_part(&s,
			show_count(&phrase, run, "%s more possible from today",
				"%s more possible from today", opening));
	if (awaited)
		show_part(&s,
			show_count(&phrase, run, "%s awaited from a customer",
				"%s awaited from customers", awaited));
	if (s.len)
		print_paragraph(run, &s);
}

static void print_team(struct run *run, int64_t late)
{
	AUTO_STR s = {0}, phrase = {0};

	if (late == 0)
		return;
	str_add(&s, show_count(&phrase, run,
			    "In your team %s follow-up is late: nudge list "
			    "--late --all",
			    "In your team %s follow-ups are late: nudge list "
			    "--late --all",
			    late));
	print_paragraph(run, &s);
}

void show_outlook(struct run *run, const json_t *brief)
{
	if (value_bool(brief, "empty"))
		print_nothing(run, brief);
	print_ahead(run, brief);
	print_team(run, value_int(brief, "team_late"));
}
