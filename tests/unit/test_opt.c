/* Words into parameters; and all commands against the method table. */
#include "cli/commands.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct arg args[] = {
	ARG("id", "ID"),
	ARG("outcome", "OUTCOME", .optional = true, .choices = opt_outcomes),
	ARG("text", "TEXT", .optional = true, .rest = true),
};

static const struct opt opts[] = {
	OPT("on", "DATE", "h"),
	OPT("with", "NAME", "h", .list = true),
	OPT_FLAG("share", "h"),
	OPT("next-step", "TEXT", "h"),
	OPT("promise", "TEXT", "h"),
	OPT("by", "DATE", "h", .behind = "promise"),
	OPT("await", "TEXT", "h"),
	OPT("by", "DATE", "h", .behind = "await"),
};

static const struct opt_tables tables = {
	.command = "done",
	.args = args,
	.n_args = ARRAY_LEN(args),
	.opts = opts,
	.n_opts = ARRAY_LEN(opts),
	.writes = true,
};

enum { WORDS = 12 };

/* Reads words; what came of it as compact JSON, or the refusal. */
static char *read_words(const char *const *words, struct opt_common *common)
{
	char *copy[WORDS + 1] = {0};
	json_t *params = json_object();
	AUTO_API_ERROR error = {0};
	char *told;
	int r;

	for (size_t i = 0; i < WORDS && words[i]; i++)
		assert_int_equal(str_dup(words[i], &copy[i]), 0);
	r = opt_parse(&tables, copy, params, common, &error);
	if (r < 0) {
		assert_int_equal(r, -EINVAL);
		assert_int_equal(error.code, API_BAD_PARAM);
		told = TAKE(error.message);
	} else {
		told = json_dumps(params, JSON_SORT_KEYS | JSON_COMPACT);
	}
	json_decref(params);
	for (size_t i = 0; i < WORDS; i++)
		free(copy[i]);
	return told;
}

static const struct {
	const char *words[WORDS + 1];
	const char *told;
} cases[] = {
	{{"42"}, "{\"id\":\"42\"}"},
	{{"42", "ok"}, "{\"id\":\"42\",\"outcome\":\"ok\"}"},
	{{"42", "went well"}, "{\"id\":\"42\",\"outcome\":\"ok\"}"},
	{{"42", "未联系上"}, "{\"id\":\"42\",\"outcome\":\"noanswer\"}"},
	{{"42", "fine"}, "{\"id\":\"42\",\"text\":\"fine\"}"},
	{{"42", "ok", "two", "words"},
		"{\"id\":\"42\",\"outcome\":\"ok\",\"text\":\"two words\"}"},
	{{"42", "--", "ok"}, "{\"id\":\"42\",\"text\":\"ok\"}"},
	{{"--on", "-1d", "42"}, "{\"id\":\"42\",\"on\":\"-1d\"}"},
	{{"--on=fri", "42", "--share"},
		"{\"id\":\"42\",\"on\":\"fri\",\"share\":true}"},
	{{"42", "--with", "a,b", "--with=c"},
		"{\"id\":\"42\",\"with\":[\"a\",\"b\",\"c\"]}"},
	{{"42", "--next-step", "x"}, "{\"id\":\"42\",\"next_step\":\"x\"}"},
	{{"42", "--promise", "p", "--by", "1", "--await", "a", "--by", "2"},
		"{\"await\":\"a\",\"await_by\":\"2\",\"id\":\"42\","
		"\"promise\":\"p\",\"promise_by\":\"1\"}"},
	{{"42", "--on", ""}, "{\"id\":\"42\",\"on\":\"\"}"},
	{{"-1"}, "{\"id\":\"-1\"}"},
	{{"--help"}, "{}"},
	{{NULL}, "ID is missing; see nudge done --help"},
	{{"42", "--on"}, "--on needs a value: DATE"},
	{{"42", "--on", "a", "--on", "b"}, "--on is given twice"},
	{{"42", "--share=1"}, "--share takes no value"},
	{{"42", "--by", "1"}, "--by belongs behind --promise"},
	{{"42", "--promise", "p", "--on", "a", "--by", "1"},
		"--by belongs behind --promise"},
	{{"42", "--nope"}, "nudge done has no option --nope"},
	{{"42", "--"}, "{\"id\":\"42\"}"},
	{{"42", "-s"}, "-s is no option: options begin with two dashes; see "
		       "nudge done --help"},
	{{"\xff"}, "id is not valid UTF-8"},
	{{"42", "--on", "\xff"}, "on is not valid UTF-8"},
};

static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct opt_common common = {0};
		AUTO_FREE char *told = read_words(cases[i].words, &common);

		assert_string_equal(told, cases[i].told);
	}
}

static void test_common_options(void **state)
{
	static const char *const words[WORDS] = {"--json", "42", "--preview",
		"--yes", "--db", "/x", "--as=liwei", "--lang", "zh_CN"};
	struct opt_common common = {0};
	AUTO_FREE char *told = read_words(words, &common);

	(void)state;
	assert_string_equal(told, "{\"id\":\"42\"}");
	assert_true(common.json && common.preview && common.yes);
	assert_false(common.help || common.version);
	assert_true(opt_takes_next("--db"));
	assert_false(opt_takes_next("--json"));
	assert_false(opt_takes_next("--db=x"));
	assert_false(opt_takes_next("db"));
}

/* The parameter that an option fills. */
static const struct param *param_of(
	const struct method *method, const struct opt *opt)
{
	char name[64];

	snprintf(name, sizeof(name), "%s%s%s", opt->behind ? opt->behind : "",
		opt->behind ? "_" : "", opt->denies ? opt->denies : opt->name);
	for (char *c = name; *c; c++)
		if (*c == '-')
			*c = '_';
	return api_find_param(method, name);
}

static void check_options(const struct cmd *cmd, const struct method *method)
{
	for (size_t i = 0; i < cmd->n_opts; i++) {
		const struct opt *opt = &cmd->opts[i];
		const struct param *param = param_of(method, opt);

		if (!param && (cmd->prepare || cmd->main))
			continue; /* the command translates it */
		if (!param)
			fail_msg("%s: no parameter for --%s", cmd->name,
				opt->name);
		assert_int_equal(!opt->value, param->type == PARAM_BOOL);
		assert_int_equal(opt->list, param->type == PARAM_LIST);
	}
}

static void check_arguments(const struct cmd *cmd, const struct method *method)
{
	for (size_t i = 0; i < cmd->n_args; i++)
		if (!api_find_param(method, cmd->args[i].param))
			fail_msg("%s: no parameter %s", cmd->name,
				cmd->args[i].param);
}

/* Each required parameter of the method can be given. */
static void check_required(const struct cmd *cmd, const struct method *method)
{
	for (size_t i = 0; i < method->n_params; i++) {
		bool found = !(method->params[i].flags & PARAM_REQUIRED);

		for (size_t k = 0; k < cmd->n_args; k++)
			found = found || !strcmp(cmd->args[k].param,
						 method->params[i].name);
		for (size_t k = 0; k < cmd->n_opts; k++)
			found = found || param_of(method, &cmd->opts[k]) ==
						 &method->params[i];
		if (!found)
			fail_msg("%s cannot give %s", cmd->name,
				method->params[i].name);
	}
}

static void test_commands_fit_their_methods(void **state)
{
	size_t checked = 0;

	(void)state;
	for (size_t i = 0; i < commands_n; i++) {
		const struct cmd *cmd = commands[i];
		const struct method *method =
			cmd->method ? api_find(cmd->method) : NULL;

		if (!cmd->method) {
			assert_non_null(cmd->main);
			continue;
		}
		if (!method)
			fail_msg("%s: no method %s", cmd->name, cmd->method);
		assert_true(cmd->print || cmd->main);
		check_options(cmd, method);
		check_arguments(cmd, method);
		check_required(cmd, method);
		checked++;
	}
	assert_true(checked > 30);
}

static void test_commands_are_found_by_their_words(void **state)
{
	char *rep_add[] = {(char[]){"rep"}, (char[]){"add"}, (char[]){"x"}};
	char *outbox[] = {(char[]){"outbox"}, (char[]){"7"}};
	size_t used;

	(void)state;
	assert_string_equal(commands_find(rep_add, 3, &used)->name, "rep add");
	assert_int_equal(used, 2);
	assert_null(commands_find(rep_add, 1, &used));
	assert_true(commands_is_family("rep"));
	assert_false(commands_is_family("re"));
	assert_string_equal(commands_find(outbox, 2, &used)->name, "outbox");
	assert_int_equal(used, 1);
	assert_string_equal(commands_find(NULL, 0, &used)->name, "today");
	assert_int_equal(used, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_common_options),
		cmocka_unit_test(test_commands_fit_their_methods),
		cmocka_unit_test(test_commands_are_found_by_their_words),
	};

	return cmocka_run_group_tests_name("opt", tests, NULL, NULL);
}
