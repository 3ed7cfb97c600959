/*
 * bench_sink COUNT FILE - an HTTP receiver that costs next to nothing.
 *
 * Listens on a port of 127.0.0.1 and prints it; answers each request at once
 * with 204 and keeps the connection.  The body of the first goes to FILE.
 * After COUNT requests it prints when each had come whole, in microseconds
 * since 1970, and ends.
 */
#include "tests/bench/stopwatch.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTIONS = 1024, REQUEST_MAX = 32768, COUNT_MAX = 1000000 };

static struct connection {
	char bytes[REQUEST_MAX + 1];
	size_t n;
} * connections[CONNECTIONS]; /* by descriptor */

static int64_t came_us[COUNT_MAX];
static int n_came, n_wanted;
static const char *body_path;

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(1);
}

static int64_t now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return ts.tv_sec * INT64_C(1000000) + ts.tv_nsec / 1000;
}

static int listen_somewhere(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	must(fd >= 0 && bind(fd, (struct sockaddr *)&at, n) == 0 &&
			listen(fd, CONNECTIONS) == 0 &&
			getsockname(fd, (struct sockaddr *)&at, &n) == 0,
		"listen");
	printf("%d\n", ntohs(at.sin_port));
	fflush(stdout);
	return fd;
}

static void keep_body(const char *body, size_t n)
{
	FILE *file = fopen(body_path, "w");

	must(file && fwrite(body, 1, n, file) == n && fclose(file) == 0,
		body_path);
}

/* The length of the request at the beginning; 0: it is not whole. */
static size_t whole(struct connection *c)
{
	char *end, *length;
	size_t head, body;

	c->bytes[c->n] = '\0';
	end = strstr(c->bytes, "\r\n\r\n");
	if (!end)
		return 0;
	head = (size_t)(end - c->bytes) + 4;
	length = strcasestr(c->bytes, "\r\ncontent-length:");
	body = length && length < end ? strtoul(length + 17, NULL, 10) : 0;
	if (c->n < head + body)
		return 0;
	if (n_came == 0)
		keep_body(c->bytes + head, body);
	return head + body;
}

static void answer(int fd, struct connection *c)
{
	static const char ok[] = "HTTP/1.1 204 No Content\r\n\r\n";
	size_t n;

	while (n_came < n_wanted && (n = whole(c)) > 0) {
		came_us[n_came++] = now_us();
		memmove(c->bytes, c->bytes + n, c->n - n);
		c->n -= n;
		must(send(fd, ok, sizeof(ok) - 1, MSG_NOSIGNAL) > 0, "send");
	}
}

static void take(int epoll, int listener)
{
	struct epoll_event event = {.events = EPOLLIN};
	int fd = accept(listener, NULL, NULL);

	must(fd >= 0 && fd < CONNECTIONS, "accept");
	if (!connections[fd])
		connections[fd] = malloc(sizeof(struct connection));
	must(connections[fd] != NULL, "memory");
	connections[fd]->n = 0;
	event.data.fd = fd;
	must(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0, "epoll_ctl");
}

static void hear(int fd)
{
	struct connection *c = connections[fd];
	ssize_t n = recv(fd, c->bytes + c->n, REQUEST_MAX - c->n, 0);

	if (n <= 0) {
		close(fd);
		return;
	}
	c->n += (size_t)n;
	answer(fd, c);
}

int main(int argc, char *argv[])
{
	struct epoll_event event = {.events = EPOLLIN}, events[64];
	int epoll = epoll_create1(0), listener;

	n_wanted = argc == 3 ? (int)strtol(argv[1], NULL, 10) : 0;
	if (n_wanted < 1 || n_wanted > COUNT_MAX)
		return 2;
	body_path = argv[2];
	listener = listen_somewhere();
	event.data.fd = listener;
	must(epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event) == 0, "epoll");
	while (n_came < n_wanted) {
		int n = epoll_wait(epoll, events, 64, -1);

		for (int i = 0; i < n; i++)
			if (events[i].data.fd == listener)
				take(epoll, listener);
			else
				hear(events[i].data.fd);
	}
	for (int i = 0; i < n_came; i++)
		printf("%lld\n", (long long)came_us[i]);
	return 0;
}
