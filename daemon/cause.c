/* What stood in the way of a message. */
#include "daemon/cause.h"

#include <curl/curl.h>

const char *const cause_name[CAUSE_N] = {
	[CAUSE_NONE] = "none",
	[CAUSE_NAME] = "name",
	[CAUSE_CONNECT] = "connect",
	[CAUSE_TIME] = "time",
	[CAUSE_LOST] = "lost",
	[CAUSE_TLS] = "tls",
	[CAUSE_CERTIFICATE] = "certificate",
	[CAUSE_CA_FILE] = "ca-file",
	[CAUSE_LOGIN] = "login",
	[CAUSE_ADDRESS] = "address",
	[CAUSE_REPLY] = "reply",
	[CAUSE_WRITE] = "write",
	[CAUSE_SECRET] = "secret",
	[CAUSE_SECRET_GONE] = "secret-gone",
	[CAUSE_SECRET_OPEN] = "secret-open",
};

enum cause cause_of_curl(int code)
{
	switch (code) {
	case CURLE_OK:
		return CAUSE_NONE;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return CAUSE_NAME;
	case CURLE_COULDNT_CONNECT:
		return CAUSE_CONNECT;
	case CURLE_OPERATION_TIMEDOUT:
		return CAUSE_TIME;
	case CURLE_USE_SSL_FAILED:
	case CURLE_SSL_CONNECT_ERROR:
		return CAUSE_TLS;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_ISSUER_ERROR:
		return CAUSE_CERTIFICATE;
	case CURLE_SSL_CACERT_BADFILE:
		return CAUSE_CA_FILE;
	case CURLE_LOGIN_DENIED:
	case CURLE_AUTH_ERROR:
		return CAUSE_LOGIN;
	default:
		return CAUSE_LOST;
	}
}
