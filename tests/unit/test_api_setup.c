/* Setting up: reps, accounts, contacts, channels; names, good and bad. */
#include "tests/unit/world.h"

#include "base/str.h"

#include <string.h>

static void furnish(void)
{
	world_call("account.add", "{s:s}", "name", "Acme Robotics");
	world_call("account.add", "{s:s}", "name", "Acme Foods");
	world_call("account.add", "{s:s, s:s}", "name", "华星科技", "slug",
		"huaxing");
	world_call("account.add", "{s:s}", "name", "Borun");
	world_call("contact.add", "{s:s, s:s, s:[s, s]}", "account", "borun",
		"name", "王芳", "roles", "user", "ally");
	world_call("contact.add", "{s:s, s:s, s:s}", "account", "borun", "name",
		"Wang Fei", "mail", "fei@example.com");
}

static const char *found(const char *word)
{
	world_call("account.show", "{s:s}", "id", word);
	return world_text("account.slug");
}

static void accounts_by_name(void **state)
{
	(void)state;
	furnish();
	assert_string_equal(found("acme-robotics"), "acme-robotics");
	assert_string_equal(found("acme-r"), "acme-robotics");
	assert_string_equal(found("ACME  robotics"), "acme-robotics");
	assert_string_equal(found("acme f"), "acme-foods");
	assert_string_equal(found("华星科技"), "huaxing");
	assert_string_equal(found("华星"), "huaxing");
	assert_string_equal(found("bo"), "borun");
	assert_string_equal(found("4"), "borun");
}

static void near_misses(void **state)
{
	const struct api_error *e;

	(void)state;
	furnish();
	e = world_refused(
		API_NOT_FOUND, "id", "account.show", "{s:s}", "id", "bourn");
	assert_string_equal(e->message, "there is no account \"bourn\"");
	assert_string_equal(e->hint, "did you mean borun?");
	assert_int_equal(json_array_size(e->candidates), 1);
	e = world_refused(
		API_NOT_FOUND, "id", "account.show", "{s:s}", "id", "华兴科技");
	assert_string_equal(e->hint, "did you mean 华星科技?");
	e = world_refused(
		API_NOT_FOUND, "id", "account.show", "{s:s}", "id", "99");
	assert_null(e->candidates);
	world_refused(API_NOT_FOUND, "id", "account.show", "{s:s}", "id",
		"%' OR 1=1 --");
}

static void several(void **state)
{
	const struct api_error *e;

	(void)state;
	furnish();
	e = world_refused(
		API_AMBIGUOUS, "id", "account.show", "{s:s}", "id", "acme");
	assert_int_equal(json_array_size(e->candidates), 2);
	world_call("contact.add", "{s:s, s:s}", "account", "borun", "name",
		"Wang Min");
	e = world_refused(API_AMBIGUOUS, "with", "touchpoint.add",
		"{s:s, s:s, s:s, s:s}", "account", "borun", "purpose", "x",
		"due", "2026-11-20", "with", "wang");
	assert_int_equal(json_array_size(e->candidates), 2);
}

static void account_is_added_once(void **state)
{
	const struct api_error *e;

	(void)state;
	furnish();
	e = world_refused(
		API_CONFLICT, "name", "account.add", "{s:s}", "name", "borun");
	assert_int_equal(json_array_size(e->candidates), 1);
	world_call("account.add", "{s:s, s:s}", "name", "borun", "slug",
		"borun-2");
	world_refused(API_CONFLICT, "slug", "account.add", "{s:s, s:s}", "name",
		"Neu", "slug", "borun");
	world_refused(API_BAD_PARAM, "slug", "account.add", "{s:s, s:s}",
		"name", "Neu", "slug", "12");
	world_call("account.add", "{s:s, s:s, s:s}", "name", "One",
		"external_source", "crm", "external_id", "7");
	world_refused(API_CONFLICT, "external_id", "account.add",
		"{s:s, s:s, s:s}", "name", "Two", "external_source", "crm",
		"external_id", "7");
	world_refused(API_BAD_PARAM, "external_source", "account.add",
		"{s:s, s:s}", "name", "Two", "external_id", "8");
}

static void account_fields(void **state)
{
	(void)state;
	furnish();
	world_call("account.edit", "{s:s, s:s, s:s, s:s, s:s}", "id", "borun",
		"tier", "strategic", "zone", "Europe/Berlin", "calendar", "DE",
		"renewal", "2027-03-31");
	assert_string_equal(world_text("account.tier"), "strategic");
	assert_string_equal(world_text("account.zone"), "Europe/Berlin");
	assert_string_equal(world_text("account.renewal"), "2027-03-31");
	world_call("account.edit", "{s:s, s:s, s:s}", "id", "borun", "zone", "",
		"renewal", "");
	assert_string_equal(world_text("account.zone"), "");
	assert_string_equal(world_text("account.renewal"), "");
	assert_string_equal(world_text("account.calendar"), "DE");
	world_refused(API_BAD_PARAM, "tier", "account.edit", "{s:s, s:s}", "id",
		"borun", "tier", "gold");
	world_refused(API_NOT_FOUND, "zone", "account.edit", "{s:s, s:s}", "id",
		"borun", "zone", "Europe/Nowhere");
	world_refused(API_BAD_PARAM, "zone", "account.edit", "{s:s, s:s}", "id",
		"borun", "zone", "../../etc/passwd");
	world_refused(API_NOT_FOUND, "calendar", "account.edit", "{s:s, s:s}",
		"id", "borun", "calendar", "XX");
	world_refused(API_NOT_FOUND, "owner", "account.edit", "{s:s, s:s}",
		"id", "borun", "owner", "liwie");
	assert_string_equal(world.error.hint, "did you mean liwei?");
}

/* The same again is no change. */
static void nothing_changes(void **state)
{
	(void)state;
	furnish();
	world_call("account.edit", "{s:s, s:s}", "id", "borun", "tier", "key");
	assert_true(world_int("change") > 0);
	world_call("account.edit", "{s:s, s:s}", "id", "borun", "tier", "key");
	assert_string_equal(world_text("change"), "");
	world_call("rep.edit", "{s:s}", "id", "liwei");
	assert_string_equal(world_text("change"), "");
}

static void impossible_dates(void **state)
{
	static const char *const dates[] = {"2026-02-29", "2026-13-01",
		"0000-01-01", "10000-01-01", "9999-12-31", "03/04", "soon",
		"2026-11-17 25:00", "15:00", "20261117", "+99999999999d"};

	(void)state;
	furnish();
	for (size_t i = 0; i < ARRAY_LEN(dates); i++)
		world_refused(API_BAD_PARAM, "renewal", "account.edit",
			"{s:s, s:s}", "id", "borun", "renewal", dates[i]);
}

static void contacts(void **state)
{
	(void)state;
	furnish();
	world_call("contact.list", "{s:s}", "account", "borun");
	assert_string_equal(world_text("contacts.0.name"), "王芳");
	assert_string_equal(world_text("contacts.0.slug"), "p1");
	assert_string_equal(world_text("contacts.0.roles.1"), "ally");
	assert_string_equal(world_text("contacts.1.slug"), "wang-fei");
	world_call("contact.edit", "{s:s, s:b, s:s}", "id", "borun/wang-fei",
		"main", 1, "no", "call");
	assert_string_equal(world_text("contact.refused.0"), "call");
	world_call("contact.list", "{}");
	assert_false(json_is_true(json_object_get(
		json_array_get(json_object_get(world.result, "contacts"), 0),
		"main")));
	world_refused(API_BAD_PARAM, "roles", "contact.add", "{s:s, s:s, s:s}",
		"account", "borun", "name", "X", "roles", "boss");
	world_refused(
		API_NOT_FOUND, "id", "contact.edit", "{s:s}", "id", "wang-fei");
	world_refused(API_NOT_FOUND, "id", "contact.edit", "{s:s}", "id",
		"borun/wang-fai");
	assert_string_equal(world.error.hint, "did you mean wang-fei?");
}

static void mail_is_one_address(void **state)
{
	static const char *const bad[] = {"a", "@b", "a@", "a b@c.de",
		"a@b@c.de", "<a@b.de>", "Wang <a@b.de>", "a@b.de,c@d.de",
		"a@b..de", ".a@b.de", "a@-b.de"};

	(void)state;
	furnish();
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		world_refused(API_BAD_PARAM, "mail", "contact.add",
			"{s:s, s:s, s:s}", "account", "borun", "name", "X",
			"mail", bad[i]);
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "mail",
		"li.wei@bücher.example");
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "mail", "");
	assert_string_equal(world_text("rep.mail"), "");
}

static void reps(void **state)
{
	(void)state;
	world_call("rep.edit", "{s:s, s:s, s:s, s:s}", "id", "liwei", "brief",
		"7:30am", "quiet", "22:00-07:00", "locale", "zh_CN.UTF-8");
	assert_string_equal(world_text("rep.brief"), "07:30");
	assert_string_equal(world_text("rep.quiet.from"), "22:00");
	assert_string_equal(world_text("rep.quiet.to"), "07:00");
	assert_string_equal(world_text("rep.locale"), "zh_CN");
	world_call("rep.edit", "{s:s, s:s}", "id", "liwei", "quiet", "");
	assert_string_equal(world_text("rep.quiet"), "");
	world_refused(API_BAD_PARAM, "brief", "rep.edit", "{s:s, s:s}", "id",
		"liwei", "brief", "24:01");
	world_refused(API_BAD_PARAM, "brief", "rep.edit", "{s:s, s:s}", "id",
		"liwei", "brief", "2026-11-20");
	world_refused(API_BAD_PARAM, "quiet", "rep.edit", "{s:s, s:s}", "id",
		"liwei", "quiet", "22:00");
	world_refused(API_BAD_PARAM, "locale", "rep.edit", "{s:s, s:s}", "id",
		"liwei", "locale", "de");
	world_refused(API_REFUSED, "manager", "rep.edit", "{s:s, s:s}", "id",
		"liwei", "manager", "liwei");
	world_refused(API_NOT_FOUND, "channels", "rep.edit", "{s:s, s:s}", "id",
		"liwei", "channels", "none");
	world_refused(API_BAD_PARAM, "zone", "rep.edit", "{s:s, s:s}", "id",
		"liwei", "zone", "");
}

static const char *calendar_in(const char *name, const char *zone)
{
	world_call("rep.add", "{s:s, s:s}", "name", name, "zone", zone);
	return world_text("rep.calendar");
}

static void a_zone_brings_its_calendar(void **state)
{
	(void)state;
	assert_string_equal(calendar_in("Anna", "Europe/Berlin"), "DE");
	assert_string_equal(calendar_in("Zhang Min", "Asia/Shanghai"), "CN");
	assert_string_equal(calendar_in("Bob", "America/Bogota"), "mon-fri");
	/* Not said: as whoever adds him.  Said: what was said. */
	world.api.actor = "anna";
	world_call("rep.add", "{s:s}", "name", "Jan");
	assert_string_equal(world_text("rep.calendar"), "DE");
	world_call("rep.add", "{s:s, s:s, s:s}", "name", "Eva", "zone",
		"Europe/Berlin", "calendar", "CN");
	assert_string_equal(world_text("rep.calendar"), "CN");
	world_refused(API_BAD_PARAM, "zone", "rep.add", "{s:s, s:s}", "name",
		"Tom", "zone", "");
}

static void pages(void **state)
{
	json_int_t cursor;

	(void)state;
	furnish();
	world_call("account.list", "{s:i}", "limit", 3);
	assert_int_equal(
		json_array_size(json_object_get(world.result, "accounts")), 3);
	cursor = world_int("cursor");
	world_call("account.list", "{s:i, s:I}", "limit", 3, "cursor", cursor);
	assert_int_equal(
		json_array_size(json_object_get(world.result, "accounts")), 1);
	assert_string_equal(world_text("accounts.0.slug"), "borun");
	assert_string_equal(world_text("cursor"), "");
	world_call("account.list", "{s:s}", "tier", "key");
	assert_int_equal(
		json_array_size(json_object_get(world.result, "accounts")), 0);
}

int main(void)
{
#define IN_WORLD(test)                                                         \
	cmocka_unit_test_setup_teardown(test, world_begin, world_end)
	const struct CMUnitTest tests[] = {
		IN_WORLD(accounts_by_name),
		IN_WORLD(near_misses),
		IN_WORLD(several),
		IN_WORLD(account_is_added_once),
		IN_WORLD(account_fields),
		IN_WORLD(nothing_changes),
		IN_WORLD(impossible_dates),
		IN_WORLD(contacts),
		IN_WORLD(mail_is_one_address),
		IN_WORLD(reps),
		IN_WORLD(a_zone_brings_its_calendar),
		IN_WORLD(pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
