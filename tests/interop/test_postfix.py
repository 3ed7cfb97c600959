"""nudged against Debian's Postfix: STARTTLS with a private CA, delivered into
a virtual Maildir, read back by Python's parser."""
import subprocess
import sys

import pytest

import harness

sys.path.insert(0, str(harness.SOURCE / "tests/daemon"))
from outbox import Outbox, add_channel, send_test
from postfix import Postfix, root_folder, running


@pytest.fixture
def postfix():
    with root_folder() as root, running(Postfix(root)) as server:
        yield server


@pytest.fixture
def post(ready, nudged, postfix):
    add_channel(ready, "mail", "email", {
        "host": "localhost", "port": postfix.port,
        "ca_file": str(postfix.root / "cert.pem"),
        "from": "nudge@example.com", "from_name": "跟进提醒"},
        "--rate", "1000/1")
    outbox = Outbox(ready)
    outbox.daemon = nudged()
    return outbox


def check_bytes(postfix):
    """As the relay wrote them: a line end is one LF, none is bare CR."""
    for path in (postfix.root / "mail/new").iterdir():
        data = path.read_bytes()
        assert b"\r" not in data
        assert max(map(len, data.split(b"\n"))) <= 998
        assert b"with ESMTPS" in data      # TLS was used


def test_chinese_brief(ready, clock, postfix, post):
    ready.ok("rep", "edit", "liwei", "--locale", "zh_CN", "--channels", "mail")
    ready.ok("account", "add", "合信精密", "--slug", "hexin")
    ready.ok("sign", "hexin", "--on", "2026-11-12")
    message = ready.json("brief", "--now")["message"]
    clock.advance(1)
    row = post.wait_state(message, "sent")
    assert "queued as" in post.query(
        "SELECT remote_id FROM delivery WHERE message_id = ?", message)[0][0]
    assert row[2] == "250"
    [mail] = postfix.maildir.wait(1)
    assert mail["subject"] == "今日简报：待办 1 项 · 11月13日 周五"
    assert mail["from"] == "跟进提醒 <nudge@example.com>"
    assert mail["to"] == "Li Wei <liwei@example.com>"
    assert mail["message-id"].endswith(".nudge@example.com>")
    assert mail["list-id"] == "<nudge.example.com>"
    text = mail.get_body(("plain",)).get_content()
    assert "合信精密" in text and "nudge done" in text
    assert "合信精密" in mail.get_body(("html",)).get_content()
    check_bytes(postfix)


def test_doctor_logs_in_and_leaves(ready, postfix, post):
    said = [f["text"] for f in ready.json("doctor")["findings"]
            if f["check"] == "channel"]
    assert "mail: the mail server lets nudged in" in said
    log = postfix.root / "log"
    watch = harness.Watch(postfix.root)
    try:
        watch.until(lambda: "disconnect from" in log.read_text(), "goodbye")
    finally:
        watch.close()
    [line] = [l for l in log.read_text().splitlines() if "disconnect from" in l]
    assert "ehlo=2 starttls=1 quit=1" in line


def test_many_through_one_session(ready, postfix, post):
    sent = [send_test(ready, "mail") for _ in range(20)]
    for message in sent:
        ready.clock.advance(1)
        post.wait_state(message, "sent")
    mails = postfix.maildir.wait(len(sent))
    assert len({mail["message-id"] for mail in mails}) == len(sent)
    check_bytes(postfix)
    log = (postfix.root / "log").read_text()
    assert log.count(": connect from") < len(sent)


def configure(postfix, *lines):
    """Another main.cf, from the next session on."""
    with (postfix.root / "config/main.cf").open("a") as file:
        file.write("\n".join(lines) + "\n")
    subprocess.run(["postfix", "-c", postfix.root / "config", "reload"],
                   check=True, capture_output=True)


def goodbyes(postfix):
    """What Postfix tells of each session, once all have ended."""
    log = postfix.root / "log"

    def lines(words):
        return [l for l in log.read_text().splitlines() if words in l]

    watch = harness.Watch(postfix.root)
    try:
        watch.until(lambda: len(lines("disconnect from")) ==
                    len(lines(": connect from")), "goodbye")
    finally:
        watch.close()
    return lines("disconnect from")


def test_unknown_domain_is_refused_for_good(ready, postfix, post):
    ready.ok("rep", "edit", "liwei", "--mail", "liwei@elsewhere.invalid")
    configure(postfix,
              "smtpd_recipient_restrictions = reject_unauth_destination")
    row = post.wait_state(send_test(ready, "mail"), "dead")
    assert row[1] == "refused" and row[2].startswith("55")
    ready.ok("rep", "edit", "liwei", "--mail", "liwei@example.com")
    post.wait_state(send_test(ready, "mail"), "sent")
    assert len(postfix.maildir.wait(1)) == 1
    post.daemon.stop()
    said = goodbyes(postfix)
    assert all("quit=1" in line for line in said)
    # Mostly one; a worker may leave the second mail to the other.
    if len(said) == 1:
        assert "mail=2 rcpt=1/2 data=1/2 rset=1 quit=1" in said[0]
    assert "lost connection" not in (postfix.root / "log").read_text()


def test_what_is_too_large_for_it_is_not_sent(ready, postfix, post):
    configure(postfix, "message_size_limit = 500",
              "virtual_mailbox_limit = 500")
    row = post.wait_state(send_test(ready, "mail"), "dead")
    assert row[1] == "refused" and row[3].split("\x1f")[-1].endswith("500")
    post.daemon.stop()
    [said] = goodbyes(postfix)
    assert "ehlo=2 starttls=1 quit=1" in said
