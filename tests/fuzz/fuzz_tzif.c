/* Zone files made by a stranger: whatever is accepted has stretches that
 * follow one another from the first to the last day. */
#include "core/tzif.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	/* Years 1, 1900, 1970, 2026, 2100, 9999. */
	static const int64_t instants[] = {INT64_C(-62135596800),
		INT64_C(-2208988800), 0, INT64_C(1773129600),
		INT64_C(4102444800), INT64_C(253402300799)};
	struct tzif f = {0};

	if (tzif_parse(bytes, size, &f) < 0) {
		assert(!f.at && !f.offset_s);
		return 0;
	}
	for (size_t i = 0; i < sizeof(instants) / sizeof(*instants); i++) {
		struct tzspan span = tzif_span(&f, instants[i]);

		assert(span.start <= instants[i] && instants[i] < span.end);
		assert(span.offset_s > -26 * 3600 &&
			span.offset_s <= 26 * 3600);
	}
	tzif_done(&f);
	return 0;
}
