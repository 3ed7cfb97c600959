/* Foreign calendars made by a stranger: the sieve keeps its limits, and what
 * libical makes of its rest is in the line form, line by line. */
#include "core/icalform.h"
#include "libexec/ical_read.h"
#include "libexec/ical_sieve.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Rules that never match cost libical seconds a step; the process limit of
 * nudge-ical is what ends them there. */
static bool is_slow(const char *text)
{
	return strstr(text, "BYMONTHDAY") || strstr(text, "BYSETPOS") ||
	       strstr(text, "RSCALE");
}

static void check_sieved(const struct str *text)
{
	static const char begin[] = "BEGIN:VCALENDAR\r\n";

	assert(text->len < 2 * ICALFORM_SIZE_MAX);
	assert(!memchr(str_get(text), '\0', text->len));
	assert(text->len >= strlen(begin));
	assert(!strstr(str_get(text), "\nBEGIN:VALARM"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	AUTO_FREE char *copy = calloc(1, size + 1);
	AUTO_STR text = {0}, out = {0};
	AUTO_ICALFORM form = {0};
	struct ical_sieve_refusal refusal = {0};
	int r;

	assert(copy);
	memcpy(copy, bytes, size);
	r = ical_sieve_run(copy, size, &text, &refusal);
	assert(r == 0 || r == -EINVAL);
	if (r < 0 || is_slow(str_get(&text)))
		return 0;
	check_sieved(&text);
	r = ical_read(str_get(&text), &(struct ical_years){2026, 2027}, &out);
	if (r < 0)
		return 0;
	str_add(&out, "end\n");
	assert(icalform_parse(str_get(&out), out.len, &form) == 0);
	assert(!form.refused && form.n_items <= ICALFORM_ITEMS_MAX);
	return 0;
}
