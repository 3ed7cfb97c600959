/* Text in HTML; the contract is in action_html.h. */
#include "web/action_html.h"

#include "compose/html.h"

#include <string.h>

void action_html_add(
	struct str *out, const char *open, const char *text, const char *close)
{
	str_add(out, open);
	html_escape(out, text, HTML_ESCAPED);
	str_add(out, close);
}

/* Bytes of a Chinese weekday at s, such as 周一; 0: there is none. */
static size_t weekday(const char *s)
{
	static const char *const days[] = {
		"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

	for (size_t i = 0; i < ARRAY_LEN(days); i++)
		if (strncmp(s, days[i], strlen(days[i])) == 0)
			return strlen(days[i]);
	return 0;
}

void action_html_line(
	struct str *out, const char *open, const char *text, const char *close)
{
	AUTO_STR escaped = {0};

	html_escape(&escaped, text, HTML_ESCAPED);
	str_add(out, open);
	for (const char *p = str_get(&escaped); *p;) {
		size_t n = weekday(p);

		if (n)
			str_addf(out, "<span class=\"day\">%.*s</span>", (int)n,
				p);
		else
			str_add_char(out, *p);
		p += n ? n : 1;
	}
	str_add(out, close);
	if (str_error(&escaped) < 0)
		out->error = str_error(&escaped);
}

void action_html_word(struct str *out, enum text_lang lang, const char *open,
	const char *msgid, const char *close)
{
	action_html_add(out, open, text_get(lang, msgid), close);
}
