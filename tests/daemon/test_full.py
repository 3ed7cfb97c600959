"""A disk that is really full, under a running nudged.  Nothing is lost, nudged
says what is wrong, and goes on by itself once there is room.

The one at any write takes every few pages; NUDGE_FAULT_STRIDE=1 tries each.
"""
import os
import shutil

import pytest

import harness
import pace
from disk import Ballast, libc, small  # fixtures
from outbox import Outbox, add_channel, send_test

COUNT = 60      # reminders of one minute: more than the WAL has room for
STRIDE = int(os.environ.get("NUDGE_FAULT_STRIDE", "7"))


@pytest.fixture
def crowded(nudge, small):
    """Li Wei's database on it, with many reminders at ten."""
    nudge.db = small / "nudge.db"
    nudge.ok("init", "--name", "Li Wei", "--slug", "liwei", "--calendar", "CN",
             "--mail", "liwei@example.com", "--zone", "Asia/Shanghai")
    for account in ("Acme", "Borun"):
        nudge.ok("account", "add", account)
    for n in range(COUNT):
        nudge.ok("add", "acme", f"call {n:02}", "--due", "2026-11-13 10:00")
    return nudge


def wait_log(daemon, text):
    watch = harness.Watch(daemon.home)
    try:
        watch.until(lambda: text in daemon.log, repr(text))
    finally:
        watch.close()


def wait_status(daemon, text):
    while text not in daemon.wait_note("STATUS")["STATUS"]:
        pass


def told(maildir):
    return "".join(message.get_body(("plain",)).get_content()
                   for message in maildir.messages())


def check_all_told_once(nudge, maildir):
    text = told(maildir)
    for n in range(COUNT):
        assert text.count(f"call {n:02}\n") == 1, n
    assert Outbox(nudge).query("PRAGMA quick_check") == [("ok",)]


def wait_tried(daemon):
    """Until it has done what it can."""
    while "degraded" not in (status := daemon.wait_note("STATUS")["STATUS"]):
        found = pace.NEXT.match(status)
        if found and pace.instant(found) > daemon.clock.now:
            return


def wait_told(nudge):
    outbox = Outbox(nudge)
    watch = harness.Watch(nudge.db.parent)
    try:
        watch.until(lambda: outbox.query(
            "SELECT 1 FROM message WHERE NOT EXISTS (SELECT 1 FROM pending)"),
            "empty outbox")
    finally:
        watch.close()


def test_full_at_any_write(crowded, small, nudged):
    """The room ends while it queues, claims, writes the file, or notes what
    became of it."""
    ballast = Ballast(small)
    whole = crowded.home / "whole.db"
    shutil.copy(crowded.db, whole)
    for pages in range(0, 1000, STRIDE):
        crowded.clock.set("2026-11-13 09:00")
        daemon = pace.settle(nudged())
        ballast.load(pages)
        crowded.clock.set("2026-11-13 10:00")
        wait_tried(daemon)
        ballast.drop()
        crowded.clock.advance(60)
        wait_told(crowded)
        check_all_told_once(crowded, harness.Maildir(small / "Maildir"))
        daemon.stop()
        if "no room left" not in daemon.log:
            break
        daemon.log_path.unlink()
        for left in small.iterdir():
            if left.name != "secrets":
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        shutil.copy(whole, crowded.db)
    assert 0 < pages < 999


def test_no_room_to_queue(crowded, small, nudged):
    ballast = Ballast(small)
    maildir = harness.Maildir(small / "Maildir")
    daemon = pace.settle(nudged())
    ballast.load()
    crowded.clock.set("2026-11-13 10:00")
    wait_status(daemon, "degraded")
    wait_log(daemon, "no room left on the disk")
    assert daemon.process.poll() is None
    ballast.drop()
    crowded.clock.advance(60)
    maildir.wait(1)
    check_all_told_once(crowded, maildir)
    wait_status(daemon, "next at")


def test_no_room_at_the_start(crowded, small, nudged):
    """nudged waits for room instead of ending again and again."""
    ballast = Ballast(small)
    daemon = pace.settle(nudged())
    daemon.kill()
    ballast.load()
    daemon.start()
    wait_status(daemon, "degraded")
    crowded.clock.set("2026-11-13 10:00")
    ballast.drop()
    crowded.clock.advance(60)
    maildir = harness.Maildir(small / "Maildir")
    maildir.wait(1)
    check_all_told_once(crowded, maildir)


def test_no_room_for_outcomes(crowded, small, nudged):
    """What is queued cannot be claimed, or its outcome cannot be noted."""
    ballast = Ballast(small)
    maildir = harness.Maildir(small / "Maildir")
    secret = small / "secrets" / "maildir"
    secret.chmod(0o644)
    daemon = pace.settle(nudged())
    crowded.clock.set("2026-11-13 10:00")
    pace.settle(daemon)
    ballast.load()
    secret.chmod(0o600)
    daemon.reload()
    wait_status(daemon, "degraded")
    ballast.drop()
    maildir.wait(1)
    Outbox(crowded).wait_state(1, "sent")
    check_all_told_once(crowded, maildir)


def test_no_room_in_the_maildir(ready, small, nudged):
    """The database has room: the message is tried again, and comes once."""
    ballast = Ballast(small)
    maildir = harness.Maildir(small / "Maildir")
    add_channel(ready, "box", "maildir", {"path": str(maildir.path)})
    outbox = Outbox(ready)
    nudged()
    ballast.load()
    message = send_test(ready, "box")
    row = outbox.wait_class(message, "temporary")
    assert "no room left on the disk" in row[3]
    ballast.drop()
    ready.clock.write(row[6])
    outbox.wait_state(message, "sent")
    assert len(maildir.messages()) == 1
    assert list((small / "Maildir/tmp").iterdir()) == []
