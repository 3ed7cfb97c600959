"""nudged logs in at Debian's Postfix, which asks Dovecot: by password and by
token, over STARTTLS and over TLS from the first byte, with a private CA."""
import http.server
import json
import shutil
import sys
import threading

import pytest

import harness

sys.path.insert(0, str(harness.SOURCE / "tests/daemon"))
from outbox import Outbox, add_channel, send_test
from postfix import Postfix, Server, free_port, root_folder, running

USER, PASSWORD = "nudge@example.com", "richtig 对的 \"x\" \\"

MAIN = """\
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {root}/login
smtpd_tls_auth_only = yes
smtpd_timeout = 5s
"""

MASTER = """\
127.0.0.1:{implicit} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
"""

DOVECOT = """\
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
protocols =
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {root}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u {root}/users
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home=/nonexistent
}}
service auth {{
  unix_listener {root}/login {{
    mode = 0600
    user = postfix
  }}
}}
"""

OAUTH2 = """\
introspection_mode = auth
introspection_url = {url}
username_attribute = email
active_attribute = active
active_value = yes
"""


class Tokens:
    """Who gives out tokens, asked by Dovecot what one is worth."""

    def __init__(self):
        self.good = "first"
        tokens = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                bearer = self.headers["Authorization"].removeprefix("Bearer ")
                good = bearer == tokens.good
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps({
                    "active": "yes" if good else "no",
                    "email": USER}).encode())

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.thread.join(10)
        self.server.server_close()


class Dovecot(Server):
    """Its authentication alone, on a socket for Postfix."""

    def __init__(self, root, tokens):
        self.root = root
        (root / "users").write_text("%s:{PLAIN}%s\n" % (USER, PASSWORD))
        (root / "oauth2.conf").write_text(OAUTH2.format(url=tokens.url))
        (root / "dovecot.conf").write_text(DOVECOT.format(root=root))

    def start(self):
        self.run(["dovecot", "-F", "-c", self.root / "dovecot.conf"],
                 (self.root / "login").is_socket, "Dovecot")


@pytest.fixture
def tokens():
    server = Tokens()
    yield server
    server.stop()


@pytest.fixture
def relay(tokens):
    if not shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin"):
        pytest.skip("needs Dovecot")
    implicit = free_port()
    with root_folder() as root, running(Dovecot(root, tokens)):
        server = Postfix(root, "permit_sasl_authenticated",
                         MAIN.format(root=root),
                         MASTER.format(implicit=implicit))
        server.ports = {"starttls": server.port, "implicit": implicit}
        with running(server):
            yield server


@pytest.fixture
def post(ready, nudged, relay):
    """post(auth="login", ...) sends through the relay; the outbox."""

    def start(tls="starttls", **secret):
        add_channel(ready, "mail", "email", {
            "host": "localhost", "port": relay.ports[tls], "tls": tls,
            "ca_file": str(relay.root / "cert.pem"), "username": USER,
            "from": "nudge@example.com", **secret}, "--rate", "1000/1")
        nudged()
        return Outbox(ready)

    yield start


def logins(relay):
    """How those who logged in did it."""
    return [line.partition("sasl_method=")[2].partition(",")[0]
            for line in (relay.root / "log").read_text().splitlines()
            if "sasl_method=" in line]


def end_idle_session(relay):
    """Until Postfix has closed the session that nudged keeps."""
    watch = harness.Watch(relay.root)
    try:
        watch.until(lambda: "timeout after" in
                    (relay.root / "log").read_text(), "end of the session")
    finally:
        watch.close()


@pytest.mark.parametrize("tls,auth", [
    ("starttls", "auto"), ("starttls", "plain"), ("starttls", "login"),
    ("implicit", "plain"), ("implicit", "login")])
def test_password(ready, relay, post, tls, auth):
    outbox = post(tls=tls, auth=auth, password=PASSWORD)
    outbox.wait_state(send_test(ready, "mail"), "sent")
    [mail] = relay.maildir.wait(1)
    assert mail["to"] == "Li Wei <liwei@example.com>"
    [method] = logins(relay)
    assert method == auth.upper() or auth == "auto"


def test_wrong_password_pauses_the_channel_until_it_is_right(
        ready, relay, post):
    outbox = post(password="falsch", auth="plain")
    first = send_test(ready, "mail")
    outbox.wait_class(first, "broken")
    assert outbox.row(first)[0] == "waiting" and outbox.row(first)[2] == "535"
    assert outbox.channel("mail")[0] == "paused"
    for lang, words in ("en", "the relay refuses the login: 5.7.8"), \
                       ("zh_CN", "邮件服务器拒绝登录：5.7.8"):
        shown = ready.ok("channel", "list", lang=lang).out
        assert words in " ".join(shown.split()), shown
    assert not logins(relay)
    secret = ready.db.parent / "secrets/mail"
    secret.write_text(json.dumps(json.loads(secret.read_text()) |
                                 {"password": PASSWORD}))
    # Whatever happens next: here time passes and somebody commits.
    send_test(ready, "maildir")
    outbox.wait_state(first, "sent")
    assert outbox.channel("mail")[0] == "ok"
    assert len(relay.maildir.wait(1)) == 1


@pytest.mark.parametrize("auth", ["xoauth2", "oauthbearer"])
def test_token(ready, relay, post, auth):
    outbox = post(auth=auth, token="first", tls="implicit")
    outbox.wait_state(send_test(ready, "mail"), "sent")
    assert logins(relay) == [auth.upper()]


def test_token_file_is_read_anew_for_each_session(
        ready, home, relay, tokens, post):
    file = home / "token"
    file.write_text("first\n")
    outbox = post(auth="xoauth2", token_file=str(file))
    outbox.wait_state(send_test(ready, "mail"), "sent")
    tokens.good = "second"
    file.write_text("second\n")
    end_idle_session(relay)
    outbox.wait_state(send_test(ready, "mail"), "sent")
    assert logins(relay) == ["XOAUTH2"] * 2


def test_token_that_ran_out_waits_for_the_next(
        ready, home, relay, tokens, post):
    file = home / "token"
    file.write_text("stale")
    outbox = post(auth="xoauth2", token_file=str(file))
    first = send_test(ready, "mail")
    outbox.wait_class(first, "broken")
    assert outbox.channel("mail")[0] == "paused"
    file.write_text(tokens.good)
    outbox.wait_state(send_test(ready, "mail"), "sent")
    ready.clock.advance(1)
    outbox.wait_state(first, "sent")
