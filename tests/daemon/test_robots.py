"""Chat robots: nudged against judges that answer as the services do."""
import json
import urllib.parse

import pytest

import harness
import robots
from outbox import Outbox, add_channel, send_test
from receiver import DROP, FLOOD, HANG, LOCAL, answer, receiver

KINDS = sorted(robots.KINDS)
SIGNED = {"dingtalk": "SEC-of-dingtalk", "feishu": "secret-of-feishu"}
# Patience without end: no jittered retry comes in between.
LATER = b"Retry-After: 3600"
DATE = b"Date: Fri, 13 Nov 2026 01:%02d:00 GMT"     # 09:00 in Shanghai


@pytest.fixture
def robot(ready, clock, receiver, nudged):
    """A nudged with a channel to a robot: robot(kind, *actions) returns the
    outbox.  Without actions the judge of the kind answers."""

    def start(kind, *actions, options=(), service=None, **secret):
        judge = robots.KINDS[kind](
            lambda: clock.now, SIGNED.get(kind), **(service or {}))

        def act(request):
            return answer(*judge.take(
                request.body, urllib.parse.urlsplit(
                    request.line.split()[1]).query, request.headers))

        start.server = receiver(*(actions or [act]))
        start.judge = judge
        if kind in SIGNED:
            secret = {"secret": SIGNED[kind], **secret}
        add_channel(ready, "chat", kind,
                    {"url": start.server.url + "?key=KEY-IN-THE-QUERY",
                     **LOCAL, **secret}, *options)
        start.nudged = nudged()
        return Outbox(ready)

    return start


def send(ready, clock):
    """A test message, after a pause that every rate is content with."""
    clock.advance(60)
    return send_test(ready, "chat")


def reason(ready, lang="en"):
    """Why the channel is paused, in words."""
    listed = ready.ok("channel", "list", "--json", lang=lang).json["channels"]
    [state] = [one["state"] for one in listed if one["name"] == "chat"]
    assert state["status"] == "paused"
    return state["reason"]


@pytest.mark.parametrize("kind", KINDS)
def test_accepted(ready, clock, robot, kind):
    outbox = robot(kind)
    state = "accepted" if kind == "teams" else "sent"
    outbox.wait_state(send(ready, clock), state)
    outbox.wait_state(send(ready, clock), state)
    first, second = robot.server.requests
    assert first.headers["content-type"] == "application/json; charset=utf-8"
    assert "expect" not in first.headers
    assert first.line.startswith("POST /hook/TOKEN-IN-PATH?key=KEY-IN-THE-QUE")
    assert first.connection != second.connection    # never kept
    assert outbox.channel("chat")[0] == "ok"


@pytest.mark.parametrize("kind", KINDS)
def test_a_robot_speaks_to_a_room(ready, clock, robot, kind):
    """Whatever is private stays out of it, in a real brief."""
    for words in (
            ("sign", "Acme", "--on", "2026-11-12", "--tier", "strategic"),
            ("contact", "add", "acme", "Wang Fang", "--roles", "decision-maker",
             "--phone", "+86 21 5555"),
            ("done", "acme/d1", "ok", "asks for a discount of 7 %", "--share"),
            ("add", "acme", "show the secret prototype", "--due", "today 11:00",
             "--with", "wang-fang")):
        ready.ok(*words)
    outbox = robot(kind)
    ready.ok("rep", "edit", "liwei", "--channels", "chat")
    clock.advance(60)
    message = ready.json("brief", "--now")["message"]
    outbox.wait(message, lambda row: row[0] in ("sent", "accepted"))
    body = robot.server.requests[-1].body.decode()
    assert "Acme" in body and "Li Wei" in body
    for private in ("Wang", "Fang", "5555", "discount", "prototype",
                    "strategic", "last time", "late"):
        assert private not in body.replace('"template"', ""), private
    ready.ok("channel", "edit", "chat", "--audience", "private")
    clock.advance(60)
    message = ready.json("brief", "--now")["message"]
    outbox.wait(message, lambda row: row[0] in ("sent", "accepted"))
    body = robot.server.requests[-1].body.decode()
    assert "prototype" in body and "Wang Fang" in body


def test_a_mention_rings_one_person(ready, clock, robot):
    outbox = robot("wecom", options=("--mention", "liwei=LiWei"))
    outbox.wait_state(send(ready, clock), "sent")
    assert robot.judge.whom(robot.judge.taken[0]) == ["<@LiWei>"]
    refused = ready.fails(2, "channel", "edit", "chat", "--mention",
                          "liwei=all")
    assert "liwei=all" in refused.err
    ready.ok("channel", "edit", "chat", "--mention", "liwei=")
    outbox.wait_state(send(ready, clock), "sent")
    assert robot.judge.whom(robot.judge.taken[1]) == []


@pytest.mark.parametrize("kind", sorted(SIGNED))
def test_keyword_and_signature(ready, clock, robot, kind):
    outbox = robot(kind, service={"keyword": "跟进"})
    message = send(ready, clock)
    row = outbox.wait_class(message, "broken")
    assert "keyword" in reason(ready)
    assert "关键词" in reason(ready, "zh_CN")
    secret = ready.home / "secrets/chat"
    secret.write_text(json.dumps(
        {**json.loads(secret.read_text()), "keyword": "跟进"}))
    clock.advance(60)
    ready.ok("account", "add", "Bell")      # any write rings it
    outbox.wait_state(message, "sent")
    assert row[0] == "waiting"


@pytest.mark.parametrize("kind", KINDS)
def test_a_revoked_robot_pauses_its_channel(ready, clock, robot, kind):
    outbox = robot(kind)
    robot.judge.is_gone = True
    message = send(ready, clock)
    outbox.wait_class(message, "broken")
    assert outbox.row(message)[0] == "waiting"
    assert reason(ready) and reason(ready) != reason(ready, "zh_CN")
    assert "paused" in ready.ok("channel", "list").out
    robot.judge.is_gone = False
    clock.advance(60)
    ready.ok("channel", "resume", "chat")
    outbox.wait(message, lambda row: row[0] in ("sent", "accepted"))
    assert outbox.channel("chat")[0] == "ok"


CUT = b'HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{"errcode":0'

# Faults: what every kind makes of them.
FAULTS = [
    ("hang", [HANG], "uncertain"),
    ("drop", [DROP], "uncertain"),
    ("flood", [FLOOD], "temporary"),
    ("truncated", [CUT], "uncertain"),
    ("html200", [answer(200, b"<html>Log in</html>")], "temporary"),
    ("redirect", [answer(302, b"", b"Location: http://127.0.0.1:1/")],
     "broken"),
    ("401", [answer(401, b"")], "broken"),
    ("404", [answer(404, b"")], "broken"),
    ("405", [answer(405, b"")], "broken"),
    ("409", [answer(409, b"")], "refused"),
    ("422", [answer(422, b"")], "refused"),
    ("408", [answer(408, b"", LATER)], "temporary"),
    ("500", [answer(500, b"", LATER)], "temporary"),
    ("503", [answer(503, b"", LATER)], "temporary"),
    ("429", [answer(429, b"", b"Retry-After: 60")], "limited"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what,actions,expect", FAULTS,
                         ids=[what for what, *_ in FAULTS])
def test_faults(ready, clock, robot, kind, what, actions, expect):
    outbox = robot(kind, *actions, timeout_s=1)
    row = outbox.wait_class(send(ready, clock), expect)
    assert len(robot.server.requests) == 1    # curl sent nothing again
    assert (outbox.channel("chat")[0] == "paused") == (expect == "broken")
    if expect in ("limited", "broken"):
        assert row[4] == 0


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"teams"}))
@pytest.mark.parametrize("body", [
    answer(200, b""), answer(200, b"{}"), answer(200, b"[1"),
    answer(200, b'{"code":"0"}'), answer(200, b"\xff\xfe"),
    answer(200, b"x" * 70000)],
    ids=["empty", "object", "cut", "text", "bytes", "big"])
def test_what_the_service_never_says_is_no_success(
        ready, clock, robot, kind, body):
    outbox = robot(kind, body)
    row = outbox.wait_class(send(ready, clock), "temporary")
    assert "not the service's" in row[3]


def test_five_of_them_pause_the_channel(ready, clock, robot):
    outbox = robot("feishu", answer(200, b"<html>"))
    for _ in range(5):
        # What failed before is of no use any more and not tried again.
        clock.advance(7200)
        outbox.wait_class(send(ready, clock), "temporary")
    assert "登录页面" in reason(ready, "zh_CN")


def code(**members):
    return answer(200, json.dumps(members, ensure_ascii=False).encode())


CODES = [
    ("dingtalk", code(errcode=130101, errmsg="send too fast"), "limited", 600),
    ("dingtalk", code(errcode=410100, errmsg="send too fast"), "limited", 600),
    ("dingtalk", code(errcode=300005, errmsg="token"), "broken", 0),
    ("dingtalk", code(errcode=400102, errmsg="off"), "broken", 0),
    ("dingtalk", code(errcode=400199, errmsg="new"), "broken", 0),
    ("dingtalk", code(errcode=460101, errmsg="too long"), "refused", 0),
    ("dingtalk", code(errcode=430104, errmsg="bad"), "refused", 0),
    ("dingtalk", code(errcode=-1, errmsg="系统繁忙"), "temporary", 0),
    ("wecom", code(errcode=45009, errmsg="freq"), "limited", 60),
    ("wecom", code(errcode=93000, errmsg="bad url"), "broken", 0),
    ("wecom", code(errcode=40058, errmsg="too long"), "refused", 0),
    ("wecom", code(errcode=-1, errmsg="busy"), "temporary", 0),
    ("feishu", code(code=11232, msg="limited"), "limited", 60),
    ("feishu", code(code=19021, msg="sign"), "broken", 0),
    ("feishu", code(code=19022, msg="ip"), "broken", 0),
    ("feishu", code(code=19001, msg="gone"), "broken", 0),
    ("feishu", code(code=11246, msg="card"), "refused", 0),
    ("feishu", code(StatusCode=19001, msg="gone"), "broken", 0),
    ("feishu", answer(400, b'{"code":9499,"msg":"Bad Request"}'), "refused", 0),
    ("slack", answer(400, b"invalid_blocks"), "refused", 0),
    ("slack", answer(403, b"action_prohibited"), "broken", 0),
    ("slack", answer(410, b"channel_is_archived"), "broken", 0),
    ("slack", answer(429, b'{"retry_after":30}'), "limited", 30),
    ("slack", answer(429, b'{"retry_after_ms":30000}'), "limited", 30),
    ("slack", answer(429, b'{"parameters":{"retry_after":30}}'), "limited", 30),
    ("slack", answer(429, b"", b"Retry-After: 30"), "limited", 30),
    ("slack", answer(429, b"", b"Retry-After: Fri, 13 Nov 2026 01:05:00 GMT"),
     "limited", 239),
    ("slack", answer(503, b"", b"Retry-After: Fri, 13 Nov 2026 01:05:00 GMT"),
     "temporary", 239),
    ("mattermost", answer(501, b'{"id":"web.incoming_webhook.disabled.app_err'
                               b'or","message":"off"}'), "broken", 0),
    ("mattermost", answer(400, b'{"id":"web.incoming_webhook.parse.app_error"'
                               b',"message":"bad"}'), "refused", 0),
    ("teams", answer(400, b'{"error":{"code":"WorkflowTriggerIsNotEnabled",'
                          b'"message":"off"}}'), "broken", 0),
    ("teams", answer(400, b'{"error":{"code":"Other","message":"bad"}}'),
     "refused", 0),
    ("teams", answer(404, b'{"error":{"code":"WorkflowNotFound",'
                          b'"message":"gone"}}'), "broken", 0),
]


@pytest.mark.parametrize("kind,action,expect,wait", CODES,
                         ids=[f"{i}-{kind}" for i, (kind, *_) in
                              enumerate(CODES)])
def test_codes(ready, clock, robot, kind, action, expect, wait):
    outbox = robot(kind, action)
    row = outbox.wait_class(send(ready, clock), expect)
    assert row[0] == ("dead" if expect == "refused" else "waiting")
    if wait:
        assert wait <= row[6] - clock.now <= wait * 1.2 + 16
    assert row[2]


def test_an_unknown_code_is_told_and_tried_three_times(ready, clock, robot):
    outbox = robot("wecom", code(errcode=987654, errmsg="something new"))
    message = send(ready, clock)
    for attempt in 1, 2, 3:
        row = outbox.wait(message, lambda row: row[4] == attempt and
                          row[1] is not None and row[0] != "sending")
        if attempt < 3:
            clock.write(max(row[6], clock.now + 60))
    assert row[0] == "dead"
    assert row[2] == "987654" and row[3] == "something new"
    shown = ready.ok("outbox", "show", str(message)).out
    assert "something new" in shown and "987654" in shown


@pytest.mark.parametrize("kind,action", [
    ("feishu", {"code": 19021, "msg": "sign match fail"}),
    ("dingtalk", {"errcode": 310000, "errmsg": "invalid timestamp"}),
    ("dingtalk", {"errcode": 310000, "errmsg": "sign not match"})])
def test_a_wrong_clock_is_told(ready, clock, robot, kind, action):
    body = json.dumps(action).encode()
    outbox = robot(kind, answer(200, body, DATE % 31))
    outbox.wait_class(send(ready, clock), "broken")
    assert "clock is wrong by 29 minutes" in reason(ready)
    assert "时钟差了 29 分钟" in reason(ready, "zh_CN")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what,locale,words", [
    (DROP, "en", "(may be a repeat)"),
    (CUT, "zh_CN", "（可能重复）"),
    (HANG, "zh_CN", "（可能重复）")], ids=["drop", "cut", "hang"])
def test_a_message_in_doubt_says_so_once(
        ready, clock, robot, kind, what, locale, words):
    outbox = robot(kind, what, options=("--locale", locale), timeout_s=1)
    message = send(ready, clock)
    row = outbox.wait_class(message, "uncertain")
    assert row[0] == "waiting" and row[5] == 1
    clock.write(max(row[6], clock.now + 60))
    outbox.wait_state(message, "held")
    first, second = (json.dumps(json.loads(one.body), ensure_ascii=False)
                     for one in robot.server.requests)
    assert words not in first and words in second


@pytest.mark.parametrize("kind", ["wecom", "dingtalk"])
def test_twenty_a_minute_are_never_exceeded(ready, clock, robot, kind):
    """Ten minutes of twice as much as goes.  test_limits does an hour, to the
    millisecond; here four seconds are what one message costs, at least."""
    outbox = robot(kind)
    for sent in range(1, 151):
        clock.advance(3)
        send_test(ready, "chat")
        ready.ok("channel", "test", "chat")
        robot.server.wait(sent)
    assert robot.judge.limited == 0
    assert len(robot.judge.taken) == len(robot.server.requests)
    assert outbox.channel("chat")[0] == "ok"


def test_a_cooldown_outlives_a_restart(ready, clock, robot, nudged):
    outbox = robot("dingtalk", code(errcode=130101, errmsg="send too fast"))
    outbox.wait_class(send(ready, clock), "limited")
    robot.nudged.stop()
    nudged()
    message = send(ready, clock)
    clock.advance(120)
    ready.ok("channel", "test", "chat")
    assert outbox.row(message)[4] == 0
    assert len(robot.server.requests) == 1


def test_its_owner_is_told_once_in_his_language(ready, clock, robot, maildir):
    ready.ok("rep", "edit", "liwei", "--locale", "zh_CN")
    outbox = robot("wecom", options=("--fallback", "maildir"))
    robot.judge.is_gone = True
    outbox.wait_class(send(ready, clock), "broken")
    [mail] = maildir.wait(1)
    text = mail.get_body(("plain",)).get_content()
    assert "企业微信不认识这个机器人" in text and "chat" in text
    send(ready, clock)
    robot.server.wait(2)          # refused once more
    robot.nudged.stop()
    assert len(outbox.query("SELECT 1 FROM message WHERE kind = 'notice'")) == 1


def test_three_days_of_reminders_are_one_message(ready, clock, robot, nudged):
    outbox = robot("wecom", options=("--audience", "private"))
    ready.ok("rep", "edit", "liwei", "--channels", "chat")
    robot.nudged.stop()
    ready.ok("account", "add", "Acme")
    for n in range(300):
        ready.ok("add", "acme", f"call {n}", "--due",
                 f"2026-11-13 {10 + n // 60}:{n % 60:02}")
    clock.set("2026-11-16 12:00")
    nudged()
    robot.server.wait(1)
    [message] = outbox.query("SELECT id FROM message")
    outbox.wait_state(message[0], "sent")
    [taken] = robot.judge.taken
    # With Monday's brief.
    assert "301 reminders fell due meanwhile" in taken["markdown"]["content"]
    assert len(robot.server.requests) == 1


def test_pause_resume_remove(ready, clock, robot, maildir):
    outbox = robot("slack")
    ready.ok("rep", "edit", "liwei", "--channels", "chat,maildir")
    out = ready.ok("channel", "pause", "chat").out
    assert "Paused · chat · slack" in out and "undo" in out
    assert "paused" in ready.ok("channel", "list").out
    assert "chat is paused already" in ready.fails(
        4, "channel", "pause", "chat").err
    # New messages take the other channel; tests go through.
    message = ready.json("brief", "--now")["message"]
    outbox.wait_state(message, "sent")
    outbox.wait_state(send(ready, clock), "sent")
    assert len(robot.server.requests) == 1
    ready.ok("channel", "resume", "chat")
    assert "chat is not paused" in ready.fails(
        4, "channel", "resume", "chat").err
    clock.advance(60)
    message = ready.json("brief", "--now")["message"]
    outbox.wait_state(message, "sent")
    assert len(robot.server.requests) == 2
    out = ready.ok("channel", "remove", "chat").out.replace("\n", " ")
    assert "liwei" in out and "secret file" in out
    assert "chat" not in ready.ok("channel", "list").out
    assert (ready.home / "secrets/chat").exists()
    ready.ok("undo")
    assert "chat" in ready.ok("channel", "list").out


ECHO = b"Cannot POST /hook/TOKEN-IN-PATH?key=KEY-IN-THE-QUERY"


@pytest.mark.parametrize("action", [
    answer(500, ECHO, LATER), answer(404, ECHO), answer(400, ECHO),
    answer(200, b'{"errcode":-1,"errmsg":"no KEY-IN-THE-QUERY here"}'),
    answer(200, b'{"errcode":1,"errmsg":"\\u004bEY-IN-THE-QUERY"}'),
    answer(200, b'{"errcode":310000,"errmsg":"SEC-of-dingtalk"}'), HANG, DROP],
    ids=range(8))
def test_secrets_are_in_no_log_and_no_database(
        ready, home, clock, robot, action):
    outbox = robot("dingtalk", action, timeout_s=1)
    outbox.wait(send(ready, clock), lambda row: row[1] is not None)
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(
        robot.server.requests[0].line.split()[1]).query)
    shown = "".join(ready.ok(*words).out for words in (
        ("outbox",), ("outbox", "--json"), ("channel", "list", "--json")))
    robot.nudged.stop()
    texts = [path.read_bytes() for path in home.rglob("*")
             if path.is_file() and path.parent.name != "secrets"]
    texts += [shown.encode(), robot.nudged.log.encode(),
              robot.server.requests[0].body]
    for secret in ("TOKEN-IN-PATH", "KEY-IN-THE-QUERY", "SEC-of-dingtalk",
                   query["sign"][0]):
        for text in texts:
            assert secret.encode() not in text
