/* What all commands share in reading words; the contract is in opt.h. */
#include "cli/opt.h"

#include "api/near.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/out.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

const struct opt opt_common_table[] = {
	OPT_FLAG("json", N_("the result as JSON")),
	OPT_FLAG("preview", N_("show what would change, and change nothing")),
	OPT_FLAG("yes", N_("ask nothing: for scripts")),
	OPT("as", N_("REP"), N_("who acts"), .words = OPT_REP),
	OPT("db", N_("FILE"), N_("the database")),
	OPT("lang", N_("LANG"), N_("nudge answers in en or zh_CN"),
		.words = OPT_LANG),
	OPT_FLAG("help", N_("this help")),
	OPT_FLAG("version", N_("the version")),
};
const size_t opt_common_n = ARRAY_LEN(opt_common_table);

const struct opt_choice opt_outcomes[] = {
	{"ok", NC_("outcome", "went well")},
	{"problem", NC_("outcome", "problem")},
	{"noanswer", NC_("outcome", "no answer")},
	{"no", NC_("outcome", "not interested")},
	{"sent", NC_("outcome", "sent")},
	{NULL, NULL},
};

int opt_refuse_(
	struct api_error *error, enum text_lang lang, const char *msgid, ...)
{
	va_list ap;
	int r;

	va_start(ap, msgid);
	r = opt_refuse_list(error, lang, msgid, ap);
	va_end(ap);
	return r;
}

int opt_refuse_list(struct api_error *error, enum text_lang lang,
	const char *msgid, va_list ap)
{
	char buf[ERR_TEXT];
	struct err err;

	(void)err_set_list(&err, -EINVAL, msgid, ap);
	free(TAKE(error->message));
	error->code = API_BAD_PARAM;
	/* What was typed may be anything, and ends up in JSON. */
	return out_clean(text_err(lang, &err, buf, sizeof(buf)),
		       &error->message) < 0
		       ? -ENOMEM
		       : -EINVAL;
}

const char *opt_nearest(const char *typed, const char *const *names, size_t n)
{
	const char *best = NULL;

	if (!utf8_valid(typed))
		return NULL;
	/* With one letter of two replaced it is another word. */
	for (size_t i = 0; i < n; i++)
		if (strlen(typed) + strlen(names[i]) > 4 &&
			near_enough(typed, names[i]) &&
			(!best || near_distance(typed, names[i]) <
					  near_distance(typed, best)))
			best = names[i];
	return best;
}

bool opt_takes_next(const char *word)
{
	if (strncmp(word, "--", 2) != 0)
		return false;
	for (size_t i = 0; i < opt_common_n; i++)
		if (!strcmp(word + 2, opt_common_table[i].name))
			return opt_common_table[i].value != NULL;
	return false;
}
