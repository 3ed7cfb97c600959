/* Guessing encodings; the contract is in ical_charset.h. */
#include "libexec/ical_charset.h"

#include "base/utf8.h"

#include <string.h>

static bool is_utf16(const char *bytes, size_t size)
{
	return size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
				    memcmp(bytes, "\xfe\xff", 2) == 0 ||
				    memcmp(bytes, "B\0", 2) == 0 ||
				    memcmp(bytes, "\0B", 2) == 0);
}

/* Pairs of the 6,763 usual characters of GB 2312, and bytes above 0x7f that
 * belong to no pair of GBK. */
struct pairs {
	size_t usual, other, stray;
};

static struct pairs count_pairs(const unsigned char *s, size_t size)
{
	struct pairs n = {0};

	for (size_t i = 0; i < size; i++) {
		unsigned lead = s[i], trail = i + 1 < size ? s[i + 1] : 0;

		if (lead < 0x80)
			continue;
		if (lead == 0x80 || lead == 0xff || trail < 0x40 ||
			trail == 0x7f || trail == 0xff) {
			n.stray++;
			continue;
		}
		if (lead >= 0xb0 && lead <= 0xf7 && trail >= 0xa1)
			n.usual++;
		else
			n.other++;
		i++;
	}
	return n;
}

const char *ical_charset_guess(const char *bytes, size_t size)
{
	struct pairs n;

	if (is_utf16(bytes, size))
		return "UTF-16";
	if (memchr(bytes, '\0', size) || utf8_valid(bytes))
		return NULL;
	n = count_pairs((const unsigned char *)bytes, size);
	if (n.stray == 0 && n.usual > n.other)
		return "GBK";
	return n.usual == 0 || n.stray > n.usual ? "Windows-1252" : "";
}
