"""kill -9 with all kinds of channels at once: nothing is lost; a webhook
repeats its id and body, a mail says so, a Maildir file replaces itself.

NUDGE_TEST_KILLS sets how often (25; contrib/check --full: 200), and
NUDGE_TEST_SEED repeats a run.
"""
import base64
import collections
import email
import email.policy
import hashlib
import os
import random
import select

import harness
from outbox import Outbox, add_channel, send_test
from receiver import Receiver
from relay import Relay

CRASHES = int(os.environ.get("NUDGE_TEST_KILLS", "25"))
LONGEST = 0.06   # seconds; nudged starts and delivers all within


def kill_after(daemon, seconds):
    """Lets nudged live that long, which is the random point."""
    pidfd = os.pidfd_open(daemon.pid)
    try:
        ended = select.select([pidfd], [], [], seconds)[0]
        assert not ended, daemon.log
    finally:
        os.close(pidfd)
    daemon.kill()


def wire_id(instance, key):
    """The identifier of a message, by its definition."""
    digest = hashlib.sha256(f"{instance}\0{key}".encode()).digest()
    return base64.b32encode(digest).decode()[:26]


def settle(outbox, clock):
    """Lets nudged finish: the clock goes to whatever is next."""
    def waiting():
        return outbox.query(
            "SELECT not_before, message_id, attempts, state FROM pending "
            "WHERE state <> 'held' ORDER BY 1")

    watch = harness.Watch(outbox.nudge.home)
    try:
        while before := waiting():
            clock.write(max(clock.now + 1, before[0][0]))
            watch.until(lambda: waiting() != before, f"change of {before}")
    finally:
        watch.close()


def doubts(outbox):
    """How often an answer got lost so far."""
    return outbox.query("""
        SELECT COALESCE(SUM(uncertain), 0) FROM (
            SELECT uncertain FROM pending
            UNION ALL SELECT uncertain FROM delivery)""")[0][0]


def text_of(mail):
    message = email.message_from_bytes(mail, policy=email.policy.SMTP)
    return message.get_body(("plain",)).get_content()


def check_mail(row, copies):
    """Sent, or twice in doubt: then a person is asked, which is not lost."""
    assert (row[0] == "sent" and copies) or (
        row[0] == "held" and row[5] == 2), row
    assert len(copies) <= 1 + row[5], f"repeated without a doubt: {row}"
    assert row[5] or "(may be a repeat)" not in text_of(copies[0])
    for copy in copies[1:]:
        assert "(may be a repeat)" in text_of(copy)


def check_hook(row, copies):
    assert row[0] == "sent" and 1 <= len(copies) <= 1 + row[5], row
    assert len({copy.body for copy in copies}) == 1


def test_killed_at_random_points(ready, clock, nudged, maildir):
    seed = int(os.environ.get("NUDGE_TEST_SEED", random.randrange(2**32)))
    print(f"NUDGE_TEST_SEED={seed}")
    dice = random.Random(seed)
    relay, receiver = Relay(), Receiver()
    try:
        campaign(ready, clock, nudged, maildir, relay, receiver, dice)
    finally:
        relay.stop()
        receiver.stop()


def campaign(ready, clock, nudged, maildir, relay, receiver, dice):
    add_channel(ready, "mail", "email", {
        "host": "127.0.0.1", "port": relay.port, "tls": "none",
        "from": "nudge@example.com"}, "--rate", "1000/1")
    add_channel(ready, "hook", "webhook", {
        "url": receiver.url, "allow_http": True, "allow_private": True},
        "--rate", "1000/1")
    add_channel(ready, "box", "maildir", {"path": str(maildir.path)})
    outbox = Outbox(ready)
    queued = collections.defaultdict(list)
    crashes = 0
    # The campaign is worth something only where crashes hit deliveries.
    while crashes < CRASHES or doubts(outbox) < CRASHES / 10:
        crashes += 1
        assert crashes < 10 * CRASHES
        clock.advance(5)
        for channel in ("mail", "hook", "box"):
            queued[channel].append(send_test(ready, channel))
        kill_after(nudged(ready=False), dice.uniform(0, LONGEST))
    nudged()
    settle(outbox, clock)

    [(instance,)] = outbox.query(
        "SELECT value FROM meta WHERE key = 'instance_id'")
    keys = dict(outbox.query("SELECT id, key FROM message"))
    mails, hooks = collections.defaultdict(list), collections.defaultdict(list)
    for _, mail in relay.mails:
        head = email.message_from_bytes(mail, policy=email.policy.SMTP)
        mails[head["message-id"][1:27]].append(mail)
    for request in receiver.requests:
        hooks[request.headers["webhook-id"]].append(request)
    for sent in queued["mail"]:
        check_mail(outbox.row(sent), mails[wire_id(instance, keys[sent])])
    for sent in queued["hook"]:
        check_hook(outbox.row(sent), hooks[wire_id(instance, keys[sent])])
    names = [path.name.split(".")[1] for path in maildir.path.glob("new/*")]
    assert sorted(names) == sorted(
        wire_id(instance, keys[sent]) for sent in queued["box"])
    print(f"{crashes} crashes, {doubts(outbox)} doubts, "
          f"{len(relay.mails)} mails and {len(receiver.requests)} webhooks "
          f"for {len(queued['mail'])} each")
