/* Calendar files made by a stranger: whatever is accepted is in order and
 * within its limits. */
#include "core/caltext.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	AUTO_CALTEXT c = {0};
	struct err err = {0};

	if (caltext_parse((const char *)bytes, size, &c, &err) < 0) {
		assert(err.code < 0 && err.msgid && !c.days && !c.text_);
		return 0;
	}
	assert(err.code == 0 && c.n_days <= CALTEXT_DAYS_MAX);
	assert(strlen(c.name) <= CALTEXT_NAME_MAX && *c.title && *c.source);
	assert(c.year_from <= c.year_to && c.year_to <= c.provisional_to);
	for (size_t i = 0; i < c.n_days; i++) {
		const struct caltext_day *d = &c.days[i];

		assert(d->date.year >= c.year_from &&
			d->date.year <= c.provisional_to);
		assert(strlen(d->name) <= CALTEXT_LINE_MAX);
		assert(i == 0 || civil_cmp(d[-1].date, d->date) <= 0);
	}
	return 0;
}
