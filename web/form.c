/* Forms; the contract is in form.h. */
#include "web/form.h"

#include <errno.h>
#include <string.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes s in place. */
static int decode(char *s)
{
	char *to = s;

	for (; *s; s++) {
		char c = *s;

		if (c == '%') {
			int high = hex(s[1]);
			int low = high < 0 ? -1 : hex(s[2]);

			if (low < 0 || (high == 0 && low == 0))
				return -EBADMSG;
			c = (char)(high * 16 + low);
			s += 2;
		} else if (c == '+') {
			c = ' ';
		}
		if (c != '\r')
			*to++ = c;
	}
	*to = '\0';
	return 0;
}

static int add_field(struct form *form, char *pair)
{
	char *value = strchr(pair, '=');

	if (form->n == FORM_FIELDS_MAX)
		return -EBADMSG;
	if (value)
		*value++ = '\0';
	if (decode(pair) < 0 || (value && decode(value) < 0))
		return -EBADMSG;
	form->fields[form->n++] =
		(struct form_field){.name = pair, .value = value ? value : ""};
	return 0;
}

int form_read(const char *body, size_t n, struct form *ret)
{
	AUTO_FORM form = {0};
	char *next, *pair;

	if (memchr(body, '\0', n))
		return -EBADMSG;
	form.text = malloc(n + 1);
	if (!form.text)
		return -ENOMEM;
	memcpy(form.text, body, n);
	form.text[n] = '\0';
	next = form.text;
	while ((pair = strsep(&next, "&")) != NULL)
		if (*pair && add_field(&form, pair) < 0)
			return -EBADMSG;
	*ret = form;
	form = (struct form){0};
	return 0;
}

void form_done(struct form *form)
{
	free(form->text);
	*form = (struct form){0};
}

const char *form_get(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->n; i++)
		if (strcmp(form->fields[i].name, name) == 0)
			return form->fields[i].value;
	return "";
}
