/* One event of a foreign calendar, as libical has it. */
#pragma once

#include "core/icalform.h"
#include "libexec/ical_zone.h"

#include <libical/ical.h>

enum { ICAL_EVENT_EXCEPTIONS = 4000, ICAL_EVENT_RULES = 4 };

struct ical_event {
	struct icaltimetype start;        /* floating */
	struct icaldurationtype duration; /* in days where is_days */
	bool is_days;                     /* whole days */
	char zone[ICAL_ZONE_SIZE];        /* "-": none */
	char name[ICALFORM_TEXT_MAX + 1];
	char example[ICALFORM_TEXT_MAX + 1]; /* of what was refused */
	enum icalform_flag flag;
	const char *uid;
	const char *rules[ICAL_EVENT_RULES];
	size_t n_rules;
	bool is_override;
	int except[ICAL_EVENT_EXCEPTIONS]; /* days taken out, as in
					      ical_event_day() */
	size_t n_except;
};

/*
 * ical_event_read - what the component says.
 *
 * -ECANCELED it is cancelled; -EINVAL it has no date that exists; -ENXIO its
 * time zone is unknown.  event->example is then its name, or the zone's.
 */
NUDGE_CHECK int ical_event_read(struct ical_event *event, icalcomponent *c);

/* Text of one line, at most ICALFORM_TEXT_MAX bytes, without what does not
 * belong into a line. */
void ical_event_clean(char to[static ICALFORM_TEXT_MAX + 1], const char *from);

/* The date as a number, 20261231; and does the time exist?  libical takes 30
 * February and hour 25 for valid. */
int ical_event_day(struct icaltimetype t);
bool ical_event_is_real(struct icaltimetype t);

/* The value of a property, or NULL; of an X- property by its name. */
const char *ical_event_text(icalcomponent *c, icalproperty_kind kind);
const char *ical_event_extra(icalcomponent *c, const char *name);
