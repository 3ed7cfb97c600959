/* Listening sockets; the contract is in listen.h. */
#include "web/listen.h"

#include "base/cleanup.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
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

int listen_open(const char *where, struct listen_sockets *ret, struct err *err)
{
	int n = sd_listen_fds(1);

	if (n == 0)
		return open_own(where, ret, err);
	if (n < 0 || n > LISTEN_MAX)
		return err_set(err, -EINVAL,
			N_("systemd hands over %s sockets; nudge-web takes 1 "
			   "to %s"),
			n < 0 ? "?" : "too many", "8");
	for (int i = 0; i < n; i++) {
		if (sd_is_socket(SD_LISTEN_FDS_START + i, AF_UNSPEC,
			    SOCK_STREAM, 1) <= 0)
			return err_set(err, -EINVAL,
				N_("what systemd hands over is no listening "
				   "socket"));
		ret->fd[ret->n++] = SD_LISTEN_FDS_START + i;
	}
	(void)snprintf(ret->where, sizeof(ret->where), "systemd's sockets");
	return 0;
}

void listen_close(struct listen_sockets *sockets, size_t first)
{
	for (size_t i = first; i < sockets->n; i++)
		close(sockets->fd[i]);
}
