"""kill -9 at random points: nothing is lost, and what may come twice says
so.  NUDGE_TEST_KILLS says how often; contrib/check --full does it 200 times."""
import email
import email.policy
import os
import random
import select
import signal
import threading

import pytest

import harness
from outbox import Outbox, add_channel, send_test
from relay import Relay, Wait

KILLS = int(os.environ.get("NUDGE_TEST_KILLS", "20"))
PER_LIFE = 2          # messages queued before each life of nudged
PHASES = "ehlo", "mail", "rcpt", "data", "dot"
REPEAT = "(may be a repeat)"


@pytest.fixture
def relay():
    server = Relay()
    yield server
    server.stop()


def pass_time(daemon, until):
    """The wall and the boot clock move on; waits for a rate to allow more are
    on the kernel's clock, so nudged is told to look."""
    daemon.clock.write(until)
    daemon.signal(signal.SIGHUP)


def live(daemon, relay, chance):
    """One life of nudged.  It is killed some milliseconds after its start, or
    while it waits for the relay's answer in some phase of a message."""
    if chance.random() < 0.3:
        daemon.start(ready=False)
        select.select([], [], [], chance.uniform(0, 0.03))
        daemon.kill()
        return
    phase = chance.choice(PHASES)
    answer = threading.Event()
    heard = [len(relay.mails), len(relay.commands)]
    relay.script[phase] = Wait(answer, relay.REPLIES[phase])
    daemon.start()
    pass_time(daemon, daemon.clock.now + 5)
    relay.wait(lambda: len(relay.mails) > heard[0] if phase == "dot" else
               phase in (verb for _, verb in relay.commands[heard[1]:]))
    daemon.kill()
    answer.set()
    del relay.script[phase]


def finish(daemon, outbox):
    """Time passes until every message has reached its end."""
    def waiting():
        return outbox.query("SELECT not_before, message_id, attempts, state "
                            "FROM pending WHERE state <> 'held' ORDER BY 1")

    watch = harness.Watch(daemon.home)
    try:
        while before := waiting():
            pass_time(daemon, max(daemon.clock.now, before[0][0]) + 1)
            watch.until(lambda: waiting() != before, f"change of {before}")
    finally:
        watch.close()


def copies(mails):
    """{Message-ID: [is this copy marked as a possible repeat?]}"""
    found = {}
    for _, data in mails:
        mail = email.message_from_bytes(data, policy=email.policy.SMTP)
        text = mail["subject"] + mail.get_body(("plain",)).get_content()
        found.setdefault(mail["message-id"], []).append(REPEAT in text)
    return found


def test_nothing_is_lost_and_repeats_are_marked(ready, nudged, relay):
    chance = random.Random(2026)
    add_channel(ready, "mail", "email", {
        "host": "127.0.0.1", "port": relay.port, "tls": "none",
        "from": "nudge@example.com"}, "--rate", "1000/1")
    outbox = Outbox(ready)
    queued = []
    daemon = nudged()
    daemon.kill()
    for _ in range(KILLS):
        queued += [send_test(ready, "mail") for _ in range(PER_LIFE)]
        live(daemon, relay, chance)
    daemon.start()
    finish(daemon, outbox)
    daemon.stop()

    arrived = copies(relay.mails)
    states = {message: outbox.row(message) for message in queued}
    for message, row in states.items():
        assert row[0] == "sent" or row[0] == "held" and row[5] >= 2, (message, row)
    sent = sum(row[0] == "sent" for row in states.values())
    assert len(arrived) >= sent
    for marks in arrived.values():
        assert len(marks) <= 2 and all(marks[1:]), arrived
    hits = daemon.log.count("nudged ended before the answer was noted")
    assert hits >= KILLS // 2, f"only {hits} kills hit a message on its way"
