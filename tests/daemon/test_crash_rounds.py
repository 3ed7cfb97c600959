"""kill -9 while nudged tells by itself: briefs, timed touchpoints, new days,
catch-ups and notices, under a clock that goes on in leaps and sometimes back.
Nothing is lost, and nothing is told twice but what was in doubt and says so.
"""
import datetime

import harness
import pace
from crash import Arrivals, Campaign, dice, doubts
from outbox import Outbox, add_channel
from receiver import Receiver, answer
from relay import Relay

# Then only minutes pass, since what is a week late is left to the brief; and
# something new falls due, or no crash would hit anything any more.
END = harness.instant("2026-11-17 11:00")
SHANGHAI = datetime.timezone(datetime.timedelta(hours=8))
CHANNELS = {"anna": "mail", "bo": "hook", "chen": "box", "dora": "gone"}


def furnish(ready, relay, receiver, broken, maildir):
    """Four reps, one for each kind of channel and one whose channel is broken
    and has another; each with steps that will be missed."""
    private = {"allow_http": True, "allow_private": True}
    add_channel(ready, "mail", "email", {
        "host": "127.0.0.1", "port": relay.port, "tls": "none",
        "from": "nudge@example.com"}, "--rate", "1000/1")
    add_channel(ready, "hook", "webhook", {"url": receiver.url, **private},
                "--rate", "1000/1")
    add_channel(ready, "box", "maildir", {"path": str(maildir.path)})
    add_channel(ready, "gone", "webhook", {"url": broken.url, **private},
                "--rate", "1000/1", "--fallback", "box")
    for rep, channel in CHANNELS.items():
        ready.ok("rep", "add", rep, "--slug", rep, "--calendar", "mon-fri",
                 "--zone", "Asia/Shanghai", "--mail", f"{rep}@example.com",
                 "--channels", channel)
        ready.ok("account", "add", f"{rep} ltd", "--slug", f"{rep}-ltd",
                 "--owner", rep, "--as", rep)
        ready.ok("sign", f"{rep}-ltd", "--on", "2026-11-10", "--as", rep)
    ready.ok("rep", "edit", "liwei", "--channels", "box")


def wall_clock(instant):
    return datetime.datetime.fromtimestamp(
        instant, SHANGHAI).strftime("%Y-%m-%d %H:%M")


def add_call(ready, chance, earliest, latest):
    """A timed touchpoint somewhere in between."""
    rep = chance.choice(list(CHANNELS))
    ready.ok("add", f"{rep}-ltd", "call", "--due",
             wall_clock(chance.uniform(earliest, latest)), "--as", rep)


def told_twice(outbox):
    """Touchpoints that more than one message has told in one shape."""
    return outbox.query("""
        SELECT a.touchpoint_id, a.gen, COUNT(*) FROM message_touchpoint a
        LEFT JOIN delivery d ON d.message_id = a.message_id
        WHERE COALESCE(d.state, '') NOT IN ('merged', 'cancelled')
        GROUP BY 1, 2 HAVING COUNT(*) > 1""")


def untold(outbox, now):
    """Open timed touchpoints that are due, and of which no message tells that
    has arrived, waits for a person, or could not leave within a day."""
    return outbox.query("""
        SELECT t.id FROM touchpoint t WHERE t.state = 'open'
        AND t.nudge_at <= ? AND NOT EXISTS (
            SELECT 1 FROM message_touchpoint a
            LEFT JOIN delivery d ON d.message_id = a.message_id
            WHERE a.touchpoint_id = t.id AND a.gen = t.gen
            AND (COALESCE(d.state, 'held') IN ('sent', 'held')
                 OR d.state = 'expired' AND d.finished_at > (
                    SELECT m.expires_at FROM message m
                    WHERE m.id = a.message_id)))""", now)


def missed_twice(outbox):
    """Steps that more than one change has declared missed."""
    return outbox.query("""
        SELECT row_id, COUNT(*) FROM event WHERE tbl = 'touchpoint'
        AND after LIKE '%"missed"%' GROUP BY row_id HAVING COUNT(*) > 1""")


def days_told_twice(outbox):
    """Days whose scheduled brief has left twice."""
    return outbox.query("""
        SELECT m.rep_id, m.subject, COUNT(*) FROM message m
        JOIN delivery d ON d.message_id = m.id AND d.state = 'sent'
        WHERE m.kind = 'brief' GROUP BY 1, 2 HAVING COUNT(*) > 1""")


def check(outbox, clock, arrived):
    assert told_twice(outbox) == []
    assert untold(outbox, clock.now) == []
    assert missed_twice(outbox) == []
    assert days_told_twice(outbox) == []
    assert set(outbox.query("SELECT DISTINCT rolled_on FROM rep_clock")) == {
        (wall_clock(clock.now)[:10],)}
    assert outbox.query("SELECT 1 FROM touchpoint WHERE state = 'missed'")
    kinds = {kind for kind, in outbox.query("SELECT DISTINCT kind FROM message")}
    assert {"brief", "nudge", "catchup", "notice"} <= kinds, kinds
    for message, channel in outbox.query("SELECT id, channel FROM message"):
        row = outbox.row(message)
        if channel == "box":
            arrived.check_file(message, row)
        elif row[0] in ("merged", "cancelled", "expired"):
            continue
        elif channel == "mail":
            arrived.check_mail(message, row)
        elif channel == "hook":
            arrived.check_hook(message, row)


def leap(outbox, clock, chance):
    """To the next instant at which something is due, or past several; and
    sometimes a bit back."""
    way = chance.random()
    if way < 0.12:
        clock.advance(-chance.randrange(1, 600))
    elif clock.now > END:
        clock.advance(chance.randrange(60, 840))
    elif way < 0.7:
        clock.write(outbox.query("""
            SELECT COALESCE(MIN(at), ? + 60) FROM (
                SELECT nudge_at AS at FROM touchpoint WHERE nudge_at > ?
                UNION ALL SELECT next_brief_at FROM rep_clock
                WHERE next_brief_at > ?)""", *[clock.now] * 3)[0][0])
    else:
        clock.advance(chance.randrange(3600, 6 * 3600))


def test_killed_while_it_tells(ready, clock, nudged, maildir):
    relay, receiver = Relay(), Receiver()
    broken = Receiver(answer(404, b"gone"))
    chance = dice()
    try:
        furnish(ready, relay, receiver, broken, maildir)
        clock.set("2026-11-13 10:00")
        for _ in range(80):
            add_call(ready, chance, clock.now + 300, END - 3600)
        run(ready, clock, nudged, maildir, relay, receiver, chance)
    finally:
        for server in (relay, receiver, broken):
            server.stop()


def finish(daemon, outbox):
    """nudged goes on undisturbed, from instant to instant, until nothing
    waits: what the broken channel holds goes another way after an hour."""
    def pending(states):
        return outbox.query("SELECT message_id FROM pending "
                            f"WHERE state IN ({states})")

    watch = harness.Watch(daemon.home)
    try:
        for _ in range(300):
            watch.until(lambda: not pending("'sending'"), "answers")
            if not pending("'waiting'"):
                return
            daemon.clock.write(daemon.next_at)
            pace.settle(daemon)
    finally:
        watch.close()
    raise AssertionError(pending("'waiting'"))


def run(ready, clock, nudged, maildir, relay, receiver, chance):
    outbox = Outbox(ready)
    campaign = Campaign(outbox, nudged, chance)
    while campaign.goes_on() or clock.now < END:
        leap(outbox, clock, chance)
        if clock.now > END:
            add_call(ready, chance, clock.now + 60, clock.now + 840)
        campaign.crash()
    clock.advance(600)     # it may have gone back
    # On a slow machine only what follows is told in time.
    add_call(ready, chance, clock.now + 3600, clock.now + 7200)
    daemon = pace.settle(nudged())
    finish(daemon, outbox)
    pace.walk(daemon, wall_clock(clock.now + 8 * 86400))
    finish(daemon, outbox)
    check(outbox, clock, Arrivals(outbox, relay, receiver, maildir))
    told = outbox.query("SELECT kind, COUNT(*) FROM message GROUP BY kind")
    print(f"{campaign.crashes} crashes, {doubts(outbox)} doubts, {told}, "
          f"{len(relay.mails)} mails, {len(receiver.requests)} webhooks")
