/* One worker's session with a relay. */
#include "daemon/smtp_session.h"

#include "daemon/reach.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	MAILS_PER_SESSION = 100,
	/* Each may be two errors; Postfix slows down behind the tenth. */
	REFUSED_PER_SESSION = 5,
};

static int on_debug(
	CURL *easy, curl_infotype type, char *data, size_t size, void *userdata)
{
	struct smtp_session *session = userdata;

	(void)easy;
	/* Only verbs and replies are looked at: here pass passwords, too. */
	if (type == CURLINFO_HEADER_OUT)
		smtp_talk_out(&session->dialog.talk, data, size);
	else if (type == CURLINFO_HEADER_IN)
		(void)smtp_talk_in(&session->dialog.talk, data, size);
	return 0;
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

static void hang_up(struct smtp_session *session)
{
	if (session->easy)
		curl_easy_cleanup(session->easy);
	session->easy = NULL;
	session->n_sent = 0;
}

void smtp_session_close(struct smtp_session *session)
{
	if (!session->easy)
		return;
	smtp_dialog_quit(&session->dialog);
	hang_up(session);
}

static bool set_up(struct smtp_session *session)
{
	if (session->easy)
		return true;
	session->easy = curl_easy_init();
	if (session->easy && set_callbacks(session) == CURLE_OK &&
		smtp_relay_apply(session->relay, session->easy) == 0)
		return true;
	hang_up(session);
	return false;
}

/* Of the addresses tried at once, the last one opened need not be the one that
 * answered. */
static void note_connection(struct smtp_session *session)
{
	pthread_mutex_lock(session->mutex);
	session->fd = session->dialog.wire.fd;
	if (atomic_load(&session->is_cut))
		shutdown(session->fd, SHUT_RDWR);
	pthread_mutex_unlock(session->mutex);
}

/* As far as the login; what is said from then on is ours. */
static CURLcode log_in(struct smtp_session *session, char *words)
{
	CURL *e = session->easy;
	CURLcode c = curl_easy_setopt(e, CURLOPT_ERRORBUFFER, words);

	if (c == CURLE_OK)
		c = curl_easy_perform(e);
	curl_easy_setopt(e, CURLOPT_ERRORBUFFER, NULL);
	if (c == CURLE_OK)
		c = smtp_dialog_init(&session->dialog, e,
			1000 * (int)session->relay->timeout_s);
	if (c == CURLE_OK)
		note_connection(session);
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
	const struct smtp_talk *talk = &session->dialog.talk;

	if (is_barred(session, c))
		return CAUSE_ADDRESS;
	if (talk->code < 400)
		return cause_of_curl(c);
	if (talk->phase == SMTP_AUTH)
		return CAUSE_LOGIN;
	return talk->phase == SMTP_STARTTLS ? CAUSE_TLS : CAUSE_REPLY;
}

static void judge_too_large(
	const struct smtp_session *session, struct carrier_result *ret)
{
	char limit[24];

	*ret = (struct carrier_result){.class = CARRIER_REFUSED,
		.cause = CAUSE_REPLY,
		.phase = "mail"};
	snprintf(limit, sizeof(limit), "%" PRId64,
		session->dialog.offer.size_max);
	carrier_say(ret,
		N_("the mail is larger than the %s bytes that the relay takes"),
		limit);
}

static void judge(const struct smtp_session *session, const char *words,
	const struct parcel *parcel, struct carrier_result *ret)
{
	CURLcode c = session->end;
	enum smtp_end end = end_of(c);

	if (c == CURLE_FILESIZE_EXCEEDED) {
		judge_too_large(session, ret);
		return;
	}
	if (!*words)
		words = curl_easy_strerror(c);
	if (is_barred(session, c)) {
		end = SMTP_END_NO_TLS;
		words = N_("without TLS only a relay on this machine is used; "
			   "\"tls\" in the secret file can be starttls or "
			   "implicit");
	}
	smtp_talk_judge(
		&session->dialog.talk, end, words, parcel->attempts, ret);
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
		session->dialog.talk.phase != SMTP_AUTH) {
		ret->class = CARRIER_TEMPORARY;
		ret->cause = CAUSE_LOGIN;
		carrier_say(ret, N_("the relay offers no login"), NULL);
	}
}

static void judge_set_up(struct carrier_result *ret)
{
	*ret = (struct carrier_result){.class = CARRIER_BROKEN,
		.cause = CAUSE_SECRET,
		.phase = "connect",
		.detail = "the token file cannot be read, or libcurl lacks "
			  "what the channel asks for"};
}

/* One mail through the session as it is, or a new one.  true: worth another
 * try at once, because an idle session had been closed. */
static bool try_once(struct smtp_session *session, const struct parcel *parcel,
	struct carrier_result *ret)
{
	struct smtp_dialog *dialog = &session->dialog;
	char words[CURL_ERROR_SIZE] = "";
	bool is_reused = session->n_sent > 0;
	CURLcode c = CURLE_OK;

	smtp_talk_begin(&dialog->talk);
	if (!set_up(session)) {
		session->end = CURLE_FAILED_INIT;
		judge_set_up(ret);
		return false;
	}
	session->is_barred = false;
	if (!is_reused)
		c = log_in(session, words);
	session->n_sent++;
	if (c == CURLE_OK && !parcel->is_trial)
		c = smtp_dialog_send(dialog, session->relay->mail_from, parcel);
	session->end = c;
	judge(session, words, parcel, ret);
	if (c == CURLE_OK && parcel->is_trial) {
		judge_trial(session, ret);
		session->n_sent = MAILS_PER_SESSION;
	}
	return is_reused && c != CURLE_OK && c != CURLE_FILESIZE_EXCEEDED &&
	       smtp_talk_was_idle(&dialog->talk);
}

void smtp_session_send(struct smtp_session *session,
	const struct parcel *parcel, struct carrier_result *ret)
{
	if (try_once(session, parcel, ret) && !atomic_load(&session->is_cut)) {
		hang_up(session);
		(void)try_once(session, parcel, ret);
	}
}

void smtp_session_tidy(struct smtp_session *session)
{
	if (!session->easy)
		return;
	if (!smtp_dialog_goes_on(&session->dialog, session->end))
		hang_up(session);
	else if (session->n_sent >= MAILS_PER_SESSION ||
		 session->dialog.n_refused >= REFUSED_PER_SESSION)
		smtp_session_close(session);
}

bool smtp_session_is_well(
	const struct smtp_session *session, const struct carrier_result *last)
{
	return session->end == CURLE_FILESIZE_EXCEEDED ||
	       (last->class != CARRIER_BROKEN &&
		       !smtp_talk_is_relay_down(&session->dialog.talk));
}

void smtp_session_cut(struct smtp_session *session)
{
	atomic_store(&session->is_cut, true);
	if (session->fd >= 0)
		shutdown(session->fd, SHUT_RDWR);
}

void smtp_session_hurry(struct smtp_session *session)
{
	if (session->fd >= 0)
		shutdown(session->fd, SHUT_RD);
}
