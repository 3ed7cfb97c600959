/*
 * Parcels in line: first in, first out.
 */
#pragma once

#include "daemon/carrier.h"

struct parcels {
	struct parcel *first, **end;
};

static inline void parcels_init(struct parcels *line)
{
	line->first = NULL;
	line->end = &line->first;
}

static inline void parcels_add(struct parcels *line, struct parcel *parcel)
{
	parcel->next = NULL;
	*line->end = parcel;
	line->end = &parcel->next;
}

/* NULL: the line is empty. */
static inline struct parcel *parcels_take(struct parcels *line)
{
	struct parcel *parcel = line->first;

	if (!parcel)
		return NULL;
	line->first = TAKE(parcel->next);
	if (!line->first)
		line->end = &line->first;
	return parcel;
}

/* Puts all of from behind those of line. */
static inline void parcels_move(struct parcels *line, struct parcels *from)
{
	if (!from->first)
		return;
	*line->end = from->first;
	line->end = from->end;
	parcels_init(from);
}

static inline void parcels_free(struct parcels *line)
{
	struct parcel *parcel;

	while ((parcel = parcels_take(line)))
		carrier_free_parcel(parcel);
}
