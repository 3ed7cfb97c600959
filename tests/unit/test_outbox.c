/* The outbox: a message is told once, and every way it can end. */
#include "storefix.h"

#include "store/claim.h"
#include "store/emptied.h"
#include "store/hold.h"
#include "store/message_list.h"
#include "store/reroute.h"

#include <errno.h>
#include <string.h>

enum { T0 = 1700000000, DAY = 86400 };

static int setup(void **state)
{
	fix_setup(state);
	fix_sql(((struct fix *)*state)->path,
		"INSERT INTO rep (id, rev, created_at, slug, name, name_fold,"
		" zone, locale, brief_minute, quiet_from, quiet_to, level_load)"
		" VALUES (1, 1, 0, 'liwei', 'Li Wei', 'li wei', 'UTC', 'en',"
		" 480, -1, -1, 0);"
		"INSERT INTO account (id, rev, created_at, slug, name,"
		" name_fold, tier, stage, course, owner_id) VALUES (1, 1, 0,"
		" 'acme', 'Acme', 'acme', 'key', 'customer', 'active', 1);"
		"INSERT INTO touchpoint (id, rev, created_at, seq, gen,"
		" visible_at, account_id, owner_id, n, kind, via, purpose,"
		" purpose_is_id, state, due, moved, due_minute, lead, pinned, "
		"moves,"
		" attempts, outcome) VALUES"
		" (41, 1, 0, 0, 1, 0, 1, 1, 1, 'task', 'call', 'p', 0, 'open',"
		"  '2026-11-17', 0, 630, 0, 0, 0, 0, ''),"
		" (42, 1, 0, 0, 1, 0, 1, 1, 1, 'task', 'call', 'p', 0, 'open',"
		"  '2026-11-17', 0, 630, 0, 0, 0, 0, '')");
	return 0;
}

static const struct message_new brief = {
	.kind = MESSAGE_BRIEF,
	.rep_id = 1,
	.channel = "mail",
	.subject = "2026-11-16",
	.gen = 1,
	.locale = "en",
	.model = "{\"v\":1}",
	.due_at = T0,
	.expires_at = T0 + DAY,
};

static const struct message_about both[] = {{41, 1}, {42, 1}};
static const struct message_new nudge = {
	.kind = MESSAGE_NUDGE,
	.rep_id = 1,
	.channel = "mail",
	.subject = "41",
	.gen = 1,
	.locale = "en",
	.model = "{\"v\":1}",
	.due_at = T0,
	.expires_at = T0 + DAY,
	.about = both,
	.n_about = 2,
};

static int64_t queue(struct fix *f, const struct message_new *new)
{
	int64_t id = 0;
	int r = 0;

	IN_TXN(f, r = message_queue(f->db, new, T0, &id, &f->err));
	OK(f, r);
	return r == 1 ? id : 0;
}

static int take(struct fix *f, int64_t id, int64_t now)
{
	AUTO_MESSAGE m = {0};
	int r = 0;

	IN_TXN(f, {
		r = claim_look(f->db, id, &m, &f->err);
		if (r == 1)
			r = claim_take(f->db, now, &m, &f->err);
	});
	OK(f, r);
	return r;
}

static void settle(struct fix *f, const struct claim_outcome *outcome)
{
	IN_TXN(f, OK(f, claim_settle(f->db, outcome, T0 + 9, &f->err)));
}

static void assert_state(struct fix *f, int64_t id, enum message_state state)
{
	AUTO_MESSAGE m = {0};

	OK(f, message_get(f->db, id, &m, &f->err));
	assert_string_equal(
		message_state_name[m.state], message_state_name[state]);
}

static int64_t hold(struct fix *f, int64_t id, int64_t now)
{
	AUTO_MESSAGE m = {0};
	AUTO_REP rep = {0};
	int64_t until = now;
	int r = 0;

	OK(f, message_get(f->db, id, &m, &f->err));
	OK(f, row_get(f->db, &rep_table, 1, &rep, &f->err));
	IN_TXN(f, r = hold_quiet(f->db, &m, &rep, now, &until, &f->err));
	OK(f, r);
	return until - now;
}

static int count_row(void *userdata, const struct claim_ready *ready)
{
	(void)ready;
	++*(int *)userdata;
	return 0;
}

static int ready_at(struct fix *f, int64_t now)
{
	int n = 0;

	OK(f, claim_scan(f->db, &(struct claim_span){.until = now},
		      &(struct claim_reader){.row = count_row, .userdata = &n},
		      &f->err));
	return n;
}

static void test_queued_once(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &brief);
	AUTO_MESSAGE m = {0};

	assert_int_not_equal(id, 0);
	assert_int_equal(queue(f, &brief), 0);
	OK(f, message_get(f->db, id, &m, &f->err));
	assert_string_equal(m.key, "1/mail/brief/2026-11-16/1");
	assert_int_equal(m.state, MESSAGE_WAITING);
	assert_int_equal(message_get(f->db, 999, &m, &f->err), -ENOENT);
}

static void test_next_gen_is_told_again(void **state)
{
	struct fix *f = *state;
	struct message_new moved = nudge;

	assert_int_not_equal(queue(f, &nudge), 0);
	moved.gen = 2;
	assert_int_not_equal(queue(f, &moved), 0);
}

static void test_newer_brief_replaces_waiting_ones(void **state)
{
	struct fix *f = *state;
	struct message_new next = brief;
	int64_t old = queue(f, &brief), sending, newest;
	AUTO_MESSAGE m = {0};

	next.subject = "2026-11-17";
	sending = queue(f, &next);
	assert_state(f, old, MESSAGE_MERGED);
	assert_int_equal(take(f, sending, T0), 1);
	next.subject = "2026-11-18";
	newest = queue(f, &next);
	assert_state(f, sending, MESSAGE_SENDING);
	OK(f, message_get(f->db, old, &m, &f->err));
	assert_int_equal(m.merged_into, sending);
	assert_null(m.model);
	assert_state(f, newest, MESSAGE_WAITING);
}

static void test_cancelled_when_all_is_done(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &nudge);

	fix_sql(f->path, "UPDATE touchpoint SET state = 'done' WHERE id = 41");
	IN_TXN(f, OK(f, message_cancel_touchpoint(f->db, 41, T0, &f->err)));
	assert_state(f, id, MESSAGE_WAITING);
	fix_sql(f->path, "UPDATE touchpoint SET gen = 2 WHERE id = 42");
	IN_TXN(f, OK(f, message_cancel_touchpoint(f->db, 42, T0, &f->err)));
	assert_state(f, id, MESSAGE_CANCELLED);
	assert_int_equal(ready_at(f, T0), 0);
}

static void test_looked_at_once_more_before_sending(void **state)
{
	struct fix *f = *state;
	struct message_new late = brief;
	int64_t stale = queue(f, &nudge), old = queue(f, &late);

	fix_sql(f->path, "UPDATE touchpoint SET state = 'done'");
	assert_int_equal(take(f, stale, T0), 0);
	assert_state(f, stale, MESSAGE_CANCELLED);
	assert_int_equal(take(f, old, T0 + DAY + 1), 0);
	assert_state(f, old, MESSAGE_EXPIRED);
	assert_int_equal(take(f, 999, T0), 0);
}

/* T0 is 22:13:20; 31600 seconds later it is seven. */
static void test_held_in_quiet_hours(void **state)
{
	enum { TO_SEVEN = 31600 };
	struct fix *f = *state;
	struct message_new asked = brief, test = brief;
	int64_t told, id, asked_id, test_id;

	asked.gen = 2;
	asked.channel = "other";
	test.kind = MESSAGE_TEST;
	told = queue(f, &nudge);
	id = queue(f, &brief);
	asked_id = queue(f, &asked);
	test_id = queue(f, &test);
	assert_int_equal(hold(f, id, T0), 0);
	fix_sql(f->path, "UPDATE rep SET quiet_from = 1200, quiet_to = 420");
	assert_int_equal(hold(f, told, T0), TO_SEVEN);
	assert_int_equal(hold(f, id, T0), TO_SEVEN);
	assert_int_equal(hold(f, asked_id, T0), 0);
	assert_int_equal(hold(f, test_id, T0), 0);
	assert_int_equal(ready_at(f, T0), 2);
	assert_int_equal(hold(f, id, T0 + TO_SEVEN), 0);
	/* It lives as much longer; no attempt is counted. */
	assert_int_equal(fix_number(f->path,
				 "SELECT COUNT(*) FROM pending p JOIN message m"
				 " ON m.id = p.message_id WHERE p.attempts = 0"
				 " AND p.not_before > m.due_at"
				 " AND m.expires_at - p.not_before = 86400"),
		2);
	/* Who has to leave is told. */
	fix_sql(f->path, "UPDATE touchpoint SET kind = 'meeting'");
	assert_int_equal(hold(f, told, T0), 0);
}

static void test_sent(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &brief);
	AUTO_MESSAGE m = {0};
	AUTO_MESSAGE_ATTEMPTS attempts = {0};

	assert_int_equal(ready_at(f, T0), 1);
	assert_int_equal(take(f, id, T0), 1);
	assert_int_equal(take(f, id, T0), 0);
	assert_int_equal(ready_at(f, T0), 0);
	settle(f, &(struct claim_outcome){.message_id = id,
			  .state = MESSAGE_SENT,
			  .claimed_at = T0,
			  .attempts = 1,
			  .class = "sent",
			  .code = "250",
			  .remote_id = "queued as 7"});
	OK(f, message_get(f->db, id, &m, &f->err));
	assert_int_equal(m.state, MESSAGE_SENT);
	assert_string_equal(m.remote_id, "queued as 7");
	assert_int_equal(m.attempts, 1);
	OK(f, message_list_attempts(f->db, id, &attempts, &f->err));
	assert_int_equal(attempts.n, 1);
	assert_string_equal(attempts.items[0].code, "250");
	assert_int_equal(attempts.items[0].started_at, T0);
	assert_int_equal(attempts.items[0].ended_at, T0 + 9);
	assert_int_equal(queue(f, &brief), 0);
}

static bool is_empty(struct fix *f, int64_t id)
{
	AUTO_MESSAGE m = {0};

	OK(f, message_get(f->db, id, &m, &f->err));
	return !m.model;
}

/* Queues n, whose subjects are letters from at on, and ends them. */
static void end_some(struct fix *f, enum message_state state, int at, int n)
{
	for (int i = 0; i < n; i++) {
		struct message_new new = nudge;
		char subject[] = {(char)('a' + at + i), 0};
		int64_t id;

		new.subject = subject;
		id = queue(f, &new);
		assert_int_equal(take(f, id, T0), 1);
		settle(f, &(struct claim_outcome){.message_id = id,
				  .state = state,
				  .class = message_state_name[state]});
		assert_false(is_empty(f, id));
	}
}

static int go_on(struct fix *f, struct emptied *from)
{
	int r = 0;

	IN_TXN(f, r = emptied_go_on(f->db, MESSAGE_SENT, 2, from, &f->err));
	OK(f, r);
	return r;
}

static void test_emptied_when_there_is_time(void **state)
{
	struct fix *f = *state;
	struct emptied from = {0};

	end_some(f, MESSAGE_SENT, 0, 3);
	end_some(f, MESSAGE_DEAD, 3, 1);
	OK(f, emptied_find(f->db, MESSAGE_SENT, &from, &f->err));
	assert_int_equal(from.at, 0);
	assert_int_equal(go_on(f, &from), 2);
	assert_true(is_empty(f, 2));
	assert_false(is_empty(f, 3));
	/* Another life goes on where this one stopped. */
	OK(f, emptied_find(f->db, MESSAGE_SENT, &from, &f->err));
	assert_int_equal(from.at, T0 + 9);
	assert_int_equal(go_on(f, &from), 2);
	assert_int_equal(go_on(f, &from), 1);
	assert_int_equal(go_on(f, &from), 0);
	assert_true(is_empty(f, 3));
	assert_false(is_empty(f, 4));
}

static void test_tried_again_later(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &brief), at = 0;
	AUTO_MESSAGE m = {0};

	assert_int_equal(take(f, id, T0), 1);
	settle(f, &(struct claim_outcome){.message_id = id,
			  .state = MESSAGE_WAITING,
			  .not_before = T0 + 60,
			  .attempts = 1,
			  .class = "temporary"});
	assert_int_equal(ready_at(f, T0 + 59), 0);
	OK(f, claim_next_at(f->db, T0, &at, &f->err));
	assert_int_equal(at, T0 + 60);
	assert_int_equal(take(f, id, T0 + 60), 1);
	settle(f, &(struct claim_outcome){.message_id = id,
			  .state = MESSAGE_WAITING,
			  .not_before = T0 + 90,
			  .attempts = 1,
			  .class = "limited"});
	OK(f, message_get(f->db, id, &m, &f->err));
	assert_int_equal(m.attempts, 1);
	assert_int_equal(take(f, id, T0 + 90), 1);
}

static void test_outcome_of_what_is_not_claimed_is_nothing(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &brief);

	settle(f, &(struct claim_outcome){
			  .message_id = id, .state = MESSAGE_DEAD});
	assert_state(f, id, MESSAGE_WAITING);
}

static void test_orphans_of_an_earlier_life(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &brief);
	int n = 0;
	const struct claim_reader counter = {.row = count_row, .userdata = &n};

	OK(f, claim_orphans(f->db, &counter, &f->err));
	assert_int_equal(n, 0);
	assert_int_equal(take(f, id, T0), 1);
	OK(f, claim_orphans(f->db, &counter, &f->err));
	assert_int_equal(n, 1);
}

static void test_retry_by_a_person(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &brief), now = T0 + 5 * DAY;
	AUTO_MESSAGE m = {0};

	IN_TXN(f, assert_int_equal(
			  message_retry(f->db, id, now, &f->err), -EALREADY));
	assert_int_equal(take(f, id, T0), 1);
	settle(f, &(struct claim_outcome){.message_id = id,
			  .state = MESSAGE_DEAD,
			  .class = "refused"});
	IN_TXN(f, OK(f, message_retry(f->db, id, now, &f->err)));
	OK(f, message_get(f->db, id, &m, &f->err));
	assert_int_equal(m.state, MESSAGE_WAITING);
	assert_int_equal(m.attempts, 0);
	assert_int_equal(m.not_before, now);
	assert_non_null(m.model);
	assert_int_equal(take(f, id, now), 1);
	settle(f, &(struct claim_outcome){.message_id = id,
			  .state = MESSAGE_HELD,
			  .uncertain = 1,
			  .class = "uncertain"});
	assert_int_equal(ready_at(f, now), 0);
	IN_TXN(f, OK(f, message_retry(f->db, id, now, &f->err)));
	assert_int_equal(ready_at(f, now), 1);
}

static void test_expired_while_waiting(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &brief);

	IN_TXN(f, OK(f, claim_expire(f->db, T0 + DAY, 10, &f->err)));
	assert_state(f, id, MESSAGE_WAITING);
	IN_TXN(f, OK(f, claim_expire(f->db, T0 + DAY + 1, 10, &f->err)));
	assert_state(f, id, MESSAGE_EXPIRED);
}

static void test_held_waits_for_a_person(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &brief);

	assert_int_equal(take(f, id, T0), 1);
	settle(f, &(struct claim_outcome){.message_id = id,
			  .state = MESSAGE_HELD,
			  .uncertain = 1,
			  .class = "uncertain"});
	IN_TXN(f, OK(f, claim_expire(f->db, T0 + 180 * DAY, 10, &f->err)));
	assert_state(f, id, MESSAGE_HELD);
	IN_TXN(f, OK(f, claim_expire(f->db, T0 + 180 * DAY + 1, 10, &f->err)));
	assert_state(f, id, MESSAGE_EXPIRED);
}

static void test_goes_another_way(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &nudge);
	AUTO_MESSAGE m = {0};
	AUTO_MESSAGE other = {0};
	int r = 0;

	IN_TXN(f, r = reroute_channel(
			  f->db, "mail", "maildir", T0 + 2, T0 + 2, &f->err));
	assert_int_equal(r, 1);
	OK(f, message_get(f->db, id, &m, &f->err));
	assert_int_equal(m.state, MESSAGE_MERGED);
	OK(f, message_get(f->db, m.merged_into, &other, &f->err));
	assert_string_equal(other.key, "1/maildir/nudge/41/1");
	assert_string_equal(other.model, nudge.model);
	assert_int_equal(fix_number(f->path,
				 "SELECT COUNT(*) FROM message_touchpoint mt "
				 "JOIN message m ON m.id = mt.message_id "
				 "WHERE m.channel = 'maildir'"),
		2);
}

static void test_pruned_but_never_told_again(void **state)
{
	struct fix *f = *state;
	int64_t id = queue(f, &nudge);
	int r = 0;

	assert_int_equal(take(f, id, T0), 1);
	settle(f, &(struct claim_outcome){
			  .message_id = id, .state = MESSAGE_SENT});
	IN_TXN(f, r = message_prune(f->db, T0 + 90 * DAY, 10, &f->err));
	assert_int_equal(r, 0);
	IN_TXN(f, r = message_prune(f->db, T0 + 91 * DAY, 10, &f->err));
	assert_int_equal(r, 1);
	assert_int_equal(queue(f, &nudge), 0);
	assert_int_equal(
		fix_number(f->path, "SELECT COUNT(*) FROM message"), 0);
	IN_TXN(f, r = message_prune(f->db, T0 + 500 * DAY, 10, &f->err));
	assert_int_not_equal(queue(f, &nudge), 0);
}

static void test_lists(void **state)
{
	struct fix *f = *state;
	int64_t first = queue(f, &brief), second = queue(f, &nudge);
	int64_t counts[MESSAGE_STATE_N];
	AUTO_MESSAGE_LIST all = {0};
	AUTO_MESSAGE_LIST older = {0};
	AUTO_MESSAGE_LIST dead = {0};

	OK(f, message_list(f->db, &(struct message_filter){.limit = 10}, &all,
		      &f->err));
	assert_int_equal(all.n, 2);
	assert_int_equal(all.items[0].id, second);
	OK(f, message_list(f->db,
		      &(struct message_filter){
			      .limit = 1, .before_id = second, .rep_id = 1},
		      &older, &f->err));
	assert_int_equal(older.n, 1);
	assert_int_equal(older.items[0].id, first);
	OK(f, message_list(f->db,
		      &(struct message_filter){
			      .limit = 1, .state = "dead", .channel = "mail"},
		      &dead, &f->err));
	assert_int_equal(dead.n, 0);
	OK(f, message_list_count(f->db, "mail", counts, &f->err));
	assert_int_equal(counts[MESSAGE_WAITING], 2);
	OK(f, message_list_count(f->db, "room", counts, &f->err));
	assert_int_equal(counts[MESSAGE_WAITING], 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_queued_once),
		TEST(test_next_gen_is_told_again),
		TEST(test_newer_brief_replaces_waiting_ones),
		TEST(test_cancelled_when_all_is_done),
		TEST(test_looked_at_once_more_before_sending),
		TEST(test_held_in_quiet_hours),
		TEST(test_sent),
		TEST(test_emptied_when_there_is_time),
		TEST(test_tried_again_later),
		TEST(test_outcome_of_what_is_not_claimed_is_nothing),
		TEST(test_orphans_of_an_earlier_life),
		TEST(test_retry_by_a_person),
		TEST(test_expired_while_waiting),
		TEST(test_held_waits_for_a_person),
		TEST(test_goes_another_way),
		TEST(test_pruned_but_never_told_again),
		TEST(test_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
