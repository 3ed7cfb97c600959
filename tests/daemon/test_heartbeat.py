"""The heartbeat: it arrives while all is well, and stops when it is not."""
import json

import harness
import pace
import pytest
from pace import team  # fixtures
from receiver import HANG, OK, Receiver, answer

LOCAL = {"allow_http": True, "allow_private": True}


@pytest.fixture
def monitor():
    started = []

    def start(*actions):
        started.append(Receiver(*actions))
        return started[-1]

    yield start
    for one in started:
        one.stop()


def configure(team, server, **more):
    file = team.home / "secrets" / "nudged-heartbeat"
    file.unlink(missing_ok=True)
    file.touch(0o600)
    file.write_text(json.dumps({"url": server.url, **LOCAL, **more}))


def wait_status(daemon, text):
    while text not in (status := daemon.wait_note("STATUS")["STATUS"]):
        pass
    return status


def wait_log(daemon, text):
    watch = harness.Watch(daemon.home)
    try:
        watch.until(lambda: text in daemon.log, repr(text))
    finally:
        watch.close()


def test_every_minute_and_after_each_start(team, nudged, monitor):
    server = monitor()
    configure(team, server)
    nudged()
    for count in range(1, 4):
        server.wait(count)
        team.clock.advance(60)
    server.wait(4)
    assert server.requests[0].line == "POST /hook/TOKEN-IN-PATH HTTP/1.1"
    assert server.requests[0].body == b""


def test_the_interval_is_the_files(team, nudged, monitor):
    server = monitor()
    configure(team, server, interval_s=600)
    daemon = pace.settle(nudged())
    server.wait(1)
    daemon.clock.advance(599)
    daemon.reload()                 # a round, and no beat
    daemon.clock.advance(1)
    server.wait(2)
    daemon.reload()
    assert len(server.requests) == 2


@pytest.mark.parametrize("action", [OK, HANG], ids=["answered", "under way"])
def test_a_file_that_comes_and_goes(team, nudged, monitor, action):
    first, second = monitor(action), monitor()
    daemon = pace.settle(nudged())
    for server in (first, second):
        configure(team, server)
        daemon.reload()
        server.wait(1)
    (team.home / "secrets" / "nudged-heartbeat").unlink()
    daemon.clock.advance(3600)
    daemon.reload()
    assert len(first.requests) == len(second.requests) == 1


def test_a_failure_is_told_once_and_when_it_is_over(team, nudged, monitor):
    server = monitor(*[answer(500, b"no TOKEN-IN-PATH")] * 3, OK)
    configure(team, server)
    daemon = pace.settle(nudged())
    wait_status(daemon, "the heartbeat does not arrive")
    for count in range(1, 4):
        server.wait(count)
        team.clock.advance(60)
        daemon.reload()
    server.wait(4)
    wait_log(daemon, "the heartbeat arrives again")
    assert daemon.log.count("the heartbeat does not arrive") == 1
    assert "TOKEN-IN-PATH" not in daemon.log


def test_silent_while_the_clock_is_not_believed(team, nudged, monitor):
    server = monitor()
    configure(team, server)
    daemon = pace.settle(nudged())
    server.wait(1)
    team.ok("add", "acme", "call", "--due", "2026-11-20")
    daemon.clock.advance(-300)
    wait_status(daemon, "the clock is not set")
    daemon.reload()
    daemon.clock.advance(400)
    server.wait(2)
    assert len(server.requests) == 2


def test_a_hanging_monitor_holds_up_nothing(team, nudged, monitor, maildir):
    server = monitor(HANG)
    configure(team, server)
    team.ok("add", "acme", "call back", "--due", "2026-11-13 10:00")
    daemon = pace.settle(nudged())
    server.wait(1)
    pace.walk(daemon, "2026-11-13 10:00")
    maildir.wait(1)
    assert len(server.requests) == 1
    daemon.stop()


@pytest.mark.parametrize("more, words", [
    ({"allow_private": False}, "allow_private"),
    ({"allow_http": False}, "allow_http"),
    ({"interval_s": 0}, "interval_s"),
    ({"urk": 1}, "urk"),
])
def test_a_bad_file_is_told(team, nudged, monitor, more, words):
    server = monitor()
    configure(team, server, **more)
    daemon = nudged()
    wait_log(daemon, words)
    assert server.connections == 0
