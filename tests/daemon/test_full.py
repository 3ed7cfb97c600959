"""A disk that is really full, under a running nudged: a tmpfs of a megabyte
in a mount namespace of this test's own.  Nothing is lost, nudged says what is
wrong, and goes on by itself once there is room."""
import ctypes
import os

import pytest

import harness
import pace
from outbox import Outbox, add_channel, send_test

CLONE_NEWNS, CLONE_NEWUSER = 0x20000, 0x10000000
MS_REC, MS_PRIVATE = 0x4000, 0x40000
COUNT = 60      # reminders of one minute: more than the WAL has room for


def enter_namespace():
    """Mounts of this process and its children concern nobody else.  Who is
    not root becomes it in a namespace of users, too."""
    libc = ctypes.CDLL(None, use_errno=True)
    uid, gid = os.getuid(), os.getgid()
    flags = CLONE_NEWNS | (CLONE_NEWUSER if uid else 0)
    if libc.unshare(flags) < 0:
        pytest.skip(f"no namespaces: {os.strerror(ctypes.get_errno())}")
    if uid:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"),
                           ("gid_map", f"{gid} {gid} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
    return libc


@pytest.fixture(scope="module")
def libc():
    return enter_namespace()


@pytest.fixture
def small(libc, tmp_path):
    """A folder on a file system of one megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None) or \
        libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"size=1m")
    if done < 0:
        pytest.skip(f"no tmpfs: {os.strerror(ctypes.get_errno())}")
    yield folder
    libc.umount2(bytes(folder), 2)


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


class Ballast:
    """Takes all the room there is."""

    def __init__(self, folder):
        self.path = folder / "ballast"

    def load(self):
        with open(self.path, "ab", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def drop(self):
        self.path.unlink()


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
