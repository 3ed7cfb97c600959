/* Finding words; the contract is in seek.h. */
#include "base/seek.h"

#include "base/str.h"
#include "base/utf8.h"

#include <errno.h>

static bool is_blank(int32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == 0xa0 ||
	       cp == 0x3000;
}

static bool is_mark(int32_t cp)
{
	return cp >= 0x300 && cp < 0x370;
}

/* The next folded code point of *s; 0 at the end.  Marks belong to the letter
 * before them, blanks to each other. */
static int32_t next_folded(const char **s)
{
	unsigned char c = (unsigned char)**s;
	int32_t cp;

	if (c > ' ' && c < 0x7f) { /* most text in most languages' names */
		++*s;
		cp = c >= 'A' && c <= 'Z' ? c + 32 : c;
		if ((unsigned char)**s < 0xcc || (unsigned char)**s > 0xcd)
			return cp;
	} else if (c == '\0') {
		return 0;
	} else {
		cp = utf8_fold_point(utf8_next(s));
	}
	for (const char *p = *s; *p; *s = p) {
		int32_t after = utf8_next(&p);

		if (!is_mark(after) && !(is_blank(cp) && is_blank(after)))
			break;
	}
	return is_blank(cp) ? ' ' : cp;
}

static int take(const char *s, bool whole, struct seek_word *word,
	const char **ret_rest)
{
	*word = (struct seek_word){0};
	while (*s) {
		const char *before = s;
		int32_t cp = next_folded(&s);

		if (cp == ' ' && (!whole || word->n == 0 || !*s)) {
			s = word->n == 0 || whole ? s : before;
			if (word->n > 0)
				break;
			continue;
		}
		if (word->n == SEEK_POINTS)
			return -E2BIG;
		word->point[word->n++] = cp;
	}
	*ret_rest = s;
	return 0;
}

static int too_long(struct err *err)
{
	return err_set(err, -E2BIG,
		N_("at most %s words of %s characters can be looked for"),
		STR_INT(SEEK_WORDS), STR_INT(SEEK_POINTS));
}

static int nothing(struct err *err)
{
	return err_set(err, -EINVAL, N_("there is nothing to look for"));
}

int seek_words(const char *s, struct seek *ret, struct err *err)
{
	*ret = (struct seek){0};
	while (*s) {
		struct seek_word word;

		if (take(s, false, &word, &s) < 0)
			return too_long(err);
		if (word.n == 0)
			break;
		if (ret->n == SEEK_WORDS)
			return too_long(err);
		ret->word[ret->n++] = word;
	}
	return ret->n == 0 ? nothing(err) : 0;
}

int seek_phrase(const char *s, struct seek_word *ret, struct err *err)
{
	if (take(s, true, ret, &s) < 0)
		return too_long(err);
	return ret->n == 0 ? nothing(err) : 0;
}

/* Does word stand at s?  Where it ends, else NULL. */
static const char *match(const struct seek_word *word, const char *s)
{
	for (size_t i = 0; i < word->n; i++)
		if (next_folded(&s) != word->point[i])
			return NULL;
	return s;
}

bool seek_find(const struct seek_word *word, const char *text, size_t from,
	struct seek_hit *ret_hit)
{
	const char *s = text + from;

	while (*s) {
		const char *after = s, *end;

		if (next_folded(&after) == word->point[0] &&
			(end = match(word, s))) {
			if (ret_hit)
				*ret_hit = (struct seek_hit){(size_t)(s - text),
					(size_t)(end - text)};
			return true;
		}
		s = after;
	}
	return false;
}
