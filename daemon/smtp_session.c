/* One worker's session with a relay. */
#include "daemon/smtp_session.h"

#include "daemon/reach.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAILS_PER_SESSION = 100 };

static int on_debug(
	CURL *easy, curl_infotype type, char *data, size_t size, void *userdata)
{
	struct smtp_session *session = userdata;

	(void)easy;
	/* Only verbs and replies are looked at: here pass passwords, too. */
	if (type == CURLINFO_HEADER_OUT)
		smtp_talk_out(&session->talk, data, size);
	else if (type == CURLINFO_HEADER_IN)
		smtp_talk_in(&session->talk, data, size);
	return 0;
}

static size_t on_read(char *to, size_t size, size_t n, void *userdata)
{
	struct smtp_session *session = userdata;
	size_t left = session->body->len - session->at;

	n *= size;
	if (n > left)
		n = left;
	memcpy(to, session->body->data + session->at, n);
	session->at += n;
	return n;
}

static int on_progress(void *userdata, curl_off_t dltotal, curl_off_t dlnow,
	curl_off_t ultotal, curl_off_t ulnow)
{
	struct smtp_session *session = userdata;

	(void)dltotal;
	(void)dlnow;
	(void)ultotal;
	(void)ulnow;
	return atomic_load(&session->is_cut);
}

static curl_socket_t on_open(
	void *userdata, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct smtp_session *session = userdata;
	int fd;

	(void)purpose;
	/* Without TLS only to this machine, whatever its name resolves to. */
	if (session->relay->is_local_only &&
		!reach_is_loopback(&address->addr)) {
		session->is_barred = true;
		return CURL_SOCKET_BAD;
	}
	fd = socket(address->family, address->socktype | SOCK_CLOEXEC,
		address->protocol);
	if (fd < 0)
		return CURL_SOCKET_BAD;
	pthread_mutex_lock(session->mutex);
	session->fd = fd;
	pthread_mutex_unlock(session->mutex);
	return fd;
}

static int on_close(void *userdata, curl_socket_t fd)
{
	struct smtp_session *session = userdata;

	pthread_mutex_lock(session->mutex);
	if (session->fd == fd)
		session->fd = -1;
	pthread_mutex_unlock(session->mutex);
	return close(fd);
}

/* curl_easy_setopt() checks types by macros, hence one call each. */
static CURLcode set_callbacks(struct smtp_session *session)
{
	CURL *e = session->easy;
	CURLcode c[] = {
		curl_easy_setopt(e, CURLOPT_VERBOSE, 1L),
		curl_easy_setopt(e, CURLOPT_DEBUGFUNCTION, on_debug),
		curl_easy_setopt(e, CURLOPT_DEBUGDATA, session),
		curl_easy_setopt(e, CURLOPT_READFUNCTION, on_read),
		curl_easy_setopt(e, CURLOPT_READDATA, session),
		curl_easy_setopt(e, CURLOPT_NOPROGRESS, 0L),
		curl_easy_setopt(e, CURLOPT_XFERINFOFUNCTION, on_progress),
		curl_easy_setopt(e, CURLOPT_XFERINFODATA, session),
		curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_open),
		curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, session),
		curl_easy_setopt(e, CURLOPT_CLOSESOCKETFUNCTION, on_close),
		curl_easy_setopt(e, CURLOPT_CLOSESOCKETDATA, session),
	};

	for (size_t i = 0; i < ARRAY_LEN(c); i++)
		if (c[i] != CURLE_OK)
			return c[i];
	return CURLE_OK;
}

void smtp_session_close(struct smtp_session *session)
{
	if (session->easy)
		curl_easy_cleanup(session->easy);
	session->easy = NULL;
	session->n_sent = 0;
}

/* Without goodbye: waiting for the answer to QUIT took up to two minutes. */
static void throw_away(struct smtp_session *session)
{
	pthread_mutex_lock(session->mutex);
	if (session->fd >= 0)
		shutdown(session->fd, SHUT_RDWR);
	pthread_mutex_unlock(session->mutex);
	smtp_session_close(session);
}

static bool set_up(struct smtp_session *session)
{
	if (session->easy)
		return true;
	session->easy = curl_easy_init();
	if (session->easy && set_callbacks(session) == CURLE_OK &&
		smtp_relay_apply(session->relay, session->easy) == 0)
		return true;
	smtp_session_close(session);
	return false;
}

static CURLcode perform(
	struct smtp_session *session, const struct parcel *parcel, char *words)
{
	CURL *e = session->easy;
	struct curl_slist *to = curl_slist_append(NULL, parcel->to);
	CURLcode c = to ? CURLE_OK : CURLE_OUT_OF_MEMORY;

	if (c == CURLE_OK)
		c = curl_easy_setopt(e, CURLOPT_MAIL_RCPT, to);
	if (c == CURLE_OK)
		c = curl_easy_setopt(e, CURLOPT_INFILESIZE_LARGE,
			(curl_off_t)parcel->body.len);
	if (c == CURLE_OK)
		c = curl_easy_setopt(e, CURLOPT_ERRORBUFFER, words);
	if (c == CURLE_OK)
		c = curl_easy_perform(e);
	curl_easy_setopt(e, CURLOPT_ERRORBUFFER, NULL);
	curl_easy_setopt(e, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(to);
	return c;
}

/* As far as a mail would get before it is named: NOOP in its place.  The
 * handle is of no use for mails afterwards. */
static CURLcode perform_trial(struct smtp_session *session, char *words)
{
	CURL *e = session->easy;
	CURLcode c = curl_easy_setopt(e, CURLOPT_UPLOAD, 0L);

	if (c == CURLE_OK)
		c = curl_easy_setopt(e, CURLOPT_NOBODY, 1L);
	if (c == CURLE_OK)
		c = curl_easy_setopt(e, CURLOPT_CUSTOMREQUEST, "NOOP");
	if (c == CURLE_OK)
		c = curl_easy_setopt(e, CURLOPT_ERRORBUFFER, words);
	if (c == CURLE_OK)
		c = curl_easy_perform(e);
	curl_easy_setopt(e, CURLOPT_ERRORBUFFER, NULL);
	return c;
}

static enum smtp_end end_of(CURLcode c)
{
	enum cause cause = cause_of_curl(c);

	if (c == CURLE_OK)
		return SMTP_END_NONE;
	if (c == CURLE_USE_SSL_FAILED)
		return SMTP_END_NO_TLS;
	if (cause == CAUSE_CERTIFICATE || cause == CAUSE_CA_FILE)
		return SMTP_END_CERTIFICATE;
	return cause == CAUSE_LOGIN ? SMTP_END_LOGIN : SMTP_END_LOST;
}

static bool is_barred(const struct smtp_session *session, CURLcode c)
{
	return c == CURLE_COULDNT_CONNECT && session->is_barred;
}

static enum cause cause_of(const struct smtp_session *session, CURLcode c)
{
	const struct smtp_talk *talk = &session->talk;

	if (is_barred(session, c))
		return CAUSE_ADDRESS;
	if (talk->code < 400)
		return cause_of_curl(c);
	if (talk->phase == SMTP_AUTH)
		return CAUSE_LOGIN;
	return talk->phase == SMTP_STARTTLS ? CAUSE_TLS : CAUSE_REPLY;
}

/* Did the relay answer so that the session can be used again? */
static bool is_clean(const struct smtp_session *session, CURLcode c)
{
	return c == CURLE_OK && session->talk.phase == SMTP_DOT &&
	       session->talk.code / 100 == 2 &&
	       session->n_sent < MAILS_PER_SESSION;
}

static void judge(const struct smtp_session *session, CURLcode c,
	const char *words, const struct parcel *parcel,
	struct carrier_result *ret)
{
	enum smtp_end end = end_of(c);

	if (!*words)
		words = curl_easy_strerror(c);
	if (is_barred(session, c)) {
		end = SMTP_END_NO_TLS;
		words = N_("without TLS only a relay on this machine is used; "
			   "\"tls\" in the secret file can be starttls or "
			   "implicit");
	}
	smtp_talk_judge(&session->talk, end, words, parcel->attempts, ret);
	ret->cause = cause_of(session, c);
	/* Of a trial doctor says it in its own words. */
	if (ret->cause == CAUSE_LOGIN && *ret->code && !parcel->is_trial)
		carrier_say(ret, N_("the relay refuses the login: %s"),
			ret->detail);
}

/* curl goes on without a login where the relay offers none. */
static void judge_trial(
	const struct smtp_session *session, struct carrier_result *ret)
{
	const struct smtp_relay *relay = session->relay;

	ret->class = CARRIER_SENT;
	ret->detail[0] = '\0';
	if ((relay->username || relay->token || relay->token_file) &&
		session->talk.phase != SMTP_AUTH) {
		ret->class = CARRIER_TEMPORARY;
		ret->cause = CAUSE_LOGIN;
		carrier_say(ret, N_("the relay offers no login"), NULL);
	}
}

/* One mail through the session as it is, or a new one.  true: worth another
 * try at once, because an idle session had been closed. */
static bool try_once(struct smtp_session *session, const struct parcel *parcel,
	struct carrier_result *ret)
{
	char words[CURL_ERROR_SIZE] = "";
	bool is_reused = session->n_sent > 0;
	CURLcode c;

	smtp_talk_begin(&session->talk);
	if (!set_up(session)) {
		*ret = (struct carrier_result){.class = CARRIER_BROKEN,
			.cause = CAUSE_SECRET,
			.phase = "connect",
			.detail = "the token file cannot be read, or libcurl "
				  "lacks what the channel asks for"};
		return false;
	}
	session->body = &parcel->body;
	session->at = 0;
	session->n_sent++;
	session->is_barred = false;
	c = parcel->is_trial ? perform_trial(session, words)
			     : perform(session, parcel, words);
	judge(session, c, words, parcel, ret);
	if (parcel->is_trial && c == CURLE_OK) {
		judge_trial(session, ret);
		smtp_session_close(session);
	} else if (!is_clean(session, c)) {
		throw_away(session);
	}
	return is_reused && c != CURLE_OK && smtp_talk_was_idle(&session->talk);
}

void smtp_session_send(struct smtp_session *session,
	const struct parcel *parcel, struct carrier_result *ret)
{
	if (try_once(session, parcel, ret) && !atomic_load(&session->is_cut))
		(void)try_once(session, parcel, ret);
}

bool smtp_session_is_well(
	const struct smtp_session *session, const struct carrier_result *last)
{
	return last->class != CARRIER_BROKEN &&
	       !smtp_talk_is_relay_down(&session->talk);
}

void smtp_session_cut(struct smtp_session *session)
{
	atomic_store(&session->is_cut, true);
	if (session->fd >= 0)
		shutdown(session->fd, SHUT_RDWR);
}
