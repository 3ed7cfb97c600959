/* The HTTP server; the contract is in server.h. */
#include "web/server.h"

#include "base/clock.h"
#include "base/str.h"
#include "web/guests.h"
#include "web/listen.h"
#include "web/peer.h"
#include "web/waiting.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
	CONNECTIONS_MAX = 12000,
	SURPLUS_MAX = 64,     /* more, which are answered that it is full */
	OTHER_FILES_MAX = 64, /* database, sockets, watches */
	CONNECTION_MEMORY =
		16 * 1024, /* request line, headers, answer's head */
	CONNECTION_QUIET_S = 30,
};

/* One listening socket. */
struct line {
	struct server *server;
	struct MHD_Daemon *daemon;
	sd_event_source *io, *timer;
};

struct server {
	struct server_config config;
	struct listen_sockets sockets;
	struct line lines[LISTEN_MAX];
	size_t n_lines;
	struct guests guests;
	struct waiting waiting;
};

/* ---- a request ------------------------------------------------------ */

/* What is kept from the first headers to the last byte of the body. */
struct exchange {
	struct str body;
	struct waiter waiter;
	struct MHD_Connection *connection;
	struct line *line;
	bool is_too_large;
};

static const char *header(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static enum http_verb find_verb(const char *method)
{
	static const char *const names[] = {
		[HTTP_GET] = "GET", [HTTP_HEAD] = "HEAD", [HTTP_POST] = "POST"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], method) == 0)
			return (enum http_verb)i;
	return HTTP_OTHER;
}

/* The address of who is connected; NULL: none. */
static const struct sockaddr *address_of(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

	return info ? info->client_addr : NULL;
}

/* ---- who is connected ---------------------------------------------- */

static int64_t now_s(void)
{
	return clock_boot_us() / 1000000;
}

static struct guest *find_guest(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info ? info->socket_context : NULL;
}

static void on_guest(void *userdata, struct MHD_Connection *c, void **guest,
	enum MHD_ConnectionNotificationCode what)
{
	struct server *server = userdata;
	const union MHD_ConnectionInfo *info;

	if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
		guests_remove(&server->guests, *guest);
		*guest = NULL;
		return;
	}
	/* The slow ones make room for a newcomer. */
	(void)guests_expire(&server->guests, now_s());
	info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
	if (info)
		*guest = guests_add(&server->guests, info->connect_fd, now_s());
}

static struct reply *reply_full(void)
{
	const struct reply_header headers[] = {
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Cache-Control", "no-store"},
		{"Retry-After", "60"},
		{"Connection", "close"},
		{NULL, NULL},
	};

	return reply_new(REPLY_UNAVAILABLE, headers, NULL, 0);
}

/* ---- an answer ------------------------------------------------------ */

static enum MHD_Result count_length(void *userdata, enum MHD_ValueKind kind,
	const char *name, const char *value)
{
	int *n = userdata;

	(void)kind;
	(void)value;
	*n += strcasecmp(name, "Content-Length") == 0 ||
	      strcasecmp(name, "Transfer-Encoding") == 0;
	return MHD_YES;
}

/* Two lengths of one body are how one request is passed off as two; nothing
 * after it is believed (RFC 9112, 6.3 and 11.2). */
static bool is_ambiguous(struct MHD_Connection *c)
{
	int n = 0;

	(void)MHD_get_connection_values(c, MHD_HEADER_KIND, count_length, &n);
	return n > 1;
}

static struct reply *answer(struct server *server, struct MHD_Connection *c,
	const char *url, const char *method, const struct exchange *exchange)
{
	char direct[PEER_LEN];
	struct http_request request = {
		.verb = find_verb(method),
		.path = url,
		.change = MHD_lookup_connection_value(
			c, MHD_GET_ARGUMENT_KIND, "c"),
		.if_none_match = header(c, "If-None-Match"),
		.if_modified_since = header(c, "If-Modified-Since"),
		.accept_encoding = header(c, "Accept-Encoding"),
		.accept_language = header(c, "Accept-Language"),
		.user_agent = header(c, "User-Agent"),
		.content_type = header(c, "Content-Type"),
		.body = str_get(&exchange->body),
		.body_len = exchange->body.len,
	};

	if (is_ambiguous(c))
		return reply_refuse(REPLY_BAD_REQUEST, "Bad request\n",
			"Connection", "close");
	if (strlen(url) > HTTP_REQUEST_PATH_MAX)
		return reply_text(REPLY_NOT_FOUND, "Not found\n");
	if (exchange->is_too_large)
		return reply_text(REPLY_TOO_LARGE, "Too large\n");
	request.peer = peer_find(peer_write(direct, address_of(c)),
		server->config.trusted_proxy, header(c, "X-Forwarded-For"));
	return server->config.door(server->config.userdata, &request);
}

static enum MHD_Result queue(struct MHD_Connection *c, struct reply *reply)
{
	enum MHD_Result r;

	if (!reply)
		reply = reply_text(REPLY_INTERNAL, "Out of memory\n");
	if (!reply)
		return MHD_NO;
	r = MHD_queue_response(c, reply_status(reply), reply_response(reply));
	reply_unref(reply);
	return r;
}

/* Answered now, or once more in a while. */
static enum MHD_Result answer_or_wait(struct server *server,
	struct MHD_Connection *c, struct exchange *exchange,
	struct reply *take_reply)
{
	if (reply_is_locked(take_reply) &&
		waiting_add(&server->waiting, &exchange->waiter, exchange)) {
		reply_unref(take_reply);
		MHD_suspend_connection(c);
		return MHD_YES;
	}
	waiting_leave(&server->waiting, &exchange->waiter);
	return queue(c, take_reply);
}

static void take_body(struct exchange *exchange, const char *bytes, size_t n)
{
	if (exchange->body.len + n > HTTP_REQUEST_BODY_MAX)
		exchange->is_too_large = true;
	else
		str_add_n(&exchange->body, bytes, n);
}

static enum MHD_Result on_request(void *userdata, struct MHD_Connection *c,
	const char *url, const char *method, const char *version,
	const char *bytes, size_t *n, void **state)
{
	struct line *line = userdata;
	struct server *server = line->server;
	struct exchange *exchange = *state;
	struct guest *guest = find_guest(c);

	(void)version;
	if (!exchange) {
		guests_touch(&server->guests, guest, now_s());
		*state = exchange = calloc(1, sizeof(*exchange));
		if (!exchange)
			return MHD_NO;
		exchange->line = line;
		exchange->connection = c;
		return MHD_YES;
	}
	if (*n > 0) {
		take_body(exchange, bytes, *n);
		*n = 0;
		return MHD_YES;
	}
	if (exchange->body.error < 0)
		return MHD_NO;
	if (!guest || guest->is_surplus)
		return queue(c, reply_full());
	return answer_or_wait(
		server, c, exchange, answer(server, c, url, method, exchange));
}

static void on_completed(void *userdata, struct MHD_Connection *c, void **state,
	enum MHD_RequestTerminationCode code)
{
	struct server *server = userdata;
	struct exchange *exchange = *state;

	(void)code;
	guests_touch(&server->guests, find_guest(c), now_s());
	if (exchange) {
		waiting_remove(&server->waiting, &exchange->waiter);
		str_done(&exchange->body);
	}
	free(exchange);
	*state = NULL;
}

/* Paths are compared as they are sent: nothing in them is decoded. */
static size_t keep_path(void *userdata, struct MHD_Connection *c, char *s)
{
	(void)userdata;
	(void)c;
	return strlen(s);
}

/* ---- the loop ------------------------------------------------------- */

static int set_timer(struct line *line)
{
	MHD_UNSIGNED_LONG_LONG wait_ms = 0;

	if (MHD_get_timeout(line->daemon, &wait_ms) != MHD_YES)
		return sd_event_source_set_enabled(line->timer, SD_EVENT_OFF);
	(void)sd_event_source_set_time_relative(line->timer, wait_ms * 1000);
	return sd_event_source_set_enabled(line->timer, SD_EVENT_ONESHOT);
}

static int run(struct line *line)
{
	(void)MHD_run(line->daemon);
	return set_timer(line);
}

static int on_io(sd_event_source *source, int fd, uint32_t events, void *line)
{
	(void)source;
	(void)fd;
	(void)events;
	return run(line);
}

static int on_time(sd_event_source *source, uint64_t at, void *line)
{
	(void)source;
	(void)at;
	return run(line);
}

static void ask_again(void *request)
{
	struct exchange *exchange = request;
	struct line *line = exchange->line;

	MHD_resume_connection(exchange->connection);
	(void)run(line);
}

static int add_events(struct line *line, sd_event *event)
{
	const union MHD_DaemonInfo *info =
		MHD_get_daemon_info(line->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	int r;

	if (!info)
		return -EIO;
	r = sd_event_add_io(
		event, &line->io, info->epoll_fd, EPOLLIN, on_io, line);
	if (r >= 0)
		r = sd_event_add_time_relative(event, &line->timer,
			CLOCK_MONOTONIC, 0, 1000, on_time, line);
	return r < 0 ? r : 0;
}

static int add_line(struct server *server, int fd)
{
	struct line *line = &server->lines[server->n_lines++];

	line->server = server;
	line->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME, 0,
		NULL, NULL, on_request, line, MHD_OPTION_LISTEN_SOCKET, fd,
		MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)(server->guests.max + SURPLUS_MAX),
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)CONNECTION_QUIET_S,
		MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK,
		keep_path, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed,
		server, MHD_OPTION_NOTIFY_CONNECTION, on_guest, server,
		MHD_OPTION_END);
	if (!line->daemon)
		return -EIO;
	return add_events(line, server->config.event);
}

int server_new(const struct server_config *config, struct server **ret,
	struct err *err)
{
	struct server *server = calloc(1, sizeof(*server));
	int r;

	if (!server)
		return err_memory(err);
	server->config = *config;
	server->guests.max =
		guests_room(CONNECTIONS_MAX, SURPLUS_MAX + OTHER_FILES_MAX);
	r = waiting_init(&server->waiting, config->event, ask_again);
	if (r == 0)
		r = listen_open(config->listen, config->listen_otherwise,
			&server->sockets, err);
	for (size_t i = 0; r == 0 && i < server->sockets.n; i++)
		r = add_line(server, server->sockets.fd[i]);
	if (r < 0) {
		server_free(server);
		return r;
	}
	*ret = server;
	return 0;
}

struct server *server_free(struct server *server)
{
	if (!server)
		return NULL;
	waiting_done(&server->waiting);
	for (size_t i = 0; i < server->n_lines; i++) {
		struct line *line = &server->lines[i];

		sd_event_source_disable_unref(line->io);
		sd_event_source_disable_unref(line->timer);
		if (line->daemon)
			MHD_stop_daemon(line->daemon); /* closes the socket */
	}
	listen_close(&server->sockets, server->n_lines);
	free(server);
	return NULL;
}

const char *server_where(const struct server *server)
{
	return server->sockets.where;
}
