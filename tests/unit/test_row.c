/* Rows: every type of column there and back, rev, tombstones, history. */
#include "storefix.h"

#include "store/change.h"
#include "store/image.h"
#include "store/row.h"

#include <errno.h>
#include <string.h>

enum colour { RED, GREEN, BLUE };
static const char *const colours[] = {"red", "green", "blue"};

struct sample {
	int64_t id, rev, created_at, deleted_at;
	int64_t number, ref;
	char *text;
	struct civil_date date;
	enum colour colour;
};

static const struct column columns[] = {
	COLUMN(COLUMN_INT, sample, number),
	COLUMN(COLUMN_REF, sample, ref),
	COLUMN(COLUMN_TEXT, sample, text),
	COLUMN(COLUMN_DATE, sample, date),
	COLUMN(COLUMN_ENUM, sample, colour, COLUMN_NAMES(colours)),
};

static const struct table sample_table = {
	.name = "sample",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.size = sizeof(struct sample),
};

static void sample_done(struct sample *s)
{
	row_done(&sample_table, s);
}
#define AUTO_SAMPLE CLEANUP(sample_done) struct sample

static int setup(void **state)
{
	fix_setup(state);
	fix_sql(((struct fix *)*state)->path,
		"CREATE TABLE sample (id INTEGER PRIMARY KEY AUTOINCREMENT,"
		" rev INTEGER NOT NULL, created_at INTEGER NOT NULL,"
		" deleted_at INTEGER, number INTEGER NOT NULL, ref INTEGER,"
		" text TEXT UNIQUE, date TEXT, colour TEXT NOT NULL) STRICT;"
		"INSERT INTO rep (rev, created_at, slug, name, name_fold,"
		" zone, locale, brief_minute, quiet_from, quiet_to,"
		" level_load) VALUES (1, 1, 'li', 'Li', 'li', 'UTC', 'en',"
		" 480, -1, -1, 0)");
	return 0;
}

static int64_t count(struct fix *f, const char *sql)
{
	return fix_number(f->path, sql);
}

static void insert(struct fix *f, struct sample *s)
{
	struct change change = fix_change("sample.add", 1000);

	IN_TXN(f, OK(f, row_insert(f->db, &change, &sample_table, s, &f->err)));
}

static void assert_same(const struct sample *a, const struct sample *b)
{
	assert_int_equal(a->id, b->id);
	assert_int_equal(a->rev, b->rev);
	assert_int_equal(a->created_at, b->created_at);
	assert_int_equal(a->deleted_at, b->deleted_at);
	assert_true(a->number == b->number);
	assert_true(a->ref == b->ref);
	assert_true(!a->text == !b->text);
	if (a->text)
		assert_string_equal(a->text, b->text);
	assert_int_equal(civil_cmp(a->date, b->date), 0);
	assert_int_equal(a->colour, b->colour);
}

static void test_every_type_there_and_back(void **state)
{
	struct fix *f = *state;
	const struct sample cases[] = {
		{.text = NULL},
		{.text = (char *)(uintptr_t) "", .colour = BLUE},
		{.number = INT64_MIN,
			.ref = INT64_MAX,
			.colour = GREEN,
			.text = (char *)(uintptr_t) "重点 'x' \"y\" \n\t\\",
			.date = {2026, 11, 13}},
		{.number = -1, .ref = -1, .date = {9999, 12, 31}},
		{.date = {1, 1, 1}},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct sample in = cases[i];
		AUTO_SAMPLE out = {0};
		AUTO_SAMPLE imaged = {0};
		AUTO_FREE char *image = NULL;

		insert(f, &in);
		assert_int_equal(in.id, i + 1);
		assert_int_equal(in.rev, 1);
		assert_int_equal(in.created_at, 1000);
		OK(f, row_get(f->db, &sample_table, in.id, &out, &f->err));
		assert_same(&in, &out);
		OK(f, image_make(&sample_table, &out, NULL, &image));
		OK(f, image_apply(&sample_table, &imaged, image, 0));
		imaged.id = in.id;
		imaged.rev = in.rev;
		imaged.created_at = in.created_at;
		assert_same(&in, &imaged);
	}
}

static void test_what_is_absent_is_null(void **state)
{
	struct fix *f = *state;
	struct sample s = {0};

	insert(f, &s);
	assert_int_equal(count(f, "SELECT count(*) FROM sample WHERE ref IS"
				  " NULL AND text IS NULL AND date IS NULL"
				  " AND colour = 'red'"),
		1);
}

static void test_a_row_that_is_not_there(void **state)
{
	struct fix *f = *state;
	AUTO_SAMPLE s = {0};

	assert_int_equal(
		row_get(f->db, &sample_table, 7, &s, &f->err), -ENOENT);
	assert_null(f->err.msgid);
}

static void test_an_unknown_name_is_damage(void **state)
{
	struct fix *f = *state;
	AUTO_SAMPLE s = {0};

	insert(f, &s);
	fix_sql(f->path, "UPDATE sample SET colour = 'mauve'");
	assert_int_equal(
		row_get(f->db, &sample_table, 1, &s, &f->err), -EBADMSG);
	SAYS(f, "record 1 of sample");
	fix_sql(f->path, "UPDATE sample SET colour = 'red', date = 'soon'");
	assert_int_equal(
		row_get(f->db, &sample_table, 1, &s, &f->err), -EBADMSG);
}

static void test_an_update_writes_and_remembers_what_differs(void **state)
{
	struct fix *f = *state;
	struct change change = fix_change("sample.edit", 1001);
	AUTO_SAMPLE s = {.number = 1, .text = strdup("a")};
	AUTO_SAMPLE out = {0};

	insert(f, &s);
	s.number = 2;
	s.date = (struct civil_date){2026, 11, 16};
	IN_TXN(f,
		OK(f, row_update(f->db, &change, &sample_table, &s, &f->err)));
	assert_int_equal(s.rev, 2);
	OK(f, row_get(f->db, &sample_table, s.id, &out, &f->err));
	assert_same(&s, &out);
	assert_int_equal(
		count(f, "SELECT count(*) FROM event WHERE change_id = 2"
			 " AND tbl = 'sample' AND row_id = 1"
			 " AND rev_before = 1 AND rev_after = 2 AND before ="
			 " '{\"number\":1,\"date\":null}' AND after ="
			 " '{\"number\":2,\"date\":\"2026-11-16\"}'"),
		1);
}

static void test_an_update_of_nothing_is_no_change(void **state)
{
	struct fix *f = *state;
	struct change change = fix_change("sample.edit", 1001);
	AUTO_SAMPLE s = {.text = strdup("a")};

	insert(f, &s);
	IN_TXN(f,
		OK(f, row_update(f->db, &change, &sample_table, &s, &f->err)));
	assert_int_equal(s.rev, 1);
	assert_int_equal(change.id, 0);
	assert_int_equal(count(f, "SELECT count(*) FROM change"), 1);
	assert_int_equal(count(f, "SELECT count(*) FROM event"), 1);
}

static void test_who_comes_second_is_refused(void **state)
{
	struct fix *f = *state;
	struct change change = fix_change("sample.edit", 1001);
	AUTO_SAMPLE first = {0};
	AUTO_SAMPLE second = {0};
	AUTO_TXN t = {0};

	insert(f, &first);
	OK(f, row_get(f->db, &sample_table, 1, &second, &f->err));
	first.number = 1;
	IN_TXN(f, OK(f, row_update(f->db, &change, &sample_table, &first,
				&f->err)));
	second.number = 2;
	OK(f, txn_begin(f->db, &t, &f->err));
	assert_int_equal(
		row_update(f->db, &change, &sample_table, &second, &f->err),
		-ESTALE);
	SAYS(f, "just changed");
}

static void test_a_deleted_row_stays_as_a_tombstone(void **state)
{
	struct fix *f = *state;
	struct change change = fix_change("sample.remove", 1002);
	AUTO_SAMPLE s = {.text = strdup("a")};
	AUTO_SAMPLE out = {0};

	insert(f, &s);
	IN_TXN(f,
		OK(f, row_delete(f->db, &change, &sample_table, &s, &f->err)));
	OK(f, row_get(f->db, &sample_table, 1, &out, &f->err));
	assert_int_equal(out.deleted_at, 1002);
	assert_string_equal(out.text, "a");
	assert_int_equal(out.rev, 2);
}

static void test_ids_are_never_used_again(void **state)
{
	struct fix *f = *state;
	struct sample s = {0}, next = {0};

	insert(f, &s);
	insert(f, &s);
	fix_sql(f->path, "DELETE FROM sample");
	insert(f, &next);
	assert_int_equal(next.id, 3);
}

static void test_a_rolled_back_row_leaves_no_history(void **state)
{
	struct fix *f = *state;
	struct change change = fix_change("sample.add", 1000);
	struct sample s = {0};

	{
		AUTO_TXN t = {0};

		OK(f, txn_begin(f->db, &t, &f->err));
		OK(f, row_insert(f->db, &change, &sample_table, &s, &f->err));
	}
	assert_int_equal(count(f, "SELECT count(*) FROM change"), 0);
	assert_int_equal(count(f, "SELECT count(*) FROM event"), 0);
	assert_int_equal(count(f, "SELECT count(*) FROM sample"), 0);
}

static void test_a_refused_insert_leaves_the_struct_alone(void **state)
{
	struct fix *f = *state;
	struct change change = fix_change("sample.add", 1000);
	AUTO_SAMPLE s = {.text = strdup("a")};
	AUTO_SAMPLE twin = {.text = strdup("a")};
	AUTO_TXN t = {0};

	insert(f, &s);
	OK(f, txn_begin(f->db, &t, &f->err));
	assert_int_equal(
		row_insert(f->db, &change, &sample_table, &twin, &f->err),
		-EEXIST);
	assert_int_equal(twin.id, 0);
	assert_int_equal(twin.rev, 0);
}

static void test_a_query_reads_rows_in_its_order(void **state)
{
	struct fix *f = *state;
	const int order[] = {2, 5, 3};
	AUTO_SAMPLE s = {0};
	AUTO_STMT st = NULL;

	for (int i = 0; i < 5; i++) {
		struct sample in = {.number = i % 3};

		insert(f, &in);
	}
	OK(f, row_query(f->db, &sample_table,
		      " WHERE t.number >= $1 ORDER BY t.number, t.id", &st,
		      &f->err));
	stmt_bind_int(st, 1, 1);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(stmt_step(st, &f->err), 1);
		OK(f, row_read(&sample_table, st, &s, &f->err));
		assert_int_equal(s.id, order[i]);
	}
	assert_int_equal(stmt_step(st, &f->err), 0);
}

/* An image from another time: what it does not name stays, what is not
 * known is passed over. */
static void test_images_outlive_schemas(void **state)
{
	struct fix *f = *state;
	AUTO_SAMPLE s = {.number = 1, .text = strdup("a")};

	OK(f, image_apply(
		      &sample_table, &s, "{\"number\":5,\"gone\":\"x\"}", 0));
	assert_int_equal(s.number, 5);
	assert_string_equal(s.text, "a");
}

static void test_bad_images_are_refused(void **state)
{
	const char *const bad[] = {"", "[]", "{", "7", "{\"number\":\"x\"}",
		"{\"text\":3}", "{\"date\":\"2026-02-30\"}", "{\"date\":5}",
		"{\"colour\":\"mauve\"}", "{\"colour\":null}"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		AUTO_SAMPLE s = {0};

		assert_int_equal(
			image_apply(&sample_table, &s, bad[i], 0), -EBADMSG);
	}
}

/* "one" becomes "two"; what says "no" ends the walk. */
static int replace_one(void *userdata, const char *text, char **ret)
{
	int *seen = userdata;

	++*seen;
	if (strcmp(text, "no") == 0)
		return -EPERM;
	if (strcmp(text, "one") != 0)
		return 0;
	*ret = strdup("\"two\"");
	return *ret ? 1 : -ENOMEM;
}

static void texts_of_an_image_are_replaced(void **state)
{
	static const struct {
		const char *image, *after;
		int result, seen;
	} cases[] = {
		{"{\"one\":\"1\",\"b\":1,\"c\":null}", NULL, 0, 1},
		{"{\"a\":\"\\u006fne\"}", "{\"a\":\"\\\"two\\\"\"}", 1, 1},
		{"[\"x\",{\"a\":[\"one\",\"y\"]}]",
			"[\"x\",{\"a\":[\"\\\"two\\\"\",\"y\"]}]", 1, 3},
		{"\"one\"", NULL, -EBADMSG, 0},
		{"[\"no\",\"one\"]", NULL, -EPERM, 1},
		{"one", NULL, -EBADMSG, 0},
		{"{\"a\":\"one\"", NULL, -EBADMSG, 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_FREE char *after = NULL;
		int seen = 0;

		assert_int_equal(
			image_map(cases[i].image, replace_one, &seen, &after),
			cases[i].result);
		assert_int_equal(seen, cases[i].seen);
		assert_int_equal(!after, !cases[i].after);
		if (after)
			assert_string_equal(after, cases[i].after);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(texts_of_an_image_are_replaced),
		TEST(test_every_type_there_and_back),
		TEST(test_what_is_absent_is_null),
		TEST(test_a_row_that_is_not_there),
		TEST(test_an_unknown_name_is_damage),
		TEST(test_an_update_writes_and_remembers_what_differs),
		TEST(test_an_update_of_nothing_is_no_change),
		TEST(test_who_comes_second_is_refused),
		TEST(test_a_deleted_row_stays_as_a_tombstone),
		TEST(test_ids_are_never_used_again),
		TEST(test_a_rolled_back_row_leaves_no_history),
		TEST(test_a_refused_insert_leaves_the_struct_alone),
		TEST(test_a_query_reads_rows_in_its_order),
		TEST(test_images_outlive_schemas),
		TEST(test_bad_images_are_refused),
	};

	return cmocka_run_group_tests_name("row", tests, NULL, NULL);
}
