/* Changes and undo: what goes back, what does not, what is in the way. */
#include "storefix.h"

#include "store/account.h"
#include "store/change.h"
#include "store/contact.h"
#include "store/forget.h"
#include "store/rep.h"
#include "store/sqlite.h"
#include "store/touchpoint.h"

#include <errno.h>
#include <string.h>

/* A database with rep 1, account 1 and touchpoint 1; changes 1 to 3. */
static int setup(void **state)
{
	struct fix *f;
	struct change change;
	AUTO_REP rep = {.slug = strdup("li"),
		.name = strdup("Li"),
		.name_fold = strdup("li"),
		.zone = strdup("UTC"),
		.locale = strdup("en"),
		.quiet_from = -1,
		.quiet_to = -1};
	AUTO_ACCOUNT account = {.slug = strdup("acme"),
		.name = strdup("Acme"),
		.name_fold = strdup("acme"),
		.owner_id = 1};
	AUTO_TOUCHPOINT tp = {.account_id = 1,
		.owner_id = 1,
		.seq = 1,
		.gen = 1,
		.visible_at = 103,
		.kind = KIND_TASK,
		.purpose = strdup("call"),
		.due = {2026, 11, 16},
		.due_minute = -1};

	fix_setup(state);
	f = *state;
	change = fix_change("rep.add", 101);
	change.actor_id = 0;
	IN_TXN(f, OK(f, row_insert(f->db, &change, &rep_table, &rep, &f->err)));
	change = fix_change("account.add", 102);
	IN_TXN(f, OK(f, row_insert(f->db, &change, &account_table, &account,
				&f->err)));
	change = fix_change("touchpoint.add", 103);
	IN_TXN(f, OK(f, row_insert(f->db, &change, &touchpoint_table, &tp,
				&f->err)));
	return 0;
}

static void load(struct fix *f, struct touchpoint *tp)
{
	OK(f, row_get(f->db, &touchpoint_table, 1, tp, &f->err));
}

static int64_t save(struct fix *f, struct touchpoint *tp, const char *method)
{
	struct change change = fix_change(method, 200);

	IN_TXN(f, OK(f, row_update(f->db, &change, &touchpoint_table, tp,
				&f->err)));
	return change.id;
}

static int64_t move(struct fix *f, int day)
{
	AUTO_TOUCHPOINT tp = {0};

	load(f, &tp);
	tp.due.day = (uint8_t)day;
	tp.gen++;
	tp.seq++;
	tp.visible_at = 200;
	return save(f, &tp, "touchpoint.move");
}

static int64_t close_it(struct fix *f)
{
	AUTO_TOUCHPOINT tp = {0};

	load(f, &tp);
	tp.state = STATE_DONE;
	tp.done_on = (struct civil_date){2026, 11, 16};
	tp.outcome = OUTCOME_OK;
	tp.result = strdup("went well");
	return save(f, &tp, "touchpoint.close");
}

/* Undoes in a transaction that is kept when it worked. */
static int undo(struct fix *f, int64_t id, int64_t *ret_id)
{
	struct change change = fix_change("change.undo", 300);
	AUTO_TXN t = {0};
	int r;

	change.undoes = id;
	f->err = (struct err){0};
	OK(f, txn_begin(f->db, &t, &f->err));
	r = change_undo(f->db, &change, id, &f->err);
	if (r == 0)
		OK(f, txn_commit(&t, &f->err));
	if (ret_id)
		*ret_id = change.id;
	return r;
}

static void undone(struct fix *f, int64_t id)
{
	OK(f, undo(f, id, NULL));
}

static void test_the_row_is_as_before(void **state)
{
	struct fix *f = *state;
	AUTO_TOUCHPOINT before = {0};
	AUTO_TOUCHPOINT after = {0};

	load(f, &before);
	undone(f, close_it(f));
	load(f, &after);
	assert_int_equal(after.state, STATE_OPEN);
	assert_int_equal(after.outcome, OUTCOME_NONE);
	assert_true(civil_is_none(after.done_on));
	assert_null(after.result);
	assert_int_equal(after.rev, 3);
}

static void test_a_reminder_becomes_a_new_one(void **state)
{
	struct fix *f = *state;
	AUTO_TOUCHPOINT tp = {0};

	undone(f, close_it(f)); /* was not visible: seq stays */
	load(f, &tp);
	assert_int_equal(tp.gen, 2);
	assert_int_equal(tp.seq, 1);
	assert_int_equal(tp.visible_at, 103);
	undone(f, move(f, 20));
	load(f, &tp);
	assert_int_equal(tp.due.day, 16);
	assert_int_equal(tp.gen, 4);
	assert_int_equal(tp.seq, 3);
	assert_int_equal(tp.visible_at, 300);
}

static void test_one_change_may_write_a_row_twice(void **state)
{
	struct fix *f = *state;
	struct change change = fix_change("touchpoint.close", 200);
	AUTO_TOUCHPOINT tp = {0};

	load(f, &tp);
	{
		AUTO_TXN t = {0};

		OK(f, txn_begin(f->db, &t, &f->err));
		tp.due.day = 17;
		OK(f, row_update(
			      f->db, &change, &touchpoint_table, &tp, &f->err));
		tp.due.day = 18;
		tp.attempts = 1;
		OK(f, row_update(
			      f->db, &change, &touchpoint_table, &tp, &f->err));
		OK(f, txn_commit(&t, &f->err));
	}
	undone(f, change.id);
	load(f, &tp);
	assert_int_equal(tp.due.day, 16);
	assert_int_equal(tp.attempts, 0);
	assert_int_equal(tp.rev, 4);
}

static void test_a_created_row_becomes_a_tombstone_and_returns(void **state)
{
	struct fix *f = *state;
	AUTO_TOUCHPOINT tp = {0};
	int64_t id;

	OK(f, undo(f, 3, &id));
	load(f, &tp);
	assert_int_equal(tp.deleted_at, 300);
	undone(f, id);
	load(f, &tp);
	assert_int_equal(tp.deleted_at, 0);
	assert_string_equal(tp.purpose, "call");
}

static void test_a_later_change_is_named(void **state)
{
	struct fix *f = *state;
	int64_t first = move(f, 20), second = close_it(f);
	AUTO_TOUCHPOINT tp = {0};

	assert_int_equal(first, 4);
	assert_int_equal(undo(f, first, NULL), -ESTALE);
	SAYS(f, "change 4 cannot be taken back: change 5 came");
	load(f, &tp);
	assert_int_equal(tp.rev, 3);
	undone(f, second);
	undone(f, first);
	load(f, &tp);
	assert_int_equal(tp.due.day, 16);
	assert_int_equal(tp.state, STATE_OPEN);
}

static void test_changes_are_undone_once(void **state)
{
	struct fix *f = *state;
	int64_t id = move(f, 20);

	undone(f, id);
	assert_int_equal(undo(f, id, NULL), -EALREADY);
	SAYS(f, "change 4 was already taken back by change 5");
	assert_int_equal(undo(f, 99, NULL), -ENOENT);
	SAYS(f, "no change 99");
}

static void test_an_undo_can_be_undone_again_and_again(void **state)
{
	struct fix *f = *state;
	int64_t id = move(f, 20);
	AUTO_TOUCHPOINT tp = {0};

	for (int i = 0; i < 4; i++) {
		int64_t next;

		OK(f, undo(f, id, &next));
		load(f, &tp);
		assert_int_equal(tp.due.day, i % 2 ? 20 : 16);
		id = next;
	}
	/* In force after an even number: 4 itself, not 5; 6, not 7. */
	assert_int_equal(
		fix_number(f->path, "SELECT count(*) FROM change WHERE id >= 4"
				    " AND undone_by IS NULL"),
		3);
	assert_int_equal(undo(f, 5, NULL), -EALREADY);
	undone(f, 4);
	load(f, &tp);
	assert_int_equal(tp.due.day, 16);
}

/* A moves, B closes; both undone, then B's undo is undone while A's stands:
 * the row is no longer what B was made on. */
static void test_an_undo_below_is_in_the_way(void **state)
{
	struct fix *f = *state;
	int64_t a = move(f, 20), b = close_it(f), undo_of_b;

	OK(f, undo(f, b, &undo_of_b));
	undone(f, a);
	assert_int_equal(undo(f, undo_of_b, NULL), -ESTALE);
	SAYS(f, "came later");
}

static void test_what_others_build_on_stays(void **state)
{
	struct fix *f = *state;
	struct change change = fix_change("contact.add", 201);
	AUTO_CONTACT contact = {.account_id = 1,
		.slug = strdup("wang"),
		.name = strdup("Wang"),
		.name_fold = strdup("wang")};
	AUTO_ACCOUNT account = {0};

	IN_TXN(f, OK(f, row_insert(f->db, &change, &contact_table, &contact,
				&f->err)));
	undone(f, 3);
	assert_int_equal(undo(f, 2, NULL), -ESTALE);
	SAYS(f, "change 2 cannot be taken back: change 4 builds");
	undone(f, 4);
	undone(f, 2);
	OK(f, row_get(f->db, &account_table, 1, &account, &f->err));
	assert_int_equal(account.deleted_at, 300);
}

static void test_nothing_returns_to_what_is_gone(void **state)
{
	struct fix *f = *state;
	int64_t undo_of_3;

	OK(f, undo(f, 3, &undo_of_3));
	undone(f, 2);
	assert_int_equal(undo(f, undo_of_3, NULL), -ESTALE);
	SAYS(f, "builds on it");
}

static void test_a_name_taken_meanwhile_is_told(void **state)
{
	struct fix *f = *state;
	struct change change = fix_change("account.add", 201);
	AUTO_ACCOUNT twin = {.slug = strdup("acme"),
		.name = strdup("Acme 2"),
		.name_fold = strdup("acme 2"),
		.owner_id = 1};
	int64_t undo_of_2;

	undone(f, 3);
	OK(f, undo(f, 2, &undo_of_2));
	IN_TXN(f, OK(f, row_insert(f->db, &change, &account_table, &twin,
				&f->err)));
	assert_int_equal(undo(f, undo_of_2, NULL), -EEXIST);
	SAYS(f, "same name");
}

static void test_foreign_writing_is_told(void **state)
{
	struct fix *f = *state;
	int64_t id = move(f, 20);

	fix_sql(f->path, "UPDATE touchpoint SET due = '2026-12-01',"
			 " rev = rev + 1");
	assert_int_equal(undo(f, id, NULL), -ESTALE);
	SAYS(f, "outside nudge");
}

static void test_damaged_history_is_told(void **state)
{
	struct fix *f = *state;
	int64_t id = move(f, 20);

	fix_sql(f->path, "UPDATE event SET before = 'x' WHERE id = 4");
	assert_int_equal(undo(f, id, NULL), -EBADMSG);
	SAYS(f, "history of change 4");
	fix_sql(f->path, "UPDATE event SET tbl = 'x' WHERE id = 4");
	assert_int_equal(undo(f, id, NULL), -EBADMSG);
	SAYS(f, "does not know");
}

static void test_the_newest_is_ones_own_and_human(void **state)
{
	struct fix *f = *state;
	struct change daemon = fix_change("day.roll", 200);
	AUTO_TOUCHPOINT tp = {0};
	int64_t id, mine = move(f, 20);

	load(f, &tp);
	tp.attempts++;
	daemon.actor_id = 0;
	daemon.door = DOOR_DAEMON;
	IN_TXN(f, OK(f, row_update(f->db, &daemon, &touchpoint_table, &tp,
				&f->err)));
	OK(f, change_newest(f->db, 1, &id, &f->err));
	assert_int_equal(id, mine);
	assert_int_equal(change_newest(f->db, 2, &id, &f->err), -ENOENT);
}

static void test_the_newest_skips_what_is_undone(void **state)
{
	struct fix *f = *state;
	int64_t id, first = move(f, 20), second = move(f, 23);

	undone(f, second);
	OK(f, change_newest(f->db, 1, &id, &f->err));
	assert_int_equal(id, first);
	undone(f, first);
	OK(f, change_newest(f->db, 1, &id, &f->err));
	assert_int_equal(id, 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fix_teardown)

static void add_contact(struct fix *f)
{
	struct change change = fix_change("contact.add", 104);
	AUTO_CONTACT contact = {.account_id = 1,
		.slug = strdup("wang"),
		.name = strdup("Wang"),
		.name_fold = strdup("wang")};

	IN_TXN(f, OK(f, row_insert(f->db, &change, &contact_table, &contact,
				&f->err)));
}

/* Rows that statements of the handle have looked at without an index. */
static int64_t rows_scanned(struct fix *f)
{
	sqlite3_stmt *st = NULL;
	int64_t n = 0;

	while ((st = sqlite3_next_stmt(f->db->raw, st)))
		n += sqlite3_stmt_status(
			st, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
	return n;
}

static int64_t scanned_to_forget(struct fix *f)
{
	struct forget forget = {
		.contact_id = 1, .account_id = 1, .account = "acme"};
	struct change change = fix_change("contact.forget", 300);
	struct forget_count count;

	(void)rows_scanned(f);
	IN_TXN(f, OK(f, forget_contact(
				f->db, &change, &forget, &count, &f->err)));
	return rows_scanned(f);
}

/* What others have is not looked through for a name. */
static void test_forgetting_costs_what_the_account_has(void **state)
{
	struct fix *f = *state;
	int64_t before;

	add_contact(f);
	before = scanned_to_forget(f);
	fix_sql(f->path,
		"WITH RECURSIVE i (n) AS (SELECT 2 UNION ALL"
		" SELECT n + 1 FROM i WHERE n < 1000)"
		" INSERT INTO account (id, rev, created_at, slug, name,"
		" name_fold, tier, stage, course, owner_id) SELECT n, 1, 1,"
		" 'c' || n, 'C', 'c', 'key', 'customer', 'active', 1 FROM i;"
		"INSERT INTO note (rev, created_at, account_id, rep_id,"
		" on_date, text, caution, share, in_room) SELECT 1, 1, id, 1,"
		" '2026-11-16', 'x', 0, 0, 0 FROM account WHERE id > 1;"
		"INSERT INTO change (at, door, method, params)"
		" SELECT 1, 'cli', 'note.add', '{}' FROM note;"
		"INSERT INTO event (change_id, tbl, row_id, rev_after, after)"
		" SELECT n.id + 4, 'note', n.id, 1, '{}' FROM note n");
	assert_int_equal(scanned_to_forget(f), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_row_is_as_before),
		TEST(test_a_reminder_becomes_a_new_one),
		TEST(test_one_change_may_write_a_row_twice),
		TEST(test_a_created_row_becomes_a_tombstone_and_returns),
		TEST(test_a_later_change_is_named),
		TEST(test_changes_are_undone_once),
		TEST(test_an_undo_can_be_undone_again_and_again),
		TEST(test_an_undo_below_is_in_the_way),
		TEST(test_what_others_build_on_stays),
		TEST(test_nothing_returns_to_what_is_gone),
		TEST(test_a_name_taken_meanwhile_is_told),
		TEST(test_foreign_writing_is_told),
		TEST(test_damaged_history_is_told),
		TEST(test_the_newest_is_ones_own_and_human),
		TEST(test_the_newest_skips_what_is_undone),
		TEST(test_forgetting_costs_what_the_account_has),
	};

	return cmocka_run_group_tests_name("change", tests, NULL, NULL);
}
