/* Secret files: who may read them and what may be in them. */
#include "storefix.h"

#include "base/str.h"
#include "daemon/carrier.h"
#include "daemon/secret.h"
#include "daemon/webhook_sign.h"
#include "daemon/wire_id.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct secret_key keys[] = {
	{"host", SECRET_TEXT, true, 0, 0},
	{"port", SECRET_NUMBER, false, 1, 65535},
	{"open", SECRET_YES, false, 0, 0},
};

static void put(struct fix *f, const char *text, mode_t mode)
{
	AUTO_STR path = {0};
	AUTO_CLOSE int fd = -1;

	str_addf(&path, "%s/mail", f->folder);
	fd = open(str_get(&path), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	assert_int_equal(fchmod(fd, mode), 0);
}

static int load(struct fix *f, struct secret *ret)
{
	f->err = (struct err){0};
	return secret_load(
		f->folder, "mail", keys, ARRAY_LEN(keys), ret, &f->err);
}

static void test_values(void **state)
{
	struct fix *f = *state;
	AUTO_SECRET s = {0};

	put(f, "{\"host\": \"relay\", \"port\": 25, \"open\": true}", 0600);
	assert_int_equal(load(f, &s), 0);
	assert_string_equal(secret_text(&s, "host"), "relay");
	assert_int_equal(secret_number(&s, "port", 587), 25);
	assert_int_equal(secret_number(&s, "absent", 587), 587);
	assert_true(secret_is_yes(&s, "open"));
	assert_null(secret_text(&s, "absent"));
	assert_int_equal(s.version, secret_version(f->folder, "mail"));
}

static void test_refusals(void **state)
{
	static const struct {
		const char *text;
		mode_t mode;
		int r;
		const char *says;
	} cases[] = {
		{"{\"host\": \"x\"}", 0640, -EPERM, "chmod 600"},
		{"{\"host\": \"x\"}", 0604, -EPERM, "chmod 600"},
		{"{}", 0600, -EINVAL, "lacks 'host'"},
		{"{\"host\": 1}", 0600, -EINVAL, "'host' has the wrong type"},
		{"{\"host\": \"\"}", 0600, -EINVAL, "wrong type"},
		{"{\"host\": \"x\", \"port\": \"25\"}", 0600, -EINVAL, "port"},
		{"{\"host\": \"x\", \"port\": 0}", 0600, -ERANGE,
			"must be 1 to 65535"},
		{"{\"host\": \"x\", \"port\": 65536}", 0600, -ERANGE,
			"'port' in the secret file is 65536"},
		{"{\"host\": \"x\", \"hsot\": \"y\"}", 0600, -EINVAL,
			"unknown key 'hsot'"},
		{"{\"host\": \"x\", \"host\": \"y\"}", 0600, -EINVAL,
			"not a JSON object"},
		{"[]", 0600, -EINVAL, "not a JSON object"},
		{"", 0600, -EINVAL, "not a JSON object"},
	};
	struct fix *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_SECRET s = {0};

		put(f, cases[i].text, cases[i].mode);
		assert_int_equal(load(f, &s), cases[i].r);
		SAYS(f, cases[i].says);
		assert_null(s.values);
	}
}

static void test_missing(void **state)
{
	struct fix *f = *state;
	AUTO_SECRET s = {0};

	assert_int_equal(load(f, &s), -ENOENT);
	SAYS(f, "nudge channel add");
	assert_int_equal(secret_version(f->folder, "mail"), 0);
}

static void test_a_folder_and_a_device_are_no_files(void **state)
{
	struct fix *f = *state;
	AUTO_SECRET s = {0};
	AUTO_STR path = {0};

	str_addf(&path, "%s/mail", f->folder);
	assert_int_equal(mkfifo(str_get(&path), 0600), 0);
	assert_int_equal(load(f, &s), -EINVAL);
}

/* systemd guards its folder itself, and gives a group the right to read. */
static void test_credentials_may_be_readable(void **state)
{
	struct fix *f = *state;
	AUTO_SECRET s = {0};

	put(f, "{\"host\": \"x\"}", 0440);
	setenv("CREDENTIALS_DIRECTORY", f->folder, 1);
	assert_int_equal(load(f, &s), 0);
	setenv("CREDENTIALS_DIRECTORY", "/tmp/nud", 1);
	assert_int_equal(load(f, &s), -EPERM);
	unsetenv("CREDENTIALS_DIRECTORY");
}

static void test_a_change_is_seen(void **state)
{
	struct fix *f = *state;
	int64_t before;

	put(f, "{\"host\": \"x\"}", 0640);
	before = secret_version(f->folder, "mail");
	put(f, "{\"host\": \"yz\"}", 0600);
	assert_int_not_equal(secret_version(f->folder, "mail"), before);
}

static void test_wire_id(void **state)
{
	char a[WIRE_ID], b[WIRE_ID];

	(void)state;
	/* SHA-256 of "i", a NUL and "k", in base32. */
	wire_id(a, "i", "k");
	assert_string_equal(a, "K7KN2E6IXWRZ7LRHUC4TMPS5SX");
	wire_id(b, "i", "k2");
	assert_string_not_equal(a, b);
	wire_id(b, "ik", "");
	assert_string_not_equal(a, b);
}

static void test_signature_of_the_specification(void **state)
{
	AUTO_STR out = {0};
	AUTO_STR body = {0};
	EVP_MAC_CTX *key;

	(void)state;
	/* The example of Svix and of the reference libraries. */
	assert_int_equal(
		webhook_sign_open(
			"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", &key, NULL),
		0);
	str_add(&body, "{\"test\": 2432232314}");
	/* A key is used many times. */
	for (int i = 0; i < 3; i++) {
		str_reset(&out);
		webhook_sign(&out, key, "msg_p5jXN8AQM9LWM0D4loKWxJek",
			1614265330, &body);
		assert_string_equal(str_get(&out),
			"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
	}
	EVP_MAC_CTX_free(key);
}

static void test_bad_signing_secrets(void **state)
{
	static const char *const bad[] = {"", "whsec_", "secret",
		"whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
		"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!"};
	EVP_MAC_CTX *key;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_int_equal(
			webhook_sign_open(bad[i], &key, NULL), -EINVAL);
	assert_int_equal(webhook_sign_open(NULL, &key, NULL), 0);
	assert_null(key);
}

static void test_each_kind_has_keys(void **state)
{
	static const char *const kinds[] = {"email", "maildir", "webhook",
		"slack", "mattermost", "wecom", "dingtalk", "feishu", "teams",
		"heartbeat"};
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		const struct secret_key *known = secret_keys_of(kinds[i], &n);

		assert_non_null(known);
		assert_true(n > 0 && known[0].is_required);
	}
	assert_null(secret_keys_of("pigeon", &n));
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, fix_folder, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_values),
		TEST(test_refusals),
		TEST(test_missing),
		TEST(test_a_folder_and_a_device_are_no_files),
		TEST(test_credentials_may_be_readable),
		TEST(test_a_change_is_seen),
		cmocka_unit_test(test_each_kind_has_keys),
		cmocka_unit_test(test_wire_id),
		cmocka_unit_test(test_signature_of_the_specification),
		cmocka_unit_test(test_bad_signing_secrets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
