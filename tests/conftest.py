"""Fixtures for every test that runs the programs; see harness.py."""
import pytest

import harness


@pytest.fixture
def home(tmp_path):
    """An empty home."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def clock(tmp_path):
    """The stepped clock: Friday 2026-11-13, 09:00 in Shanghai."""
    clock = harness.Clock(tmp_path / "clock")
    clock.set("2026-11-13 09:00")
    return clock


@pytest.fixture
def nudge(home, clock):
    """The command line program, without a database."""
    return harness.Nudge(home, clock)


@pytest.fixture
def ready(nudge):
    """The same with a database and one rep: Li Wei in Shanghai, as after
    quickstart."""
    nudge.ok("init", "--name", "Li Wei", "--slug", "liwei", "--calendar", "CN",
             "--mail", "liwei@example.com", "--zone", "Asia/Shanghai")
    return nudge


@pytest.fixture
def maildir(home):
    """The Maildir beside the database, where the default channel delivers."""
    return harness.Maildir(home / "Maildir")


@pytest.fixture
def nudged(nudge):
    """Starts nudged: nudged(*args, env={}) on nudge's database.  Whatever is
    still running at the end is stopped, and must end well."""
    started = []

    def start(*args, ready=True, **more):
        daemon = harness.Nudged(nudge.home, nudge.db, nudge.clock, args, **more)
        started.append(daemon)
        return daemon.start(ready)

    yield start
    try:
        for daemon in started:
            daemon.stop()
    finally:
        for daemon in started:
            daemon.kill()
