/* Text in HTML; the contract is in action_html.h. */
#include "web/action_html.h"

#include "compose/html.h"

void action_html_add(
	struct str *out, const char *open, const char *text, const char *close)
{
	str_add(out, open);
	html_escape(out, text, HTML_ESCAPED);
	str_add(out, close);
}

void action_html_word(struct str *out, enum text_lang lang, const char *open,
	const char *msgid, const char *close)
{
	action_html_add(out, open, text_get(lang, msgid), close);
}
