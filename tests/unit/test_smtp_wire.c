/* Lines and bytes between a worker and a relay. */
#include "storefix.h"

#include "base/str.h"
#include "daemon/smtp_wire.h"

#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>

enum { PATIENCE_MS = 50, MUCH = 16 << 20, LONG_MS = 60000 };

struct pair {
	int theirs;
	CURL *easy;
	struct smtp_wire wire;
};

/* A server's socket, and the URL that leads there. */
static int be_reached(struct str *url)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t n = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, n), 0);
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &n), 0);
	str_addf(url, "http://127.0.0.1:%d/", ntohs(address.sin_port));
	return fd;
}

static int setup(void **state)
{
	static struct pair pair;
	AUTO_STR url = {0};
	AUTO_CLOSE int server = be_reached(&url);
	CURL *e = curl_easy_init();

	assert_non_null(e);
	curl_easy_setopt(e, CURLOPT_URL, str_get(&url));
	curl_easy_setopt(e, CURLOPT_PROXY, "");
	curl_easy_setopt(e, CURLOPT_CONNECT_ONLY, 1L);
	assert_int_equal(curl_easy_perform(e), CURLE_OK);
	assert_int_equal(smtp_wire_init(&pair.wire, e, PATIENCE_MS), CURLE_OK);
	pair.easy = e;
	pair.theirs = accept(server, NULL, NULL);
	assert_true(pair.theirs >= 0);
	*state = &pair;
	return 0;
}

static int teardown(void **state)
{
	struct pair *pair = *state;

	curl_easy_cleanup(pair->easy);
	cleanup_close(&pair->theirs);
	return 0;
}

static void say(struct pair *pair, const char *bytes)
{
	assert_int_equal(write(pair->theirs, bytes, strlen(bytes)),
		(ssize_t)strlen(bytes));
}

static void hears(struct pair *pair, const char *line)
{
	const char *got;
	size_t n;

	assert_int_equal(smtp_wire_read(&pair->wire, &got, &n), CURLE_OK);
	assert_int_equal(n, strlen(line));
	assert_memory_equal(got, line, n);
}

static CURLcode hears_nothing(struct pair *pair)
{
	const char *line;
	size_t n;

	return smtp_wire_read(&pair->wire, &line, &n);
}

static void test_lines_however_they_come(void **state)
{
	struct pair *pair = *state;

	say(pair, "250-one\r\n250 two\r\n35");
	hears(pair, "250-one\r\n");
	hears(pair, "250 two\r\n");
	assert_int_equal(hears_nothing(pair), CURLE_OPERATION_TIMEDOUT);
	say(pair, "4 three\r\n\n");
	hears(pair, "354 three\r\n");
	hears(pair, "\n");
}

static void test_who_goes_is_not_waited_for(void **state)
{
	struct pair *pair = *state;

	say(pair, "221 bye\r\n250 half");
	cleanup_close(&pair->theirs);
	pair->theirs = -1;
	hears(pair, "221 bye\r\n");
	assert_int_equal(hears_nothing(pair), CURLE_RECV_ERROR);
}

static void test_a_line_ends_some_time(void **state)
{
	struct pair *pair = *state;

	for (int i = 0; i <= SMTP_WIRE_LINE_MAX / 16; i++)
		say(pair, "250 for ever and");
	assert_int_equal(hears_nothing(pair), CURLE_WEIRD_SERVER_REPLY);
}

static void *drain(void *userdata)
{
	struct pair *pair = userdata;
	static char buf[8192];
	size_t all = 0;
	ssize_t n;

	while (all < MUCH && (n = read(pair->theirs, buf, sizeof(buf))) > 0)
		all += (size_t)n;
	return (void *)all;
}

static void test_more_than_a_socket_holds(void **state)
{
	struct pair *pair = *state;
	AUTO_FREE char *much = calloc(1, MUCH);
	pthread_t thread;
	void *all;

	assert_non_null(much);
	assert_int_equal(pthread_create(&thread, NULL, drain, pair), 0);
	pair->wire.patience_ms = LONG_MS;
	assert_int_equal(smtp_wire_send(&pair->wire, much, MUCH), CURLE_OK);
	pthread_join(thread, &all);
	assert_int_equal((size_t)all, MUCH);
	/* And nobody reads any more. */
	pair->wire.patience_ms = PATIENCE_MS;
	assert_int_equal(smtp_wire_send(&pair->wire, much, MUCH),
		CURLE_OPERATION_TIMEDOUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_lines_however_they_come),
		TEST(test_who_goes_is_not_waited_for),
		TEST(test_a_line_ends_some_time),
		TEST(test_more_than_a_socket_holds),
	};

	return cmocka_run_group_tests_name("smtp_wire", tests, NULL, NULL);
}
