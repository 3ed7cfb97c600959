/* Parcels between the event loop and threads. */
#include "daemon/exchange.h"

#include "base/deadline.h"

#include <errno.h>
#include <sys/eventfd.h>

enum { IDLE_MS = 30 * 1000 };

static int on_done(
	sd_event_source *source, int fd, uint32_t events, void *userdata)
{
	struct exchange *exchange = userdata;
	struct parcels done;
	struct parcel *parcel;
	uint64_t n;

	(void)source;
	(void)events;
	(void)!read(fd, &n, sizeof(n));
	parcels_init(&done);
	pthread_mutex_lock(&exchange->mutex);
	parcels_move(&done, &exchange->done);
	pthread_mutex_unlock(&exchange->mutex);
	while ((parcel = parcels_take(&done)))
		parcel->home->done(
			parcel, &parcel->result, parcel->home->userdata);
	return 0;
}

int exchange_init(struct exchange *exchange, sd_event *event)
{
	int r;

	*exchange = (struct exchange){.event_fd = -1};
	parcels_init(&exchange->todo);
	parcels_init(&exchange->done);
	pthread_mutex_init(&exchange->mutex, NULL);
	exchange->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (exchange->event_fd < 0)
		return -errno;
	r = sd_event_add_io(event, &exchange->source, exchange->event_fd,
		EPOLLIN, on_done, exchange);
	return r < 0 ? r : 0;
}

void exchange_done(struct exchange *exchange)
{
	parcels_free(&exchange->todo);
	parcels_free(&exchange->done);
	sd_event_source_disable_unref(exchange->source);
	cleanup_close(&exchange->event_fd);
	pthread_mutex_destroy(&exchange->mutex);
}

void exchange_back(struct exchange *exchange, struct parcels *back)
{
	const uint64_t one = 1;
	bool is_told = exchange->done.first;

	if (!back->first)
		return;
	parcels_move(&exchange->done, back);
	/* Fails only when it is readable 2^64 times already. */
	if (!is_told)
		(void)!write(exchange->event_fd, &one, sizeof(one));
}

void exchange_init_cond(pthread_cond_t *cond)
{
	pthread_condattr_t attr;

	pthread_condattr_init(&attr);
	(void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(cond, &attr);
	pthread_condattr_destroy(&attr);
}

bool exchange_wait(struct exchange *exchange, pthread_cond_t *cond, bool keeps)
{
	struct deadline until;

	if (!keeps)
		return pthread_cond_wait(cond, &exchange->mutex) == 0;
	until = deadline_in(IDLE_MS);
	return pthread_cond_timedwait(cond, &exchange->mutex, &until.at) == 0;
}
