/* Listening sockets; the contract is in listen.h. */
#include "web/listen.h"

#include "base/cleanup.h"

#include <errno.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>

enum { BACKLOG = 4096, HOST_MAX = 64 };

/* "[::1]:8480" into "::1" and "8480". */
static int split(
	const char *where, char host[static HOST_MAX], const char **ret_port)
{
	const char *colon = strrchr(where, ':');
	size_t n = colon ? (size_t)(colon - where) : 0;

	if (n >= 2 && where[0] == '[' && where[n - 1] == ']') {
		where++;
		n -= 2;
	}
	if (n == 0 || n >= HOST_MAX)
		return -EINVAL;
	memcpy(host, where, n);
	host[n] = '\0';
	*ret_port = colon + 1;
	return 0;
}

static int find(const char *where, struct addrinfo **ret)
{
	const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE};
	char host[HOST_MAX];
	const char *port;

	if (split(where, host, &port) < 0 ||
		getaddrinfo(host, port, &hints, ret) != 0)
		return -EINVAL;
	return 0;
}

static void say_where(int fd, struct listen_sockets *sockets)
{
	struct sockaddr_storage address;
	socklen_t n = sizeof(address);
	char host[HOST_MAX], port[8];

	if (getsockname(fd, (struct sockaddr *)&address, &n) == 0 &&
		getnameinfo((struct sockaddr *)&address, n, host, sizeof(host),
			port, sizeof(port),
			NI_NUMERICHOST | NI_NUMERICSERV) == 0)
		(void)snprintf(sockets->where, sizeof(sockets->where),
			strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, port);
}

static int open_own(
	const char *where, struct listen_sockets *ret, struct err *err)
{
	AUTO_CLOSE int fd = -1;
	struct addrinfo *address;
	int r = find(where, &address);

	if (r < 0)
		return err_set(err, r,
			N_("\"%s\" is no address to listen on; write it as "
			   "127.0.0.1:8480"),
			where);
	fd = socket(address->ai_family,
		SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	r = fd < 0 ||
			    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1},
				    sizeof(int)) < 0 ||
			    bind(fd, address->ai_addr, address->ai_addrlen) <
				    0 ||
			    listen(fd, BACKLOG) < 0
		    ? -errno
		    : 0;
	freeaddrinfo(address);
	if (r < 0)
		return err_set(err, r, N_("cannot listen on %s: %s"), where,
			err_system(-r));
	say_where(fd, ret);
	ret->fd[ret->n++] = TAKE_FD(fd);
	return 0;
}

static void free_names(char ***names)
{
	for (char **name = *names; name && *name; name++)
		free(*name);
	free(*names);
}

/* "unknown": handed over without names, so by no unit of ours. */
static bool is_for_pages(const char *name)
{
	return strcmp(name, "http") == 0 || strcmp(name, "unknown") == 0;
}

static int take(
	char *const *names, int n, struct listen_sockets *ret, struct err *err)
{
	for (int i = 0; i < n; i++) {
		int fd = SD_LISTEN_FDS_START + i;

		if (!is_for_pages(names[i]))
			return err_set(err, -EINVAL,
				N_("systemd hands over a socket named \"%s\"; "
				   "nudge-web takes \"%s\""),
				names[i], "http");
		if (sd_is_socket(fd, AF_UNSPEC, SOCK_STREAM, 1) <= 0)
			return err_set(err, -EINVAL,
				N_("what systemd hands over is no listening "
				   "socket"));
		ret->fd[ret->n++] = fd;
	}
	(void)snprintf(ret->where, sizeof(ret->where), "systemd's sockets");
	return 0;
}

int listen_open(const char *asked, const char *otherwise,
	struct listen_sockets *ret, struct err *err)
{
	CLEANUP(free_names) char **names = NULL;
	int n = sd_listen_fds_with_names(1, &names);

	if (asked || n == 0) {
		for (int i = 0; i < n; i++)
			close(SD_LISTEN_FDS_START + i);
		return open_own(asked ? asked : otherwise, ret, err);
	}
	if (n < 0 || n > LISTEN_MAX)
		return err_set(err, -EINVAL,
			N_("systemd hands over %s sockets; nudge-web takes 1 "
			   "to %s"),
			n < 0 ? "?" : "too many", "8");
	return take(names, n, ret, err);
}

void listen_close(struct listen_sockets *sockets, size_t first)
{
	for (size_t i = first; i < sockets->n; i++)
		close(sockets->fd[i]);
}
