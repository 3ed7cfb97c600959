"""Appointments as nudged tells them: when to leave, to whom, in quiet hours
too.  The clock begins on Friday 2026-11-13, 09:00 in Shanghai."""
import harness
import pace
from outbox import Outbox, send_test
from pace import sent_at, steady, team  # fixtures


def test_who_has_to_leave_is_told_in_quiet_hours(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--quiet", "20:00-07:00")
    team.ok("rep", "add", "Zhang Na", "--slug", "na", "--zone", "Asia/Shanghai",
            "--calendar", "CN", "--channels", "maildir", "--quiet", "20:00-07:00",
            "--locale", "zh_CN")
    team.ok("--as", "liwei", "meet", "acme", "new line layout", "--at", "2026-11-14 07:30",
            "--via", "visit", "--place", "plant 2", "--travel", "40m", "--team", "na")
    team.ok("--as", "liwei", "note", "acme", "no gifts, please", "--caution")
    daemon = steady()
    pace.walk(daemon, "2026-11-14 06:34")
    assert maildir.messages() == []
    # A minute for both: the channel's rate begins with one.
    pace.walk(daemon, "2026-11-14 06:36")
    first, second = maildir.wait(2)
    assert {sent_at(first), sent_at(second)} == {harness.instant("2026-11-14 06:35")}
    assert {first["to"], second["to"]} == {"Li Wei <liwei@example.com>", "Zhang Na <na@localhost>"}
    text = "".join(m.get_body(("plain",)).get_content() for m in (first, second))
    assert "07:30  Acme" in text
    assert "visit: new line layout, plant 2" in text
    assert "Leave 06:50. Not confirmed: call before you leave." in text
    assert "06:50 出发。尚未确认：出发前请先打电话。" in text
    assert "no gifts, please" in text
    # Once each.
    pace.walk(daemon, "2026-11-14 12:00")
    assert len(maildir.messages()) == 2


def test_what_was_confirmed_and_moved_is_told_anew(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--brief", "12:00")
    meeting = team.json("meet", "acme", "review", "--at", "2026-11-16 10:00",
                        "--travel", "30m")
    team.ok("move", meeting["touchpoint"]["id"], "2026-11-16 11:00")
    team.ok("done", meeting["confirm"]["id"], "ok")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 10:14")
    assert maildir.messages() == []
    pace.walk(daemon, "2026-11-16 10:15")
    maildir.wait(1)
    assert "Leave 10:30. Confirmed Fri 13." in maildir.text()


def test_the_clock_far_away_stands_beside_ours(team, steady, maildir):
    team.ok("account", "edit", "acme", "--zone", "Europe/Berlin")
    team.ok("meet", "acme", "quarterly figures", "--at", "2026-11-13 10:30", "--via", "call")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 17:15")
    maildir.wait(1)
    assert "17:30 (Berlin 10:30)  Acme" in maildir.text()


def test_who_takes_over_is_told_and_nobody_else(team, steady, maildir):
    """What waits for the one before is not sent; undo gives it back to him."""
    outbox = Outbox(team)
    team.ok("rep", "add", "Zhang Na", "--slug", "na", "--zone", "Asia/Shanghai",
            "--calendar", "CN", "--channels", "maildir")
    team.ok("add", "acme", "call about the pump", "--due", "2026-11-13 10:00",
            "--as", "liwei")
    team.ok("channel", "pause", "maildir", "--as", "liwei")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 10:00")
    told = """SELECT r.slug, COALESCE(p.state, d.state) FROM message m
        JOIN rep r ON r.id = m.rep_id LEFT JOIN pending p ON p.message_id = m.id
        LEFT JOIN delivery d ON d.message_id = m.id WHERE m.kind = 'nudge' ORDER BY m.id"""
    watch = harness.Watch(team.home)

    def wait(*messages):
        watch.until(lambda: outbox.query(told) == list(messages), f"{messages}")

    wait(("liwei", "waiting"))
    team.ok("account", "edit", "acme", "--owner", "na", "--as", "liwei")
    wait(("liwei", "cancelled"), ("na", "waiting"))
    team.ok("undo", "--as", "liwei")
    wait(("liwei", "cancelled"), ("na", "cancelled"), ("liwei", "waiting"))
    watch.close()


def test_what_is_noted_during_a_meeting_tells_nobody_to_leave(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--brief", "23:00")
    team.ok("contact", "add", "acme", "Wang Fang")
    team.ok("meet", "acme", "review", "--at", "2026-11-13 10:00", "--travel", "30m")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 09:30")
    maildir.wait(1)
    team.ok("meet", "edit", "1", "--place", "plant 2")       # before it: told anew
    maildir.wait(2)
    pace.walk(daemon, "2026-11-13 10:20")
    team.ok("meet", "edit", "1", "--with", "wang")
    outbox = Outbox(team)
    outbox.wait_state(send_test(team, "maildir"), "sent")
    assert len(outbox.query("SELECT 1 FROM message WHERE kind = 'nudge'")) == 2


def test_only_what_one_has_to_know_before_leaving_is_told_again(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--brief", "23:00")
    team.ok("rep", "add", "Zhang Na", "--slug", "na", "--zone", "Asia/Shanghai",
            "--calendar", "CN", "--channels", "maildir", "--brief", "23:00")
    team.env["NUDGE_REP"] = "liwei"
    team.ok("contact", "add", "acme", "Wang Fang")
    team.ok("add", "acme", "offer", "--due", "2026-11-18")
    team.ok("meet", "acme", "review", "--at", "2026-11-13 10:00", "--travel", "30m")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 09:20")
    maildir.wait(1)
    outbox = Outbox(team)
    told = """SELECT r.slug FROM message m JOIN rep r ON r.id = m.rep_id
        WHERE m.kind = 'nudge' ORDER BY m.id"""
    team.ok("meet", "edit", "2", "review of the year", "--length", "2h", "--for", "1")
    team.ok("meet", "edit", "2", "--place", "")                  # there was none
    team.ok("meet", "edit", "2", "--team", "na")                 # who does not know yet
    maildir.wait(2)
    assert outbox.query(told) == [("liwei",), ("na",)]
    for n, words in enumerate((("--place", "plant 2"), ("--with", "wang"), ("--travel", "35m"),
                               ("--via", "visit")), 2):
        team.clock.advance(60)
        team.ok("meet", "edit", "2", *words)
        maildir.wait(2 * n)
    assert len(outbox.query(told)) == 10
