/*
 * Errors that a person must act on.
 *
 * A function that can fail returns >= 0 on success and a negative errno on
 * failure.  Where the reason matters to a person, its last parameter is a
 * struct err, which receives a whole sentence (no full stop) that says what,
 * where and what to do.  The sentence is kept as a message id and its
 * arguments, so that it is worded in the reader's language only at the edge
 * (text/text.h: text_err).  No allocation; untouched on success.
 *
 * Source: DESIGN.md "Errors".
 */
#pragma once

#include "base/cleanup.h"

#include <stdarg.h>
#include <stddef.h>

/* ERR_TEXT holds any sentence with its arguments. */
enum {
	ERR_ARGS = 4,
	ERR_ARG_SIZE = 200,
	ERR_TEXT = ERR_ARGS * ERR_ARG_SIZE + 512
};

struct err {
	int code;          /* negative errno; 0 = no error recorded */
	const char *msgid; /* English sentence with up to ERR_ARGS "%s" */
	char arg[ERR_ARGS][ERR_ARG_SIZE]; /* cut on a character border */
};

/* Marks a string for the catalogue where it cannot be translated yet. */
#define N_(msgid) msgid

/* Marks a word that is translated differently from the same word elsewhere:
 * NC_("outcome", "no").  English shows the part after the context. */
#define NC_(context, msgid) context "\004" msgid

/*
 * err_set - record a failure.
 *
 * err    may be NULL: then only the code is returned.
 * code   negative errno.
 * msgid  N_("…") with as many %s as there are further arguments; each of
 *        those is a const char * and is copied.  Numbers: STR_INT().  An
 *        argument with a context, NC_() or err_system(), is translated, too.
 *
 * Returns code, so that "return err_set(…)" is the idiom.  The first error
 * wins: a caller that adds nothing just passes the code on.
 */
#define err_set(err, code, ...) err_set_(err, code, __VA_ARGS__, NULL)
int err_set_(struct err *err, int code, const char *msgid, ...)
	__attribute__((sentinel));

/* The same with the arguments of a function that is called like it, NULL
 * behind the last. */
int err_set_list(struct err *err, int code, const char *msgid, va_list ap);

/* err_set() for memory that was not there; returns -ENOMEM. */
int err_memory(struct err *err);

/* What the errno code, of either sign, says, as a message id with a context:
 * an argument of err_set() or for text_get(). */
const char *err_system(int code);

/*
 * err_render - put the arguments of err into a sentence.
 *
 * format  err->msgid or its translation; "%s" takes the next argument,
 *         "%2$s" the second, "%%" is a per cent sign.
 * buf     receives the sentence, always terminated, cut at size.
 */
void err_render(
	const struct err *err, const char *format, char *buf, size_t size);
