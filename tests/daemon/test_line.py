"""Mails that stand in line for a relay: claimed ahead, so that no worker waits
for the loop, and back where they were if they do not leave."""
import collections
import threading

import pytest

from outbox import Outbox, add_channel
from relay import HANG, Relay, Wait

WORKERS, AHEAD = 2, 2


@pytest.fixture
def relay():
    server = Relay()
    yield server
    server.stop()


@pytest.fixture
def line(ready, nudged, relay):
    """line(n) queues a mail for each of n people, and begins to send."""
    add_channel(ready, "mail", "email", {
        "host": "127.0.0.1", "port": relay.port, "tls": "none",
        "username": "nudge", "password": "geheim", "auth": "plain",
        "from": "nudge@example.com"}, "--rate", "1000/1")
    outbox = Outbox(ready)

    def queue(n):
        for i in range(n):
            ready.ok("rep", "add", f"rep{i}", "--slug", f"rep{i}", "--zone",
                     "Asia/Shanghai", "--mail", f"rep{i}@example.com",
                     "--channels", "mail")
        queue.nudged = nudged()
        queue.messages = [send_brief(ready, f"rep{i}") for i in range(n)]
        return outbox

    yield queue


def send_brief(nudge, rep):
    nudge.clock.advance(1)
    return nudge.json("brief", "--now", "--as", rep)["message"]


def rows(outbox, messages):
    """How many are in each (state, class, attempts, uncertain)."""
    found = [outbox.row(message) for message in messages]
    return collections.Counter(
        (row[0], row[1], row[4], row[5]) for row in found)


WAITING = ("waiting", None, 0, 0)


def all_of_the_line(outbox, messages):
    """Until as many are claimed as may be."""
    claimed = WORKERS + AHEAD
    outbox.wait(messages[0], lambda _: rows(outbox, messages) == {
        ("sending", None, 1, 0): claimed, WAITING: len(messages) - claimed})


def test_what_did_not_leave_waits_again_at_the_end(line, clock, relay):
    relay.script["dot"] = HANG
    outbox = line(6)
    relay.wait(lambda: len(relay.mails) == WORKERS)
    all_of_the_line(outbox, line.messages)
    line.nudged.stop()
    assert rows(outbox, line.messages) == {
        ("waiting", "uncertain", 1, 1): WORKERS, WAITING: 4}
    # As if they had never been claimed.
    assert outbox.query("SELECT COUNT(*) FROM attempt") == [(WORKERS,)]
    relay.script.clear()
    stayed = [i for i, message in enumerate(line.messages)
              if outbox.row(message)[1] is None]
    line.nudged.start()
    for i in stayed:
        clock.advance(1)
        outbox.wait_state(line.messages[i], "sent")
        [mail] = [mail for _, mail in relay.mails if b"<rep%d@" % i in mail]
        assert b"may be a repeat" not in mail


def test_wrong_password_is_not_tried_for_the_whole_line(line, relay):
    answer = threading.Event()
    relay.script["ehlo"] = b"250-relay.test\r\n250 AUTH PLAIN"
    relay.script["auth"] = Wait(answer, b"535 5.7.8 wrong password")
    outbox = line(6)
    all_of_the_line(outbox, line.messages)
    answer.set()
    outbox.wait(line.messages[0], lambda _: all(
        state == "waiting" and attempts == 0 for state, _, attempts, _ in
        rows(outbox, line.messages)))
    assert outbox.channel("mail")[0] == "paused"
    assert 1 <= [verb for _, verb in relay.commands].count("auth") <= WORKERS
    [(tried,)] = outbox.query("SELECT COUNT(*) FROM attempt WHERE message_id"
                              " <= ?", max(line.messages))
    assert 1 <= tried <= WORKERS


def test_killed_what_stood_in_line_is_sent_once_and_says_so(
        line, clock, relay):
    """Nobody can tell any more which of them had begun."""
    answer = threading.Event()
    relay.script["data"] = Wait(answer, Relay.REPLIES["data"])
    outbox = line(6)
    all_of_the_line(outbox, line.messages)
    line.nudged.kill()
    answer.set()
    relay.script.clear()
    line.nudged.start()
    for message in line.messages:
        row = outbox.wait(message, lambda row: row[0] != "sending")
        if row[0] == "waiting":
            clock.write(max(clock.now, row[6]) + 1)
        outbox.wait_state(message, "sent")
    assert len(relay.mails) == len(line.messages)
    marked = [b"may be a repeat" in mail for _, mail in relay.mails]
    assert sum(marked) == WORKERS + AHEAD
