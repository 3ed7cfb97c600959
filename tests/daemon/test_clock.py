"""A clock that is set while nudged runs: nobody is told twice, and nobody
stays untold.  The clock begins on Friday 2026-11-13, 09:00 in Shanghai."""
import collections
import datetime

import harness
import pace
from outbox import Outbox
from pace import sent_at, steady, team  # fixtures

PATIENCE = 600   # seconds for which nudged waits for the clock to be set


def wait_status(daemon, text):
    while text not in daemon.wait_note("STATUS")["STATUS"]:
        pass


def set_back(daemon, text):
    """The clock goes back, and nobody sets it: nudged believes it."""
    daemon.clock.set(text)
    wait_status(daemon, "the clock is not set")
    daemon.clock.advance(PATIENCE)
    pace.settle(daemon)


def days(messages):
    """How many messages of each local day there are."""
    return collections.Counter(
        datetime.date.fromtimestamp(sent_at(message) + 8 * 3600).isoformat()
        for message in messages)


def test_weeks_ahead_and_back(team, steady, maildir):
    team.ok("add", "acme", "call back", "--due", "2026-11-16")
    team.ok("add", "borun", "call at ten", "--due", "2026-11-17 10:00")
    daemon = steady()
    team.clock.set("2026-12-04 10:00")
    pace.settle(daemon)
    maildir.wait(1)
    set_back(daemon, "2026-11-13 10:00")
    pace.walk(daemon, "2026-12-05 00:00")
    told = days(maildir.wait(17))
    assert told.pop("2026-12-04") == 2    # the wrong one, and its own
    assert told.pop("2026-11-17") == 2    # a brief, and what is timed
    assert told == {f"2026-{day}": 1 for day in (
        "11-16", "11-18", "11-19", "11-20", "11-23", "11-24", "11-25",
        "11-26", "11-27", "11-30", "12-01", "12-02", "12-03")}


def test_back_before_todays_brief(team, steady, maildir):
    """What the wrong clock told was another day's."""
    team.ok("add", "acme", "call back", "--due", "2026-11-16")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 07:30")
    team.clock.set("2026-12-04 10:00")
    pace.settle(daemon)
    maildir.wait(1)
    set_back(daemon, "2026-11-16 07:31")
    pace.walk(daemon, "2026-11-16 12:00")
    assert days(maildir.wait(2)) == {"2026-12-04": 1, "2026-11-16": 1}


def test_back_after_todays_brief(team, steady, maildir):
    team.ok("add", "acme", "call back", "--due", "2026-11-16")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 08:30")
    maildir.wait(1)
    team.clock.set("2026-12-04 10:00")
    pace.settle(daemon)
    maildir.wait(2)
    set_back(daemon, "2026-11-16 07:31")
    pace.walk(daemon, "2026-11-17 09:00")
    assert days(maildir.wait(3)) == {
        "2026-11-16": 1, "2026-12-04": 1, "2026-11-17": 1}


def test_a_small_step_back_repeats_nothing(team, steady, maildir):
    team.ok("add", "acme", "call back", "--due", "2026-11-16")
    team.ok("add", "borun", "call at ten", "--due", "2026-11-16 10:00")
    daemon = steady()
    for count, hour in enumerate(("08:00", "10:00"), 1):
        pace.walk(daemon, f"2026-11-16 {hour}")
        maildir.wait(count)
        for seconds in (2, 40):
            daemon.clock.advance(-seconds)
            wait_status(daemon, "the clock is not set")
            daemon.clock.advance(seconds)
            pace.settle(daemon)
    pace.walk(daemon, "2026-11-17 08:00")
    assert days(maildir.wait(3)) == {"2026-11-16": 2, "2026-11-17": 1}


def test_a_clock_of_1970_is_not_told_of(team, steady, maildir):
    """Believed after a while, it counts nothing as missed since then."""
    team.ok("add", "acme", "call back", "--due", "2026-11-13")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 08:00")
    set_back(daemon, "1970-01-03 08:00")
    team.clock.set("2026-11-17 08:30")
    pace.settle(daemon)
    maildir.wait(2)
    assert "1970" not in maildir.text()
    pace.walk(daemon, "2026-11-18 08:00")
    assert "was not running" not in maildir.wait(3)[2].get_body(
        ("plain",)).get_content()


def test_what_waits_does_not_wait_for_the_wrong_day(team, steady, maildir):
    """A retry and a pause that were reckoned with a clock far ahead."""
    folder = team.home / "Maildir"
    folder.write_text("in the way")
    outbox = Outbox(team)
    daemon = steady()
    team.clock.set("2026-12-04 10:00")
    pace.settle(daemon)
    team.clock.advance(1)
    message = team.json("channel", "test", "maildir")["message"]
    outbox.wait(message, lambda row: row[1])
    folder.unlink()
    set_back(daemon, "2026-11-13 10:00")
    outbox.wait_state(message, "sent")
