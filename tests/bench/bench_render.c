/*
 * bench_render EVENTS RUNS - what rendering a calendar costs, next to a bare
 * loop that writes the same bytes.
 *
 * Renders them in turn, and prints the medians of both in microseconds, and
 * the number of bytes.  That they are the same is checked.
 */
#include "tests/bench/stopwatch.h"

#include "compose/feed.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { EVENTS_MAX = 1000, RUNS_MAX = 10000, ROOM = 2000 * 1000 };

static struct feed_event events[EVENTS_MAX];
static char accounts[EVENTS_MAX][32];
static char bare[ROOM];

static const char instance[] = "0123456789abcdef";
static const char purpose[] = "ask how it runs, and what is open";

/* 2026-11-13 08:30:05 UTC */
enum { STAMP = 1794558605 };
static const int stamp[] = {2026, 11, 13, 8, 30, 5};

static void make_events(size_t n)
{
	struct civil_date day = {2026, 11, 16};

	for (size_t i = 0; i < n; i++) {
		snprintf(accounts[i], sizeof(accounts[i]), "Customer %zu", i);
		events[i] = (struct feed_event){.id = (int64_t)i + 1,
			.created_at = STAMP,
			.visible_at = STAMP,
			.seq = 1,
			.due = civil_add_days(day, (int)i / 20),
			.account = accounts[i],
			.kind = KIND_TASK,
			.via = VIA_CALL,
			.purpose = purpose};
	}
}

#define STAMP_FORMAT "%04d%02d%02dT%02d%02d%02dZ\r\n"
#define STAMP_PARTS  stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]

/* One event at p; returns what is behind it. */
static char *write_event(char *p, char *end, const struct feed_event *e)
{
	struct civil_date d = e->due, next = civil_add_days(d, 1);

	return p +
	       snprintf(p, (size_t)(end - p),
		       "BEGIN:VEVENT\r\nUID:tp-%" PRId64 "@%s\r\n"
		       "DTSTAMP:" STAMP_FORMAT "LAST-MODIFIED:" STAMP_FORMAT
		       "CREATED:" STAMP_FORMAT "SEQUENCE:%" PRId64 "\r\n"
		       "DTSTART;VALUE=DATE:%04d%02d%02d\r\n"
		       "DTEND;VALUE=DATE:%04d%02d%02d\r\n"
		       "SUMMARY:%s: ask how it runs\\, and what is open\r\n"
		       "DESCRIPTION:ask how it runs\\, and what is open\\n"
		       "Close it: nudge done %" PRId64 "\r\n"
		       "STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
		       "CATEGORIES:task\r\nPRIORITY:9\r\n"
		       "BEGIN:VALARM\r\nUID:al-%" PRId64 "@%s\r\n"
		       "TRIGGER;RELATED=START:PT9H\r\nACTION:DISPLAY\r\n"
		       "DESCRIPTION:%s: ask how it runs\\, and what is open\r\n"
		       "END:VALARM\r\nEND:VEVENT\r\n",
		       e->id, instance, STAMP_PARTS, STAMP_PARTS, STAMP_PARTS,
		       e->seq, d.year, d.month, d.day, next.year, next.month,
		       next.day, e->account, e->id, e->id, instance,
		       e->account);
}

static size_t write_all(const char *head, size_t n_head, size_t n)
{
	char *p = bare, *end = bare + sizeof(bare);

	memcpy(p, head, n_head);
	p += n_head;
	for (size_t i = 0; i < n; i++)
		p = write_event(p, end, &events[i]);
	p += snprintf(p, (size_t)(end - p), "END:VCALENDAR\r\n");
	return (size_t)(p - bare);
}

static void check(const struct str *ours, size_t n)
{
	if (ours->len == n && memcmp(ours->data, bare, n) == 0)
		return;
	fprintf(stderr, "the bytes differ: %zu and %zu\n%.1200s\n%.1200s\n",
		ours->len, n, ours->data, bare);
	exit(1);
}

int main(int argc, char **argv)
{
	static int64_t ours_ns[RUNS_MAX], bare_ns[RUNS_MAX];
	size_t n = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
	size_t runs = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	struct feed feed = {.kind = FEED_REP,
		.name = "Li Wei",
		.instance = instance,
		.today = {2026, 11, 13},
		.alarms = true,
		.events = events,
		.n_events = n};

	if (n < 1 || n > EVENTS_MAX || runs < 1 || runs > RUNS_MAX ||
		zone_find("Asia/Shanghai", &feed.zone, NULL) < 0)
		return 2;
	make_events(n);
	for (size_t i = 0; i < runs; i++) {
		AUTO_STR out = {0};
		int64_t began = stopwatch_ns();
		size_t shown, n_head, n_bare;

		feed_add(&out, &feed, &shown);
		ours_ns[i] = stopwatch_ns() - began;
		n_head = (size_t)(strstr(out.data, "BEGIN:VEVENT") - out.data);
		began = stopwatch_ns();
		n_bare = write_all(out.data, n_head, n);
		bare_ns[i] = stopwatch_ns() - began;
		check(&out, n_bare);
	}
	printf("%.1f %.1f\n", stopwatch_us(ours_ns, runs, 0.5),
		stopwatch_us(bare_ns, runs, 0.5));
	return 0;
}
