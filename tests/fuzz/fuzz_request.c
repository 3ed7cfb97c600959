/* What a stranger sends to nudge-web: an address, a link, a form, the headers
 * of a condition.  Whatever is accepted is in order; the rest is refused. */
#include "base/cleanup.h"
#include "service/link.h"
#include "web/condition.h"
#include "web/feed_address.h"
#include "web/form.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct link_key key = {"a key that all may know"};

/* Only what link_write() wrote is a link; so a link is written back. */
static void try_link(const char *text)
{
	AUTO_STR back = {0};
	struct link link;

	if (link_read(&key, text, &link) < 0)
		return;
	link_write(&back, &key, &link);
	assert(strcmp(str_get(&back), text) == 0);
}

/* What is asked is signed, so that more than refusals are seen. */
static void try_own_link(const uint8_t *bytes, size_t size)
{
	struct link link = {0}, again;
	AUTO_STR text = {0};

	memcpy(&link.touchpoint_id, bytes, size < 4 ? size : 4);
	link.expires_at = (int64_t)size;
	link_write(&text, &key, &link);
	assert(text.len <= LINK_MAX);
	assert(link_read(&key, str_get(&text), &again) == 0);
	assert(again.touchpoint_id == link.touchpoint_id);
	text.data[size % text.len] ^= 1;
	assert(link_read(&key, str_get(&text), &again) < 0);
}

/* What is taken for a token is one. */
static void try_address(const char *text)
{
	size_t n = strlen(text);

	if (!feed_address_is(text))
		return;
	assert(n > FEED_TOKEN_CHARS + strlen("/.ics"));
	assert(text[FEED_TOKEN_CHARS] == '/');
	assert(!strpbrk(text + FEED_TOKEN_CHARS + 1, "/%?\\"));
	assert(strcmp(text + n - 4, ".ics") == 0);
	assert(strchr(text, '.') == text + n - 4);
}

static void try_form(const char *body, size_t n)
{
	AUTO_FORM form = {0};

	if (form_read(body, n, &form) < 0) {
		assert(!form.text);
		return;
	}
	assert(form.n <= FORM_FIELDS_MAX);
	for (size_t i = 0; i < form.n; i++) {
		assert(strlen(form.fields[i].name) <= n);
		assert(!strchr(form.fields[i].value, '\r'));
		assert(form_get(&form, form.fields[i].name));
	}
}

static void try_conditions(const char *text)
{
	char buf[CONDITION_DATE];

	(void)condition_takes_gzip(text);
	(void)condition_has_tag(text, "\"0123456789abcdef-gz\"");
	if (condition_is_unchanged(text, 0))
		assert(strlen(text) == strlen(condition_date(buf, 0)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	AUTO_FREE char *text = malloc(size + 1);

	assert(text);
	memcpy(text, bytes, size);
	text[size] = '\0';
	try_address(text);
	try_link(text);
	try_own_link(bytes, size);
	try_form(text, size);
	try_conditions(text);
	return 0;
}
