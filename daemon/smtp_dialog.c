/* One mail after the other; the contract is in smtp_dialog.h. */
#include "daemon/smtp_dialog.h"

#include "base/str.h"

#include <string.h>

enum {
	REPLY_LINES_MAX = 100,
	GOODBYE_MS = 1000,
	/* Some make each error wait a second. */
	REST_MS = 5000,
};

CURLcode smtp_dialog_init(
	struct smtp_dialog *dialog, CURL *easy, int patience_ms)
{
	dialog->offer = dialog->talk.offer;
	dialog->needs_reset = false;
	dialog->n_refused = 0;
	return smtp_wire_init(&dialog->wire, easy, patience_ms);
}

/* The next reply, whatever it is. */
static CURLcode hear(struct smtp_dialog *dialog, struct smtp_talk *talk)
{
	for (int i = 0; i < REPLY_LINES_MAX; i++) {
		const char *line;
		size_t n;
		CURLcode c = smtp_wire_read(&dialog->wire, &line, &n);

		if (c != CURLE_OK)
			return c;
		if (smtp_talk_in(talk, line, n))
			return CURLE_OK;
	}
	return CURLE_WEIRD_SERVER_REPLY;
}

/* It must let the mail go on. */
static CURLcode hear_well(struct smtp_dialog *dialog)
{
	CURLcode c = hear(dialog, &dialog->talk);

	return c != CURLE_OK || smtp_talk_goes_on(&dialog->talk)
		       ? c
		       : CURLE_WEIRD_SERVER_REPLY;
}

/* An answer that was there before its question is none. */
static CURLcode say(struct smtp_dialog *dialog, const char *bytes, size_t n)
{
	return smtp_wire_is_clean(&dialog->wire)
		       ? smtp_wire_send(&dialog->wire, bytes, n)
		       : CURLE_WEIRD_SERVER_REPLY;
}

/* Commands, a line each, at once where the relay lets us (RFC 2920): each has
 * its reply. */
static CURLcode say_commands(struct smtp_dialog *dialog, const char *lines)
{
	bool is_at_once = dialog->offer.has_pipelining;
	CURLcode c = is_at_once ? say(dialog, lines, strlen(lines)) : CURLE_OK;

	while (c == CURLE_OK && *lines) {
		size_t n = strcspn(lines, "\n") + 1;

		smtp_talk_out(&dialog->talk, lines, n);
		if (!is_at_once)
			c = say(dialog, lines, n);
		if (c == CURLE_OK)
			c = hear_well(dialog);
		lines += n;
	}
	return c;
}

/* Nothing of the mail leaves before all replies are heard. */
static CURLcode say_envelope(struct smtp_dialog *dialog, const char *mail_from,
	const struct parcel *parcel)
{
	AUTO_STR lines = {0};

	if (dialog->needs_reset)
		str_add(&lines, "RSET\r\n");
	str_addf(&lines, "MAIL FROM:<%s>", mail_from);
	if (dialog->offer.has_size)
		str_addf(&lines, " SIZE=%zu", parcel->body.len);
	str_addf(&lines, "\r\nRCPT TO:<%s>\r\nDATA\r\n", parcel->to);
	if (lines.error)
		return CURLE_OUT_OF_MEMORY;
	dialog->needs_reset = false;
	return say_commands(dialog, str_get(&lines));
}

static bool is_too_large(
	const struct smtp_dialog *dialog, const struct parcel *parcel)
{
	return dialog->offer.size_max > 0 &&
	       (int64_t)parcel->body.len > dialog->offer.size_max;
}

CURLcode smtp_dialog_send(struct smtp_dialog *dialog, const char *mail_from,
	const struct parcel *parcel)
{
	AUTO_STR body = {0};
	CURLcode c;

	if (is_too_large(dialog, parcel))
		return CURLE_FILESIZE_EXCEEDED;
	/* Before DATA: without memory for it nothing is uncertain. */
	smtp_talk_add_mail(&body, parcel->body.data, parcel->body.len);
	if (body.error)
		return CURLE_OUT_OF_MEMORY;
	c = say_envelope(dialog, mail_from, parcel);
	if (c != CURLE_OK)
		return c;
	/* The answer to a mail not yet sent: so it was not delivered. */
	if (!smtp_wire_is_clean(&dialog->wire)) {
		dialog->talk.phase = SMTP_DATA;
		return CURLE_WEIRD_SERVER_REPLY;
	}
	c = smtp_wire_send(&dialog->wire, body.data, body.len);
	return c == CURLE_OK ? hear_well(dialog) : c;
}

/* The mail is asked for although nobody is to get it: an empty one is refused
 * (RFC 2920, 3.1). */
static bool end_empty_mail(struct smtp_dialog *dialog, struct smtp_talk *talk)
{
	static const char dot[] = ".\r\n";

	return say(dialog, dot, strlen(dot)) == CURLE_OK &&
	       hear(dialog, talk) == CURLE_OK && talk->code != 421 &&
	       !talk->is_nonsense;
}

/* Replies to what was said before the refusal was heard. */
static bool hear_rest(struct smtp_dialog *dialog)
{
	bool is_taken = false;

	for (enum smtp_phase phase = dialog->talk.phase + 1; phase <= SMTP_DATA;
		phase++) {
		struct smtp_talk rest = {.phase = phase};

		if (hear(dialog, &rest) != CURLE_OK || rest.is_nonsense ||
			rest.code == 421)
			return false;
		is_taken |= phase == SMTP_RCPT && smtp_talk_goes_on(&rest);
		if (rest.phase == SMTP_DOT &&
			(is_taken || !end_empty_mail(dialog, &rest)))
			return false;
	}
	return true;
}

bool smtp_dialog_goes_on(struct smtp_dialog *dialog, CURLcode c)
{
	const struct smtp_talk *talk = &dialog->talk;

	if (c == CURLE_WEIRD_SERVER_REPLY && smtp_talk_is_refused(talk)) {
		dialog->n_refused++;
		dialog->needs_reset =
			talk->phase == SMTP_RCPT || talk->phase == SMTP_DATA;
		smtp_wire_hurry(&dialog->wire, REST_MS);
		if (dialog->offer.has_pipelining && !hear_rest(dialog))
			return false;
	} else if (c != CURLE_OK && c != CURLE_FILESIZE_EXCEEDED) {
		return false;
	}
	return smtp_wire_is_clean(&dialog->wire);
}

void smtp_dialog_quit(struct smtp_dialog *dialog)
{
	static const char quit[] = "QUIT\r\n";
	const char *line;
	size_t n;

	dialog->wire.patience_ms = GOODBYE_MS;
	if (smtp_wire_send(&dialog->wire, quit, strlen(quit)) == CURLE_OK)
		(void)smtp_wire_read(&dialog->wire, &line, &n);
}
