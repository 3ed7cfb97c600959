/* Who is connected; the contract is in guests.h. */
#include "web/guests.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>

static void append(struct guests *guests, struct guest *guest)
{
	guest->next = NULL;
	guest->prev = guests->newest;
	if (guests->newest)
		guests->newest->next = guest;
	else
		guests->oldest = guest;
	guests->newest = guest;
}

static void take_out(struct guests *guests, struct guest *guest)
{
	if (guest->prev)
		guest->prev->next = guest->next;
	else
		guests->oldest = guest->next;
	if (guest->next)
		guest->next->prev = guest->prev;
	else
		guests->newest = guest->prev;
}

size_t guests_room(size_t wanted, size_t others)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) < 0 ||
		files.rlim_cur >= wanted + others)
		return wanted;
	return files.rlim_cur > others ? files.rlim_cur - others : 1;
}

struct guest *guests_add(struct guests *guests, int fd, int64_t now_s)
{
	struct guest *guest = calloc(1, sizeof(*guest));

	if (!guest)
		return NULL;
	guest->fd = fd;
	guest->since = now_s;
	guest->is_surplus = guests->n >= guests->max;
	guests->n++;
	append(guests, guest);
	return guest;
}

void guests_touch(struct guests *guests, struct guest *guest, int64_t now_s)
{
	if (!guest)
		return;
	take_out(guests, guest);
	guest->since = now_s;
	append(guests, guest);
}

void guests_remove(struct guests *guests, struct guest *guest)
{
	if (!guest)
		return;
	take_out(guests, guest);
	guests->n--;
	free(guest);
}

size_t guests_expire(struct guests *guests, int64_t now_s)
{
	size_t n = 0;

	while (guests->oldest &&
		now_s - guests->oldest->since >= GUESTS_STEP_S) {
		(void)shutdown(guests->oldest->fd, SHUT_RDWR);
		guests_touch(guests, guests->oldest, now_s);
		n++;
	}
	return n;
}
