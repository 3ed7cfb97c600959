/* Lengths of time; the contract is in span.h. */
#include "text/span.h"

#include "base/cleanup.h"
#include "base/utf8.h"
#include "text/scan.h"

#include <errno.h>

static const char *const hour_words[] = {
	"hours", "hour", "hrs", "hr", "h", "个小时", "小时", "个钟头"};
static const char *const minute_words[] = {
	"minutes", "minute", "mins", "min", "m", "分钟", "分"};

/* Half an hour, 半小时, 1个半小时: half hours, where that is what follows. */
static bool read_half(const char **p, int *ret)
{
	static const char *const half[] = {
		"half an hour", "half hour", "半个小时", "半小时", "半个钟头"};
	static const char *const and_half[] = {"个半小时", "个半钟头"};
	const char *start = *p;
	int hours;

	if (scan_any(p, half, ARRAY_LEN(half)) >= 0) {
		*ret = 30;
		return true;
	}
	if (scan_number_zh(p, &hours) &&
		scan_any(p, and_half, ARRAY_LEN(and_half)) >= 0) {
		*ret = hours * 60 + 30;
		return true;
	}
	*p = start;
	return false;
}

/* The minutes behind the hours, whose unit may be left out: 1h30. */
static bool read_rest(const char **p, int *ret)
{
	int minutes;

	scan_blanks(p);
	if (!scan_number_zh(p, &minutes))
		return true;
	scan_blanks(p);
	(void)scan_any(p, minute_words, ARRAY_LEN(minute_words));
	*ret += minutes;
	return minutes < 60;
}

static bool read_span(const char **p, int *ret)
{
	int n;

	if (read_half(p, ret))
		return true;
	if (!scan_number_zh(p, &n) || n > SPAN_MAX)
		return false;
	scan_blanks(p);
	if (scan_any(p, hour_words, ARRAY_LEN(hour_words)) >= 0) {
		*ret = n * 60;
		return read_rest(p, ret);
	}
	*ret = n;
	return scan_any(p, minute_words, ARRAY_LEN(minute_words)) >= 0;
}

int span_parse(const char *s, int *ret, struct err *err)
{
	AUTO_FREE char *fold = NULL;
	const char *p;
	int minutes = 0;
	int r = utf8_fold(s, &fold);

	if (r < 0)
		return r;
	p = fold;
	scan_blanks(&p);
	if (!read_span(&p, &minutes))
		minutes = -1;
	scan_blanks(&p);
	if (*p || minutes < 0)
		return err_set(err, -EINVAL,
			N_("\"%s\" is not understood as a length of time; "
			   "write for example 40m, 1h or 1h30m"),
			s);
	if (minutes > SPAN_MAX)
		return err_set(err, -EINVAL,
			N_("%s is longer than a day; nudge plans up to 24h"),
			s);
	*ret = minutes;
	return 0;
}
