"""The way from a message to a closed follow-up: nudged writes the link,
nudge-web takes it."""
import json
import re

import pytest

import robots
from outbox import add_channel
from receiver import LOCAL, answer, receiver

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def configured(signed):
    """With the address of nudge-web in nudge.conf."""
    signed.ok("config", "set", "web.url", "https://nudge.example.com")
    return signed


def brief(nudge, maildir):
    nudge.ok("brief", "--now")
    return maildir.wait(1)[0]


def links(text):
    return re.findall(r"https://nudge\.example\.com(/a/[0-9a-z.]+)", text)


def test_from_the_brief_to_done(configured, nudged, web, maildir, clock):
    clock.set("2026-11-16 09:00")
    nudged()
    message = brief(configured, maildir)
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    found = links(text)
    assert len(found) == 2 and [one.split(".")[0] for one in found] == [
        "/a/5", "/a/1"]
    for path in found:
        assert f'href="https://nudge.example.com{path}"' in html
    server = web()
    page = server.get(found[1]).body.decode()
    rev = re.search(r'name="rev" value="(\d+)"', page)[1]
    answer = server.ask("POST", found[1], FORM,
                        f"do=done&outcome=sent&rev={rev}")
    assert answer.status == 303
    assert configured.json("show", 1)["touchpoint"]["state"] == "done"


def test_every_attempt_says_the_same(configured, nudged, maildir, clock):
    clock.set("2026-11-16 09:00")
    daemon = nudged()
    first = links(brief(configured, maildir).get_body(("plain",)).get_content())
    daemon.stop()
    key = (configured.home / "link.key").read_bytes()
    assert len(key) == 32
    assert (configured.home / "link.key").stat().st_mode & 0o777 == 0o640
    nudged()
    configured.ok("brief", "--now")
    second = links(maildir.wait(2)[1].get_body(("plain",)).get_content())
    assert (configured.home / "link.key").read_bytes() == key
    assert [one.split(".")[:3] for one in first] == [
        one.split(".")[:3] for one in second]


def test_a_reminder_has_one_too(configured, nudged, maildir, clock):
    clock.set("2026-11-18 14:59")
    nudged()
    clock.set("2026-11-18 15:00")
    [message] = maildir.wait(1)
    assert message["subject"] == "Follow up: Acme"
    assert [one.split(".")[0] for one in links(
        message.get_body(("plain",)).get_content())] == ["/a/9"]


# What each service makes a link of; none does of an address in plain text.
TAP = {
    "dingtalk": "> [Done, later or another day]({})\\n",
    "feishu": '{{"tag":"lark_md","content":"[Done, later or another day]({})"}}',
    "mattermost": "> [Done, later or another day]({})\\n",
    "slack": '{{"type":"mrkdwn","text":"<{}|Done, later or another day>",'
             '"verbatim":true}}',
    "teams": '"selectAction":{{"type":"Action.OpenUrl","url":"{}"}}',
    "wecom": ">[Done, later or another day]({})\\n",
}


@pytest.mark.parametrize("kind", sorted(robots.KINDS))
def test_in_a_chat_of_one_s_own(configured, nudged, receiver, web, clock, kind):
    """As a robot writes it into a conversation that only its rep reads."""
    clock.set("2026-11-16 09:00")
    configured.ok("config", "set", "web.url", "https://nudge.example.com/~a_b")
    judge = robots.KINDS[kind](lambda: clock.now)
    server = receiver(lambda request: answer(*judge.take(
        request.body, "key=1", request.headers)))
    add_channel(configured, "chat", kind,
                {"url": server.url + "?key=1", **LOCAL},
                "--audience", "private")
    configured.ok("rep", "edit", "liwei", "--channels", "chat")
    nudged()
    configured.ok("brief", "--now")
    server.wait(1)
    said = server.requests[0].body.decode()
    found = re.findall(r"https://nudge\.example\.com/~a_b(/a/[0-9a-z.]+)", said)
    assert len(judge.taken) == 1 and len(found) == 2, said
    for path in found:
        where = f"https://nudge.example.com/~a_b{path}"
        assert TAP[kind].format(where) in said
        assert web().get(path).status == 200


def test_in_a_chat_in_chinese_and_where_it_might_be_markup(
        configured, nudged, receiver, clock):
    clock.set("2026-11-16 09:00")
    server = receiver(lambda request: answer(200, b'{"errcode": 0}'))
    add_channel(configured, "chat", "wecom",
                {"url": server.url + "?key=1", **LOCAL},
                "--audience", "private")
    configured.ok("rep", "edit", "liwei", "--channels", "chat", "--locale",
                  "zh_CN")
    daemon = nudged()
    configured.ok("brief", "--now")
    server.wait(1)
    assert ">[完成、稍后或改期](https://nudge" in server.requests[0].body.decode()
    daemon.stop()
    configured.ok("config", "set", "web.url", "https://nudge.example.com/(a")
    nudged()
    clock.advance(60)
    configured.ok("brief", "--now")
    server.wait(2)
    assert "](" not in server.requests[1].body.decode()


def test_without_an_address_there_are_no_links(signed, nudged, maildir, clock):
    clock.set("2026-11-16 09:00")
    nudged()
    text = brief(signed, maildir).get_body(("plain",)).get_content()
    assert "/a/" not in text and not (signed.home / "link.key").exists()


def test_rooms_get_no_links(configured, nudged, maildir, clock):
    clock.set("2026-11-16 09:00")
    path = configured.home / "room"
    configured.ok("channel", "add", "room", "maildir", "--from", "-",
                  "--audience", "room", stdin=json.dumps({"path": str(path)}))
    configured.ok("rep", "edit", "liwei", "--channels", "room")
    nudged()
    configured.ok("brief", "--now")
    message = type(maildir)(path).wait(1)[0]
    assert "/a/" not in message.get_body(("plain",)).get_content()


def test_a_key_that_is_none_is_told(configured, nudged):
    (configured.home / "link.key").write_bytes(b"short")
    daemon = nudged(ready=False)
    assert daemon.wait() == 5
    assert "link.key is no key for links" in daemon.log
    daemon.kill()
