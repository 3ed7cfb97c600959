"""nudged against Debian's Postfix: STARTTLS with a private CA, delivered into
a virtual Maildir, read back by Python's parser."""
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile

import pytest

import harness

sys.path.insert(0, str(harness.SOURCE / "tests/daemon"))
from outbox import Outbox, add_channel, send_test

DAEMONS = pathlib.Path("/usr/lib/postfix/sbin")

MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
"""

MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.example.com
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_tls_cert_file = {root}/cert.pem
smtpd_tls_key_file = {root}/key.pem
smtpd_tls_security_level = encrypt
virtual_mailbox_domains = example.com
virtual_mailbox_base = {root}
virtual_mailbox_maps = static:mail/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
maillog_file = {root}/log
maillog_file_prefixes = {root}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postfix:
    """One instance with everything in a folder of its own."""

    def __init__(self, root):
        self.root = root
        self.port = free_port()
        self.maildir = harness.Maildir(root / "mail")
        owner = pwd.getpwnam("postfix")
        config = root / "config"
        for folder in ("config", "queue", "data", "mail", "mail/new",
                       "mail/cur", "mail/tmp"):
            (root / folder).mkdir()
            if folder[:4] in ("data", "mail"):
                os.chown(root / folder, owner.pw_uid, owner.pw_gid)
        (config / "main.cf").write_text(MAIN.format(
            root=root, daemons=DAEMONS, uid=owner.pw_uid, gid=owner.pw_gid))
        (config / "master.cf").write_text(MASTER.format(port=self.port))
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-days", "30", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost",
             "-keyout", root / "key.pem", "-out", root / "cert.pem"],
            check=True, capture_output=True)
        self.process = None

    def start(self):
        log = self.root / "log"
        watch = harness.Watch(self.root)
        self.process = subprocess.Popen(
            ["postfix", "-c", self.root / "config", "start-fg"],
            stdout=subprocess.DEVNULL, stderr=open(self.root / "stderr", "w"))
        try:
            watch.until(lambda: log.exists() and
                        "daemon started" in log.read_text(), "Postfix")
        finally:
            watch.close()

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(30)


@pytest.fixture
def postfix():
    if os.geteuid() != 0 or not shutil.which("postfix"):
        pytest.skip("needs root and Postfix")
    # Postfix's own user has to get in, which pytest's folder forbids.
    root = pathlib.Path(tempfile.mkdtemp(prefix="nudge-postfix-"))
    root.chmod(0o755)
    server = Postfix(root)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(root)


@pytest.fixture
def post(ready, nudged, postfix):
    add_channel(ready, "mail", "email", {
        "host": "localhost", "port": postfix.port,
        "ca_file": str(postfix.root / "cert.pem"),
        "from": "nudge@example.com", "from_name": "跟进提醒"},
        "--rate", "1000/1")
    nudged()
    return Outbox(ready)


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
    assert "ehlo=2 starttls=1 noop=1 quit=1" in line


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


def test_unknown_domain_is_refused_for_good(ready, postfix, post):
    ready.ok("rep", "edit", "liwei", "--mail", "liwei@elsewhere.invalid")
    (postfix.root / "config/main.cf").open("a").write(
        "smtpd_recipient_restrictions = reject_unauth_destination\n")
    subprocess.run(["postfix", "-c", postfix.root / "config", "reload"],
                   check=True, capture_output=True)
    row = post.wait_state(send_test(ready, "mail"), "dead")
    assert row[1] == "refused" and row[2].startswith("55")
