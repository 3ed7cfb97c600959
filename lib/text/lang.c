/* Which language a locale name asks for; the contract is in text.h. */
#include "text/text.h"

#include <string.h>

const char *text_lang_name(enum text_lang lang)
{
	static const char *const names[TEXT_LANG_N] = {
		[TEXT_EN] = "en",
		[TEXT_ZH_CN] = "zh_CN",
	};

	return names[lang];
}

/* Does locale consist of name alone, or of name and a modifier? */
static bool is_locale(const char *locale, size_t len, const char *name)
{
	size_t n = strlen(name);

	if (len < n || strncasecmp(locale, name, n) != 0)
		return false;
	return len == n || strchr("_-.@", locale[n]);
}

static bool find(const char *locale, size_t len, enum text_lang *ret)
{
	static const struct {
		const char *name;
		enum text_lang lang;
		bool found;
	} table[] = {
		/* Traditional characters are another catalogue. */
		{"zh_TW", TEXT_EN, false},
		{"zh-TW", TEXT_EN, false},
		{"zh_HK", TEXT_EN, false},
		{"zh-HK", TEXT_EN, false},
		{"zh_MO", TEXT_EN, false},
		{"zh-MO", TEXT_EN, false},
		{"zh-Hant", TEXT_EN, false},
		{"zh_Hant", TEXT_EN, false},
		{"zh", TEXT_ZH_CN, true},
		{"en", TEXT_EN, true},
		{"C", TEXT_EN, true},
		{"POSIX", TEXT_EN, true},
	};

	*ret = TEXT_EN;
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if (is_locale(locale, len, table[i].name)) {
			*ret = table[i].lang;
			return table[i].found;
		}
	}
	return false;
}

bool text_lang_find(const char *locale, enum text_lang *ret)
{
	return find(locale, strlen(locale), ret);
}

/* The value of an environment variable, NULL when unset or empty. */
static const char *set(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

enum text_lang text_lang_environment(void)
{
	const char *locale = set("LC_ALL"), *list = set("LANGUAGE");
	enum text_lang lang = TEXT_EN;

	if (!locale)
		locale = set("LC_MESSAGES");
	if (!locale)
		locale = set("LANG");
	if (!locale || is_locale(locale, strlen(locale), "C") ||
		is_locale(locale, strlen(locale), "POSIX"))
		return TEXT_EN; /* LANGUAGE does not speak in the C locale */
	while (list && *list) {
		size_t n = strcspn(list, ":");

		if (find(list, n, &lang))
			return lang;
		list += n + (list[n] == ':');
	}
	text_lang_find(locale, &lang);
	return lang;
}
