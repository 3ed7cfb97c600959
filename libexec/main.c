/*
 * nudge-ical: a foreign calendar on standard input, its days in the line
 * form of core/icalform.h on standard output.  For nudge, not for people.
 *
 *	nudge-ical 2026 2027 <holidays.ics
 *	nudge-ical --version
 *
 * Exit: 0 answered, be it by a refusal; 2 usage; 5 the answer was not
 * written.
 */
#include "libexec/ical_read.h"
#include "libexec/ical_sieve.h"
#include "libexec/sandbox.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Static: without a byte from outside nothing is allocated. */
static char input[ICALFORM_SIZE_MAX + 2];

static int read_input(size_t *ret)
{
	size_t n = 0;

	while (n < ICALFORM_SIZE_MAX + 1) {
		ssize_t got = read(
			STDIN_FILENO, input + n, ICALFORM_SIZE_MAX + 1 - n);

		if (got < 0 && errno != EINTR)
			return -errno;
		if (got == 0)
			break;
		n += got > 0 ? (size_t)got : 0;
	}
	input[n] = '\0';
	*ret = n;
	return 0;
}

static int write_all(const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t n = write(STDOUT_FILENO, text, left);

		if (n < 0 && errno != EINTR)
			return -errno;
		text += n > 0 ? n : 0;
		left -= n > 0 ? (size_t)n : 0;
	}
	return 0;
}

static void refuse(struct str *out, const struct ical_sieve_refusal *refusal)
{
	str_reset(out);
	str_addf(out, "refuse\t%s\t%d\t%s\n", icalform_refusal[refusal->why],
		refusal->line, refusal->detail);
}

static int answer(const struct ical_years *years, struct str *out)
{
	AUTO_STR text = {0};
	struct ical_sieve_refusal refusal = {.why = ICALFORM_MEMORY};
	size_t size = 0;
	int r = read_input(&size);

	if (r < 0)
		return r;
	r = ical_sieve_run(input, size, &text, &refusal);
	if (r == 0)
		r = ical_read(str_get(&text), years, out);
	if (r == -E2BIG) {
		refusal.why = ICALFORM_DAYS;
		snprintf(refusal.detail, sizeof(refusal.detail), "%d",
			ICALFORM_ITEMS_MAX);
	}
	if (r < 0)
		refuse(out, &refusal);
	return 0;
}

/* Four digits. */
static int year(const char *s)
{
	int n = 0;

	if (strlen(s) != 4 || strspn(s, "0123456789") != 4)
		return 0;
	for (; *s; s++)
		n = n * 10 + (*s - '0');
	return n;
}

static int print_version(void)
{
	AUTO_STR out = {0};

	str_addf(&out,
		"nudge-ical " PACKAGE_VERSION "\n" NUDGE_BUILD "\nlibical %s\n",
		ical_read_library);
	return str_error(&out) < 0 || write_all(str_get(&out)) < 0 ? 5 : 0;
}

int main(int argc, char **argv)
{
	struct ical_years years = {0};
	AUTO_STR out = {0};
	int r;

	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return print_version();
	if (argc == 3)
		years = (struct ical_years){year(argv[1]), year(argv[2])};
	if (years.from == 0 || years.to < years.from)
		return 2;
	if (sandbox_enter() < 0)
		refuse(&out,
			&(struct ical_sieve_refusal){.why = ICALFORM_SANDBOX});
	else if (answer(&years, &out) < 0)
		return 5;
	str_add(&out, "end\n");
	r = str_error(&out);
	if (r == 0)
		r = write_all(str_get(&out));
	/* Without exit handlers: they would need what is locked away. */
	_exit(r < 0 ? 5 : 0);
}
