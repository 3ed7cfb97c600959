/*
 * Runs a fuzz target without a fuzzer: "make check" feeds it the files of
 * the folders named at build time, whole, cut at every length, and with each
 * byte changed.  Given files as arguments, it feeds those as they are.
 *
 * To search further: clang -fsanitize=fuzzer,address with the same target.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { SEED_MAX = 16384 };

static long n_inputs;

/* A copy of exactly the right size, so that a sanitizer sees one byte more. */
static void feed(const uint8_t *bytes, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
	memcpy(copy, bytes, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
	n_inputs++;
}

static size_t read_seed(const char *path, uint8_t *bytes)
{
	FILE *f = fopen(path, "re");
	size_t size;

	if (!f) {
		printf("Bail out! cannot open %s\n", path);
		abort();
	}
	size = fread(bytes, 1, SEED_MAX, f);
	fclose(f);
	return size;
}

static void feed_variants(const uint8_t *seed, size_t size)
{
	static const uint8_t changes[] = {0x01, 0x20, 0x80, 0xff};
	uint8_t bytes[SEED_MAX];

	memcpy(bytes, seed, size);
	for (size_t i = 0; i <= size; i++)
		feed(bytes, i);
	for (size_t i = 0; i < size; i++)
		for (size_t k = 0; k < sizeof(changes); k++) {
			bytes[i] = seed[i] ^ changes[k];
			feed(bytes, size);
			bytes[i] = seed[i];
		}
}

static int feed_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	uint8_t seed[SEED_MAX];
	int n = 0;

	while (dir && (entry = readdir(dir))) {
		char path[4096];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		feed_variants(seed, read_seed(path, seed));
		n++;
	}
	if (dir)
		closedir(dir);
	return n;
}

int main(int argc, char **argv)
{
	static const char *const folders[] = {FUZZ_SEEDS};
	uint8_t seed[SEED_MAX];
	int n_seeds = argc - 1;

	for (int i = 1; i < argc; i++)
		feed(seed, read_seed(argv[i], seed));
	if (argc == 1)
		for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
			n_seeds += feed_folder(folders[i]);
	printf("1..1\n%sok 1 - %s: %d seeds, %ld inputs\n",
		n_seeds > 0 ? "" : "not ", FUZZ_NAME, n_seeds, n_inputs);
	return n_seeds > 0 ? 0 : 1;
}
