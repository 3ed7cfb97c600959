/* The names that foreign calendars give to time zones. */
#pragma once

enum { ICAL_ZONE_SIZE = 65 }; /* the longest name and its terminator */

/*
 * ical_zone_find - the IANA name that a TZID means.
 *
 * Windows names are looked up (data/windows-zones.txt); of a name with a path
 * before it ("/citadel.org/20210210_1/Europe/Berlin") the last parts are
 * taken.  NULL: it is neither, by its form; whether the zone exists is for
 * the reader to find out.  Borrowed from buf.
 */
const char *ical_zone_find(const char *tzid, char buf[static ICAL_ZONE_SIZE]);
