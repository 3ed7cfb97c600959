/* Values in people's own words; the contract is in opt_value.h. */
#include "cli/opt_value.h"

#include "text/words.h"

#include <string.h>

struct value_set {
	enum opt_words words;
	const char *const *names;
	int n;
	const char *(*say)(enum text_lang lang, int i);
};

static const char *say_via(enum text_lang lang, int i)
{
	return words_via(lang, (enum via)i);
}

static const char *say_tier(enum text_lang lang, int i)
{
	return words_tier(lang, (enum tier)i);
}

static const char *say_role(enum text_lang lang, int i)
{
	return words_role(lang, (enum role)i);
}

static const char *say_stage(enum text_lang lang, int i)
{
	return words_stage(lang, (enum stage)i);
}

static const struct value_set sets[] = {
	{OPT_VIA, domain_via, VIA_N, say_via},
	{OPT_TIER, domain_tier, TIER_N, say_tier},
	{OPT_ROLE, domain_role, ROLE_N, say_role},
	{OPT_STAGE, domain_stage, STAGE_N, say_stage},
};

static const char *name_in(const struct value_set *set, const char *word)
{
	for (int i = 0; i < set->n; i++)
		for (int lang = 0; lang < TEXT_LANG_N; lang++)
			if (!strcmp(word, set->say((enum text_lang)lang, i)))
				return set->names[i];
	return word;
}

const char *opt_value_name(enum opt_words words, const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(sets); i++)
		if (sets[i].words == words)
			return name_in(&sets[i], word);
	return word;
}
