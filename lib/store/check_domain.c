/* The rules of the domain; the contract is in check.h. */
#include "store/check.h"

#define LIVE_OPEN " t.state = 'open' AND t.deleted_at IS NULL"

/* Each query gives the ids of rows of a table that break the rule. */
static const struct rule {
	const char *name, *table, *sql, *sentence, *advice;
} rules[] = {
	{"window", "touchpoint",
		"SELECT t.id FROM touchpoint t WHERE" LIVE_OPEN
		" AND (t.earliest > t.due OR t.latest < t.due)",
		N_("is due outside the days between which it makes sense"),
		N_("give it a day anew: nudge move %s DATE")},
	{"date", "touchpoint",
		"SELECT t.id FROM touchpoint t WHERE t.deleted_at IS NULL"
		" AND t.due NOT BETWEEN '0001-01-01' AND '9999-12-31'",
		N_("has a due day that is no date"),
		N_("give it a day anew: nudge move %s DATE")},
	{"lost", "touchpoint",
		"SELECT t.id FROM touchpoint t JOIN account a"
		" ON a.id = t.account_id WHERE" LIVE_OPEN
		" AND a.stage = 'lost' AND t.plan_id IS NOT NULL",
		N_("is open, but its customer is lost"),
		N_("close it: nudge skip %s REASON")},
	{"plan", "touchpoint",
		"SELECT t.id FROM touchpoint t JOIN plan p ON p.id = t.plan_id"
		" WHERE" LIVE_OPEN " AND p.state <> 'running'",
		N_("is open, but its plan has ended"),
		N_("close it: nudge skip %s REASON")},
	{"occurrence", "touchpoint",
		"SELECT t.id FROM touchpoint t WHERE t.deleted_at IS NULL"
		" AND t.plan_id IS NOT NULL AND EXISTS (SELECT 1"
		" FROM touchpoint o WHERE o.plan_id = t.plan_id"
		" AND o.step = t.step AND o.n = t.n AND o.id < t.id"
		" AND o.deleted_at IS NULL)",
		N_("is there twice"), N_("close one: nudge skip %s REASON")},
	{"closed", "touchpoint",
		"SELECT t.id FROM touchpoint t WHERE t.deleted_at IS NULL"
		" AND ((t.state IN ('open', 'paused') AND t.closed_at IS NOT "
		"NULL)"
		" OR (t.state NOT IN ('open', 'paused') AND t.closed_at IS "
		"NULL)"
		" OR (t.state = 'done' AND t.done_on IS NULL))",
		N_("is half closed: its state and the day it was closed do "
		   "not agree"),
		N_("look at it: nudge history %s; take the change back and "
		   "make it again")},
	{"timed", "touchpoint",
		"SELECT t.id FROM touchpoint t WHERE" LIVE_OPEN
		" AND ((t.due_minute >= 0 AND t.due_zone IS NULL)"
		" OR (t.due_minute < 0 AND t.nudge_at IS NOT NULL"
		" AND t.snoozed_until IS NULL))",
		N_("has a time without a zone, or a reminder without a time"),
		N_("set its time again: nudge move %s \"DATE TIME\"")},
	{"main", "account",
		"SELECT c.account_id FROM contact c WHERE c.is_main = 1"
		" AND c.deleted_at IS NULL GROUP BY c.account_id"
		" HAVING COUNT(*) > 1",
		N_("has several main contacts"),
		N_("choose one: nudge contact list, then nudge contact edit "
		   "CONTACT --main")},
	{"departure", "contact",
		"SELECT DISTINCT d.contact_id FROM departure d JOIN contact c"
		" ON c.id = d.contact_id WHERE d.deleted_at IS NULL"
		" AND c.left_on IS NULL",
		N_("is there, but what came of leaving is kept"),
		N_("give it back: nudge contact left %s --back")},
	{"follow-ups", "account",
		"SELECT p.account_id FROM plan p WHERE p.state = 'running'"
		" AND p.deleted_at IS NULL AND p.cadence = 'prospect'"
		" GROUP BY p.account_id HAVING COUNT(*) > 1",
		N_("has two rows of follow-ups at once"),
		N_("close what is open of one of them: nudge list %s")},
	{"outbox", "message",
		"SELECT m.id FROM message m WHERE"
		" (SELECT COUNT(*) FROM pending p WHERE p.message_id = m.id)"
		" + (SELECT COUNT(*) FROM delivery d WHERE"
		" d.message_id = m.id) <> 1",
		N_("neither waits nor has ended, or both"),
		N_("tell whoever looks after this machine; nothing else "
		   "depends on it")},
	{"word", "change",
		"SELECT c.id FROM change c"
		" WHERE c.door NOT IN ('cli', 'api', 'link', 'daemon')",
		N_("was made through a door that nudge does not know"),
		N_("stop nudged, move the file with its -wal and -shm into "
		   "another folder, and make it anew from your newest backup: "
		   "nudge restore FILE")},
	{"undo", "change",
		"SELECT c.id FROM change c JOIN change u ON u.id = c.undone_by"
		" WHERE u.undoes IS NULL OR u.undoes <> c.id",
		N_("is marked as undone by a change that undid another"),
		N_("nothing has to be done; it cannot be undone any more")},
	{"clock", "rep_clock",
		"SELECT k.rep_id FROM rep_clock k JOIN rep r ON r.id = k.rep_id"
		" WHERE r.deleted_at IS NULL AND k.rep_rev = r.rev"
		" AND k.next_brief_at IS NULL",
		N_("has no next brief"),
		N_("start nudged anew; it computes all of them")},
};

static int run_rule(struct db *db, const struct rule *rule, check_found found,
	void *userdata, struct err *err)
{
	AUTO_STMT st = NULL;
	int r = db_query(db, rule->sql, &st, err);

	if (r < 0)
		return r;
	while ((r = stmt_step(st, err)) > 0) {
		r = found(userdata, &(struct check_finding){.rule = rule->name,
					    .table = rule->table,
					    .id = stmt_int(st, 0),
					    .sentence = rule->sentence,
					    .advice = rule->advice});
		if (r < 0)
			return r;
	}
	return r;
}

int check_domain(
	struct db *db, check_found found, void *userdata, struct err *err)
{
	int r = 0;

	for (size_t i = 0; r >= 0 && i < ARRAY_LEN(rules); i++)
		r = run_rule(db, &rules[i], found, userdata, err);
	return r;
}
