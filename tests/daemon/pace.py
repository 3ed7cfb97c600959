"""Days going by for nudged: the clock is put to each instant that nudged
itself waits for, so that nothing counts as missed and nothing is slept over.
"""
import datetime
import email.utils
import re

import pytest

import harness

NEXT = re.compile(r"next at (\S+ \S+) UTC")


def instant(found):
    """The instant in a status that NEXT has matched."""
    at = datetime.datetime.fromisoformat(found[1] + "+00:00")
    return int(at.timestamp())


def next_at(daemon):
    """The instant nudged waits for, from the next status it tells."""
    while True:
        found = NEXT.match(daemon.wait_note("STATUS")["STATUS"])
        if found:
            return instant(found)


def settle(daemon):
    """Until nudged waits for an instant that lies ahead."""
    while (at := next_at(daemon)) <= daemon.clock.now:
        pass
    daemon.next_at = at
    return daemon


def walk(daemon, text, zone=None):
    """Lets the clock go on until then, instant by instant."""
    end = harness.instant(text, zone or daemon.clock.zone)
    while daemon.next_at <= end:
        daemon.clock.write(daemon.next_at)
        settle(daemon)
    daemon.clock.write(end)


def sent_at(message):
    return email.utils.parsedate_to_datetime(message["date"]).timestamp()


@pytest.fixture
def team(ready):
    """Li Wei with two customers, of whom nothing is known yet."""
    ready.ok("account", "add", "Acme")
    ready.ok("account", "add", "Borun")
    return ready


@pytest.fixture
def steady(ready, nudged):
    """nudged on a database with Li Wei, knowing what it waits for."""
    return lambda *args, **more: settle(nudged(*args, **more))
