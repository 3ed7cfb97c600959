"""What is due in a second is claimed and packed before: nothing that happens
in between is lost by it.  The clock begins on Friday 2026-11-13, 09:00 in
Shanghai; a reminder of 21:00 is held by quiet hours until 07:00."""
import base64
import json
import threading

import pytest

import harness
import pace
from outbox import Outbox, add_channel, send_test
from pace import steady, team  # fixtures
from receiver import LOCAL, OK, receiver

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
DUE = "2026-11-14 07:00"


def held(team, daemon, day):
    """(outbox, message) of what waits for 07:00 of that day, a second before."""
    pace.walk(daemon, f"{day} 06:30")
    outbox = Outbox(team)
    [(message,)] = outbox.query("SELECT message_id FROM pending")
    team.clock.set(f"{day} 06:59:59")
    outbox.wait_state(message, "sending")
    return outbox, message


def prepare(team, steady, *options):
    """(daemon, outbox, message) a second before it leaves; options are of
    whom it is for."""
    team.ok("rep", "edit", "liwei", "--quiet", "20:00-07:00", *options)
    team.ok("add", "acme", "call Shanghai", "--due", "2026-11-13 21:00")
    daemon = steady()
    return daemon, *held(team, daemon, "2026-11-14")


@pytest.fixture
def prepared(team, steady, maildir):
    what = prepare(team, steady)
    assert not maildir.messages()
    return what


def told(team, maildir):
    """All that has come by the time a test message is sent behind it."""
    team.clock.set(DUE)
    Outbox(team).wait_state(send_test(team, "maildir"), "sent")
    return [m["subject"] for m in maildir.messages()
            if "test message" not in m["subject"]]


def test_it_leaves_at_its_second(prepared, team, maildir):
    _, outbox, message = prepared
    team.clock.set(DUE)
    assert outbox.wait_state(message, "sent")[4] == 1
    assert told(team, maildir) == ["Follow up: Acme"]


@pytest.mark.parametrize("command", [
    ("done", "1", "ok"), ("move", "1", "2026-11-20"), ("skip", "1", "not needed"),
    ("pause", "acme", "--until", "2026-11-30"), ("close", "acme", "gone")])
def test_what_ends_before_its_second_is_not_told(prepared, team, maildir,
                                                 command):
    _, outbox, message = prepared
    team.ok(*command)
    outbox.wait_state(message, "cancelled")
    assert told(team, maildir) == []


def test_what_changes_otherwise_is_told_in_time(prepared, team, maildir):
    _, outbox, message = prepared
    team.ok("account", "edit", "acme", "--name", "Acme Works")
    team.clock.set(DUE)
    assert outbox.wait_state(message, "sent")[4] == 1
    assert told(team, maildir) == ["Follow up: Acme Works"]


def test_a_channel_paused_before_its_second_keeps_it(prepared, team, maildir):
    _, outbox, message = prepared
    team.ok("channel", "pause", "maildir")
    outbox.wait_state(message, "waiting")
    team.clock.set(DUE)
    team.ok("channel", "resume", "maildir")
    assert outbox.wait_state(message, "sent")[4] == 1
    assert told(team, maildir) == ["Follow up: Acme"]


def test_a_channel_removed_before_its_second_cancels_it(prepared, team,
                                                        maildir):
    _, outbox, message = prepared
    team.ok("channel", "remove", "maildir", "--yes")
    outbox.wait_state(message, "cancelled")
    assert not maildir.messages()


def test_a_channel_removed_before_its_second_leaves_it_to_the_next(
        prepared, team, maildir, tmp_path):
    _, outbox, message = prepared
    add_channel(team, "spare", "maildir", {"path": str(tmp_path / "spare")},
                "--owner", "liwei")
    team.ok("channel", "edit", "maildir", "--fallback", "spare")
    outbox.wait_state(message, "sending")
    team.ok("channel", "remove", "maildir", "--yes")
    outbox.wait_state(message, "merged")
    team.clock.set(DUE)
    [(merged,)] = outbox.query("SELECT id FROM message WHERE channel = 'spare'")
    outbox.wait_state(merged, "sent")
    assert not maildir.messages()


def test_a_clock_put_back_makes_it_wait(prepared, team, maildir):
    _, outbox, message = prepared
    team.clock.set("2026-11-14 05:00")
    assert outbox.wait_state(message, "waiting")[4] == 0
    assert told(team, maildir) == ["Follow up: Acme"]


def test_a_clock_put_forward_lets_it_leave(prepared, team, maildir):
    _, outbox, message = prepared
    team.clock.set("2026-11-14 07:05")
    assert outbox.wait_state(message, "sent")[4] == 1
    assert len(maildir.messages()) == 1


def test_a_clock_put_forward_into_quiet_hours_makes_it_wait(prepared, team,
                                                            maildir):
    _, outbox, message = prepared
    team.clock.set("2026-11-14 21:00")
    outbox.wait_state(message, "waiting")
    assert not maildir.messages()


def test_nudged_that_ends_gives_it_back(prepared, team, maildir):
    daemon, outbox, message = prepared
    daemon.stop()
    assert outbox.row(message)[0] == "waiting"
    assert outbox.row(message)[4:6] == (0, 0)


def test_killed_it_is_in_doubt_and_does_not_leave_early(prepared, team, nudged,
                                                        maildir):
    daemon, outbox, message = prepared
    daemon.kill()
    nudged()
    # What comes back due at DUE itself is held for it at once.
    state, *_, attempts, uncertain, not_before = outbox.wait(
        message, lambda row: row[5] == 1)
    assert (state, attempts) in (("waiting", 1), ("sending", 2))
    assert not_before >= harness.instant(DUE)
    assert not maildir.messages()
    team.clock.write(not_before)
    outbox.wait_state(message, "sent")
    assert len(maildir.messages()) == 1


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_webhook_made_ahead_is_that_of_its_second(team, steady, receiver,
                                                    is_changed):
    server = receiver()
    add_channel(team, "hook", "webhook",
                {"url": server.url, **LOCAL, "secret": SECRET}, "--owner",
                "liwei")
    _, outbox, message = prepare(team, steady, "--channels", "hook")
    assert not server.requests
    if is_changed:
        team.ok("account", "edit", "acme", "--name", "Acme Works")
    team.clock.set(DUE)
    assert outbox.wait_state(message, "sent")[4] == 1
    [request] = server.requests
    assert request.headers["webhook-timestamp"] == str(harness.instant(DUE))
    assert request.is_signed(SECRET)
    name = json.loads(request.body)["data"]["touchpoint"]["account"]["name"]
    assert name == ("Acme Works" if is_changed else "Acme")


def test_what_stood_in_line_is_signed_when_it_leaves(team, steady, receiver):
    """Seventeen are ready; sixteen are on their way for ten minutes."""
    answered = threading.Event()

    def late(request):
        assert answered.wait(harness.DEADLINE)
        return OK

    server = receiver(OK, late)
    add_channel(team, "hook", "webhook", {"url": server.url, **LOCAL, "secret": SECRET},
                "--rate", "1000/1")
    for n in range(17):
        team.ok("rep", "add", f"Rep {n}", "--slug", f"r{n}", "--zone", "Asia/Shanghai",
                "--calendar", "CN", "--channels", "hook", "--quiet", "20:00-07:00")
        team.ok("account", "add", f"Customer {n}", "--as", f"r{n}")
        team.ok("add", f"customer-{n}", "call", "--due", "2026-11-13 21:00", "--as", f"r{n}")
    daemon, outbox = steady(), Outbox(team)
    outbox.wait_state(send_test(team, "hook"), "sent")    # rates begin with one
    pace.walk(daemon, "2026-11-14 06:30")
    messages = [id for (id,) in outbox.query("SELECT message_id FROM pending")]
    assert len(messages) == 17
    team.clock.set("2026-11-14 06:59:59")
    for message in messages:
        outbox.wait_state(message, "sending")
    team.clock.set(DUE)
    server.wait(1 + 16)
    team.clock.advance(600)
    answered.set()
    for message in messages:
        outbox.wait_state(message, "sent")
    assert [int(request.headers["webhook-timestamp"]) - harness.instant(DUE)
            for request in server.requests[1:]] == [0] * 16 + [600]
    assert server.requests[-1].is_signed(SECRET)


def test_who_is_retired_before_its_second_is_told_nothing(team, steady, maildir):
    """Monday's brief of one who has nothing left, held until 07:00."""
    team.ok("rep", "add", "Zhang Na", "--slug", "na", "--zone", "Asia/Shanghai",
            "--calendar", "CN", "--channels", "maildir", "--brief", "06:00",
            "--quiet", "20:00-07:00")
    outbox, message = held(team, steady(), "2026-11-16")
    team.ok("rep", "retire", "na", "--yes", "--as", "liwei")
    outbox.wait_state(message, "cancelled")
    assert not maildir.messages()


def test_a_newer_brief_takes_its_place(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--brief", "06:00", "--quiet", "20:00-07:00")
    outbox, message = held(team, steady(), "2026-11-16")
    newer = team.json("brief", "--now")["message"]
    outbox.wait_state(newer, "sent")
    outbox.wait_state(message, "merged")
    assert outbox.query("SELECT merged_into FROM delivery WHERE message_id = ?",
                        message) == [(newer,)]
    assert [m["subject"] for m in maildir.messages()] == ["Today: nothing due · Mon 16 Nov"]
