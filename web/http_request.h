/*
 * What a request asks: plain data between the server and the doors behind
 * it.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum http_verb { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OTHER };

/* Longest body that is read, longest path that is looked at. */
enum { HTTP_REQUEST_BODY_MAX = 64 * 1024, HTTP_REQUEST_PATH_MAX = 512 };

/* Borrowed while the request is answered; absent headers are NULL. */
struct http_request {
	enum http_verb verb;
	const char *path;   /* as sent: not decoded, without the query */
	const char *change; /* "c" of the query; NULL: none */
	const char *if_none_match, *if_modified_since;
	const char *accept_encoding, *accept_language;
	const char *user_agent, *content_type;
	const char *peer; /* address of the client, in text */
	const char *body; /* of a POST, terminated */
	size_t body_len;
};
