/* Repetition rules; the contract is in ical_rule.h. */
#include "libexec/ical_rule.h"

#include "base/cleanup.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { INTERVAL_MAX = 366, PART_MAX = 2000 };

static bool is_one_of(const char *value, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(value, list[i]) == 0)
			return true;
	return false;
}

static bool is_interval(const char *value)
{
	int n = 0;

	for (; *value >= '0' && *value <= '9' && n <= INTERVAL_MAX; value++)
		n = n * 10 + (*value - '0');
	return *value == '\0' && n >= 1 && n <= INTERVAL_MAX;
}

/* May this part of a rule stand there? */
static bool is_allowed(const char *name, const char *value)
{
	static const char *const often[] = {
		"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
	static const char *const scales[] = {"GREGORIAN", "CHINESE", "HEBREW"};
	static const char *const plain[] = {"COUNT", "UNTIL", "BYDAY",
		"BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST", "SKIP"};

	if (strcasecmp(name, "FREQ") == 0)
		return is_one_of(value, often, ARRAY_LEN(often));
	if (strcasecmp(name, "RSCALE") == 0)
		return is_one_of(value, scales, ARRAY_LEN(scales));
	if (strcasecmp(name, "INTERVAL") == 0)
		return is_interval(value);
	return is_one_of(name, plain, ARRAY_LEN(plain));
}

/* Only what is allowed, each once; *ret_scale: a calendar of another kind. */
static bool check(const char *text, bool *ret_chinese, bool *ret_scale)
{
	char name[16], value[PART_MAX];

	for (; *text; text += *text == ';') {
		size_t n = strcspn(text, ";");

		if (n >= PART_MAX ||
			sscanf(text, "%15[^=;]=%1999[^;]", name, value) != 2 ||
			!is_allowed(name, value))
			return false;
		if (strcasecmp(name, "RSCALE") == 0) {
			*ret_chinese = strcasecmp(value, "CHINESE") == 0;
			*ret_scale = strcasecmp(value, "GREGORIAN") != 0;
		}
		text += n;
	}
	return true;
}

bool ical_rule_open(struct ical_rule *rule, const char *text,
	struct icaltimetype start, int year_to, int *left)
{
	struct icalrecurrencetype recur;
	bool scale = false;

	*rule = (struct ical_rule){.left = left, .year_to = year_to};
	if (!check(text, &rule->chinese, &scale))
		return false;
	recur = icalrecurrencetype_from_string(text);
	if (recur.freq == ICAL_NO_RECURRENCE)
		return false;
	rule->cost = scale ? ICAL_RULE_RSCALE_COST : 1;
	rule->iterator = icalrecur_iterator_new(recur, start);
	return rule->iterator != NULL;
}

/*
 * ICU 72 computes two new moons of 2020 to 2050 on the wrong side of midnight
 * in Beijing: the Chinese year 2027 begins on 6 February (new moon 23:56
 * there; ICU: the 7th), that of 2030 on 3 February (00:07; ICU: the 2nd).
 * Dates in these two months are put right by a day.  Found by comparing all
 * 383 months with Meeus, Astronomical Algorithms, chapter 49.
 */
static void correct(struct icaltimetype *t)
{
	static const struct {
		int year, from, to; /* month * 100 + day, as ICU has them */
		int by;
	} wrong[] = {{2027, 207, 307, -1}, {2030, 202, 303, 1}};
	int day = t->month * 100 + t->day;

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		if (t->year == wrong[i].year && day >= wrong[i].from &&
			day <= wrong[i].to) {
			icaltime_adjust(t, wrong[i].by, 0, 0, 0);
			return;
		}
}

bool ical_rule_next(struct ical_rule *rule, struct icaltimetype *ret)
{
	*rule->left -= rule->cost;
	if (*rule->left <= 0)
		return false;
	*ret = icalrecur_iterator_next(rule->iterator);
	if (icaltime_is_null_time(*ret) || ret->year > rule->year_to)
		return false;
	if (rule->chinese)
		correct(ret);
	return true;
}

void ical_rule_done(struct ical_rule *rule)
{
	if (rule->iterator)
		icalrecur_iterator_free(rule->iterator);
	rule->iterator = NULL;
}
