/* What was said in an SMTP session. */
#include "daemon/smtp_talk.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
	GREYLIST_MS = 5 * 60 * 1000, /* most lists want that much */
	MAILBOX_FULL_MS = 3600 * 1000,
};

static const char *const phase_name[SMTP_PHASE_N] = {
	[SMTP_CONNECT] = "connect",
	[SMTP_EHLO] = "ehlo",
	[SMTP_STARTTLS] = "starttls",
	[SMTP_AUTH] = "auth",
	[SMTP_RSET] = "rset",
	[SMTP_MAIL] = "mail",
	[SMTP_RCPT] = "rcpt",
	[SMTP_DATA] = "data",
	[SMTP_DOT] = "dot",
	[SMTP_QUIT] = "quit",
};

void smtp_talk_begin(struct smtp_talk *talk)
{
	*talk = (struct smtp_talk){.phase = SMTP_CONNECT};
}

/* The phase that a command begins. */
static enum smtp_phase phase_of(
	enum smtp_phase now, const char *bytes, size_t n)
{
	static const struct {
		const char *verb;
		enum smtp_phase phase;
	} verbs[] = {
		{"EHLO", SMTP_EHLO},
		{"HELO", SMTP_EHLO},
		{"STARTTLS", SMTP_STARTTLS},
		{"AUTH", SMTP_AUTH},
		{"RSET", SMTP_RSET},
		{"MAIL", SMTP_MAIL},
		{"RCPT", SMTP_RCPT},
		{"DATA", SMTP_DATA},
		{"QUIT", SMTP_QUIT},
	};

	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		size_t len = strlen(verbs[i].verb);

		if (n >= len && strncasecmp(bytes, verbs[i].verb, len) == 0)
			return verbs[i].phase;
	}
	return now;
}

void smtp_talk_out(struct smtp_talk *talk, const char *bytes, size_t n)
{
	bool is_login = talk->phase == SMTP_AUTH && talk->code == 334;
	enum smtp_phase phase =
		is_login ? SMTP_AUTH : phase_of(talk->phase, bytes, n);

	/* Lines of a login are no commands, whatever they look like.  curl
	 * says QUIT after a refusal; the refusal is what counts. */
	if (talk->phase == SMTP_QUIT || talk->phase == SMTP_DOT ||
		(phase == SMTP_QUIT && talk->code >= 400))
		return;
	talk->phase = phase;
	talk->code = talk->begun = 0;
	talk->is_nonsense = false;
	talk->line[0] = '\0';
	/* What was offered without TLS anybody may have said. */
	if (phase == SMTP_EHLO)
		talk->offer = (struct smtp_offer){.has_size = false};
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The words behind a keyword of EHLO; NULL: it is another. */
static const char *behind(const char *words, size_t n, const char *keyword)
{
	size_t len = strlen(keyword);

	if (n < len || strncasecmp(words, keyword, len) != 0 ||
		(n > len && words[len] != ' '))
		return NULL;
	return words + len;
}

/* More than anybody has is no limit. */
static int64_t read_limit(const char *s, const char *end)
{
	int64_t limit = 0;

	for (; s < end && *s == ' '; s++)
		;
	for (; s < end && is_digit(*s); s++) {
		if (limit > (INT64_MAX - 9) / 10)
			return 0;
		limit = 10 * limit + (*s - '0');
	}
	return limit;
}

/* One of the lines that answer EHLO. */
static void note_offer(struct smtp_offer *offer, const char *words, size_t n)
{
	const char *limit = behind(words, n, "SIZE");

	if (behind(words, n, "PIPELINING") == words + n)
		offer->has_pipelining = true;
	if (!limit)
		return;
	offer->has_size = true;
	offer->size_max = read_limit(limit, words + n);
}

static void note_reply(
	struct smtp_talk *talk, int code, const char *words, size_t n)
{
	/* A refusal stands; what follows answers curl's QUIT. */
	if (talk->code >= 400 || talk->phase == SMTP_QUIT ||
		(talk->phase == SMTP_DOT && talk->code))
		return;
	if (talk->phase == SMTP_DATA && code == 354) {
		talk->phase = SMTP_DOT;
		return;
	}
	talk->code = code;
	snprintf(talk->line, sizeof(talk->line), "%.*s", (int)n, words);
}

/* The code that the line begins with; 0: none. */
static int read_code(const char *bytes, size_t n)
{
	if (n < 3 || !is_digit(bytes[0]) || !is_digit(bytes[1]) ||
		!is_digit(bytes[2]))
		return 0;
	return 100 * (bytes[0] - '0') + 10 * (bytes[1] - '0') + bytes[2] - '0';
}

bool smtp_talk_in(struct smtp_talk *talk, const char *bytes, size_t n)
{
	const char *words;
	bool is_last;
	int code;

	while (n > 0 && (bytes[n - 1] == '\n' || bytes[n - 1] == '\r'))
		n--;
	code = read_code(bytes, n);
	if (code == 0)
		return false;
	if (code < 200 || code > 599 || (talk->begun && code != talk->begun))
		return talk->is_nonsense = true;
	is_last = n == 3 || bytes[3] != '-';
	talk->begun = is_last ? 0 : code;
	words = bytes + (n > 3 ? 4 : 3);
	n -= (size_t)(words - bytes);
	if (talk->phase == SMTP_EHLO)
		note_offer(&talk->offer, words, n);
	if (is_last)
		note_reply(talk, code, words, n);
	return is_last;
}

bool smtp_talk_goes_on(const struct smtp_talk *talk)
{
	bool wants_mail = talk->phase == SMTP_DOT && talk->code == 0;

	return !talk->is_nonsense &&
	       (wants_mail ||
		       (talk->phase != SMTP_DATA && talk->code / 100 == 2));
}

bool smtp_talk_is_refused(const struct smtp_talk *talk)
{
	return talk->phase >= SMTP_MAIL && talk->phase <= SMTP_DOT &&
	       !talk->is_nonsense && talk->code >= 400 && talk->code != 421;
}

void smtp_talk_add_mail(struct str *out, const char *bytes, size_t n)
{
	const char *end = bytes + n;

	while (bytes < end) {
		const char *lf = memchr(bytes, '\n', (size_t)(end - bytes));
		const char *next = lf ? lf + 1 : end;

		if (*bytes == '.')
			str_add_char(out, '.');
		str_add_n(out, bytes, (size_t)(next - bytes));
		bytes = next;
	}
	str_add(out, ".\r\n");
}

bool smtp_talk_was_idle(const struct smtp_talk *talk)
{
	return talk->phase == SMTP_RSET ||
	       (talk->phase <= SMTP_MAIL &&
		       (talk->code == 0 || talk->code == 421));
}

bool smtp_talk_is_relay_down(const struct smtp_talk *talk)
{
	return talk->phase < SMTP_RCPT || talk->code == 0 || talk->code == 421;
}

/* Does the reply's enhanced code (RFC 3463) begin so? */
static bool has_enhanced(const struct smtp_talk *talk, const char *start)
{
	return strncmp(talk->line, start, strlen(start)) == 0;
}

/* At MAIL no mailbox is known yet: there 552 is about this mail's size. */
static bool is_mailbox_full(const struct smtp_talk *talk)
{
	return (talk->code == 552 && talk->phase != SMTP_MAIL &&
		       !has_enhanced(talk, "5.3")) ||
	       has_enhanced(talk, "5.2.2") || has_enhanced(talk, "4.2.2");
}

/* A permanent refusal (5xx) by where it came. */
static enum carrier_class class_of_5xx(const struct smtp_talk *talk)
{
	switch (talk->phase) {
	case SMTP_CONNECT:
	case SMTP_EHLO:
	case SMTP_STARTTLS:
	case SMTP_AUTH:
		return CARRIER_BROKEN;
	case SMTP_MAIL:
		return talk->code == 552 ? CARRIER_REFUSED : CARRIER_BROKEN;
	case SMTP_RCPT:
	case SMTP_DATA:
	case SMTP_DOT:
		/* "authenticate first" may come as late as here. */
		return talk->code == 530 ? CARRIER_BROKEN : CARRIER_REFUSED;
	case SMTP_RSET:
	case SMTP_QUIT:
	case SMTP_PHASE_N:
		break;
	}
	return CARRIER_TEMPORARY;
}

static void judge_refusal(const struct smtp_talk *talk, int64_t attempt,
	struct carrier_result *ret)
{
	bool is_greylist = talk->phase == SMTP_RCPT && attempt <= 1 &&
			   (talk->code == 450 || talk->code == 451);

	if (is_mailbox_full(talk)) {
		ret->class = CARRIER_TEMPORARY;
		ret->retry_after_ms = MAILBOX_FULL_MS;
	} else if (talk->code >= 500) {
		ret->class = class_of_5xx(talk);
	} else if (talk->phase == SMTP_AUTH && talk->code == 454) {
		ret->class = CARRIER_BROKEN;
	} else {
		ret->class = CARRIER_TEMPORARY;
		ret->retry_after_ms = is_greylist ? GREYLIST_MS : 0;
	}
}

static enum carrier_class class_of_end(
	const struct smtp_talk *talk, enum smtp_end end)
{
	if (talk->phase == SMTP_DOT)
		return CARRIER_UNCERTAIN;
	switch (end) {
	case SMTP_END_NO_TLS:
	case SMTP_END_CERTIFICATE:
	case SMTP_END_LOGIN:
		return CARRIER_BROKEN;
	case SMTP_END_NONE:
	case SMTP_END_LOST:
		break;
	}
	return CARRIER_TEMPORARY;
}

void smtp_talk_judge(const struct smtp_talk *talk, enum smtp_end end,
	const char *why, int64_t attempt, struct carrier_result *ret)
{
	*ret = (struct carrier_result){.phase = phase_name[talk->phase]};
	if (talk->phase == SMTP_DOT && talk->code >= 200 && talk->code < 300) {
		ret->class = CARRIER_SENT;
		utf8_copy(ret->remote_id, sizeof(ret->remote_id),
			utf8_valid(talk->line) ? talk->line : "");
	} else if (talk->code >= 400) {
		judge_refusal(talk, attempt, ret);
	} else {
		ret->class = class_of_end(talk, end);
		carrier_set_detail(ret, why ? why : "the session broke off");
		return;
	}
	snprintf(ret->code, sizeof(ret->code), "%d", talk->code);
	carrier_set_detail(ret, talk->line);
}
