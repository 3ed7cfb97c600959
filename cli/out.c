/* Text for the terminal; the contract is in out.h. */
#include "cli/out.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>

enum { WIDTH_MIN = 20, WIDTH_MAX = 10000 };

/* COLUMNS, when it is a sensible number; else 0. */
static size_t columns_wished(void)
{
	const char *s = getenv("COLUMNS");
	size_t n = 0;

	if (!s)
		return 0;
	for (; *s >= '0' && *s <= '9' && n <= WIDTH_MAX; s++)
		n = n * 10 + (size_t)(*s - '0');
	return *s || n < WIDTH_MIN || n > WIDTH_MAX ? 0 : n;
}

void out_init(struct out *out, FILE *file, enum text_lang lang)
{
	const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
	bool terminal = isatty(fileno(file));
	struct winsize size = {0};

	*out = (struct out){.file = file, .lang = lang};
	if (terminal && ioctl(fileno(file), TIOCGWINSZ, &size) == 0)
		out->width = size.ws_col;
	if (out->width == 0)
		out->width = columns_wished();
	if (terminal && out->width == 0)
		out->width = 80;
	out->colour = terminal && !(no_colour && *no_colour) && term &&
		      strcmp(term, "dumb") != 0;
}

int out_clean(const char *s, char **ret)
{
	AUTO_STR clean = {0};

	while (*s) {
		const char *start = s;
		int32_t cp = utf8_next(&s);

		if (cp == '\n' || cp == '\t')
			str_add_char(&clean, ' ');
		else if (utf8_is_harmful(cp))
			str_add(&clean, "\xef\xbf\xbd"); /* U+FFFD */
		else
			str_add_n(&clean, start, (size_t)(s - start));
	}
	return str_take(&clean, ret);
}

void out_text(struct out *out, enum out_style style, const char *s)
{
	static const char *const codes[] = {
		[OUT_PLAIN] = "",
		[OUT_BOLD] = "\033[1m",
		[OUT_DIM] = "\033[2m",
		[OUT_GOOD] = "\033[32m",
		[OUT_WARN] = "\033[33m",
		[OUT_ALARM] = "\033[31m",
	};
	bool styled = out->colour && style != OUT_PLAIN && *s;
	AUTO_FREE char *clean = NULL;

	if (out_clean(s, &clean) < 0)
		return;
	if (styled)
		fputs(codes[style], out->file);
	fputs(clean, out->file);
	if (styled)
		fputs("\033[0m", out->file);
}

void out_newline(struct out *out)
{
	fputc('\n', out->file);
}

void out_pad(struct out *out, size_t n)
{
	while (n--)
		fputc(' ', out->file);
}

/* Must not begin a line. */
static bool is_closing(int32_t cp)
{
	static const int32_t closing[] = {0x3001, 0x3002, 0x300b, 0x300d,
		0x300f, 0x3011, 0xff01, 0xff09, 0xff0c, 0xff1a, 0xff1b, 0xff1f,
		0x201d, 0x2019, 0x2026};

	for (size_t i = 0; i < ARRAY_LEN(closing); i++)
		if (closing[i] == cp)
			return true;
	return false;
}

/* Must not end a line. */
static bool is_opening(int32_t cp)
{
	static const int32_t opening[] = {
		'(', 0x300a, 0x300c, 0x300e, 0x3010, 0xff08, 0x201c, 0x2018};

	for (size_t i = 0; i < ARRAY_LEN(opening); i++)
		if (opening[i] == cp)
			return true;
	return false;
}

static size_t width_of(const char *s, size_t n)
{
	char one[8] = "";

	memcpy(one, s, n < sizeof(one) ? n : sizeof(one) - 1);
	return utf8_width(one);
}

size_t out_wrap(const char *s, size_t width, const char **ret_next)
{
	const char *p = s, *end = NULL, *next = NULL;
	size_t used = 0;
	bool wide = false, opening = false;

	while (width && *p) {
		const char *start = p;
		int32_t cp = utf8_next(&p);
		size_t w = width_of(start, (size_t)(p - start));

		if (start > s && cp != ' ' && start[-1] == ' ')
			next = start;
		else if (start > s && (wide || w == 2) && cp != ' ' &&
			 !is_closing(cp) && !opening)
			end = next = start;
		if (cp == ' ' && (start == s || start[-1] != ' '))
			end = start;
		wide = w == 2;
		opening = is_opening(cp);
		used += w;
		if (used > width && cp != ' ') {
			if (!next)
				end = next = start > s ? start : p;
			*ret_next = *next ? next : NULL;
			return (size_t)(end - s);
		}
	}
	*ret_next = NULL;
	return strlen(s);
}

/* s without the end of its last line. */
static void print_wrapped(
	struct out *out, size_t first, size_t indent, const char *s)
{
	size_t used = first;

	for (const char *next; s; s = next) {
		AUTO_STR line = {0};
		size_t room = out->width > used + 1 ? out->width - used : 1;

		str_add_n(&line, s, out_wrap(s, out->width ? room : 0, &next));
		out_text(out, OUT_PLAIN, str_get(&line));
		if (next) {
			out_newline(out);
			out_pad(out, indent);
		}
		used = indent;
	}
}

void out_paragraph(struct out *out, size_t first, size_t indent, const char *s)
{
	print_wrapped(out, first, indent, s);
	out_newline(out);
}

void out_say_(struct out *out, const char *msgid, ...)
{
	AUTO_STR s = {0};
	va_list ap;

	va_start(ap, msgid);
	text_add_list(&s, out->lang, msgid, ap);
	va_end(ap);
	print_wrapped(out, 0, 0, str_get(&s));
}
