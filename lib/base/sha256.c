/* SHA-256, as FIPS 180-4 writes it; the contract is in sha256.h. */
#include "base/sha256.h"

#include <string.h>

enum { BLOCK = 64, ROUNDS = 64, WORDS = 8, LENGTH_AT = 56 };

/* 4.2.2: the first 32 bits of the fractional parts of the cube roots of the
 * first 64 primes. */
static const uint32_t k[ROUNDS] = {0x428a2f98, 0x71374491, 0xb5c0fbcf,
	0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
	0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7,
	0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
	0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
	0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
	0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
	0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c,
	0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee,
	0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2};

static uint32_t rotate(uint32_t x, int n)
{
	return (x >> n) | (x << (32 - n));
}

/* 6.2.2, 1: the message schedule of one block. */
static void schedule(uint32_t w[static ROUNDS], const unsigned char *block)
{
	for (size_t t = 0; t < 16; t++)
		w[t] = (uint32_t)block[4 * t] << 24 |
		       (uint32_t)block[4 * t + 1] << 16 |
		       (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
	for (size_t t = 16; t < ROUNDS; t++) {
		uint32_t a = w[t - 15], b = w[t - 2];

		w[t] = w[t - 16] + w[t - 7] +
		       (rotate(a, 7) ^ rotate(a, 18) ^ (a >> 3)) +
		       (rotate(b, 17) ^ rotate(b, 19) ^ (b >> 10));
	}
}

/* 6.2.2, 2 to 4.  v is a to h. */
static void take_block(uint32_t h[static WORDS], const unsigned char *block)
{
	uint32_t w[ROUNDS], v[WORDS];

	schedule(w, block);
	memcpy(v, h, sizeof(v));
	for (size_t t = 0; t < ROUNDS; t++) {
		uint32_t e = v[4], a = v[0];
		uint32_t t1 = v[7] +
			      (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
			      ((e & v[5]) ^ (~e & v[6])) + k[t] + w[t];
		uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
			      ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));

		memmove(v + 1, v, (WORDS - 1) * sizeof(*v));
		v[4] += t1;
		v[0] = t1 + t2;
	}
	for (size_t i = 0; i < WORDS; i++)
		h[i] += v[i];
}

/* 5.1.1: a one bit, zeros, the length in bits; in one or two blocks. */
static void take_end(uint32_t h[static WORDS], const unsigned char *rest,
	size_t n, uint64_t bits)
{
	unsigned char end[2 * BLOCK] = {0};
	size_t blocks = n < LENGTH_AT ? 1 : 2;

	memcpy(end, rest, n);
	end[n] = 0x80;
	for (size_t i = 0; i < 8; i++)
		end[blocks * BLOCK - 1 - i] = (unsigned char)(bits >> (8 * i));
	for (size_t i = 0; i < blocks; i++)
		take_block(h, end + i * BLOCK);
}

char *sha256_hex(char buf[static SHA256_HEX], const void *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	/* 5.3.3: of the square roots of the first eight primes. */
	uint32_t h[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	const unsigned char *p = bytes;
	size_t whole = n / BLOCK;

	for (size_t i = 0; i < whole; i++)
		take_block(h, p + i * BLOCK);
	take_end(h, p + whole * BLOCK, n % BLOCK, (uint64_t)n * 8);
	for (size_t i = 0; i + 1 < SHA256_HEX; i++)
		buf[i] = digits[h[i / 8] >> (28 - 4 * (i % 8)) & 15];
	buf[SHA256_HEX - 1] = '\0';
	return buf;
}
