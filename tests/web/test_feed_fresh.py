"""A change is in the next fetch, whoever made it, though what nudged notes of
messages makes no calendar anew."""
import sqlite3

import pytest

import test_every_command as every
from feeds import action_link, subscribe

# What shows, or the comparison proves nothing.
SHOWN = {"account edit", "add", "contact left", "done", "feed remove",
         "feed rotate", "give", "meet", "merge", "move", "park", "pause",
         "reopen", "resume", "sign", "skip", "snooze", "start", "won"}

# Beside each command's own line: what a calendar shows besides its events.
MORE = [("account edit", "acme", "--name", "Acme AG"),
        ("calendar import", "named.txt", "--yes"),
        ("close", "borun"), ("lost", "borun", "price"),
        ("contact edit", "acme/wangfang", "--name", "Wang Fangfang"),
        ("contact edit", "acme/wangfang", "--roles", "buyer"),
        ("feed rotate", "--no-names", "--no-alarms"), ("log", "borun", "ok"),
        ("rep edit", "liwei", "--locale", "zh_CN"),
        ("rep edit", "liwei", "--manager", ""),
        ("rep edit", "liwei", "--name", "Li Wei the second"),
        ("rep edit", "liwei", "--zone", "Europe/Berlin")]
# Moves nothing, for it is a Saturday, but says why that is no working day.
NAMED = """calendar CN
title China
source a test
week ooooocc
years 2026
closed 2026-11-14 Founder's day
"""


def fetched(server, paths):
    answers = [server.get(path) for path in paths]
    return [(one.status, one.headers.get("etag"), one.body) for one in answers]


@pytest.fixture
def furnished(nudge, clock):
    """Customers in every state; a calendar of each kind."""
    clock.set("2026-11-16 10:00")
    every.furnish(nudge)
    (nudge.home / "named.txt").write_text(NAMED)
    nudge.ok("contact", "edit", "acme/wangfang", "--roles", "user")
    nudge.ok("add", "acme", "call her", "--due", "fri", "--with", "wangfang")
    nudge.ok("config", "set", "web.feed_rate", "0")
    return nudge, [subscribe(nudge, "--names"),
                   subscribe(nudge, "--account", "acme"),
                   subscribe(nudge, "--account", "tianyu"),
                   subscribe(nudge, "--account", "xinda"),
                   subscribe(nudge, "--kind", "team", "--as", "chen"),
                   subscribe(nudge, "--as", "chen")]


def test_every_command_and_its_undo(furnished, web):
    """The same bytes as from a nudge-web that has just started, after each
    command that changes something and after it was taken back."""
    nudge, paths = furnished
    server = web()
    now = fetched(server, paths)
    seen = set()

    def check(what):
        """Did it show?"""
        nonlocal now
        fresh = web()
        before, now = now, fetched(server, paths)
        assert now == fetched(fresh, paths), what
        fresh.stop()
        return now != before

    lines = [(command, *args) for command, args in every.ARGS.items()
             if command not in ("help", *every.NOT_UNDONE)]
    for line in lines + MORE:
        if not nudge.json(*line[0].split(), *line[1:]).get("change"):
            continue
        shown = check(line)
        seen |= {line} if shown else set()
        nudge.ok("undo")
        assert check(f"undo of {line}") == shown
    assert set(MORE) <= seen and SHOWN <= {line[0] for line in seen}
    nudge.ok("contact", "forget", "acme/wangfang", "--yes")
    assert check("contact forget")


def test_what_a_button_does(furnished, web):
    nudge, paths = furnished
    step = nudge.json("list", "acme")["touchpoints"][0]
    link = action_link(nudge, step["id"], gen=step["gen"])
    server = web()
    before = fetched(server, paths)
    answer = server.ask(
        "POST", link, {"Content-Type": "application/x-www-form-urlencoded"},
        f"do=done&outcome=sent&rev={step['rev']}")
    assert answer.status == 303
    after = fetched(server, paths)
    assert after != before and after == fetched(web(), paths)


def test_what_a_new_day_does(furnished, web, nudged, clock):
    """nudged gives up a step after the day's first fetch."""
    nudge, paths = furnished
    server = web()
    clock.set("2026-11-27 00:30")
    before = fetched(server, paths)
    nudged()
    after = fetched(server, paths)
    assert after != before and after == fetched(web(), paths)


def test_what_is_noted_of_messages_makes_nothing_anew(
        signed, web, nudged, maildir, clock):
    """Seen by a purpose that was written past nudge: it is there when the
    calendar is made anew, so not after a delivery, yet soon."""
    path = subscribe(signed)
    server = web()
    before = server.get(path).body
    db = sqlite3.connect(signed.db)
    with db:
        db.execute("UPDATE touchpoint SET purpose = 'past nudge' WHERE id ="
                   " (SELECT MAX(id) FROM touchpoint)")
    db.close()
    nudged()
    signed.ok("channel", "test", "maildir")
    maildir.wait(1)
    assert server.get(path).body == before
    clock.advance(10)
    assert b"past nudge" in server.get(path).body
