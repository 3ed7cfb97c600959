/* Trying again; the contract is in waiting.h. */
#include "web/waiting.h"

#include <time.h>

static uint64_t now_us(const struct waiting *waiting)
{
	uint64_t now = 0;

	(void)sd_event_now(sd_event_source_get_event(waiting->turn),
		CLOCK_MONOTONIC, &now);
	return now;
}

static void set_turn(struct waiting *waiting, uint64_t in_ms)
{
	(void)sd_event_source_set_time_relative(waiting->turn, in_ms * 1000);
	(void)sd_event_source_set_enabled(waiting->turn,
		waiting->n > 0 ? SD_EVENT_ONESHOT : SD_EVENT_OFF);
}

static void take_out(struct waiting *waiting, struct waiter *waiter)
{
	TAILQ_REMOVE(&waiting->list, waiter, next);
	waiter->is_in = false;
	waiting->n--;
}

static int on_turn(sd_event_source *source, uint64_t at, void *userdata)
{
	struct waiting *waiting = userdata;
	struct waiter *waiter = TAILQ_FIRST(&waiting->list);

	(void)source;
	(void)at;
	if (!waiter)
		return 0;
	take_out(waiting, waiter);
	set_turn(waiting, WAITING_PAUSE_MS);
	waiting->again(waiter->request);
	return 0;
}

int waiting_init(
	struct waiting *waiting, sd_event *event, void (*again)(void *request))
{
	int r;

	*waiting = (struct waiting){.again = again};
	TAILQ_INIT(&waiting->list);
	r = sd_event_add_time_relative(event, &waiting->turn, CLOCK_MONOTONIC,
		0, 1000, on_turn, waiting);
	if (r < 0)
		return r;
	return sd_event_source_set_enabled(waiting->turn, SD_EVENT_OFF);
}

void waiting_done(struct waiting *waiting)
{
	waiting->is_over = true;
	while (waiting->n > 0) {
		struct waiter *waiter = TAILQ_FIRST(&waiting->list);

		take_out(waiting, waiter);
		waiting->again(waiter->request);
	}
	waiting->turn = sd_event_source_disable_unref(waiting->turn);
}

bool waiting_add(struct waiting *waiting, struct waiter *waiter, void *request)
{
	uint64_t now = now_us(waiting);
	bool is_new = waiter->until_us == 0;

	if (is_new)
		waiter->until_us = now + WAITING_MS * 1000ULL;
	if (waiting->is_over || waiting->n == WAITING_MAX ||
		now >= waiter->until_us)
		return false;
	waiter->request = request;
	waiter->is_in = true;
	if (is_new)
		TAILQ_INSERT_TAIL(&waiting->list, waiter, next);
	else
		TAILQ_INSERT_HEAD(&waiting->list, waiter, next);
	if (++waiting->n == 1)
		set_turn(waiting, WAITING_PAUSE_MS);
	return true;
}

void waiting_leave(struct waiting *waiting, const struct waiter *waiter)
{
	if (waiter->until_us > 0)
		set_turn(waiting, 0);
}

void waiting_remove(struct waiting *waiting, struct waiter *waiter)
{
	if (waiter->is_in)
		take_out(waiting, waiter);
}
