/* SHA-256: the standard's vectors, and libcrypto's word on everything else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/cleanup.h"
#include "base/sha256.h"

#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>

static void test_vectors(void **state)
{
	/* FIPS 180-2, appendix B, and the empty message. */
	static const struct {
		const char *text, *digest;
	} vectors[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb924"
		     "27ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223"
			"b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			"248d6a61d20638b8e5c026930c3e6039"
			"a33ce45964ff2167f6ecedd419db06c1"},
	};
	char hex[SHA256_HEX];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(vectors); i++)
		assert_string_equal(sha256_hex(hex, vectors[i].text,
					    strlen(vectors[i].text)),
			vectors[i].digest);
}

/* Every length around the borders of blocks, with bytes of all values. */
static void test_against_libcrypto(void **state)
{
	unsigned char bytes[300], digest[SHA256_DIGEST_LENGTH];
	char ours[SHA256_HEX], theirs[SHA256_HEX];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i * 167 + 13);
	for (size_t n = 0; n <= sizeof(bytes); n++) {
		SHA256(bytes, n, digest);
		for (size_t i = 0; i < sizeof(digest); i++)
			(void)snprintf(theirs + 2 * i, 3, "%02x", digest[i]);
		assert_string_equal(sha256_hex(ours, bytes, n), theirs);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_against_libcrypto),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
