"""Messages that waited, for quiet hours or a paused channel: what leaves is
what is true then.  The clock begins on Friday 2026-11-13, 09:00 in Shanghai.
"""
import pytest

import harness
import pace
from outbox import Outbox, add_channel
from pace import sent_at, steady, team  # fixtures
from receiver import DROP, OK, Receiver, answer


@pytest.fixture
def closed(team, maildir):
    """Others can read the channel's secret: it is paused as soon as something
    is to leave.  What this returns puts it right."""
    secret = team.home / "secrets" / "maildir"
    secret.chmod(0o644)

    def open_again(daemon):
        secret.chmod(0o600)
        daemon.reload()
        return maildir

    return open_again


def states(outbox, kind):
    return [row[0] for row in outbox.query(
        "SELECT COALESCE(p.state, d.state) FROM message m "
        "LEFT JOIN pending p ON p.message_id = m.id "
        "LEFT JOIN delivery d ON d.message_id = m.id "
        "WHERE m.kind = ? ORDER BY m.id", kind)]


def wait_paused(outbox):
    watch = harness.Watch(outbox.nudge.home)
    try:
        watch.until(lambda: outbox.channel("maildir")[0] == "paused", "pause")
    finally:
        watch.close()


def test_what_is_done_in_quiet_hours_drops_out(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--quiet", "20:00-07:00")
    for account, what in (("acme", "Shanghai"), ("borun", "Beijing"),
                          ("borun", "Xian")):
        team.ok("add", account, f"call {what}", "--due", "2026-11-13 21:00")
    daemon = steady()
    pace.walk(daemon, "2026-11-14 06:30")
    team.ok("done", "1", "ok")
    team.ok("move", "2", "2026-11-20")
    team.clock.set("2026-11-14 07:00")
    maildir.wait(1)
    assert "call Xian" in maildir.text()
    assert "call Shanghai" not in maildir.text()
    assert "call Beijing" not in maildir.text()
    assert maildir.messages()[0]["subject"] == "Follow up: Borun"


def test_a_brief_held_by_quiet_hours_is_made_anew(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--quiet", "20:00-09:30", "--brief", "08:00")
    team.ok("add", "acme", "call Shanghai", "--due", "2026-11-16")
    team.ok("add", "borun", "call Beijing", "--due", "2026-11-16")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 09:00")
    team.ok("done", "1", "ok")
    team.ok("add", "acme", "call Xian", "--due", "2026-11-16")
    team.clock.set("2026-11-16 09:30")
    maildir.wait(1)
    assert "call Shanghai" not in maildir.text()
    assert "call Beijing" in maildir.text() and "call Xian" in maildir.text()


def test_a_brief_with_nothing_left_is_cancelled(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--quiet", "20:00-09:30")
    team.ok("add", "acme", "call Shanghai", "--due", "2026-11-17")
    daemon = steady()
    pace.walk(daemon, "2026-11-17 09:00")
    team.ok("done", "1", "ok")
    pace.walk(daemon, "2026-11-17 12:00")
    assert len(maildir.messages()) == 1      # Monday's, which is always told
    assert states(Outbox(team), "brief") == ["sent", "cancelled"]


def test_a_brief_is_not_cancelled_by_what_it_takes_along(team, steady, maildir):
    """All that is timed at its minute was done; the rest of the day was not."""
    team.ok("rep", "edit", "liwei", "--quiet", "20:00-09:30")
    team.ok("add", "acme", "call Shanghai", "--due", "2026-11-16 08:00")
    team.ok("add", "borun", "call Beijing", "--due", "2026-11-16")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 09:00")
    team.ok("done", "1", "ok")
    pace.walk(daemon, "2026-11-16 09:30")
    maildir.wait(1)
    assert "call Beijing" in maildir.text()


def test_a_channel_that_comes_back_sends_one_digest(team, steady, closed):
    """As many reminders as fell due: one message, the most important first,
    and its members say what became of it."""
    team.ok("account", "edit", "borun", "--tier", "strategic")
    outbox = Outbox(team)
    for hour in range(10, 16):
        team.ok("add", "acme", f"call at {hour}", "--due", f"2026-11-13 {hour}:00")
    team.ok("add", "borun", "call Beijing", "--due", "2026-11-13 15:30")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 16:00")
    team.ok("done", "2", "ok")
    wait_paused(outbox)
    maildir = closed(daemon)
    maildir.wait(1)
    text = maildir.text()
    assert "could not leave before" in text
    assert "call at 11" not in text
    assert text.index("call Beijing") < text.index("call at 10")
    assert text.index("call at 10") < text.index("call at 15")
    pace.walk(daemon, "2026-11-13 17:00")
    assert len(maildir.messages()) == 1
    assert sorted(states(outbox, "nudge")) == [
        "cancelled", *["merged"] * 6, "sent"]
    member = team.json("outbox", "show", "1")["message"]
    assert (member["state"], member["ended_as"]) == ("merged", "sent")
    assert "merged (sent)" in team.ok("outbox", "show", "1").out
    assert "已合并（已发送）" in team.ok("outbox", "show", "1", lang="zh_CN").out


def test_a_digest_has_twenty_items(team, steady, closed):
    outbox = Outbox(team)
    for minute in range(23):
        team.ok("add", "acme", f"call {minute:02}", "--due",
                f"2026-11-13 10:{minute:02}")
    daemon = steady()
    pace.walk(daemon, "2026-11-13 11:00")
    wait_paused(outbox)
    maildir = closed(daemon)
    maildir.wait(1)
    text = maildir.text()
    assert "call 19" in text and "call 20" not in text
    assert "and 3 more: nudge today" in text
    assert "and 22 more" in maildir.messages()[0]["subject"]
    pace.walk(daemon, "2026-11-13 12:00")
    assert len(maildir.messages()) == 1


def test_with_a_brief_they_are_one_message(team, steady, closed):
    outbox = Outbox(team)
    team.ok("add", "acme", "call at ten", "--due", "2026-11-13 10:00")
    team.ok("add", "borun", "call at eleven", "--due", "2026-11-13 11:00")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 09:00")
    wait_paused(outbox)
    maildir = closed(daemon)
    maildir.wait(1)
    assert "call at ten" in maildir.text() and "call at eleven" in maildir.text()
    pace.walk(daemon, "2026-11-16 12:00")
    assert len(maildir.messages()) == 1


def test_yesterdays_brief_is_overtaken_by_todays(team, steady, closed):
    outbox = Outbox(team)
    team.ok("add", "acme", "call Shanghai", "--due", "2026-11-16")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 09:00")
    wait_paused(outbox)
    pace.walk(daemon, "2026-11-17 07:30")
    maildir = closed(daemon)
    outbox.wait(1, lambda row: row[6] == harness.instant("2026-11-17 08:00"))
    pace.walk(daemon, "2026-11-17 09:00")
    (message,) = maildir.wait(1)
    assert sent_at(message) == harness.instant("2026-11-17 08:00")
    assert states(outbox, "brief") == ["merged", "sent"]


def test_on_a_closed_day_the_brief_is_of_that_day(team, steady, closed):
    outbox = Outbox(team)
    team.ok("add", "acme", "call Shanghai", "--due", "2026-11-20")
    daemon = steady()
    pace.walk(daemon, "2026-11-20 09:00")
    wait_paused(outbox)
    pace.walk(daemon, "2026-11-21 07:30")
    maildir = closed(daemon)
    (message,) = maildir.wait(1)
    assert "21 Nov" in message["subject"]


def add_hook(team, server):
    add_channel(team, "hook", "webhook", {
        "url": server.url, "allow_http": True, "allow_private": True})
    team.ok("rep", "edit", "liwei", "--channels", "hook")


def test_a_digest_may_be_what_an_open_breaker_tries(team, nudged):
    """The message picked for the try ends in the digest; the try goes on."""
    later = answer(500, b"", b"Retry-After: 1800")
    server = Receiver(*[later] * 5, OK)
    try:
        outbox = Outbox(team)
        add_hook(team, server)
        for minute in range(5):
            team.ok("add", "acme", "call", "--due", f"2026-11-13 10:0{minute}")
        daemon = pace.settle(nudged())
        for minute in range(5):
            pace.walk(daemon, f"2026-11-13 10:0{minute}")
            outbox.wait_class(minute + 1, "temporary")
        assert outbox.channel("hook")[0] == "slowed"
        team.clock.set("2026-11-13 11:00")
        outbox.wait(6, lambda row: row and row[0] == "sent")
        assert states(outbox, "nudge") == [*["merged"] * 5, "sent"]
        assert len(server.requests) == 6
    finally:
        server.stop()


def test_in_doubt_nothing_changes(team, nudged):
    """What may have arrived is sent again as it was."""
    server = Receiver(DROP, OK)
    try:
        outbox = Outbox(team)
        add_hook(team, server)
        for account in ("acme", "borun"):
            team.ok("add", account, "call", "--due", "2026-11-13 10:00")
        daemon = pace.settle(nudged())
        pace.walk(daemon, "2026-11-13 10:00")
        outbox.wait_class(1, "uncertain")
        team.ok("done", "1", "ok")
        daemon.clock.advance(120)
        outbox.wait_state(1, "sent")
        first, second = server.requests
        assert first.body == second.body
    finally:
        server.stop()
