/* How much may be under way; the contract is in room.h. */
#include "daemon/room.h"

void room_landed(struct room *room, int64_t now_us)
{
	int64_t took = now_us - room->since_us;

	room->landed++;
	if (took < ROOM_US)
		return;
	room->n = (int)(room->landed * (int64_t)ROOM_AHEAD_US / took);
	room->landed = 0;
	room->since_us = now_us;
}

int room_size(const struct room *room, const struct carrier_kind *kind)
{
	int n = room->n > kind->least ? room->n : kind->least;

	return kind->least == 0 || n > kind->most ? kind->most : n;
}
