/*
 * bench_post URL COUNT CONNECTIONS FRESH BODY [SECONDS] - what libcurl needs
 * for the same requests, keeping nothing.
 *
 * One thread posts the file BODY COUNT times over CONNECTIONS at once, each
 * request on a connection of its own where FRESH is 1; with SECONDS it does so
 * at the beginning of each of the next so many seconds.  Prints seconds by the
 * clock and of the processor.
 */
#include "tests/bench/stopwatch.h"

#include <curl/curl.h>
#include <stdio.h>
#include <sys/resource.h>

enum { BODY_MAX = 65536, CONNECTIONS_MAX = 256 };

static char body[BODY_MAX];
static size_t n_body;

static void must(int ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "%s failed\n", what);
	exit(1);
}

static void read_body(const char *path)
{
	FILE *file = fopen(path, "r");

	must(file != NULL, path);
	n_body = fread(body, 1, sizeof(body), file);
	fclose(file);
}

static size_t ignore(char *bytes, size_t size, size_t n, void *userdata)
{
	(void)bytes;
	(void)userdata;
	return size * n;
}

/* As many headers as nudged sends. */
static struct curl_slist *make_headers(void)
{
	static const char *const lines[] = {
		"Content-Type: application/json; charset=utf-8",
		"Expect:",
		"webhook-id: abcdefghijklmnopqrstuvwxyz",
		"webhook-timestamp: 1794531600",
		"webhook-signature: "
		"v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
	};
	struct curl_slist *list = NULL;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		list = curl_slist_append(list, lines[i]);
	return list;
}

static CURL *prepare(const char *url, long fresh, struct curl_slist *headers)
{
	CURL *e = curl_easy_init();

	must(e != NULL, "curl_easy_init");
	curl_easy_setopt(e, CURLOPT_URL, url);
	curl_easy_setopt(e, CURLOPT_POSTFIELDS, body);
	curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE, (long)n_body);
	curl_easy_setopt(e, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, ignore);
	curl_easy_setopt(e, CURLOPT_FRESH_CONNECT, fresh);
	curl_easy_setopt(e, CURLOPT_FORBID_REUSE, fresh);
	return e;
}

/* Takes what has ended, and starts as many again while some are left. */
static void go_on(CURLM *multi, int *left, int *running)
{
	CURLMsg *m;
	int queued;

	while ((m = curl_multi_info_read(multi, &queued))) {
		CURL *e = m->easy_handle;

		must(m->data.result == CURLE_OK, "a request");
		curl_multi_remove_handle(multi, e);
		--*running;
		if (*left == 0)
			continue;
		--*left;
		++*running;
		curl_multi_add_handle(multi, e);
	}
}

static void post(CURLM *multi, CURL **handles, int connections, int count)
{
	int running = 0, left = count, still;

	for (; running < connections && left > 0; running++, left--)
		curl_multi_add_handle(multi, handles[running]);
	while (running > 0) {
		must(curl_multi_perform(multi, &still) == CURLM_OK, "perform");
		go_on(multi, &left, &running);
		if (running > 0)
			curl_multi_poll(multi, NULL, 0, 1000, NULL);
	}
}

static void wait_for_a_second(void)
{
	struct timespec at;

	clock_gettime(CLOCK_REALTIME, &at);
	at.tv_sec++;
	at.tv_nsec = 0;
	clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &at, NULL);
}

static double cpu_s(void)
{
	struct rusage r;

	getrusage(RUSAGE_SELF, &r);
	return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) +
	       (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char *argv[])
{
	static CURL *handles[CONNECTIONS_MAX];
	struct curl_slist *headers = make_headers();
	int64_t began;
	int connections, count, seconds;
	CURLM *multi;

	if (argc < 6 || argc > 7)
		return 2;
	count = (int)strtol(argv[2], NULL, 10);
	connections = (int)strtol(argv[3], NULL, 10);
	seconds = argc == 7 ? (int)strtol(argv[6], NULL, 10) : 0;
	if (connections < 1 || connections > CONNECTIONS_MAX)
		return 2;
	read_body(argv[5]);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	multi = curl_multi_init();
	for (int i = 0; i < connections; i++)
		handles[i] =
			prepare(argv[1], strtol(argv[4], NULL, 10), headers);
	began = stopwatch_ns();
	for (int i = 0; i < seconds; i++) {
		wait_for_a_second();
		post(multi, handles, connections, count);
	}
	if (seconds == 0)
		post(multi, handles, connections, count);
	printf("%.4f ", (double)(stopwatch_ns() - began) / 1e9);
	printf("%.4f\n", cpu_s());
	return 0;
}
