/* Quotes; the contract is in show_quote.h. */
#include "cli/show_quote.h"

#include "cli/show.h"

void show_quote_asked(struct str *s, const struct run *run, const json_t *asked)
{
	const char *text = value_text(asked, "text");
	const char *via = show_via(run, value_text(asked, "via"));
	const char *on = SHOW_DAY(run, value_date(asked, "on"));
	int64_t messages = value_int(asked, "messages");
	AUTO_STR phrase = {0};

	if (*text)
		show_say(s, run, N_("\"%s\" (%s, %s)"), text, via, on);
	else
		show_say(s, run, N_("answer their message (%s, %s)"), via, on);
	if (messages > 1)
		show_part(s, show_count(&phrase, run, "%s message",
				     "%s messages", messages));
}

void show_quote_request(
	struct str *s, const struct run *run, const json_t *request)
{
	if (value(request, "answer"))
		show_say(s, run, N_("%s answers: \"%s\""),
			value_text(request, "answered_by_name"),
			value_text(request, "answer"));
	else
		show_say(s, run, N_("%s asks: \"%s\""),
			value_text(request, "by_name"),
			value_text(request, "text"));
}
