"""nudge check: a sound database has no finding, and each rule finds the row
that breaks it."""
import sqlite3

import pytest


@pytest.fixture
def lived(acme):
    """A database in which everything has been done once."""
    acme.ok("add", "acme", "call them", "--due", "thu 15:00")
    acme.ok("add", "acme", "visit them", "--due", "2026-11-20 10:00")
    acme.ok("snooze", "5", "wed 09:00")
    acme.ok("done", "acme/d3", "ok", "fine", "--promise", "send dates", "--by", "fri")
    acme.ok("skip", "acme/d7", "not needed")
    acme.ok("undo")
    acme.ok("account", "add", "Borun")
    acme.ok("start", "borun", "prospect")
    acme.ok("lost", "borun", "chose another")
    acme.ok("contact", "add", "acme", "Li Na", "--main")
    acme.ok("channel", "test", "maildir")
    acme.ok("account", "add", "Hexin")
    acme.ok("start", "hexin", "prospect")
    acme.ok("pause", "hexin")
    acme.ok("contact", "left", "acme/li-na", "--on", "2026-12-31")
    acme.ok("brief", "--now")
    return acme


def test_what_nudge_writes_is_sound(lived, nudged, contents, maildir):
    assert "holds together" in lived.ok("check").out
    nudged().stop()
    before = contents()
    assert lived.json("check") == {"sound": True, "total": 0, "findings": [], "more": {}}
    assert contents() == before
    assert "一切正常" in lived.ok("check", lang="zh_CN").out


def test_a_lost_customer_can_be_worked_at(acme):
    acme.ok("lost", "acme", "price")
    acme.ok("log", "acme", "--in", "please call us again")
    acme.ok("add", "acme", "send a card", "--due", "2026-12-21")
    acme.ok("contact", "left", "acme/wang-fang", "--on", "2026-12-31")
    assert acme.json("check")["sound"]


# The enumerations, which the schema does not check.
WORDS = {
    "account": ["tier", "stage", "course"],
    "plan": ["tier", "state"],
    "touchpoint": ["kind", "via", "state", "outcome"],
    "activity": ["direction", "outcome", "via"],
    "calendar": ["layer"],
    "calendar_day": ["kind"],
    "channel": ["audience", "on_uncertain"],
    "departure": ["part"],
}

# rule, what breaks it, the row, what is said
BROKEN = [
    ("window", "UPDATE touchpoint SET latest = '2026-11-01' WHERE id = 3",
     "touchpoint 3:", "nudge move 3"),
    ("window", "UPDATE touchpoint SET earliest = '2027-11-01' WHERE id = 3",
     "touchpoint 3:", "nudge move 3"),
    ("date", "UPDATE touchpoint SET due = 'soon', earliest = NULL, latest = NULL"
     " WHERE id = 1", "touchpoint 1:", "nudge move 1"),
    ("lost", "UPDATE account SET stage = 'lost' WHERE id = 1",
     "touchpoint 3: is open, but its customer is lost", "nudge skip 3"),
    ("plan", "UPDATE plan SET state = 'ended' WHERE account_id = 1",
     "touchpoint 3: is open, but its plan", "nudge skip 3"),
    ("closed", "UPDATE touchpoint SET closed_at = 5 WHERE id = 3",
     "touchpoint 3: is half closed", "nudge history 3"),
    ("closed", "UPDATE touchpoint SET done_on = NULL WHERE id = 1",
     "touchpoint 1: is half closed", "nudge history 1"),
    ("timed", "UPDATE touchpoint SET due_zone = NULL WHERE id = 6",
     "touchpoint 6: has a time without a zone", "nudge move 6"),
    ("instant", "UPDATE touchpoint SET nudge_at = nudge_at + 60 WHERE id = 6",
     "touchpoint 6: would be told at another time", "nudge move 6"),
    ("instant", "UPDATE touchpoint SET nudge_at = NULL WHERE id = 6",
     "touchpoint 6: would be told at another time", "nudge move 6"),
    ("instant", "UPDATE touchpoint SET due_zone = 'Europe/Berlin' WHERE id = 6",
     "touchpoint 6: would be told at another time", "nudge move 6"),
    ("main", "UPDATE contact SET is_main = 1", "account 1: has several main", "--main"),
    ("departure", "UPDATE contact SET left_on = NULL", "contact 2: is there, but what came",
     "nudge contact left 2 --back"),
    ("follow-ups", "UPDATE plan SET state = 'running', cadence = 'prospect',"
     " account_id = 1", "account 1: has two rows of follow-ups", "nudge list 1"),
    ("outbox", "DELETE FROM pending WHERE message_id = 1",
     "message 1: neither waits", "looks after"),
    ("outbox", "INSERT INTO delivery (message_id, state, attempts, uncertain,"
     " finished_at) VALUES (1, 'sent', 1, 0, 5)", "message 1: neither waits", "looks after"),
    ("undo", "UPDATE change SET undoes = NULL", "is marked as undone", "nothing has"),
    *(("word", f"UPDATE {table} SET {column} = 'pigeon' WHERE id = 3 OR '{table}' <> "
       "'touchpoint'", f"holds a word that nudge does not know as its {column}",
       "through nudge")
      for table, columns in WORDS.items() for column in columns),
    ("word", "UPDATE change SET door = 'window'", "made through a door", "newest backup"),
    ("history", "UPDATE touchpoint SET rev = rev + 1 WHERE id = 3",
     "touchpoint 3: is not as its history left it", "through nudge"),
    ("history", "DELETE FROM event WHERE tbl = 'rep'",
     "rep 1: is not as its history left it", "through nudge"),
    ("deleted", "UPDATE account SET deleted_at = 5 WHERE id = 1",
     "refers to a row of account that was taken back", "through nudge"),
    ("reference", "UPDATE touchpoint SET owner_id = 99 WHERE id = 3",
     "touchpoint 3: refers to a row of rep that does not exist", "newest backup"),
    ("occurrence", "DROP INDEX touchpoint_occurrence;"
     " UPDATE touchpoint SET step = 'd7' WHERE step = 'd21'",
     "touchpoint 4: is there twice", "nudge skip 4"),
    ("clock", "INSERT OR REPLACE INTO rep_clock (rep_id, rep_rev, next_roll_at)"
     " SELECT id, rev, 1 FROM rep", "has no next brief", "start nudged anew"),
    ("file", "PRAGMA writable_schema = 1;"
     " DELETE FROM sqlite_schema WHERE name = 'touchpoint_account'",
     "the file is damaged:", "newest backup"),
]


@pytest.mark.parametrize("rule, breaks, says, advice", BROKEN)
def test_each_rule_finds_what_breaks_it(lived, rule, breaks, says, advice):
    db = sqlite3.connect(lived.db)
    db.execute("PRAGMA foreign_keys = OFF")
    db.executescript(breaks)
    db.commit()
    db.close()
    result = lived.fails(5, "check", env={"COLUMNS": "300"})
    (found, *_) = [line for line in result.lines
                   if line.split()[0] == rule and says in line]
    assert advice in found
    assert rule in {f["check"] for f in lived.fails(5, "check", "--json").json["findings"]}
    assert lived.fails(5, "check", lang="zh_CN").out


def test_the_findings_of_a_rule_have_a_limit(lived):
    db = sqlite3.connect(lived.db)
    with db:
        for n in range(30):
            db.execute("INSERT INTO message (key, kind, subject, gen, channel, locale,"
                       " created_at, due_at, expires_at) VALUES (?, 'test', '', 1,"
                       " 'maildir', 'en', 1, 1, 1)", (f"x{n}",))
    db.close()
    result = lived("check", "--json").json
    assert (result["total"], len(result["findings"])) == (30, 20)
    assert result["more"] == {"outbox": 10}
    assert "and 10 more of outbox" in lived.fails(5, "check").out
