"""Fixtures for tests of nudge-web."""
import sys

import pytest

import harness
from feeds import Web

# fill.py, which makes large databases; every command and what it may be told;
# what receives messages.
sys.path += [str(harness.SOURCE / "tests" / folder)
             for folder in ("bench", "cli", "daemon")]


@pytest.fixture
def web(nudge):
    """Starts nudge-web: web(*args, env={}) on nudge's database.  Whatever is
    still running at the end is stopped, and must end well."""
    started = []

    def start(*args, **more):
        daemon = Web(nudge.home, nudge.db, nudge.clock, args, **more)
        started.append(daemon)
        return daemon.start()

    yield start
    try:
        for daemon in started:
            daemon.stop()
    finally:
        for daemon in started:
            daemon.kill()


@pytest.fixture
def signed(ready):
    """A rep's plan: two signed accounts, a person, a promise, a time."""
    ready.ok("sign", "Acme", "--tier", "key")
    ready.ok("sign", "华星科技", "--slug", "huaxing", "--tier", "strategic")
    ready.ok("contact", "add", "acme", "Wang Fang", "--roles", "user")
    ready.ok("add", "acme", "send the list, then; wait", "--due",
             "2026-11-18 15:00", "--via", "call", "--with", "wang-fang")
    return ready
