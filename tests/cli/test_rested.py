"""A pause that is over: what looks show of it, while nobody has written."""
import pytest

LOOKS = [[], ["list"], ["list", "acme"], ["show", "acme"],
         ["show", "acme/d21"], ["why", "acme/d21"], ["cal"], ["account", "list"],
         ["status"]]


@pytest.fixture
def resting(acme):
    """Acme rests until Friday 4 December; d21 is due that day, and a call."""
    acme.ok("add", "acme", "call the works", "--due", "2026-12-04 10:00")
    acme.ok("pause", "acme", "--until", "2026-12-04", "plant", "closed")
    return acme


def looks(nudge, *more):
    """What all looks say."""
    return [nudge.ok(*look, *more, env={"COLUMNS": "160"}).out for look in LOOKS]


def test_it_is_over_on_its_day_and_not_before(resting):
    resting.clock.set("2026-12-03 23:59")
    assert "Nothing is due" in resting.ok().out
    assert "follow-ups    paused" in resting.ok("show", "acme").out
    resting.clock.set("2026-12-04 00:00")
    assert "d21 meeting" in resting.ok().out
    shown = resting.ok("show", "acme").out
    assert "paused" not in shown and "Resting" not in shown
    assert "d21" in resting.ok("list").out


@pytest.mark.parametrize("now", ["2026-12-04 00:00", "2026-12-04 15:00",
                                 "2026-12-08 09:00"])
def test_looks_say_what_is_written_later(resting, contents, now):
    resting.clock.set(now)
    before, data = contents(), resting.db.read_bytes()
    history = resting.ok("history").out
    seen = looks(resting)
    assert contents() == before and resting.db.read_bytes() == data
    resting.ok("note", "acme", "a second line")
    assert resting.ok("history").out != history
    resting.ok("undo")
    assert looks(resting) == seen


def test_nothing_slides_while_nobody_writes(resting):
    resting.clock.set("2026-12-04 15:00")
    due = [(tp["id"], tp["due"]) for tp in resting.json("list")["touchpoints"]]
    resting.clock.set("2026-12-08 09:00")
    assert [(tp["id"], tp["due"])
            for tp in resting.json("list")["touchpoints"]] == due


def test_looks_say_what_nudged_writes(resting, nudged):
    resting.clock.set("2026-12-04 09:00")
    seen = looks(resting)[:-1]  # status tells of nudged
    nudged()
    assert looks(resting)[:-1] == seen
    assert "day.roll" in [change["method"]
                          for change in resting.json("history")["changes"]]


def test_history_has_only_what_was_written(resting):
    before = resting.ok("history").out
    resting.clock.set("2026-12-04 09:00")
    assert resting.ok("history").out == before
    assert "pause" in resting.ok("history", "acme").out


def test_another_day_is_seen_with_what_it_brings(resting):
    assert "d21" not in resting("list", "--at", "2026-12-03").out
    assert "d21" in resting.ok("list", "--at", "2026-12-04").out
    for day in "2026-12-04", "2026-12-09":
        ahead = [item["items"][0]["due"]
                 for item in resting.json("today", "--at", day)["sections"]]
        assert set(ahead) == {"2026-12-04"}
    assert "paused" not in resting.ok("show", "acme", "--at", "2026-12-09").out
    assert "paused" in resting.ok("show", "acme").out


def test_it_is_over_by_the_clock_of_the_owner(resting):
    resting.ok("rep", "add", "Anna", "--zone", "America/New_York", "--mail",
               "anna@example.com", "--login", "anna")
    resting.ok("give", "acme", "--to", "anna", "--as", "liwei")
    resting.clock.set("2026-12-04 09:00")
    assert "paused" in resting.ok("show", "acme", "--as", "liwei").out
    resting.clock.set("2026-12-04 14:00")
    assert "paused" not in resting.ok("show", "acme", "--as", "liwei").out
    # And whoever sees it open may close it.
    resting.ok("done", "acme/d21", "ok", "--as", "liwei")


def test_undo_of_a_pause_that_is_over_names_no_change_nobody_can_find(resting):
    change = resting.json("history")["changes"][0]["id"]
    resting.clock.set("2026-12-04 09:00")
    for _ in range(2):           # whether or not its end is written
        refused = resting("undo", change)
        assert refused.exit == 4 and "undo that one first" not in refused.err
        assert "nudge itself has changed" in refused.err
        resting.ok("note", "acme", "a line")
