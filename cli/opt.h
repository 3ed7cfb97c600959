/*
 * Options and positional words, described in tables, read into the
 * parameters of a method.
 *
 * "--name value", "--name=value", "--flag"; any order; "--" ends options.
 * What a value must look like is the method's business.
 */
#pragma once

#include "api/api.h"

/* What completion offers for a value. */
enum opt_words {
	OPT_NOTHING,
	OPT_ACCOUNT,
	OPT_TOUCHPOINT, /* ids and accounts */
	OPT_REP,
	OPT_CONTACT,
	OPT_CADENCE,
	OPT_CALENDAR,
	OPT_CHANNEL,
	OPT_DATE,
	OPT_VIA,
	OPT_TIER,
	OPT_ROLE,
	OPT_STAGE,
	OPT_OUTCOME,
	OPT_LANG,
	OPT_COMMAND,
};

struct opt {
	const char *name;  /* "next-due"; the parameter is "next_due" */
	const char *value; /* message id: "DATE"; NULL: a flag */
	const char *help;  /* message id, one line */
	enum opt_words words;
	bool list; /* commas separate, may be repeated */

	/* Belongs to the option of this name before it: --due behind --next
	 * is the parameter "next_due". */
	const char *behind;

	const char *denies; /* a flag: this parameter becomes false */
};

/* Entries of tables: OPT("on", N_("DATE"), N_("…"), .words = OPT_DATE). */
#define OPT(name_, value_, help_, ...)                                         \
	{                                                                      \
		.name = name_, .value = value_, .help = help_, __VA_ARGS__     \
	}
#define OPT_FLAG(name_, help_)                                                 \
	{                                                                      \
		.name = name_, .help = help_                                   \
	}
#define OPT_DENY(name_, denies_, help_)                                        \
	{                                                                      \
		.name = name_, .denies = denies_, .help = help_                \
	}
/* Of every command that looks: the method must have METHOD_AT. */
#define OPT_AT                                                                 \
	OPT("at", N_("DATE"), N_("as seen at the brief hour of another day"),  \
		.words = OPT_DATE)
#define ARG(param_, label_, ...)                                               \
	{                                                                      \
		.param = param_, .label = label_, __VA_ARGS__                  \
	}

struct arg {
	const char *param; /* the parameter */
	const char *label; /* message id: "ACCOUNT" */
	enum opt_words words;
	bool optional;
	bool rest; /* takes all words that are left, joined by blanks */

	/* Only a word that is one of these is taken, in either language;
	 * others go to the next argument.  Ends with a NULL name. */
	const struct opt_choice *choices;
};

struct opt_choice {
	const char *name; /* "ok", the parameter's value */
	const char *word; /* message id of what people read: "went well" */
};

/* The outcomes of a contact, for done and log. */
extern const struct opt_choice opt_outcomes[];

/* What every command understands. */
struct opt_common {
	bool json, preview, yes, help, version;
	const char *lang, *db, *as; /* borrowed from argv, or NULL */
};
extern const struct opt opt_common_table[];
extern const size_t opt_common_n;

/* An option that is looked for here, and what does it instead. */
struct opt_elsewhere {
	const char *name; /* "at"; NULL: there is none */
	const char *hint; /* message id */
};

struct opt_tables {
	const char *command; /* for the sentences */
	struct opt_elsewhere elsewhere;
	const struct arg *args;
	size_t n_args;
	const struct opt *opts;
	size_t n_opts;
	bool writes; /* --preview is understood */

	/* Called before a required argument is missed; may add it to params.
	 * NULL: nobody can. */
	int (*complete)(void *userdata);
	void *userdata;
	enum text_lang lang;
};

/*
 * opt_parse - read words (without the command's name), up to NULL.
 *
 * params  an object that receives text, true, or arrays of text.
 * common  zero, or filled by a run before; receives the common options.
 *
 * Refused with API_BAD_PARAM and a sentence in error that names the word at
 * fault, and what was probably meant: -EINVAL.  A required argument that is
 * missing is not refused when help was asked for.
 */
NUDGE_CHECK int opt_parse(const struct opt_tables *tables, char *const *words,
	json_t *params, struct opt_common *common, struct api_error *error);

/* Does this word name an option that takes the next word as its value?  For
 * options in front of the command. */
bool opt_takes_next(const char *word);

/* The nearest of n names to what was typed, or NULL. */
const char *opt_nearest(const char *typed, const char *const *names, size_t n);

/* Fills error with a sentence in lang; long arguments are cut.  Returns
 * -EINVAL. */
#define opt_refuse(error, lang, ...) opt_refuse_(error, lang, __VA_ARGS__, NULL)
int opt_refuse_(struct api_error *error, enum text_lang lang, const char *msgid,
	...) __attribute__((sentinel));
int opt_refuse_list(struct api_error *error, enum text_lang lang,
	const char *msgid, va_list ap);
