/* Lines for the journal or standard error; the contract is in log.h. */
#define SD_JOURNAL_SUPPRESS_LOCATION

#include "service/log.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "core/civil.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>

enum { LINE_MAX_ = 1024, FIELDS = 6, FIELD_SIZE = 256 };

static enum { TO_LINES, TO_TERMINAL, TO_FILE, TO_JOURNAL } target;

/* systemd names device and inode of the stream that it made for us. */
void log_open(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	uintmax_t device, inode;
	struct stat st;

	if (isatty(STDERR_FILENO))
		target = TO_TERMINAL;
	if (fstat(STDERR_FILENO, &st) < 0)
		return;
	if (S_ISREG(st.st_mode))
		target = TO_FILE;
	if (stream &&
		sscanf(stream, "%" SCNuMAX ":%" SCNuMAX, &device, &inode) ==
			2 &&
		st.st_dev == device && st.st_ino == inode)
		target = TO_JOURNAL;
}

struct fields {
	char text[FIELDS][FIELD_SIZE];
	struct iovec iov[FIELDS + 1];
	int n;
};

NUDGE_PRINTF(2, 3)
static void add_field(struct fields *f, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(f->text[f->n], FIELD_SIZE, format, ap);
	va_end(ap);
	f->iov[f->n].iov_base = f->text[f->n];
	f->iov[f->n].iov_len = strlen(f->text[f->n]);
	f->n++;
}

static void send_journal(
	int priority, const struct log_about *about, const char *text)
{
	char message[LINE_MAX_ + sizeof("MESSAGE=")];
	struct fields f = {0};

	add_field(&f, "PRIORITY=%d", priority);
	if (about->delivery)
		add_field(&f, "NUDGE_DELIVERY=%" PRId64, about->delivery);
	if (about->channel)
		add_field(&f, "NUDGE_CHANNEL=%s", about->channel);
	if (about->class)
		add_field(&f, "NUDGE_CLASS=%s", about->class);
	snprintf(message, sizeof(message), "MESSAGE=%s", text);
	f.iov[f.n].iov_base = message;
	f.iov[f.n++].iov_len = strlen(message);
	(void)sd_journal_sendv(f.iov, f.n);
}

/* A path or a server's answer can hold what a terminal would obey. */
static void clean(char *text)
{
	for (const char *p = text; *p;) {
		char *at = text + (p - text);
		int32_t cp = utf8_next(&p);

		if (cp < 0x20 || (cp >= 0x7f && cp <= 0x9f))
			memset(at, '?', (size_t)(p - at));
	}
}

/* A file is read days later, by a person: when, and how bad. */
static void write_file(int priority, const char *text)
{
	int64_t now = clock_now();
	int second = (int)(now % 86400);
	struct civil_date day = civil_from_days((int32_t)(now / 86400));
	const char *weight = priority <= LOG_ERR       ? "error: "
			     : priority == LOG_WARNING ? "warning: "
						       : "";

	fprintf(stderr, "%sT%02d:%02d:%02dZ %s%s\n", CIVIL_STR(day),
		second / 3600, second / 60 % 60, second % 60, weight, text);
}

static void send_line(int priority, const struct log_about *about, char *text)
{
	clean(text);
	switch (target) {
	case TO_JOURNAL:
		send_journal(priority, about, text);
		break;
	case TO_TERMINAL:
		fprintf(stderr, "%s: %s\n", program_invocation_short_name,
			text);
		break;
	case TO_FILE:
		write_file(priority, text);
		break;
	case TO_LINES:
		fprintf(stderr, "<%d>%s\n", priority, text);
		break;
	}
}

void log_line(int priority, const char *format, ...)
{
	char text[LINE_MAX_];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	send_line(priority, &(struct log_about){0}, text);
}

void log_delivery(
	int priority, const struct log_about *about, const char *format, ...)
{
	char text[LINE_MAX_];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	send_line(priority, about, text);
}

int log_err(int priority, int r, const struct err *err)
{
	char text[LINE_MAX_];

	if (err && err->msgid)
		err_render(err, err->msgid, text, sizeof(text));
	else
		snprintf(text, sizeof(text), "%s", strerror(-r));
	log_line(priority, "%s", text);
	return r;
}
