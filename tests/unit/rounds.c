/* Rounds as nudged's timer runs them; the contract is in rounds.h. */
#include "tests/unit/rounds.h"

#include "base/str.h"
#include "core/zone.h"
#include "daemon/round.h"
#include "store/change.h"
#include "store/channel.h"
#include "store/message_list.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct zone *shanghai;
static int64_t next_at;

static void add_channel(void)
{
	struct err err = {0};
	struct txn txn = {0};
	struct change change = {.at = world.api.now, .method = "channel.add"};
	struct channel channel = {.name = (char[]){"box"},
		.kind = (char[]){"maildir"},
		.max_age_s = 86400};

	assert_int_equal(txn_begin(world.api.db, &txn, &err), 0);
	assert_int_equal(row_insert(world.api.db, &change, &channel_table,
				 &channel, &err),
		0);
	assert_int_equal(txn_commit(&txn, &err), 0);
}

int64_t round_instant(const char *date, int minute)
{
	struct civil_date d;

	assert_int_equal(civil_parse(date, &d, NULL), 0);
	return zone_instant(shanghai, d, minute);
}

static void run_at(int64_t now)
{
	struct round round = {0};
	struct err err = {0};

	world.api.now = now;
	if (round_run(world.api.db, now, &round, &err) < 0)
		fail_msg("%s %s %s", err.msgid, err.arg[0], err.arg[1]);
	assert_true(round.next_at > now);
	next_at = round.next_at;
}

void round_walk_to(const char *date, int minute)
{
	int64_t end = round_instant(date, minute);

	while (next_at <= end)
		run_at(next_at);
	world.api.now = end;
}

void round_ring(void)
{
	run_at(world.api.now);
}

void round_wake_at(const char *date, int minute)
{
	run_at(round_instant(date, minute));
}

int round_begin(void **state)
{
	struct err err;

	assert_int_equal(world_begin(state), 0);
	assert_int_equal(zone_find("Asia/Shanghai", &shanghai, &err), 0);
	add_channel();
	world_call(
		"rep.edit", "{s:s, s:[s]}", "id", "liwei", "channels", "box");
	run_at(world.api.now);
	return 0;
}

static void add_local(struct str *out, int64_t at)
{
	struct zone_local local = zone_local_at(shanghai, at);

	str_addf(out, "%02d-%02d %02d:%02d", local.date.month, local.date.day,
		local.second / 3600, local.second / 60 % 60);
}

/* "brief 2026-11-18 at 11-18 08:00; …", oldest first, without the cancelled;
 * the hour is when it was queued, or may leave if that is later. */
static void outbox(struct str *out)
{
	AUTO_MESSAGE_LIST list = {0};
	struct message_filter filter = {.limit = 100};
	struct err err;

	assert_int_equal(message_list(world.api.db, &filter, &list, &err), 0);
	for (size_t i = list.n; i-- > 0;) {
		const struct message *m = &list.items[i];
		int64_t at = m->not_before > m->created_at ? m->not_before
							   : m->created_at;

		if (m->state == MESSAGE_CANCELLED)
			continue;
		str_addf(out, "%s%s %s at ", out->len ? "; " : "",
			message_kind_name[m->kind], m->subject);
		add_local(out, at);
	}
}

void round_assert_outbox(const char *expected)
{
	AUTO_STR text = {0};

	outbox(&text);
	assert_string_equal(str_get(&text), expected);
}

json_t *round_newest_model(void)
{
	AUTO_MESSAGE_LIST list = {0};
	AUTO_MESSAGE message = {0};
	struct message_filter filter = {.limit = 1};
	struct err err;
	json_t *model;

	assert_int_equal(message_list(world.api.db, &filter, &list, &err), 0);
	assert_int_equal(list.n, 1);
	assert_int_equal(
		message_get(world.api.db, list.items[0].id, &message, &err), 0);
	model = json_loads(message.model, 0, NULL);
	assert_non_null(model);
	return model;
}

void round_assert_catchup(const char *from, const char *to, int missed)
{
	json_t *model = round_newest_model();
	json_t *catchup = json_object_get(model, "catchup");

	assert_string_equal(
		json_string_value(json_object_get(catchup, "from")), from);
	assert_string_equal(
		json_string_value(json_object_get(catchup, "to")), to);
	assert_int_equal(
		json_integer_value(json_object_get(catchup, "missed")), missed);
	json_decref(model);
}
