/* Reading words into parameters; the contract is in opt.h. */
#include "cli/opt.h"

#include "base/str.h"
#include "base/utf8.h"
#include "cli/opt_choice.h"
#include "cli/opt_value.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MAX_BYTES = 64 };

/* One reading of a command line. */
struct parse {
	const struct opt_tables *tables;
	char *const *words;
	size_t i;
	json_t *params;
	struct opt_common *common;
	struct api_error *error;
	size_t next_arg;
	const char *last; /* the option before this one */
	bool only_args;   /* behind "--" */
};

/* which option */

static bool is_named(const struct opt *opt, const char *name, size_t len)
{
	return strlen(opt->name) == len && memcmp(opt->name, name, len) == 0;
}

static bool is_offered(const struct parse *p, const struct opt *opt)
{
	return p->tables->writes || strcmp(opt->name, "preview") != 0;
}

/* Does an option with this "behind" belong where the last one stood? */
static bool follows(const char *behind, const char *last)
{
	return last && !strcmp(behind, last);
}

/* The option of this name; where two share it, the one that belongs here. */
static const struct opt *find(
	const struct parse *p, const char *name, size_t len)
{
	const struct opt_tables *t = p->tables;
	const struct opt *found = NULL;

	for (size_t i = 0; i < t->n_opts; i++) {
		const struct opt *opt = &t->opts[i];

		if (!is_named(opt, name, len))
			continue;
		if (opt->behind && follows(opt->behind, p->last))
			return opt;
		if (!found || (found->behind && !opt->behind))
			found = opt;
	}
	for (size_t i = 0; !found && i < opt_common_n; i++)
		if (is_named(&opt_common_table[i], name, len) &&
			is_offered(p, &opt_common_table[i]))
			found = &opt_common_table[i];
	return found;
}

static int refuse_unknown(struct parse *p, const char *word, size_t len)
{
	const struct opt_tables *t = p->tables;
	const char *names[64], *near;
	char name[NAME_MAX_BYTES];
	AUTO_STR hint = {0};
	size_t n = 0;

	for (size_t i = 0; i < t->n_opts && n < ARRAY_LEN(names); i++)
		names[n++] = t->opts[i].name;
	for (size_t i = 0; i < opt_common_n && n < ARRAY_LEN(names); i++)
		if (is_offered(p, &opt_common_table[i]))
			names[n++] = opt_common_table[i].name;
	utf8_copy(name, len < sizeof(name) - 1 ? len + 1 : sizeof(name), word);
	near = opt_nearest(name, names, n);
	if (t->elsewhere.name && !strcmp(name, t->elsewhere.name))
		str_add(&hint, text_get(t->lang, t->elsewhere.hint));
	else if (near)
		text_add(&hint, t->lang, N_("did you mean --%s?"), near);
	else
		text_add(&hint, t->lang, N_("see nudge %s --help"), t->command);
	if (str_take(&hint, &p->error->hint) < 0)
		return -ENOMEM;
	return opt_refuse(p->error, t->lang, N_("nudge %s has no option --%s"),
		t->command, name);
}

/* its value */

/* "next-due" is the parameter "next_due". */
static void param_name(const struct parse *p, const struct opt *opt, char *buf)
{
	if (opt->behind)
		snprintf(buf, NAME_MAX_BYTES, "%s_%s", p->last, opt->name);
	else if (opt->denies)
		snprintf(buf, NAME_MAX_BYTES, "%s", opt->denies);
	else
		snprintf(buf, NAME_MAX_BYTES, "%s", opt->name);
	for (char *c = buf; *c; c++)
		if (*c == '-')
			*c = '_';
}

/* Where the first part of "a,b" or "甲、乙" ends, and the next begins. */
static size_t list_part(const char *value, const char **ret_next)
{
	static const char *const commas[] = {",", "，", "、"};
	size_t n = strlen(value);

	*ret_next = value + n;
	for (size_t i = 0; i < ARRAY_LEN(commas); i++) {
		const char *comma = strstr(value, commas[i]);

		if (!comma || (size_t)(comma - value) >= n)
			continue;
		n = (size_t)(comma - value);
		*ret_next = comma + strlen(commas[i]);
	}
	return n;
}

/* Adds the parts of "a,b" to the array. */
static int add_list(json_t *params, const struct opt *opt, const char *name,
	const char *value)
{
	json_t *list = json_object_get(params, name);

	if (!list) {
		list = json_array();
		if (json_object_set_new(params, name, list) < 0)
			return -ENOMEM;
	}
	for (const char *next; *value; value = next) {
		AUTO_STR part = {0};

		str_add_n(&part, value, list_part(value, &next));
		if (str_error(&part) < 0)
			return -ENOMEM;
		if (part.len && json_array_append_new(list,
					json_string(opt_value_name(opt->words,
						str_get(&part)))) < 0)
			return -ENOMEM;
	}
	return 0;
}

static int refuse_not_utf8(struct parse *p, const char *name)
{
	return opt_refuse(
		p->error, p->tables->lang, N_("%s is not valid UTF-8"), name);
}

static int refuse_short(struct parse *p, const char *word)
{
	if (!utf8_valid(word))
		return refuse_not_utf8(p, "option");
	return opt_refuse(p->error, p->tables->lang,
		N_("%s is no option: options begin with two dashes; see nudge "
		   "%s --help"),
		word, p->tables->command);
}

static int set_param(struct parse *p, const struct opt *opt, const char *value)
{
	char name[NAME_MAX_BYTES];
	int r;

	param_name(p, opt, name);
	if (value && !utf8_valid(value))
		return refuse_not_utf8(p, name);
	if (opt->list)
		return add_list(p->params, opt, name, value);
	if (json_object_get(p->params, name))
		return opt_refuse(p->error, p->tables->lang,
			N_("--%s is given twice"), opt->name);
	r = json_object_set_new(p->params, name,
		value ? json_string(opt_value_name(opt->words, value))
		      : json_boolean(!opt->denies));
	return r < 0 ? -ENOMEM : 0;
}

static void set_common(
	struct opt_common *common, const char *name, const char *value)
{
	if (!strcmp(name, "json"))
		common->json = true;
	else if (!strcmp(name, "preview"))
		common->preview = true;
	else if (!strcmp(name, "yes"))
		common->yes = true;
	else if (!strcmp(name, "help"))
		common->help = true;
	else if (!strcmp(name, "version"))
		common->version = true;
	else if (!strcmp(name, "lang"))
		common->lang = value;
	else if (!strcmp(name, "db"))
		common->db = value;
	else
		common->as = value;
}

static bool is_common(const struct opt *opt)
{
	return opt >= opt_common_table && opt < opt_common_table + opt_common_n;
}

static int take(struct parse *p, const struct opt *opt, const char *value)
{
	enum text_lang lang = p->tables->lang;

	if (opt->behind && !follows(opt->behind, p->last))
		return opt_refuse(p->error, lang,
			N_("--%s belongs behind --%s"), opt->name, opt->behind);
	if (!opt->value && value)
		return opt_refuse(
			p->error, lang, N_("--%s takes no value"), opt->name);
	if (opt->value && !value) {
		if (!p->words[p->i])
			return opt_refuse(p->error, lang,
				N_("--%s needs a value: %s"), opt->name,
				text_get(lang, opt->value));
		value = p->words[p->i++];
	}
	if (is_common(opt)) {
		set_common(p->common, opt->name, value);
		return 0;
	}
	return set_param(p, opt, value);
}

static int take_option(struct parse *p, const char *word)
{
	size_t len = strcspn(word, "=");
	const struct opt *opt = find(p, word, len);
	int r;

	if (!opt)
		return refuse_unknown(p, word, len);
	r = take(p, opt, word[len] ? word + len + 1 : NULL);
	if (!opt->behind)
		p->last = opt->name;
	return r;
}

/* positional words */

static int refuse_slip(struct parse *p, const struct arg *arg,
	const struct opt_choice *choice, const char *word)
{
	enum text_lang lang = p->tables->lang;
	AUTO_STR hint = {0};

	p->error->param = arg->param;
	text_add(&hint, lang,
		N_("did you mean %s? If it is the text, write -- before it"),
		lang == TEXT_EN ? choice->name : text_get(lang, choice->word));
	if (str_take(&hint, &p->error->hint) < 0)
		return -ENOMEM;
	return opt_refuse(p->error, lang, N_("%s cannot be \"%s\""),
		text_get(lang, arg->label), word);
}

/* The rest of the words, joined by blanks. */
static int take_rest(struct parse *p, const struct arg *arg, const char *word)
{
	json_t *old = json_object_get(p->params, arg->param);
	AUTO_STR s = {0};

	if (old) {
		str_add(&s, json_string_value(old));
		str_add_char(&s, ' ');
	}
	str_add(&s, word);
	if (str_error(&s) < 0 || json_object_set_new(p->params, arg->param,
					 json_string(str_get(&s))) < 0)
		return -ENOMEM;
	return 0;
}

static int refuse_extra(struct parse *p, const char *word)
{
	return opt_refuse(p->error, p->tables->lang,
		N_("\"%s\" is one word too many for nudge %s; a text with "
		   "blanks stands in quotes"),
		word, p->tables->command);
}

static int take_word(struct parse *p, const char *word)
{
	const struct opt_tables *t = p->tables;
	const struct opt_choice *choice;

	while (p->next_arg < t->n_args) {
		const struct arg *arg = &t->args[p->next_arg];

		if (!utf8_valid(word))
			return refuse_not_utf8(p, arg->param);
		if (arg->rest)
			return take_rest(p, arg, word);
		p->next_arg++;
		if (!arg->choices)
			return json_object_set_new(p->params, arg->param,
				       json_string(word)) < 0
				       ? -ENOMEM
				       : 0;
		choice = p->only_args ? NULL
				      : opt_choice_find(arg->choices, word);
		if (choice)
			return json_object_set_new(p->params, arg->param,
				       json_string(choice->name)) < 0
				       ? -ENOMEM
				       : 0;
		choice = p->only_args ? NULL
				      : opt_choice_slip(arg->choices, word);
		if (choice)
			return refuse_slip(p, arg, choice, word);
	}
	return refuse_extra(p, word);
}

static int check_required(struct parse *p)
{
	const struct opt_tables *t = p->tables;

	for (size_t i = 0; i < t->n_args; i++) {
		const struct arg *arg = &t->args[i];

		if (arg->optional || json_object_get(p->params, arg->param))
			continue;
		p->error->param = arg->param;
		return opt_refuse(p->error, t->lang,
			N_("%s is missing; see nudge %s --help"),
			text_get(t->lang, arg->label), t->command);
	}
	return 0;
}

/* No option: "acme", "-", "-1d". */
static bool is_plain(const char *word)
{
	return word[0] != '-' || !word[1] || (word[1] >= '0' && word[1] <= '9');
}

int opt_parse(const struct opt_tables *tables, char *const *words,
	json_t *params, struct opt_common *common, struct api_error *error)
{
	struct parse p = {.tables = tables,
		.words = words,
		.params = params,
		.common = common,
		.error = error};
	int r = 0;

	while (r == 0 && words[p.i]) {
		const char *word = words[p.i++];

		if (p.only_args || is_plain(word))
			r = take_word(&p, word);
		else if (!strcmp(word, "--"))
			p.only_args = true;
		else if (!strcmp(word, "-h"))
			common->help = true;
		else if (word[1] != '-')
			r = refuse_short(&p, word);
		else
			r = take_option(&p, word + 2);
	}
	if (r < 0 || common->help)
		return r;
	if (tables->complete)
		r = tables->complete(tables->userdata);
	return r < 0 ? r : check_required(&p);
}
