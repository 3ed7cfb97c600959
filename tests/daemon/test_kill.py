"""kill -9 in every phase of a mail: nothing is lost, and what may come twice
says so.  (test_crash.py kills at random points, with all kinds of channels.)
"""
import email
import email.policy
import threading

import pytest

import harness
from outbox import Outbox, add_channel, send_test
from relay import Relay, Wait

# Behind which answer nudged is killed; how many copies arrive in the end.
PHASES = {"greeting": 1, "ehlo": 1, "mail": 1, "rcpt": 1, "data": 1, "dot": 2}


@pytest.fixture
def relay():
    server = Relay()
    yield server
    server.stop()


def kill_in(phase, daemon, relay):
    """The relay withholds its answer until nudged is dead."""
    answer = threading.Event()
    relay.script[phase] = Wait(answer, relay.REPLIES[phase])
    daemon.start()
    relay.wait(lambda: relay.connections if phase == "greeting" else
               relay.mails if phase == "dot" else
               phase in (verb for _, verb in relay.commands))
    daemon.kill()
    answer.set()
    del relay.script[phase]


def finish(daemon, outbox, message):
    """Time passes until the message has reached its end."""
    def waiting():
        return outbox.query("SELECT not_before, attempts, state FROM pending "
                            "WHERE message_id = ?", message)

    watch = harness.Watch(daemon.home)
    try:
        while before := waiting():
            daemon.clock.write(max(daemon.clock.now, before[0][0]) + 1)
            watch.until(lambda: waiting() != before, f"change of {before}")
    finally:
        watch.close()


def is_marked(mail):
    message = email.message_from_bytes(mail, policy=email.policy.SMTP)
    return "(may be a repeat)" in message.get_body(("plain",)).get_content()


@pytest.mark.parametrize("phase", PHASES)
def test_killed(phase, ready, nudged, relay):
    add_channel(ready, "mail", "email", {
        "host": "127.0.0.1", "port": relay.port, "tls": "none",
        "from": "nudge@example.com"})
    outbox = Outbox(ready)
    daemon = nudged()
    daemon.kill()
    message = send_test(ready, "mail")
    kill_in(phase, daemon, relay)
    daemon.start()
    finish(daemon, outbox, message)
    assert outbox.row(message)[0] == "sent"
    copies = [mail for _, mail in relay.mails]
    assert len(copies) == PHASES[phase]
    assert is_marked(copies[-1]) and not any(map(is_marked, copies[:-1]))
