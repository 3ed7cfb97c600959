/* Time zones as people name them; the contract is in city.h. */
#include "text/city.h"

#include <string.h>

/* Only to be translated: text_get() finds them by what the zone says. */
static const char *const known[] __attribute__((unused)) = {
	N_("Amsterdam"),
	N_("Bangkok"),
	N_("Berlin"),
	N_("Brussels"),
	N_("Chicago"),
	N_("Dubai"),
	N_("Ho Chi Minh"),
	N_("Hong Kong"),
	N_("Istanbul"),
	N_("Jakarta"),
	N_("Johannesburg"),
	N_("Kolkata"),
	N_("London"),
	N_("Los Angeles"),
	N_("Madrid"),
	N_("Manila"),
	N_("Melbourne"),
	N_("Mexico City"),
	N_("Moscow"),
	N_("New York"),
	N_("Paris"),
	N_("Rome"),
	N_("Sao Paulo"),
	N_("Seoul"),
	N_("Shanghai"),
	N_("Singapore"),
	N_("Stockholm"),
	N_("Sydney"),
	N_("Taipei"),
	N_("Tokyo"),
	N_("Toronto"),
	N_("Vienna"),
	N_("Warsaw"),
	N_("Zurich"),
};

void city_add(struct str *out, enum text_lang lang, const char *zone)
{
	const char *slash = strrchr(zone, '/');
	AUTO_STR name = {0};

	for (const char *p = slash ? slash + 1 : zone; *p; p++)
		str_add_char(&name, *p == '_' ? ' ' : *p);
	if (name.len)
		str_add(out, text_get(lang, str_get(&name)));
}
