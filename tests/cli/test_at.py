"""--at: what a look shows on another day, and that it changes nothing."""
import sqlite3

import pytest

LOOKS = [["today"], ["list"], ["show", "acme"], ["show", "acme/d3"],
         ["why", "acme/d7"], ["history"], ["history", "acme"], ["brief"], ["status"],
         ["search", "acme"], ["cal"]]


@pytest.mark.parametrize("look", LOOKS, ids=" ".join)
@pytest.mark.parametrize("day, past", [("2026-11-14", True), ("2026-12-09", False)])
def test_every_look_sees_another_day_and_writes_nothing(acme, contents, look, day, past):
    before, data = contents(), acme.db.read_bytes()
    seen = acme.json(*look, "--at", day)["seen"]
    assert seen == {"at": f"{day}T00:00:00Z", "date": day, "past": past}
    said = acme(*look, "--at", day)
    assert day in said.err and ("as it is now" in said.err) == past
    assert day in acme(*look, "--at", day, lang="zh_CN").err
    assert contents() == before and acme.db.read_bytes() == data


def test_what_is_due_then(acme):
    assert "d7 mail" not in acme.ok("today").out
    out = acme.ok("today", "--at", "fri").out
    assert "Fri 2026-11-20" in out and "d7 mail" in out
    assert "LATE" in acme.ok("today", "--at", "2026-12-09").out
    assert "late" in acme.ok("list", "--at", "2026-12-09").out
    assert "late" not in acme.ok("list").out


def test_history_ends_there(acme):
    until = acme.json("history", "--at", "2026-11-14")["changes"]
    assert until and all(change["at"] <= "2026-11-14T00:00:00Z" for change in until)
    assert len(until) < len(acme.json("history")["changes"])


def test_today_is_now(acme):
    assert acme.ok("today", "--at", "today").out == acme.ok("today").out
    assert acme.json("status", "--at", "today")["now"] == acme.json("status")["now"]


def test_a_colleague_is_seen_at_his_own_hour(acme):
    acme.ok("rep", "add", "Anna", "--zone", "America/New_York", "--mail", "a@example.com")
    other = acme.json("today", "--rep", "anna", "--at", "2026-11-20", "--as", "liwei")
    assert other["date"] == "2026-11-20"


def test_what_is_no_day_is_refused(acme):
    assert "03/04" in acme.fails(2, "today", "--at", "03/04").err
    assert "has no option --at" in acme.fails(2, "done", "acme", "--at", "fri").err


def test_nothing_is_rolled_by_looking_ahead(acme, nudged):
    """What would be missed by then is not marked as missed."""
    acme.ok("today", "--at", "2027-03-01")
    db = sqlite3.connect(acme.db)
    assert db.execute("SELECT COUNT(*) FROM touchpoint WHERE state = 'missed'"
                      ).fetchone() == (0,)
    db.close()
