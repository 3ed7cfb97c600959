/*
 * Words in the reader's language.
 *
 * Catalogues come from po/ (gettext's tools work on them), are compiled to
 * .mo form and embedded; look-up is by language and id and touches no
 * process state, so that one nudged speaks to each rep in his own language.
 * Source: DESIGN.md "Languages".
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum text_lang { TEXT_EN, TEXT_ZH_CN, TEXT_LANG_N };

/* "en", "zh_CN". */
const char *text_lang_name(enum text_lang lang);

/* The language of a locale name such as "zh_CN.UTF-8", "zh-Hans", "de_DE";
 * English where there is no catalogue.  false: no catalogue. */
bool text_lang_find(const char *locale, enum text_lang *ret);

/* The language of the environment: LANGUAGE, LC_ALL, LC_MESSAGES, LANG, with
 * gettext's precedence. */
enum text_lang text_lang_environment(void);

/*
 * text_get - the translation of msgid, or msgid itself.  Borrowed, lives as
 * long as the program.  text_get_n chooses by number (gettext plural forms).
 * xgettext finds both, N_() and NC_().
 */
const char *text_get(enum text_lang lang, const char *msgid);
const char *text_get_n(enum text_lang lang, const char *one, const char *many,
	unsigned long n);

/*
 * text_add - the translated sentence with its arguments, appended to out.
 *
 * All arguments are const char *, at most TEXT_ARGS, for "%s" or "%2$s" in
 * any order; "%%" is a per cent sign.
 */
enum { TEXT_ARGS = 9 };
#define text_add(out, lang, ...) text_add_(out, lang, __VA_ARGS__, NULL)
void text_add_(struct str *out, enum text_lang lang, const char *msgid, ...)
	__attribute__((sentinel));

/* The same with the arguments of a function that is called like text_add(),
 * NULL behind the last; missing ones are empty. */
void text_add_list(
	struct str *out, enum text_lang lang, const char *msgid, va_list ap);

/* The sentence of err in lang, in buf, which is returned. */
char *text_err(
	enum text_lang lang, const struct err *err, char *buf, size_t size);

/*
 * text_add_said - what a program noted down, put into the reader's words.
 *
 * said  a message id with its arguments, each behind TEXT_SAID_ARG; or
 *       anything else, which is appended as it is.
 */
enum { TEXT_SAID_ARG = '\x1f' };
void text_add_said(struct str *out, enum text_lang lang, const char *said);

/* The sentence of err in that form. */
void text_keep_err(struct str *out, const struct err *err);
