"""nudge doctor tries every channel through nudged --try, and sends nothing."""
import datetime
import json
import os
import shutil
import socket
import time

import pytest

import harness
from outbox import Outbox, add_channel
from receiver import HANG, LOCAL, answer, receiver  # fixtures
from relay import DROP, certificate, relay  # fixtures

MAIL = {"host": "localhost", "from": "nudge@example.com"}
LOGIN = {"username": "nudge", "password": "not-to-be-printed"}
AUTH = b"250-relay.test\r\n250 AUTH PLAIN"


@pytest.fixture
def doctor(ready):
    """doctor(...) gives (level, text, advice) of each finding by channel or
    check."""
    def ask(*args, **more):
        result = ready("doctor", "--json", *args, **more)
        assert result.exit in (0, 5), result
        assert LOGIN["password"] not in result.out and "TOKEN" not in result.out
        found = {}
        for f in result.json["findings"]:
            said = (f["level"], f["text"], f["advice"] or "")
            found[f["text"].split(":")[0].split(" ")[0]] = said
            found[f["check"]] = said
        return found
    return ask


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_relay_that_lets_us_in(ready, doctor, relay, certificate, nudged):
    context, ca = certificate
    server = relay(tls=context, ehlo=AUTH)
    add_channel(ready, "mail", "email", {
        **MAIL, **LOGIN, "port": server.port, "ca_file": str(ca)})
    for start in (lambda: None, nudged):    # without nudged, and beside one
        start()
        assert doctor()["mail"] == ("ok", "mail: the mail server lets nudged in", "")
    server.wait(lambda: [v for _, v in server.commands].count("quit") == 2)
    assert [verb for n, verb in server.commands if n == 1] == [
        "ehlo", "starttls", "ehlo", "auth", "quit"]
    assert server.mails == []
    assert Outbox(ready).query("SELECT count(*) FROM message") == [(0,)]


def test_relays_with_troubles(ready, doctor, relay, certificate):
    context, ca = certificate
    private = {"ca_file": str(ca)}
    plain = {"tls": "none"}
    cases = {
        "password": (relay(tls=context, ehlo=AUTH, auth=b"535 5.7.8 wrong"),
                     {**LOGIN, **private}, "login was refused (535 5.7.8 wrong)",
                     "correct username and password"),
        "refused-tls": (relay(tls=context, starttls=b"454 4.7.0 not now"),
                        private, "TLS could not be set up (454 4.7.0", "465"),
        "no-tls": (relay(), private, "TLS could not be set up", "starttls"),
        "stranger": (relay(tls=context), {}, "certificate cannot be trusted",
                     "ca_file"),
        "ca": (relay(tls=context), {"ca_file": "/nowhere/ca.pem"},
               "file of CA certificates cannot be used", "ca_file"),
        "dropped": (relay(greeting=DROP), plain, "broke off", "port"),
        "unwanted": (relay(greeting=b"554 5.7.1 go away"), plain,
                     "the server refuses: 554 5.7.1 go away", "secrets/unwanted"),
        "closed": (None, {**plain, "port": closed_port()}, "nobody answers there",
                   "firewall"),
        "nameless": (None, {"host": "nosuch.invalid"},
                     "host name cannot be found", "getent"),
        "far": (None, {**plain, "host": "192.0.2.1"}, "without TLS only",
                "secrets/far"),
        "faceless": (None, {"from": "nudge@💩.la", "bounce_address": "b@c.de"},
                     "does not exist in any form", "secrets/faceless"),
    }
    for name, (server, more, _, _) in cases.items():
        port = {"port": server.port} if server else {}
        add_channel(ready, name, "email", {**MAIL, **port, **more})
    found = doctor()
    for name, (_, _, text, advice) in cases.items():
        level, said, to_do = found[name]
        assert level == "bad" and text in said, (name, said)
        assert advice in to_do and f"secrets/{name}" in to_do or name == "nameless"
    chinese = ready.fails(5, "doctor", lang="zh_CN", env={"COLUMNS": "400"}).out
    assert "password：登录被拒绝（535 5.7.8 wrong）" in chinese
    assert "cannot be trusted" not in chinese


def test_who_cannot_be_written_to(ready, doctor):
    """What only the one who sends can tell of an address is told before
    anything is to be sent."""
    refused = ready.fails(2, "rep", "add", "Müller", "--mail", "müller@example.com",
                          "--zone", "Europe/Berlin").err
    assert "letters before the @" in refused
    for slug, mail in (("good", "li@例子.公司"), ("pile", "li@💩.la"),
                       ("code", "li@xn--zzzzzzzzz.com"), ("none", None)):
        ready.ok("rep", "add", slug, "--slug", slug, "--zone", "Asia/Shanghai",
                 *(["--mail", mail] if mail else []))
    told = [(f["level"], f["text"], f["advice"])
            for f in ready("doctor", "--json").json["findings"]
            if "can get no mail" in f["text"]]
    assert {text.split()[0] for _, text, _ in told} == {"pile", "code"}
    assert {level for level, _, _ in told} == {"bad"}
    assert all("nudge rep edit" in advice for _, _, advice in told)
    assert "'li@💩.la'" in "".join(text for _, text, _ in told)
    assert "pile 收不到邮件" in ready("doctor", lang="zh_CN").out


def test_a_relay_that_asks_for_no_login(ready, doctor, relay):
    server = relay()
    add_channel(ready, "mail", "email",
                {**MAIL, **LOGIN, "tls": "none", "port": server.port})
    level, said, to_do = doctor()["mail"]
    assert level == "warn" and "asks for no login" in said
    assert "take username and password out" in to_do


def test_who_hangs_is_not_waited_for(ready, doctor, relay, receiver):
    polite = relay(quit=HANG)
    add_channel(ready, "polite", "email",
                {**MAIL, "tls": "none", "port": polite.port})
    add_channel(ready, "mute", "email",
                {**MAIL, "tls": "none", "port": relay(greeting=HANG).port})
    add_channel(ready, "hook", "webhook", {"url": receiver(HANG).url, **LOCAL})
    begin = time.monotonic()
    found = doctor()
    assert time.monotonic() - begin < 25
    assert found["polite"][0] == "ok"
    for name in ("mute", "hook"):
        level, said, to_do = found[name]
        assert level == "bad" and "no answer in time" in said
        assert f"secrets/{name}" in to_do


def test_receivers(ready, doctor, receiver, certificate):
    context, ca = certificate
    good, safe, robot = receiver(answer(405)), receiver(tls=context), receiver()
    secure = {"url": f"https://localhost:{safe.port}/TOKEN", "allow_private": True}
    add_channel(ready, "good", "webhook", {"url": good.url, **LOCAL,
                                           "token": "TOKEN-OF-OURS"})
    add_channel(ready, "safe", "webhook", {**secure, "ca_file": str(ca)})
    add_channel(ready, "stranger", "webhook", secure)
    add_channel(ready, "robot", "dingtalk", {"url": robot.url, **LOCAL})
    add_channel(ready, "private", "webhook", {"url": "https://127.0.0.1/TOKEN"})
    add_channel(ready, "closed", "webhook",
                {"url": f"http://127.0.0.1:{closed_port()}/TOKEN", **LOCAL})
    found = doctor()
    for name in ("good", "safe", "robot"):
        assert found[name] == ("ok", f"{name}: the server answers", "")
    for server in (good, safe, robot):
        [request] = server.requests
        assert request.line == "HEAD / HTTP/1.1" and request.body == b""
        assert "authorization" not in request.headers
    assert "cannot be trusted" in found["stranger"][1]
    assert "allow_private" in found["private"][1]
    assert "nobody answers" in found["closed"][1]
    assert {found[n][0] for n in ("stranger", "private", "closed")} == {"bad"}


def test_a_clock_beside_that_of_a_server(ready, doctor, receiver):
    def at(minutes):
        now = datetime.datetime.fromtimestamp(ready.clock.now, datetime.timezone.utc)
        then = now + datetime.timedelta(minutes=minutes)
        return answer(200, b"", then.strftime("Date: %a, %d %b %Y %H:%M:%S GMT").encode())

    server = receiver(at(4), at(-7))
    add_channel(ready, "hook", "webhook", {"url": server.url, **LOCAL})
    assert doctor()["clock"][0] != "bad"
    result = ready("doctor", "--json").json["findings"]
    [said] = [f for f in result if f["check"] == "clock" and f["level"] == "bad"]
    assert "7 minutes apart" in said["text"] and "hook" in said["text"]
    assert "timedatectl" in said["advice"]


def test_folders_of_mail(ready, doctor, home):
    (home / "file").write_text("")
    closed = home / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    paths = {"new": home / "fresh", "lost": home / "no/such", "odd": home / "file"}
    if os.geteuid() != 0:
        paths["closed"] = closed
    for name, path in paths.items():
        add_channel(ready, name, "maildir", {"path": str(path)})
    found = doctor()
    assert found["maildir"][0] == found["new"][0] == "ok"
    assert not (home / "fresh").exists()
    for name in set(paths) - {"new"}:
        level, said, to_do = found[name]
        assert level == "bad" and str(paths[name]) in said
        assert f"secrets/{name}" in to_do and "write there" in to_do


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_secrets_of_another_user(ready, doctor, home):
    os.chown(home / "secrets/maildir", 65534, -1)
    level, said, to_do = doctor()["secret"]
    assert level == "warn" and "were not tried" in said
    assert "sudo -u nobody nudge doctor" in to_do


def test_secrets_that_only_the_service_sees(ready, doctor, nudged, tmp_path):
    credentials = tmp_path / "credentials"
    shutil.copytree(ready.home / "secrets", credentials)
    daemon = nudged(env={"CREDENTIALS_DIRECTORY": str(credentials)})
    level, said, to_do = doctor()["secret"]
    assert level == "warn" and str(credentials) in said
    assert "nudge channel test" in to_do
    daemon.stop()
    assert doctor()["maildir"][0] == "ok"


def test_a_sentence_of_any_length(ready, doctor, home):
    (home / "secrets/maildir").write_text(json.dumps({"path": "密钥" * 100}))
    level, said, _ = doctor()["maildir"]
    assert level == "bad" and "密钥密钥" in said and "does not begin with /" in said
    (home / "secrets/maildir").write_text(json.dumps({"path": "/" + "密钥/" * 100}))
    level, said, _ = doctor()["maildir"]
    assert level == "bad" and "密钥/密钥" in said


def test_secrets_as_they_must_not_be(ready, doctor, home):
    file = home / "secrets/maildir"
    file.chmod(0o644)
    assert f"chmod 600 {file}" in doctor()["maildir"][2]
    file.chmod(0o600)
    good = file.read_text()
    for bad in ("{}", '{"path": "relative"}', '{"path": "/x", "pth": 1}', "no"):
        file.write_text(bad)
        level, _, to_do = doctor("--offline")["maildir"]
        assert level == "bad" and f"correct {file}" in to_do
    file.unlink()
    level, said, to_do = doctor()["maildir"]
    assert level == "bad" and f"put {file} back" in to_do
    file.touch(0o600)
    file.write_text(good)
    assert doctor()["maildir"][0] == "ok"


def test_offline(ready, doctor, relay):
    server = relay()
    add_channel(ready, "mail", "email",
                {**MAIL, "tls": "none", "port": server.port})
    assert doctor("--offline")["mail"] == ("ok", "mail: the secret file is good", "")
    assert server.connections == 0


def test_the_heartbeat_is_tried(ready, doctor, home, receiver):
    server = receiver()
    file = home / "secrets/nudged-heartbeat"
    file.touch(0o600)
    file.write_text(json.dumps({"url": server.url, **LOCAL}))
    assert doctor()["nudged-heartbeat"][0] == "ok"
    assert [r.line for r in server.requests] == ["HEAD / HTTP/1.1"]
    file.write_text(json.dumps({"url": server.url, **LOCAL, "interval_s": 0}))
    level, said, _ = doctor()["nudged-heartbeat"]
    assert level == "bad" and "interval_s" in said


@pytest.fixture
def alone(ready, tmp_path):
    """The command in a folder of its own: alone(SCRIPT) puts a nudged there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    shutil.copy(ready.program, folder / "nudge")
    ready.program = folder / "nudge"

    def put(script):
        file = folder / "nudged"
        file.write_text("#!/bin/sh\n" + script)
        file.chmod(0o755)

    return put


def test_programs(ready, doctor, alone):
    def about(what):
        [found] = [f for f in ready("doctor", "--json").json["findings"]
                   if f["check"] == "versions" and what in f["text"]]
        return found

    missing = about("/nudged")
    assert missing["level"] == "bad" and "missing" in missing["text"]
    assert "install nudge again" in missing["advice"]
    assert about("/nudge-web")["level"] == "warn"
    assert "maildir" not in doctor()
    alone("echo nudged 9.9\n")
    other = about("9.9")
    assert other["level"] == "bad" and "one version" in other["advice"]
    assert str(ready.program.parent / "nudged") in other["text"]
    assert "maildir" not in doctor()


@pytest.mark.parametrize("answers", ["while :; do echo x; done", "exit 5", "echo {}"])
def test_a_nudged_that_answers_nonsense(ready, doctor, alone, answers):
    real = harness.BUILD / "tests/bin/nudged"
    alone(f'case $1 in --version) exec {real} --version;; esac\n{answers}\n')
    level, said, to_do = doctor()["channel"]
    assert level == "bad" and "could not be tried" in said and "install" in to_do


def test_versions_are_told(ready):
    said = " ".join(f["text"] for f in ready.json("doctor")["findings"]
                    if f["check"] == "versions")
    for what in ("nudged 0.", "libcurl", "nudge-web 0.", "libmicrohttpd",
                 "nudge-ical 0.", "libical", "systemd"):
        assert what in said


def test_a_slip_in_a_secret_that_was_changed(ready, doctor, home):
    """In the file itself; channel add refuses it."""
    added = ready.ok("channel", "add", "mail", "email", "--from", "-",
                     stdin=json.dumps(MAIL)).out
    assert "Next: nudge doctor, then nudge channel test mail\n" in added
    (home / "secrets/mail").write_text(json.dumps({**MAIL, "pasword": "x"}))
    level, said, _ = doctor()["mail"]
    assert level == "bad" and "unknown key 'pasword'" in said
