"""What campaigns of kill -9 have in common.

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

CRASHES = int(os.environ.get("NUDGE_TEST_KILLS", "25"))
LONGEST = 0.5   # seconds that nudged gets where it is slow


def dice():
    seed = int(os.environ.get("NUDGE_TEST_SEED", random.randrange(2**32)))
    print(f"NUDGE_TEST_SEED={seed}")
    return random.Random(seed)


class Campaign:
    """Crashes at random points, until there were enough, and enough of them
    hit something under way.

    nudged lives for 60 ms at most, in which it starts and delivers all; on a
    machine where it needs longer, it gets longer."""

    def __init__(self, outbox, nudged, chance):
        self.outbox, self.nudged, self.chance = outbox, nudged, chance
        self.crashes = 0
        self.longest = 0.06

    def goes_on(self):
        assert self.crashes < 20 * CRASHES, "no crash hits a delivery"
        return (self.crashes < CRASHES or
                doubts(self.outbox) < CRASHES / 10)

    def crash(self):
        kill_after(self.nudged(ready=False),
                   self.chance.uniform(0, self.longest))
        self.crashes += 1
        if self.crashes % CRASHES == 0 and self.goes_on():
            self.longest = min(2 * self.longest, LONGEST)


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


class Arrivals:
    """What has arrived, by the identifier the world sees."""

    def __init__(self, outbox, relay, receiver, maildir):
        [(self.instance,)] = outbox.query(
            "SELECT value FROM meta WHERE key = 'instance_id'")
        self.keys = dict(outbox.query("SELECT id, key FROM message"))
        self.mails = collections.defaultdict(list)
        self.hooks = collections.defaultdict(list)
        for _, mail in relay.mails:
            head = email.message_from_bytes(mail, policy=email.policy.SMTP)
            self.mails[head["message-id"][1:27]].append(mail)
        for request in receiver.requests:
            self.hooks[request.headers["webhook-id"]].append(request)
        self.files = sorted(
            path.name.split(".")[1] for path in maildir.path.glob("new/*"))

    def id(self, message):
        return wire_id(self.instance, self.keys[message])

    def check_mail(self, message, row):
        check_mail(row, self.mails[self.id(message)])

    def check_hook(self, message, row):
        check_hook(row, self.hooks[self.id(message)])

    def check_file(self, message, row):
        """Once; and what was in doubt may have ended in another message."""
        count = self.files.count(self.id(message))
        if row[0] == "sent":
            assert count == 1, row
        else:
            assert count <= (row[5] > 0), row
