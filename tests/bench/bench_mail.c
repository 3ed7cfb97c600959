/*
 * bench_mail URL COUNT CONNECTIONS LETTER - what libcurl needs for the same
 * mails, keeping nothing.
 *
 * One thread for each connection sends the file LETTER, COUNT times in all,
 * and keeps its connection.  Prints seconds by the clock.
 */
#include "tests/bench/stopwatch.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LETTER_MAX = 65536, CONNECTIONS_MAX = 16 };

static char letter[LETTER_MAX];
static size_t n_letter;
static const char *url;
static int count_each;

struct reading {
	size_t at;
};

static size_t give(char *to, size_t size, size_t n, void *userdata)
{
	struct reading *r = userdata;
	size_t most = n_letter - r->at;

	n *= size;
	if (n > most)
		n = most;
	memcpy(to, letter + r->at, n);
	r->at += n;
	return n;
}

static CURL *prepare(struct curl_slist *to, struct reading *reading)
{
	CURL *e = curl_easy_init();

	curl_easy_setopt(e, CURLOPT_URL, url);
	curl_easy_setopt(e, CURLOPT_MAIL_FROM, "<nudge@example.com>");
	curl_easy_setopt(e, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(e, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(e, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(e, CURLOPT_READDATA, reading);
	return e;
}

static void *work(void *userdata)
{
	struct reading reading = {0};
	struct curl_slist *to = curl_slist_append(NULL, "<rep@example.com>");
	CURL *e = prepare(to, &reading);
	bool *failed = userdata;

	for (int i = 0; i < count_each && !*failed; i++) {
		reading.at = 0;
		*failed = curl_easy_perform(e) != CURLE_OK;
	}
	curl_easy_cleanup(e);
	curl_slist_free_all(to);
	return NULL;
}

static int send_all(int connections)
{
	pthread_t threads[CONNECTIONS_MAX];
	bool failed[CONNECTIONS_MAX] = {0}, any = false;

	for (int i = 0; i < connections; i++)
		if (pthread_create(&threads[i], NULL, work, &failed[i]) != 0)
			return -1;
	for (int i = 0; i < connections; i++) {
		pthread_join(threads[i], NULL);
		any |= failed[i];
	}
	return any ? -1 : 0;
}

int main(int argc, char *argv[])
{
	int connections = argc == 5 ? (int)strtol(argv[3], NULL, 10) : 0;
	int64_t began;
	FILE *file;

	if (connections < 1 || connections > CONNECTIONS_MAX)
		return 2;
	url = argv[1];
	count_each = (int)strtol(argv[2], NULL, 10) / connections;
	file = fopen(argv[4], "r");
	if (!file)
		return 2;
	n_letter = fread(letter, 1, sizeof(letter), file);
	fclose(file);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	began = stopwatch_ns();
	if (send_all(connections) < 0) {
		fprintf(stderr, "a mail was not taken\n");
		return 1;
	}
	printf("%.4f\n", (double)(stopwatch_ns() - began) / 1e9);
	return 0;
}
