/* Pieces of typed dates; the contract is in scan.h. */
#include "text/scan.h"

#include "base/cleanup.h"

#include <string.h>

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool scan_text(const char **p, const char *text)
{
	size_t n = strlen(text);

	if (strncmp(*p, text, n) != 0)
		return false;
	*p += n;
	return true;
}

bool scan_word(const char **p, const char *text)
{
	const char *start = *p;

	if (scan_text(p, text) && !is_letter(**p))
		return true;
	*p = start;
	return false;
}

int scan_any(const char **p, const char *const *texts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (scan_text(p, texts[i]))
			return (int)i;
	return -1;
}

int scan_name(const char **p, const char *const *names, size_t n)
{
	size_t len = 0;

	while (is_letter((*p)[len]))
		len++;
	for (size_t i = 0; len >= 3 && i < n; i++) {
		if (len <= strlen(names[i]) && !strncmp(*p, names[i], len)) {
			*p += len;
			return (int)i;
		}
	}
	return -1;
}

bool scan_number(const char **p, int *ret)
{
	int v = 0;

	if (!is_digit(**p))
		return false;
	for (; is_digit(**p); ++*p)
		v = v < SCAN_HUGE ? v * 10 + (**p - '0') : SCAN_HUGE;
	*ret = v < SCAN_HUGE ? v : SCAN_HUGE;
	return true;
}

/* One Chinese digit, 一 to 九; 0 where there is none. */
static int digit_zh(const char **p)
{
	static const char *const digits[] = {
		"一", "二", "三", "四", "五", "六", "七", "八", "九", "两"};
	int i = scan_any(p, digits, ARRAY_LEN(digits));

	return i == 9 ? 2 : i + 1;
}

bool scan_number_zh(const char **p, int *ret)
{
	int digit;

	if (scan_number(p, ret))
		return true;
	digit = digit_zh(p);
	if (scan_text(p, "十")) {
		*ret = (digit ? digit : 1) * 10;
		*ret += digit_zh(p);
		return true;
	}
	if (digit)
		*ret = digit;
	return digit > 0;
}

void scan_blanks(const char **p)
{
	while (**p == ' ')
		++*p;
}
