/* Mail as bytes. */
#include "compose/mime.h"

#include "base/b64.h"
#include "base/utf8.h"
#include "core/civil.h"

#include <string.h>

enum {
	LINE_MAX_LEN = 76,   /* of encoded lines: RFC 2045, 6.7; RFC 2047, 2 */
	WORD_MAX_LEN = 75,   /* an encoded word: RFC 2047, 2 */
	WIRE_MAX_LEN = 998,  /* any line: RFC 5322, 2.1.1 */
	TOKEN_MAX_LEN = 200, /* a longer word is better encoded */
};

#define WORD_OPEN  "=?UTF-8?B?"
#define WORD_CLOSE "?="

static bool is_ascii_print(const char *s)
{
	for (; *s; s++)
		if (*s < ' ' || *s > '~')
			return false;
	return true;
}

/* Does s survive folding and unfolding as it is? */
static bool is_plain(const char *s)
{
	size_t token = 0;

	if (!is_ascii_print(s) || strstr(s, "=?"))
		return false;
	for (; *s; s++) {
		if (*s == ' ' && token == 0)
			return false;
		token = *s == ' ' ? 0 : token + 1;
		if (token > TOKEN_MAX_LEN)
			return false;
	}
	return token > 0;
}

/* Bytes of the longest run of whole characters of s that fit into room. */
static size_t whole_characters(const char *s, size_t room)
{
	const char *p = s;

	while (*p) {
		const char *next = p;

		utf8_next(&next);
		if ((size_t)(next - s) > room)
			break;
		p = next;
	}
	return (size_t)(p - s);
}

/* Encoded words for s, the first line being filled up to column already;
 * returns the column behind the last. */
static size_t add_words(struct str *out, const char *s, size_t column)
{
	const size_t frame = strlen(WORD_OPEN WORD_CLOSE);

	while (*s) {
		size_t room = LINE_MAX_LEN - column;
		size_t n;

		if (room > WORD_MAX_LEN)
			room = WORD_MAX_LEN;
		n = whole_characters(s, (room - frame) / 4 * 3);
		str_add(out, WORD_OPEN);
		b64_add(out, s, n);
		str_add(out, WORD_CLOSE);
		column += frame + B64_SIZE(n);
		s += n;
		if (*s) {
			str_add(out, "\r\n ");
			column = 1;
		}
	}
	return column;
}

/* Words of plain ASCII, folded before those that would pass the margin. */
static size_t add_folded(struct str *out, const char *s, size_t column)
{
	while (*s) {
		size_t n = strcspn(s, " ");

		if (column > 1 && column + n > LINE_MAX_LEN &&
			out->data[out->len - 1] == ' ') {
			out->len--;
			str_add(out, "\r\n ");
			column = 1;
		}
		str_add_n(out, s, n);
		column += n;
		s += n;
		if (*s) {
			str_add_char(out, ' ');
			column++;
			s++;
		}
	}
	return column;
}

void mime_add_header(struct str *out, const char *name, const char *text)
{
	str_addf(out, "%s: ", name);
	if (is_plain(text))
		add_folded(out, text, strlen(name) + 2);
	else
		add_words(out, text, strlen(name) + 2);
	str_add(out, "\r\n");
}

/* A display name of ASCII: as it is, or as a quoted string. */
static size_t add_phrase(struct str *out, const char *s, size_t column)
{
	if (!strpbrk(s, "()<>[]:;@\\,.\""))
		return add_folded(out, s, column);
	str_add_char(out, '"');
	column += 2 + strlen(s);
	for (; *s; s++) {
		if (*s == '"' || *s == '\\') {
			str_add_char(out, '\\');
			column++;
		}
		str_add_char(out, *s);
	}
	str_add_char(out, '"');
	return column;
}

void mime_add_address(struct str *out, const char *name,
	const char *display_name, const char *addr_spec)
{
	size_t column = strlen(name) + 2;

	str_addf(out, "%s: ", name);
	if (!display_name || !*display_name) {
		str_addf(out, "%s\r\n", addr_spec);
		return;
	}
	if (is_plain(display_name) && strlen(display_name) < LINE_MAX_LEN / 2)
		column = add_phrase(out, display_name, column);
	else
		column = add_words(out, display_name, column);
	if (column + strlen(addr_spec) + 3 > LINE_MAX_LEN)
		str_add(out, "\r\n");
	str_addf(out, " <%s>\r\n", addr_spec);
}

/* RFC 5322, 3.3, in UTC. */
static void add_date(struct str *out, int64_t at)
{
	static const char weekdays[][4] = {
		"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct civil_date d = civil_from_days((int32_t)(at / 86400));
	int s = (int)(at % 86400);

	str_addf(out, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n",
		weekdays[civil_weekday(d)], d.day, months[d.month - 1], d.year,
		s / 3600, s / 60 % 60, s % 60);
}

static bool is_mostly_foreign(const char *text)
{
	size_t foreign = 0, all = 0;

	for (; *text; text++, all++)
		foreign += (unsigned char)*text >= 0x80;
	return 3 * foreign > all;
}

static void add_base64(struct str *out, const char *text)
{
	enum { PER_LINE = LINE_MAX_LEN / 4 * 3 };
	AUTO_STR crlf = {0};

	while (*text) {
		size_t n = strcspn(text, "\n");

		str_add_n(&crlf, text, n);
		text += n;
		if (*text) {
			str_add(&crlf, "\r\n");
			text++;
		}
	}
	for (size_t i = 0; i < crlf.len; i += PER_LINE) {
		size_t left = crlf.len - i;

		if (i > 0)
			str_add(out, "\r\n");
		b64_add(out, crlf.data + i, left < PER_LINE ? left : PER_LINE);
	}
	if (crlf.error)
		out->error = crlf.error;
}

/* Must the byte at s be written as =XX?  White space at the end of a line
 * is lost on the way, "From " there is changed by some mailboxes. */
static bool is_quoted(const char *s, bool at_start)
{
	if (*s == ' ' || *s == '\t')
		return s[1] == '\n' || s[1] == '\0';
	if (at_start && strncmp(s, "From ", 5) == 0)
		return true;
	return *s < ' ' || *s > '~' || *s == '=';
}

/* How many of the next room bytes certainly stand for themselves. */
static size_t plain_bytes(const char *s, bool at_start, size_t room)
{
	size_t n = 0;

	if (at_start && *s == 'F')
		return 0;
	while (n < room && s[n] >= ' ' && s[n] <= '~' && s[n] != '=')
		n++;
	return n > 0 && s[n - 1] == ' ' ? n - 1 : n;
}

static void add_quoted(struct str *out, unsigned char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char quoted[] = {'=', digits[c >> 4], digits[c & 15]};

	str_add_n(out, quoted, sizeof(quoted));
}

static void add_quoted_printable(struct str *out, const char *text)
{
	size_t column = 0;

	for (; *text; text++) {
		size_t n = plain_bytes(
			text, column == 0, LINE_MAX_LEN - 1 - column);
		bool quoted;

		str_add_n(out, text, n);
		column += n;
		text += n;
		if (!*text)
			break;
		if (*text == '\n') {
			str_add(out, "\r\n");
			column = 0;
			continue;
		}
		quoted = is_quoted(text, column == 0);
		if (column + (quoted ? 3 : 1) > LINE_MAX_LEN - 1) {
			str_add(out, "=\r\n");
			column = 0;
			quoted = is_quoted(text, true);
		}
		if (quoted)
			add_quoted(out, (unsigned char)*text);
		else
			str_add_char(out, *text);
		column += quoted ? 3 : 1;
	}
}

void mime_add_text(struct str *out, const char *type, const char *text)
{
	bool foreign = is_mostly_foreign(text);

	str_addf(out, "Content-Type: %s; charset=utf-8\r\n", type);
	str_addf(out, "Content-Transfer-Encoding: %s\r\n\r\n",
		foreign ? "base64" : "quoted-printable");
	if (foreign)
		add_base64(out, text);
	else
		add_quoted_printable(out, text);
}

void mime_add_mail(struct str *out, const struct mime_mail *mail)
{
	add_date(out, mail->date);
	mime_add_address(out, "From", mail->from_name, mail->from);
	mime_add_address(out, "To", mail->to_name, mail->to);
	mime_add_header(out, "Subject", mail->subject);
	str_addf(out, "Message-ID: <%s>\r\n", mail->message_id);
	if (mail->thread_id)
		str_addf(out, "In-Reply-To: <%s>\r\nReferences: <%s>\r\n",
			mail->thread_id, mail->thread_id);
	str_add(out, "MIME-Version: 1.0\r\n"
		     "Auto-Submitted: auto-generated\r\n"
		     "X-Auto-Response-Suppress: All\r\n");
	if (mail->list_id)
		str_addf(out, "List-Id: <%s>\r\n", mail->list_id);
	str_addf(out,
		"Content-Type: multipart/alternative;\r\n"
		" boundary=\"%s\"\r\n\r\n",
		mail->boundary);
	str_addf(out, "--%s\r\n", mail->boundary);
	mime_add_text(out, "text/plain", mail->text);
	str_addf(out, "\r\n--%s\r\n", mail->boundary);
	mime_add_text(out, "text/html", mail->html);
	str_addf(out, "\r\n--%s--\r\n", mail->boundary);
}

bool mime_is_wire(const char *bytes, size_t n)
{
	const char *end = bytes + n;

	if (n == 0 || memchr(bytes, '\0', n))
		return false;
	while (bytes < end) {
		const char *cr = memchr(bytes, '\r', (size_t)(end - bytes));

		if (!cr || cr + 1 == end || cr[1] != '\n' ||
			cr - bytes > WIRE_MAX_LEN ||
			memchr(bytes, '\n', (size_t)(cr - bytes)))
			return false;
		bytes = cr + 2;
	}
	return true;
}
