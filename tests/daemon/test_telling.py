"""What nudged tells, to whom and when: through the real binary into a real
Maildir.  The clock begins on Friday 2026-11-13, 09:00 in Shanghai."""
import harness
import pace
from pace import sent_at, steady, team  # fixtures


def test_the_first_nudge_arrives_at_eight(ready, steady, maildir):
    ready.ok("sign", "acme", "--on", "2026-11-13")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 08:00")
    (message,) = maildir.wait(1)
    assert sent_at(message) == harness.instant("2026-11-16 08:00")
    assert message["to"] == "Li Wei <liwei@example.com>"
    assert "acme" in maildir.text()
    assert "thank-you note" in maildir.text()


def test_everyone_is_told_at_his_own_hour(ready, steady, maildir):
    ready.ok("rep", "add", "Anna", "--zone", "Europe/Berlin",
             "--calendar", "mon-fri", "--channels", "maildir", "--locale", "zh_CN")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 23:00")
    first, second = maildir.wait(2)
    assert sent_at(first) == harness.instant("2026-11-16 08:00")
    assert sent_at(second) == harness.instant("2026-11-16 08:00", "Europe/Berlin")
    assert "Anna" in second["to"]
    assert "周一" in second["subject"]


def test_weekends_and_holidays_are_silent(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--calendar", "DE")
    team.ok("add", "acme", "call back", "--due", "2026-11-13")
    daemon = steady()
    for day in ("2026-11-16", "2026-11-17"):
        pace.walk(daemon, day + " 12:00")
    days = [sent_at(message) for message in maildir.wait(2)]
    assert days == [harness.instant("2026-11-16 08:00"),
                    harness.instant("2026-11-17 08:00")]


def test_timed_touchpoints_arrive_in_their_minute(team, steady, maildir):
    team.ok("add", "acme", "call about the offer", "--due", "2026-11-13 15:00")
    team.ok("add", "borun", "call about training", "--due", "2026-11-13 15:00")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 15:00")
    (message,) = maildir.wait(1)
    assert sent_at(message) == harness.instant("2026-11-13 15:00")
    assert "call about the offer" in maildir.text()
    assert "call about training" in maildir.text()


def test_quiet_hours_hold_and_what_is_done_is_not_sent(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--quiet", "20:00-07:00")
    team.ok("add", "acme", "call Shanghai", "--due", "2026-11-13 21:00")
    team.ok("add", "borun", "call Beijing", "--due", "2026-11-13 21:30")
    daemon = steady()
    pace.walk(daemon, "2026-11-14 06:59")
    assert maildir.messages() == []
    team.ok("done", "1", "ok")
    team.clock.set("2026-11-14 07:00")
    maildir.wait(1)
    assert "call Beijing" in maildir.text()


def test_quiet_hours_hold_what_could_not_leave_before(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--quiet", "20:00-07:00")
    team.ok("add", "acme", "call Shanghai", "--due", "2026-11-13 19:50")
    folder = team.home / "Maildir"
    folder.write_text("in the way")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 22:00")
    folder.unlink()
    daemon.stop()
    pace.settle(daemon.start())
    pace.walk(daemon, "2026-11-14 06:59")
    assert maildir.messages() == []
    team.clock.set("2026-11-14 07:00")
    maildir.wait(1)
    assert "call Shanghai" in maildir.text()


def test_due_done_undone_is_nudged_once(team, steady, maildir):
    team.ok("add", "acme", "call back", "--due", "2026-11-13 15:00")
    daemon = steady()
    team.ok("done", "1", "ok")
    assert pace.next_at(daemon) > harness.instant("2026-11-13 15:00")
    team.ok("undo")
    assert pace.next_at(daemon) == harness.instant("2026-11-13 15:00")
    pace.walk(daemon, "2026-11-16 08:00")
    nudge, brief = maildir.wait(2)
    assert sent_at(nudge) == harness.instant("2026-11-13 15:00")
    assert sent_at(brief) == harness.instant("2026-11-16 08:00")


def test_downtime_is_one_message_that_says_so(team, steady, maildir):
    team.ok("add", "acme", "call back", "--due", "2026-11-16")
    team.ok("add", "acme", "call again", "--due", "2026-11-17 10:00")
    daemon = steady()
    daemon.stop()
    team.clock.set("2026-11-18 10:00")
    pace.settle(daemon.start())
    (message,) = maildir.wait(1)
    assert "was not running from Mon 2026-11-16 08:00" in maildir.text()
    assert "4 reminders" in maildir.text()
    pace.walk(daemon, "2026-11-19 08:00")
    assert "was not running" not in "".join(
        m.get_body(("plain",)).get_content() for m in maildir.wait(2)[1:])


def test_killed_and_started_again_tells_nothing_twice(team, steady, maildir):
    team.ok("add", "acme", "call back", "--due", "2026-11-16")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 08:00")
    maildir.wait(1)
    for _ in range(3):
        daemon.kill()
        pace.settle(daemon.start())
    pace.walk(daemon, "2026-11-17 08:00")
    days = [sent_at(message) for message in maildir.wait(2)]
    assert days == [harness.instant("2026-11-16 08:00"),
                    harness.instant("2026-11-17 08:00")]


def test_a_stepped_clock_tells_nothing_twice(team, steady, maildir):
    team.ok("add", "acme", "call back", "--due", "2026-11-16")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 08:00")
    maildir.wait(1)
    team.clock.set("2026-11-15 08:00")
    note = daemon.wait_note("STATUS")
    while "clock is not set" not in note["STATUS"]:
        note = daemon.wait_note("STATUS")
    team.clock.set("2026-11-16 08:05")
    pace.settle(daemon)
    pace.walk(daemon, "2026-11-17 08:00")
    days = [sent_at(message) for message in maildir.wait(2)]
    assert days == [harness.instant("2026-11-16 08:00"),
                    harness.instant("2026-11-17 08:00")]


def test_a_nudge_says_what_to_know_and_what_to_talk_about(team, steady, maildir):
    team.ok("note", "acme", "never call before ten", "--caution")
    team.ok("note", "acme", "own thoughts")
    team.ok("topic", "add", "price list 2027")
    team.ok("add", "acme", "call about the offer", "--due", "2026-11-13 15:00")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 15:00")
    maildir.wait(1)
    text = maildir.text()
    assert "caution: never call before ten (Li Wei, Fri 13)" in text
    assert "not used yet: price list 2027" in text
    assert "own thoughts" not in text


def test_a_room_hears_of_a_note_and_not_what_it_says(team, steady, maildir):
    team.ok("channel", "add", "hall", "maildir", "--audience", "room")
    team.ok("rep", "edit", "liwei", "--channels", "hall")
    team.ok("note", "acme", "they are short of money", "--caution", "--share")
    team.ok("note", "acme", "closed on Mondays", "--caution", "--in-room")
    team.ok("note", "acme", "the buyer drinks", "--caution")
    team.ok("add", "acme", "call", "--due", "2026-11-13 15:00")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 15:00")
    maildir.wait(1)
    text = maildir.text()
    assert "Li Wei shared a note on" in text and "closed on Mondays" in text
    assert "short of money" not in text and "drinks" not in text
