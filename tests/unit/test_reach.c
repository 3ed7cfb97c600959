/* Which addresses are in the open Internet. */
#include "storefix.h"

#include "daemon/reach.h"

#include <arpa/inet.h>
#include <string.h>

static struct sockaddr_storage address(const char *s)
{
	struct sockaddr_storage at = {0};
	struct sockaddr_in *in = (void *)&at;
	struct sockaddr_in6 *in6 = (void *)&at;

	if (inet_pton(AF_INET, s, &in->sin_addr) == 1)
		in->sin_family = AF_INET;
	else if (inet_pton(AF_INET6, s, &in6->sin6_addr) == 1)
		in6->sin6_family = AF_INET6;
	else
		fail_msg("%s is no address", s);
	return at;
}

static bool is_public(const char *s)
{
	struct sockaddr_storage at = address(s);

	return reach_is_public((const struct sockaddr *)&at);
}

static bool is_loopback(const char *s)
{
	struct sockaddr_storage at = address(s);

	return reach_is_loopback((const struct sockaddr *)&at);
}

static void test_public(void **state)
{
	static const char *const open[] = {"1.1.1.1", "9.255.255.255",
		"11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
		"169.253.255.255", "172.15.255.255", "172.32.0.0",
		"192.167.255.255", "192.169.0.0", "223.255.255.255",
		"2606:4700::1111", "2001:4860:4860::8888", "::ffff:1.1.1.1",
		"64:ff9b::101:101"};
	static const char *const closed[] = {"0.0.0.0", "10.0.0.1",
		"100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
		"172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.2.1",
		"198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
		"::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
		"2002:7f00:1::", "2001::1", "2001:db8::1", "::127.0.0.1",
		"100::1"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(open); i++)
		if (!is_public(open[i]))
			fail_msg("%s was refused", open[i]);
	for (size_t i = 0; i < ARRAY_LEN(closed); i++)
		if (is_public(closed[i]))
			fail_msg("%s was let through", closed[i]);
}

static void test_other_families_are_closed(void **state)
{
	const struct sockaddr local = {.sa_family = AF_UNIX};

	(void)state;
	assert_false(reach_is_public(&local));
	assert_false(reach_is_loopback(&local));
}

static void test_loopback(void **state)
{
	(void)state;
	assert_true(is_loopback("127.0.0.1"));
	assert_true(is_loopback("127.1.2.3"));
	assert_true(is_loopback("::1"));
	assert_false(is_loopback("128.0.0.1"));
	assert_false(is_loopback("::2"));
	assert_false(is_loopback("0.0.0.0"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_public),
		cmocka_unit_test(test_other_families_are_closed),
		cmocka_unit_test(test_loopback),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
