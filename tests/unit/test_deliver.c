/* The delivery engine on a real loop and database, through Maildir. */
#include "storefix.h"

#include "base/clock.h"
#include "base/str.h"
#include "daemon/engine.h"
#include "store/channel_state.h"
#include "store/claim.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { DEADLINE_S = 10 };

static struct {
	sd_event *event;
	struct deliver *deliver;
	char secrets[96], box[96];
} now_running;

static void write_secret(const char *name, const char *json, mode_t mode)
{
	AUTO_STR path = {0};
	AUTO_CLOSE int fd = -1;

	str_addf(&path, "%s/%s", now_running.secrets, name);
	fd = open(str_get(&path), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, json, strlen(json)), (ssize_t)strlen(json));
	assert_int_equal(fchmod(fd, mode), 0);
}

static void give_box_a_secret(mode_t mode)
{
	AUTO_STR json = {0};

	str_addf(&json, "{\"path\": \"%s\"}", now_running.box);
	write_secret("box", str_get(&json), mode);
}

static int setup(void **state)
{
	struct fix *f;

	fix_setup(state);
	f = *state;
	snprintf(now_running.secrets, sizeof(now_running.secrets), "%s/secrets",
		f->folder);
	snprintf(now_running.box, sizeof(now_running.box), "%s/Maildir",
		f->folder);
	assert_int_equal(mkdir(now_running.secrets, 0700), 0);
	fix_sql(f->path,
		"INSERT INTO rep (id, rev, created_at, slug, name, name_fold,"
		" zone, locale, channels, brief_minute, quiet_from, quiet_to,"
		" level_load) VALUES (1, 1, 0, 'liwei', 'Li Wei', 'li wei',"
		" 'UTC', 'en', 'box,spare', 480, -1, -1, 0);"
		"INSERT INTO channel (id, rev, created_at, name, kind,"
		" owner_id, audience, on_uncertain, max_age_s, is_paused)"
		" VALUES"
		" (1, 1, 0, 'box', 'maildir', 1, 'private', 'resend', 86400,"
		"  0),"
		" (2, 1, 0, 'spare', 'maildir', 1, 'private', 'resend',"
		"  86400, 0)");
	assert_int_equal(sd_event_new(&now_running.event), 0);
	return 0;
}

static int teardown(void **state)
{
	now_running.deliver = deliver_free(now_running.deliver);
	now_running.event = sd_event_unref(now_running.event);
	return fix_teardown(state);
}

static void start(struct fix *f)
{
	OK(f, deliver_new(&(struct deliver_config){.event = now_running.event,
				  .db = f->db,
				  .secrets = now_running.secrets},
		      &now_running.deliver, &f->err));
	deliver_wake(now_running.deliver);
}

static int64_t queue(struct fix *f, const char *channel, const char *subject)
{
	int64_t id = 0, now = clock_now();
	int r = 0;

	IN_TXN(f, r = message_queue(f->db,
			  &(struct message_new){
				  .kind = MESSAGE_NOTICE,
				  .rep_id = 1,
				  .channel = channel,
				  .subject = subject,
				  .gen = 1,
				  .locale = "en",
				  .model = "{\"v\":1,\"kind\":\"test\","
					   "\"channel\":\"box\"}",
				  .due_at = now,
				  .expires_at = now + 3600,
			  },
			  now, &id, &f->err));
	OK(f, r);
	return id;
}

static enum message_state state_of(struct fix *f, int64_t id)
{
	AUTO_MESSAGE m = {0};

	OK(f, message_get(f->db, id, &m, &f->err));
	return m.state;
}

/* Runs the loop until the message is in the state. */
static void run_until(struct fix *f, int64_t id, enum message_state state)
{
	int64_t until = clock_boot_us() + DEADLINE_S * 1000000LL;

	while (state_of(f, id) != state) {
		if (clock_boot_us() > until)
			fail_msg("message is still %s",
				message_state_name[state_of(f, id)]);
		assert_true(sd_event_run(now_running.event, 100000) >= 0);
	}
}

static int count_files(const char *folder)
{
	DIR *dir = opendir(folder);
	int n = 0;

	if (!dir)
		return 0;
	for (struct dirent *e; (e = readdir(dir));)
		n += e->d_name[0] != '.';
	closedir(dir);
	return n;
}

static int mails(void)
{
	AUTO_STR path = {0};

	str_addf(&path, "%s/new", now_running.box);
	return count_files(str_get(&path));
}

static void test_delivers(void **state)
{
	struct fix *f = *state;
	int64_t first, second;

	give_box_a_secret(0600);
	first = queue(f, "box", "1");
	start(f);
	run_until(f, first, MESSAGE_SENT);
	second = queue(f, "box", "2");
	deliver_wake(now_running.deliver);
	run_until(f, second, MESSAGE_SENT);
	assert_int_equal(mails(), 2);
}

static void test_orphan_of_a_crash_replaces_itself(void **state)
{
	struct fix *f = *state;
	AUTO_MESSAGE m = {0};
	int64_t id;

	give_box_a_secret(0600);
	id = queue(f, "box", "1");
	start(f);
	run_until(f, id, MESSAGE_SENT);
	now_running.deliver = deliver_free(now_running.deliver);
	/* As if the outcome had not been written. */
	fix_sql(f->path,
		"DELETE FROM delivery;"
		"UPDATE message SET model ="
		" '{\"v\":1,\"kind\":\"test\",\"channel\":\"box\"}';"
		"INSERT INTO pending (not_before, priority, message_id, state,"
		" dest, rep_id, is_test, attempts, claimed_at, uncertain)"
		" VALUES (1, 0, 1, 'sending', 'box', 1, 0, 1, 1, 0)");
	start(f);
	run_until(f, id, MESSAGE_WAITING);
	OK(f, message_get(f->db, id, &m, &f->err));
	assert_int_equal(m.uncertain, 1);
	fix_sql(f->path, "UPDATE pending SET not_before = 1");
	deliver_wake(now_running.deliver);
	run_until(f, id, MESSAGE_SENT);
	assert_int_equal(mails(), 1);
}

static void test_paused_until_the_secret_is_right(void **state)
{
	struct fix *f = *state;
	AUTO_CHANNEL_STATE box = {0};
	int64_t id = queue(f, "box", "1");

	give_box_a_secret(0644);
	start(f);
	for (int i = 0; i < 5; i++)
		assert_true(sd_event_run(now_running.event, 10000) >= 0);
	OK(f, channel_state_get(f->db, "box", &box, &f->err));
	assert_int_equal(box.status, CHANNEL_PAUSED);
	assert_non_null(strstr(box.reason, "chmod 600"));
	assert_int_equal(state_of(f, id), MESSAGE_WAITING);
	/* Its owner is told through the other channel, once. */
	assert_int_equal(
		fix_number(f->path,
			"SELECT COUNT(*) FROM message WHERE kind = 'notice'"
			" AND channel = 'spare'"),
		1);
	give_box_a_secret(0600);
	deliver_wake(now_running.deliver);
	run_until(f, id, MESSAGE_SENT);
	OK(f, channel_state_get(f->db, "box", &box, &f->err));
	assert_int_equal(box.status, CHANNEL_OK);
}

static void test_not_understood_is_dead(void **state)
{
	struct fix *f = *state;
	AUTO_MESSAGE m = {0};
	int64_t id;

	give_box_a_secret(0600);
	id = queue(f, "box", "1");
	fix_sql(f->path, "UPDATE message SET model = '{\"v\":2}'");
	start(f);
	run_until(f, id, MESSAGE_DEAD);
	OK(f, message_get(f->db, id, &m, &f->err));
	assert_non_null(strstr(m.last_detail, "newer"));
	assert_int_equal(mails(), 0);
}

static void test_a_reader_that_cannot_be_read_is_tried_again(void **state)
{
	struct fix *f = *state;
	AUTO_MESSAGE m = {0};
	int64_t id, until = clock_boot_us() + DEADLINE_S * 1000000LL;

	give_box_a_secret(0600);
	id = queue(f, "box", "1");
	fix_sql(f->path, "PRAGMA foreign_keys = off; DELETE FROM rep");
	start(f);
	do {
		assert_true(clock_boot_us() < until);
		assert_true(sd_event_run(now_running.event, 100000) >= 0);
		OK(f, message_get(f->db, id, &m, &f->err));
	} while (!m.last_class);
	assert_int_equal(m.state, MESSAGE_WAITING);
	assert_string_equal(m.last_class, "temporary");
	assert_int_equal(m.attempts, 1);
}

static bool is_degraded(void)
{
	struct deliver_status status;

	deliver_get_status(now_running.deliver, &status);
	return status.is_degraded;
}

static void run_until_degraded(void)
{
	int64_t until = clock_boot_us() + DEADLINE_S * 1000000LL;

	while (!is_degraded()) {
		assert_true(clock_boot_us() < until);
		assert_true(sd_event_run(now_running.event, 100000) >= 0);
	}
}

/* As on a full disk: what was delivered is not delivered again, and nothing
 * more is claimed, until the outcome is written. */
static void test_an_outcome_that_cannot_be_written_waits(void **state)
{
	struct fix *f = *state;
	int64_t first, second;

	give_box_a_secret(0600);
	first = queue(f, "box", "1");
	fix_sql(f->path, "CREATE TRIGGER full BEFORE INSERT ON delivery"
			 " BEGIN SELECT RAISE(ABORT, 'no room'); END");
	start(f);
	run_until_degraded();
	assert_int_equal(mails(), 1);
	assert_int_equal(state_of(f, first), MESSAGE_SENDING);
	second = queue(f, "box", "2");
	deliver_wake(now_running.deliver);
	for (int i = 0; i < 5; i++)
		assert_true(sd_event_run(now_running.event, 10000) >= 0);
	assert_int_equal(state_of(f, second), MESSAGE_WAITING);
	assert_true(is_degraded());
	fix_sql(f->path, "DROP TRIGGER full");
	run_until(f, first, MESSAGE_SENT);
	run_until(f, second, MESSAGE_SENT);
	assert_int_equal(mails(), 2);
	assert_false(is_degraded());
}

static void test_another_schema_ends_the_loop(void **state)
{
	struct fix *f = *state;
	int64_t id;

	give_box_a_secret(0600);
	id = queue(f, "box", "1");
	start(f);
	fix_sql(f->path, "PRAGMA user_version = 99");
	assert_int_equal(sd_event_loop(now_running.event), -ESTALE);
	assert_int_equal(mails(), 0);
	assert_int_equal(state_of(f, id), MESSAGE_WAITING);
}

/* Outcomes that come in at the very second make the round that lets what is
 * prepared leave. */
static void test_what_is_due_later_is_known_after_others_left(void **state)
{
	struct fix *f = *state;
	int64_t now = clock_now(), first, later;
	AUTO_STR sql = {0};

	give_box_a_secret(0600);
	first = queue(f, "box", "1");
	later = queue(f, "box", "2");
	str_addf(&sql,
		"UPDATE pending SET not_before = %lld + 3600 * (message_id = "
		"%lld)",
		(long long)now + 2, (long long)later);
	fix_sql(f->path, str_get(&sql));
	start(f);
	while (state_of(f, first) == MESSAGE_WAITING) {
		deliver_pump_soon(now_running.deliver);
		now_running.deliver->must_scan = true;
		assert_true(sd_event_run(now_running.event, 10000) >= 0);
	}
	while (clock_now() < now + 2)
		assert_true(sd_event_run(now_running.event, 10000) >= 0);
	deliver_pump_soon(now_running.deliver);
	run_until(f, first, MESSAGE_SENT);
	/* A second before it, to prepare it. */
	assert_int_equal(deliver_next_at(now_running.deliver), now + 3601);
}

/* How many still wait, and the first of them. */
static int64_t waiting(struct fix *f, int64_t *first)
{
	AUTO_STMT st = NULL;

	OK(f, db_query(f->db, "SELECT COUNT(*), MIN(message_id) FROM pending",
		      &st, &f->err));
	assert_int_equal(stmt_step(st, &f->err), 1);
	*first = stmt_int(st, 1);
	return stmt_int(st, 0);
}

/* More than queues in memory hold, for two channels by turns: each goes on
 * where it was full, and nothing is read twice or left. */
static void test_what_queues_do_not_hold_follows(void **state)
{
	enum { TOO_MANY = LANE_QUEUE + 100 };
	struct fix *f = *state;
	AUTO_STR sql = {0};
	int64_t first, n;

	give_box_a_secret(0600);
	write_secret("spare", "{\"path\": \"/nonexistent/box\"}", 0600);
	queue(f, "box", "1");
	str_addf(&sql,
		"WITH RECURSIVE i (n) AS (SELECT 2 UNION ALL SELECT n + 1"
		" FROM i WHERE n < %d) INSERT INTO message (id, key, kind,"
		" subject, gen, channel, rep_id, locale, model, created_at,"
		" due_at, expires_at) SELECT i.n, i.n, kind, i.n, gen,"
		" CASE i.n %% 2 WHEN 1 THEN 'box' ELSE 'spare' END, rep_id,"
		" locale, model, created_at, due_at, expires_at"
		" FROM i, message m WHERE m.id = 1;"
		"INSERT INTO pending (not_before, priority, message_id, state,"
		" dest, rep_id, is_test, attempts, uncertain)"
		" SELECT p.not_before, p.priority, m.id, p.state, m.channel,"
		" p.rep_id, 0, 0, 0 FROM message m, pending p WHERE m.id > 1",
		2 * TOO_MANY);
	fix_sql(f->path, str_get(&sql));
	start(f);
	do
		assert_true(sd_event_run(now_running.event, 10000000) > 0);
	while ((n = waiting(f, &first)) > TOO_MANY);
	assert_int_equal(n, TOO_MANY);
	assert_int_equal(first, 2);
}

static void set_flag(void *userdata)
{
	*(bool *)userdata = true;
}

static void test_drain_claims_nothing_more(void **state)
{
	struct fix *f = *state;
	bool drained = false;
	int64_t id;

	give_box_a_secret(0600);
	start(f);
	deliver_drain(now_running.deliver, set_flag, &drained);
	id = queue(f, "box", "1");
	deliver_wake(now_running.deliver);
	while (!drained)
		assert_true(sd_event_run(now_running.event, 1000000) > 0);
	assert_int_equal(state_of(f, id), MESSAGE_WAITING);
	assert_int_equal(mails(), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_delivers),
		TEST(test_orphan_of_a_crash_replaces_itself),
		TEST(test_paused_until_the_secret_is_right),
		TEST(test_not_understood_is_dead),
		TEST(test_a_reader_that_cannot_be_read_is_tried_again),
		TEST(test_an_outcome_that_cannot_be_written_waits),
		TEST(test_another_schema_ends_the_loop),
		TEST(test_what_is_due_later_is_known_after_others_left),
		TEST(test_what_queues_do_not_hold_follows),
		TEST(test_drain_claims_nothing_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
