/* A relay: where mail goes and how to log in there. */
#include "daemon/smtp_relay.h"

#include "base/str.h"
#include "daemon/post.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum {
	/* RFC 5321, 4.5.3.2.6 asks for ten minutes behind the dot; less makes
	 * duplicates. */
	TIMEOUT_S = 600,
	CONNECT_S = 30,
	TOKEN_MAX = 16 * 1024,
	PORT_STARTTLS = 587,
	PORT_IMPLICIT = 465,
	PORT_NONE = 25,
};

void smtp_relay_done(struct smtp_relay *relay)
{
	free(relay->url);
	free(relay->mail_from);
	free(relay->username);
	free(relay->password);
	free(relay->token);
	free(relay->token_file);
	free(relay->login_options);
	free(relay->ca_file);
	*relay = (struct smtp_relay){0};
}

/* The three ways to protect a session. */
static const struct tls {
	const char *name, *scheme;
	int64_t port;
} ways[] = {
	{"starttls", "smtp", PORT_STARTTLS},
	{"implicit", "smtps", PORT_IMPLICIT},
	{"none", "smtp", PORT_NONE},
};

static const struct tls *find_way(const struct secret *secret)
{
	const char *name = secret_text(secret, "tls");

	for (size_t i = 0; i < ARRAY_LEN(ways); i++)
		if (strcmp(name ? name : "starttls", ways[i].name) == 0)
			return &ways[i];
	return NULL;
}

/* A host name or address, nothing that changes the meaning of a URL. */
static bool is_host(const char *s)
{
	return *s && strspn(s, "abcdefghijklmnopqrstuvwxyz"
			       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:") ==
			     strlen(s);
}

static int make_url(
	struct smtp_relay *relay, const struct secret *secret, struct err *err)
{
	const struct tls *way = find_way(secret);
	const char *host = secret_text(secret, "host");
	const char *helo = secret_text(secret, "helo");
	AUTO_STR url = {0};
	int64_t port;

	if (!way)
		return err_set(err, -EINVAL,
			N_("'%s' is not a value of tls; write starttls, "
			   "implicit or none"),
			secret_text(secret, "tls"));
	port = secret_number(secret, "port", way->port);
	if (!is_host(host) || (helo && !is_host(helo)))
		return err_set(err, -EINVAL, N_("'%s' is not a host name"),
			is_host(host) ? helo : host);
	str_addf(&url, strchr(host, ':') ? "%s://[%s]:%d" : "%s://%s:%d",
		way->scheme, host, (int)port);
	if (helo)
		str_addf(&url, "/%s", helo);
	relay->needs_tls = strcmp(way->name, "none") != 0;
	relay->is_local_only = !relay->needs_tls;
	return str_take(&url, &relay->url);
}

static int make_login(
	struct smtp_relay *relay, const struct secret *secret, struct err *err)
{
	static const struct {
		const char *auth, *options;
	} methods[] = {
		{"auto", NULL},
		{"plain", "AUTH=PLAIN"},
		{"login", "AUTH=LOGIN"},
		{"xoauth2", "AUTH=XOAUTH2"},
		{"oauthbearer", "AUTH=OAUTHBEARER"},
	};
	const char *auth = secret_text(secret, "auth");

	for (size_t i = 0; i < ARRAY_LEN(methods); i++)
		if (strcmp(auth ? auth : "auto", methods[i].auth) == 0)
			return str_dup(
				methods[i].options, &relay->login_options);
	return err_set(err, -EINVAL,
		N_("'%s' is not a value of auth; write auto, plain, login, "
		   "xoauth2 or oauthbearer"),
		auth);
}

static int copy_texts(struct smtp_relay *relay, const struct secret *secret)
{
	const struct {
		const char *key;
		char **to;
	} texts[] = {
		{"username", &relay->username},
		{"password", &relay->password},
		{"token", &relay->token},
		{"token_file", &relay->token_file},
		{"ca_file", &relay->ca_file},
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (str_dup(secret_text(secret, texts[i].key), texts[i].to) < 0)
			return -ENOMEM;
	return 0;
}

/* Where bounces go elsewhere, the address that is shown is looked at, too: no
 * mail can be made without it. */
static int make_sender(
	struct smtp_relay *relay, const struct secret *secret, struct err *err)
{
	const char *bounce = secret_text(secret, "bounce_address");
	AUTO_FREE char *from = NULL;
	int r = post_address(secret_text(secret, "from"), &from, err);

	if (r < 0)
		return r;
	if (bounce)
		return post_address(bounce, &relay->mail_from, err);
	relay->mail_from = TAKE(from);
	return 0;
}

int smtp_relay_init(
	struct smtp_relay *relay, const struct secret *secret, struct err *err)
{
	int r = make_url(relay, secret, err);

	if (r == 0)
		r = make_login(relay, secret, err);
	if (r == 0)
		r = make_sender(relay, secret, err);
	if (r == 0)
		r = copy_texts(relay, secret);
	relay->timeout_s = (long)secret_number(secret, "timeout_s", TIMEOUT_S);
	return r;
}

/* The first line of the token's file. */
static int read_token(const char *path, char buf[static TOKEN_MAX])
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, buf, TOKEN_MAX - 1);

	if (n <= 0)
		return -EINVAL;
	buf[n] = '\0';
	buf[strcspn(buf, "\r\n")] = '\0';
	return 0;
}

/* Texts are copied by curl. */
static CURLcode set_text(CURL *easy, CURLoption option, const char *text)
{
	return text ? curl_easy_setopt(easy, option, text) : CURLE_OK;
}

static CURLcode set_login(const struct smtp_relay *relay, CURL *easy)
{
	char token[TOKEN_MAX];
	CURLcode c = set_text(easy, CURLOPT_USERNAME, relay->username);

	if (c == CURLE_OK)
		c = set_text(easy, CURLOPT_PASSWORD, relay->password);
	if (c == CURLE_OK)
		c = set_text(easy, CURLOPT_LOGIN_OPTIONS, relay->login_options);
	if (c == CURLE_OK)
		c = set_text(easy, CURLOPT_XOAUTH2_BEARER, relay->token);
	if (c != CURLE_OK || !relay->token_file)
		return c;
	if (read_token(relay->token_file, token) < 0)
		return CURLE_READ_ERROR;
	return set_text(easy, CURLOPT_XOAUTH2_BEARER, token);
}

int smtp_relay_apply(const struct smtp_relay *relay, CURL *easy)
{
	CURLcode c = curl_easy_setopt(easy, CURLOPT_URL, relay->url);
	const struct {
		CURLoption option;
		long value;
	} numbers[] = {
		{CURLOPT_USE_SSL,
			relay->needs_tls ? CURLUSESSL_ALL : CURLUSESSL_NONE},
		{CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
		{CURLOPT_CONNECTTIMEOUT, CONNECT_S},
		{CURLOPT_SERVER_RESPONSE_TIMEOUT, relay->timeout_s},
		{CURLOPT_NOSIGNAL, 1},
		{CURLOPT_QUICK_EXIT, 1},
		{CURLOPT_CONNECT_ONLY, 1},
	};

	for (size_t i = 0; c == CURLE_OK && i < ARRAY_LEN(numbers); i++)
		c = curl_easy_setopt(easy, numbers[i].option, numbers[i].value);
	if (c == CURLE_OK)
		c = set_text(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	if (c == CURLE_OK)
		c = set_text(easy, CURLOPT_PROXY, "");
	if (c == CURLE_OK)
		c = set_text(easy, CURLOPT_CAINFO, relay->ca_file);
	if (c == CURLE_OK)
		c = set_login(relay, easy);
	return c == CURLE_OK ? 0 : -EINVAL;
}
