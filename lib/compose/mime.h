/*
 * Mail as bytes: a deterministic MIME writer (RFC 5322, 2045-2047).
 *
 * The same mail always becomes the same bytes: nothing random, no clock.
 * Lines end in CRLF and nothing else, are at most 998 bytes long and the
 * text is 7-bit.  Why not curl_mime or GMime: DESIGN.md "Mail".
 */
#pragma once

#include "base/str.h"

#include <stdbool.h>

/* Everything in UTF-8 that has passed utf8_check_line(); text and html with
 * "\n" for line ends. */
struct mime_mail {
	int64_t date;          /* seconds UTC */
	const char *from_name; /* NULL = none */
	const char *from, *to; /* addr-spec in ASCII, checked */
	const char *to_name;   /* NULL = none */
	const char *subject;
	const char *message_id; /* without <> */
	const char *thread_id;  /* of In-Reply-To; NULL = none */
	const char *list_id;    /* without <>; NULL = none */
	const char *boundary;   /* unique to this mail, [A-Za-z0-9_=] */
	const char *text, *html;
};

/* Appends the mail to out, where errors stick. */
void mime_add_mail(struct str *out, const struct mime_mail *mail);

/*
 * mime_add_header - "Name: text" with CRLF, folded at 76 columns.
 *
 * What is not plain ASCII becomes encoded words (RFC 2047, B), at most 75
 * characters each and whole characters in each.
 */
void mime_add_header(struct str *out, const char *name, const char *text);

/* "Name: display name <addr-spec>". */
void mime_add_address(struct str *out, const char *name,
	const char *display_name, const char *addr_spec);

/* A text as one MIME part: Content-Type, encoding (base64 where more than a
 * third is not ASCII, else quoted-printable) and body, without the line end
 * that belongs to the boundary behind it. */
void mime_add_text(struct str *out, const char *type, const char *text);

/* Is it safe to hand to a transport: only CRLF, no NUL, no line over 998? */
bool mime_is_wire(const char *bytes, size_t n);
