/* Names of time zones; the contract is in ical_zone.h. */
#include "libexec/ical_zone.h"

#include "base/cleanup.h"
#include "base/embed.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

EMBED(ical_zone_windows, NUDGE_SRCDIR "/data/windows-zones.txt");

/* The line of the table that begins with name and a tab. */
static const char *find_windows(const char *name)
{
	size_t n = strlen(name);

	for (const char *line = ical_zone_windows_start; *line;
		line += strcspn(line, "\n"), line += *line == '\n')
		if (strncmp(line, name, n) == 0 && line[n] == '\t')
			return line + n + 1;
	return NULL;
}

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/* Only what an IANA name may hold, and no full stop. */
static bool is_iana(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n < ICAL_ZONE_SIZE && strspn(name, LETTERS) > 0 &&
	       strspn(name, LETTERS "0123456789_+-/") == n;
}

/* "Europe/Berlin" behind somebody's own path. */
static const char *behind_path(const char *tzid)
{
	static const char *const areas[] = {"/Africa/", "/America/",
		"/Antarctica/", "/Arctic/", "/Asia/", "/Atlantic/",
		"/Australia/", "/Europe/", "/Indian/", "/Pacific/", "/Etc/"};

	for (size_t i = 0; i < ARRAY_LEN(areas); i++) {
		const char *found = strstr(tzid, areas[i]);

		if (found)
			return found + 1;
	}
	return tzid;
}

const char *ical_zone_find(const char *tzid, char buf[static ICAL_ZONE_SIZE])
{
	const char *name = find_windows(tzid);

	if (name) {
		snprintf(buf, ICAL_ZONE_SIZE, "%.*s",
			(int)strcspn(name, "\r\n"), name);
		return buf;
	}
	name = *tzid == '/' ? behind_path(tzid) : tzid;
	if (!is_iana(name))
		return NULL;
	snprintf(buf, ICAL_ZONE_SIZE, "%s", name);
	return buf;
}
