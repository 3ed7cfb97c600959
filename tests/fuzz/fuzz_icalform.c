/* The line form as a broken helper might write it: whatever is accepted is
 * in order. */
#include "base/utf8.h"
#include "core/icalform.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	AUTO_ICALFORM form = {0};

	if (icalform_parse((const char *)bytes, size, &form) < 0) {
		assert(!form.items && !form.text_);
		return 0;
	}
	assert(form.n_items <= ICALFORM_ITEMS_MAX);
	for (size_t i = 0; i < form.n_items; i++) {
		const struct icalform_item *item = &form.items[i];

		assert(civil_cmp(item->first, item->last) <= 0);
		assert(strlen(item->name) <= ICALFORM_TEXT_MAX);
		assert(utf8_valid(item->name) && !strchr(item->name, '\n'));
		assert(item->from >= 0 && item->from < 1440 && item->to >= 0 &&
			item->to < 1440);
	}
	return 0;
}
