"""Webhooks, to receivers that behave and to those that do not."""
import base64
import json
import re
import shutil
import sqlite3
import subprocess
import threading
import time

import pytest

import harness
from outbox import Outbox, add_channel, send_test
from receiver import DROP, FLOOD, HANG, LOCAL, OK, answer, receiver

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
OLD = "whsec_" + base64.b64encode(bytes(range(24))).decode()


@pytest.fixture
def hook(ready, nudged):
    """A nudged with a webhook; hook(receiver) returns the outbox."""

    def start(receiver, *options, **secret):
        add_channel(ready, "hook", "webhook",
                    {"url": receiver.url, **LOCAL, **secret},
                    "--rate", "1000/1", *options)
        start.nudged = nudged()
        return Outbox(ready)

    return start


def test_standard_webhook(ready, receiver, hook):
    server = receiver()
    outbox = hook(server, secret=SECRET, token="bearer-token")
    outbox.wait_state(send_test(ready, "hook"), "sent")
    [request] = server.requests
    assert request.line == "POST /hook/TOKEN-IN-PATH HTTP/1.1"
    assert request.headers["content-type"] == "application/json; charset=utf-8"
    assert request.headers["authorization"] == "Bearer bearer-token"
    assert "." not in request.headers["webhook-id"]
    assert len(request.headers["webhook-id"]) == 26
    assert request.is_signed(SECRET) and not request.is_signed(OLD)
    body = json.loads(request.body)
    assert sorted(body) == ["data", "timestamp", "type"]
    assert body["type"] == "nudge.test"
    assert body["data"]["title"] == "nudge: a test message"


def test_both_secrets_sign_while_they_are_exchanged(ready, receiver, hook):
    server = receiver()
    outbox = hook(server, secret=SECRET, secret_old=OLD)
    outbox.wait_state(send_test(ready, "hook"), "sent")
    assert server.requests[0].is_signed(SECRET)
    assert server.requests[0].is_signed(OLD)


def test_cloudevent(ready, receiver, hook):
    server = receiver()
    outbox = hook(server, "--format", "cloudevents", secret=SECRET)
    outbox.wait_state(send_test(ready, "hook"), "sent")
    [request] = server.requests
    assert request.headers["content-type"].startswith(
        "application/cloudevents+json")
    event = json.loads(request.body)
    assert event["specversion"] == "1.0"
    assert event["id"] == request.headers["webhook-id"]
    assert event["source"].startswith("urn:nudge:")
    assert request.is_signed(SECRET)


def test_verified_by_the_reference_library(tmp_path, ready, receiver, hook):
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not installed")
    got = subprocess.run([npm, "install", "--silent", "standardwebhooks@1.0.0"],
                         cwd=tmp_path, capture_output=True, timeout=240)
    if got.returncode:
        pytest.skip("npm cannot install standardwebhooks")
    # The library refuses old timestamps: the clock is put to the present.
    ready.clock.write(int(time.time()))
    server = receiver()
    outbox = hook(server, secret=SECRET)
    outbox.wait_state(send_test(ready, "hook"), "sent")
    [request] = server.requests
    (tmp_path / "verify.js").write_text("""
        const { Webhook } = require("standardwebhooks");
        const input = JSON.parse(require("fs").readFileSync(0));
        const result = new Webhook(input.secret).verify(
            input.body, input.headers);
        console.log(result.type);
        try {
            new Webhook(input.secret).verify(input.body + " ", input.headers);
            console.log("accepted a changed body");
        } catch (e) { console.log("refused"); }
    """)
    seen = subprocess.run(
        ["node", "verify.js"], cwd=tmp_path, capture_output=True, timeout=60,
        input=json.dumps({"secret": SECRET, "body": request.body.decode(),
                          "headers": request.headers}).encode())
    assert seen.stdout.decode().split() == ["nudge.test", "refused"], seen


ANSWERS = [
    (200, "sent", "sent", False),
    (299, "sent", "sent", False),
    (409, "sent", "sent", False),       # taken before
    (301, "waiting", "broken", True),
    (307, "waiting", "broken", True),
    (400, "dead", "refused", False),
    (401, "waiting", "broken", True),
    (404, "waiting", "broken", True),
    (410, "waiting", "broken", True),
    (408, "waiting", "temporary", False),
    (422, "dead", "refused", False),
    (429, "waiting", "limited", False),
    (500, "waiting", "temporary", False),
    (503, "waiting", "temporary", False),
]


@pytest.mark.parametrize("status,state,kind,paused", ANSWERS,
                         ids=[str(status) for status, *_ in ANSWERS])
def test_answers(ready, receiver, hook, status, state, kind, paused):
    elsewhere = receiver()
    server = receiver(answer(status, b"the receiver's words",
                             b"Location: " + elsewhere.url.encode()))
    outbox = hook(server)
    row = outbox.wait_class(send_test(ready, "hook"), kind)
    assert row[0] == state and row[2] == str(status)
    assert row[4] == (0 if kind in ("broken", "limited") else 1)
    assert (outbox.channel("hook")[0] == "paused") == paused
    assert not elsewhere.requests      # redirects are not followed
    if kind in ("refused", "temporary"):
        assert row[3] == "the receiver's words"


def test_retry_after_is_obeyed(ready, clock, receiver, hook):
    server = receiver(answer(503, b"", b"Retry-After: 120"), OK)
    outbox = hook(server)
    message = send_test(ready, "hook")
    row = outbox.wait_class(message, "temporary")
    assert 120 <= row[6] - clock.now <= 133
    clock.write(row[6])
    outbox.wait_state(message, "sent")
    first, second = server.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body


def test_limit_slows_the_channel_not_one_message(ready, clock, receiver, hook):
    server = receiver(answer(429, b"", b"Retry-After: 60"), OK)
    outbox = hook(server)
    first = send_test(ready, "hook")
    outbox.wait_class(first, "limited")
    second = send_test(ready, "hook")
    assert outbox.channel("hook")[0] == "slowed"
    clock.advance(70)
    outbox.wait_state(first, "sent")
    outbox.wait_state(second, "sent")
    assert len(server.requests) == 3
    assert outbox.channel("hook")[0] == "ok"


@pytest.mark.parametrize("what", [HANG, DROP], ids=["hang", "drop"])
def test_lost_answer_is_tried_again_with_the_same_id(
        ready, clock, receiver, hook, what):
    server = receiver(what, OK)
    outbox = hook(server, timeout_s=1)
    message = send_test(ready, "hook")
    row = outbox.wait_class(message, "uncertain")
    clock.write(row[6])
    outbox.wait_state(message, "sent")
    assert len({request.headers["webhook-id"]
                for request in server.requests}) == 1
    assert len({request.body for request in server.requests}) == 1


def test_flood_is_cut_off(ready, receiver, hook):
    outbox = hook(receiver(FLOOD))
    row = outbox.wait_class(send_test(ready, "hook"), "temporary")
    assert row[2] == "500"


def test_connection_is_reused(ready, receiver, hook):
    server = receiver()
    outbox = hook(server)
    for _ in range(3):
        outbox.wait_state(send_test(ready, "hook"), "sent")
    assert server.connections == 1


def test_what_went_well_is_told_together_and_failures_singly(
        ready, receiver, hook):
    """Eight people; the receiver answers when all have come."""
    gate = threading.Barrier(8)

    def judge(request):
        gate.wait(60)
        who = json.loads(request.body)["data"]["rep"]["slug"]
        return answer(400) if who in ("liwei", "rep-3") else OK

    outbox = hook(receiver(judge))
    ids = [send_test(ready, "hook")]
    for n in range(1, 8):
        ready.ok("rep", "add", f"Rep {n}")
        ids.append(send_test(ready, "hook", "--as", f"rep-{n}"))
    for n, message in enumerate(ids):
        outbox.wait_state(message, "dead" if n in (0, 3) else "sent")
    hook.nudged.stop()
    told = [int(n) for n in re.findall(
        r"^\S+Z (\d+) messages through hook: sent$", hook.nudged.log, re.M)]
    single = re.findall(
        r"^\S+Z message \d+ through hook: sent 204$", hook.nudged.log, re.M)
    assert told and sum(told) + len(single) == 6
    for n in (0, 3):
        assert f"warning: message {ids[n]} through hook: refused 400" in hook.nudged.log


@pytest.mark.parametrize("model", ['{"v":', '{"v":2,"kind":"test"}', "[1]"])
def test_a_model_that_cannot_be_read_is_refused_at_once(
        ready, nudged, receiver, hook, model):
    outbox = hook(receiver(OK))
    hook.nudged.stop()
    message = send_test(ready, "hook")
    db = sqlite3.connect(ready.db)
    with db:
        db.execute("UPDATE message SET model = ? WHERE id = ?", (model, message))
    db.close()
    nudged()
    row = outbox.wait_state(message, "dead")
    assert "does not understand" in row[3] and row[4] == 1


def test_private_address_is_refused(ready, receiver, hook):
    server = receiver()
    outbox = hook(server, allow_private=False)
    row = outbox.wait_class(send_test(ready, "hook"), "broken")
    assert "allow_private" in row[3]
    assert server.connections == 0


@pytest.mark.parametrize("secret,words", [
    ({"allow_http": False}, "allow_http"),
    ({"secret": "whsec_short"}, "whsec_"),
    ({"secret": "hunter2"}, "whsec_"),
    ({"urk": "x"}, "urk"),
    ({"allow_http": "yes"}, "allow_http"),
    ({"timeout_s": 0}, "timeout_s"),
])
def test_bad_secret_pauses_with_a_reason(ready, receiver, hook, secret, words):
    server = receiver()
    outbox = hook(server)
    (ready.home / "secrets/hook").write_text(
        json.dumps({"url": server.url, **LOCAL, **secret}))
    message = send_test(ready, "hook")
    watch = harness.Watch(ready.home)
    try:
        watch.until(lambda: outbox.channel("hook")[0] == "paused")
    finally:
        watch.close()
    reason = outbox.channel("hook")[1]
    assert words in reason and "hunter2" not in reason
    assert outbox.row(message)[0] == "waiting"


def test_breaker_opens_after_five_failures(ready, clock, receiver, hook):
    # An hour of patience: no retry comes between the five first attempts.
    server = receiver(answer(500, b"", b"Retry-After: 3600"))
    outbox = hook(server)
    for _ in range(5):
        outbox.wait_class(send_test(ready, "hook"), "temporary")
    waiting = send_test(ready, "hook")
    outbox.nudge.ok("channel", "list")
    assert outbox.channel("hook")[0] == "slowed"
    assert outbox.row(waiting)[4] == 0
    assert len(server.requests) == 5


def test_loop_is_not_blocked_by_a_stalled_receiver(
        ready, receiver, hook, maildir):
    """One receiver says nothing; another channel goes on at once."""
    outbox = hook(receiver(HANG))
    add_channel(ready, "box", "maildir", {"path": str(maildir.path)})
    stuck = send_test(ready, "hook")
    outbox.wait_state(send_test(ready, "box"), "sent", deadline=5)
    assert outbox.row(stuck)[0] == "sending"


def test_url_is_in_no_log_and_no_database(ready, home, receiver, hook):
    echo = b"Cannot POST /hook/TOKEN-IN-PATH"
    # An hour of patience: the first message's retry does not come between.
    outbox = hook(receiver(answer(500, echo, b"Retry-After: 3600"),
                           answer(404, echo)))
    outbox.wait_class(send_test(ready, "hook"), "temporary")
    outbox.wait_class(send_test(ready, "hook"), "broken")
    hook.nudged.stop()
    for path in home.rglob("*"):
        if path.is_file() and path.parent.name != "secrets":
            assert b"TOKEN-IN-PATH" not in path.read_bytes(), path


def test_what_comes_back_after_its_channel_was_removed_goes_on_at_once(
        ready, receiver, hook, maildir):
    """It was under way, and its answer says: later."""
    removed = threading.Event()

    def later(request):
        assert removed.wait(harness.DEADLINE)
        return answer(503, b"busy", b"Retry-After: 600")

    server = receiver(later)
    outbox = hook(server, "--fallback", "maildir")
    ready.ok("rep", "edit", "liwei", "--channels", "hook,maildir")
    message = ready.json("brief", "--now")["message"]
    server.wait(1)
    ready.ok("channel", "remove", "hook", "--yes")
    removed.set()
    outbox.wait_state(message, "merged")
    [mail] = maildir.wait(1)
    assert mail["subject"] == "Today: nothing due · Fri 13 Nov"


def test_one_target_uses_up_nothing_of_another_at_its_host(ready, receiver, hook):
    """Sixteen wait for answers from one path; the other path is quick.  And
    all seventeen connections are used again."""
    more = threading.Event()

    def slow(request):
        if "/slow" in request.line:
            assert more.wait(harness.DEADLINE)
        return OK

    server = receiver(slow)
    for name in ("slow", "quick"):
        add_channel(ready, name, "webhook", {
            "url": f"http://127.0.0.1:{server.port}/{name}", **LOCAL, "timeout_s": 10},
            "--rate", "1000/1")
    outbox = hook(server)
    reps = [f"r{n}" for n in range(16)]
    for rep in reps:
        ready.ok("rep", "add", rep, "--slug", rep, "--zone", "Asia/Shanghai")
    for wave in (1, 2):
        sent = [send_test(ready, "slow", "--as", rep) for rep in reps]
        server.wait(17 * wave - 1)
        outbox.wait_state(send_test(ready, "quick"), "sent", deadline=5)
        more.set()
        for message in sent:
            outbox.wait_state(message, "sent")
        more.clear()
    assert server.connections == 17
