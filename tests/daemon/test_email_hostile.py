"""Relays, or who stands between, that say what no relay should."""
import ctypes.util
import os
import pathlib

import pytest

from listener import Listener
from outbox import Outbox, add_channel, send_test
from relay import (DRIP, ENDLESS, SECRET,
                   certificate, post, relay)  # fixtures

ONE_BY_ONE = b"250-relay.test\r\n250 SIZE 10000000"
LOGIN = {"username": "nudge", "password": "geheim"}
HUGE = b"x" * 10_000_000


def verbs(server, number=1):
    return [verb for session, verb in server.commands if session == number]


def check(ready, server, outbox, kind, detail=None):
    """The first mail through a first session; that is left, and the next mail
    is none the worse."""
    row = outbox.wait_class(send_test(ready, "mail"), kind)
    assert detail is None or row[3] == detail
    outbox.wait_state(send_test(ready, "mail"), "sent")
    assert server.mails[-1][0] == 2 and "quit" not in verbs(server)


@pytest.mark.parametrize("phase,reply,kind,detail", [
    ("rcpt", b"550 5.1.1 <x\n250 2.0.0 fine>", "refused", "5.1.1 <x"),
    ("dot", b"554 5.7.1 spam\n250 2.0.0 fine", "refused", "5.7.1 spam"),
    ("dot", b"250 2.0.0 fine\n554 5.7.1 spam", "sent", "2.0.0 fine"),
], ids=["rcpt", "dot", "dot fine"])
def test_a_bare_line_feed_ends_a_reply(
        ready, relay, post, phase, reply, kind, detail):
    """What follows it was not asked for, and is not taken for an answer."""
    server = relay(**{phase: [reply, None]})
    check(ready, server, post(server), kind, detail)


@pytest.mark.parametrize("phase,reply,kind,detail", [
    ("rcpt", b"550 5.1.1 no\0body", "refused", "5.1.1 no"),
    ("dot", b"250 2.0.0 ta\0ken", "sent", "2.0.0 ta"),
    ("dot", b"250 \xff\xfe\x1b[31m", "sent", None)])
def test_bytes_that_are_no_text(ready, relay, post, phase, reply, kind, detail):
    server = relay(**{phase: [reply]})
    row = post(server).wait_class(send_test(ready, "mail"), kind)
    assert row[3] == detail or detail is None and "\x1b" not in row[3]


@pytest.mark.parametrize("phase,kind", [
    ("greeting", "temporary"), ("ehlo", "temporary"), ("mail", "temporary"),
    ("rcpt", "temporary"), ("data", "temporary"), ("dot", "uncertain")])
def test_a_line_of_ten_megabytes(ready, relay, post, phase, kind):
    server = relay(**{phase: [b"250 " + HUGE, None]})
    check(ready, server, post(server), kind)


@pytest.mark.parametrize("what", [ENDLESS, DRIP], ids=["endless", "drip"])
@pytest.mark.parametrize("phase", ["greeting", "ehlo", "auth"])
def test_before_the_login_nothing_lasts_for_ever(
        ready, relay, post, phase, what):
    script = {"ehlo": b"250-relay.test\r\n250 AUTH PLAIN", phase: what}
    server = relay(**script)
    outbox = post(server, timeout_s=1, **LOGIN)
    row = outbox.wait_class(send_test(ready, "mail"), "temporary", deadline=10)
    assert row[5] == 0 and "mail" not in verbs(server)


@pytest.mark.parametrize("phase,reply,kind", [
    ("mail", b"250-fine\r\n550 5.7.1 no", "temporary"),
    ("rcpt", b"550-5.1.1 no\r\n250 2.1.5 fine", "temporary"),
    ("data", b"354-go on\r\n554 no", "temporary"),
    ("dot", b"250-fine\r\n554 5.7.1 spam", "uncertain"),
    ("dot", b"554-5.7.1 spam\r\n250 2.0.0 fine", "uncertain"),
    ("dot", b"999 2.0.0 fine", "uncertain"),
])
def test_a_reply_that_contradicts_itself_is_none(
        ready, relay, post, phase, reply, kind):
    server = relay(**{phase: [reply, None]})
    check(ready, server, post(server), kind)


@pytest.mark.parametrize("ehlo,script", [
    (None, {"data": b"354 go on\r\n250 2.0.0 queued"}),
    (ONE_BY_ONE, {"data": b"354 go on\r\n250 2.0.0 queued"}),
    (ONE_BY_ONE, {"rcpt": b"250 fine\r\n354 go on\r\n250 2.0.0 queued"}),
    (ONE_BY_ONE, {"mail": b"250 fine\r\n250 fine\r\n354 go on"}),
], ids=["data at once", "data", "rcpt", "mail"])
def test_an_answer_before_its_question_is_none(
        ready, relay, post, ehlo, script):
    """No mail was sent, so none was accepted."""
    server = relay(ehlo=ehlo, **{key: [what, None]
                                 for key, what in script.items()})
    check(ready, server, post(server), "temporary")


@pytest.mark.parametrize("script", [
    {"starttls": b"220 go ahead\r\n250-relay.test\r\n250 AUTH PLAIN"},
    {"before_tls": b"250-relay.test\r\n250 STARTTLS\r\n220 go ahead"},
    {"before_tls": b"250-relay.test\r\n250 STARTTLS\r\n220 go ahead\r\n"
                   b"250-relay.test\r\n250 AUTH PLAIN\r\n235 welcome"},
], ids=["behind", "ahead", "all"])
def test_what_is_said_ahead_of_tls_is_not_taken_for_what_is_said_in_it(
        ready, relay, post, certificate, script):
    context, ca = certificate
    before = script.pop("before_tls", None)
    server = relay(tls=context, **script)
    server.before_tls = before or server.before_tls
    outbox = post(server, host="localhost", tls="starttls", ca_file=str(ca),
                  **LOGIN)
    message = send_test(ready, "mail")
    outbox.wait(message, lambda row: row[1] in ("temporary", "broken"))
    assert set(verbs(server)) <= {"ehlo", "starttls"}


class Renegotiating(Listener):
    """A relay that wants TLS 1.2 from the first byte.  At MAIL it asks for
    another handshake, answers MAIL all the same, and reads no more.  Python's
    ssl has no word for it, so libssl is told directly."""

    def __init__(self, pem):
        self.lib = ctypes.CDLL(ctypes.util.find_library("ssl"))
        for name in ("TLS_server_method", "SSL_CTX_new", "SSL_new"):
            getattr(self.lib, name).restype = ctypes.c_void_p
        method = ctypes.c_void_p(self.lib.TLS_server_method())
        self.context = ctypes.c_void_p(self.lib.SSL_CTX_new(method))
        pem_form, max_version, tls_1_2 = 1, 124, 0x303
        self.lib.SSL_CTX_ctrl(self.context, max_version, tls_1_2, None)
        self.lib.SSL_CTX_use_certificate_file(
            self.context, bytes(pem), pem_form)
        self.lib.SSL_CTX_use_PrivateKey_file(
            self.context, bytes(pem.with_name("key.pem")), pem_form)
        self.heard = []
        super().__init__()

    def talk(self, connection, number):
        ssl, line = ctypes.c_void_p(self.lib.SSL_new(self.context)), b""
        buffer = ctypes.create_string_buffer(512)

        def say(words):
            assert self.lib.SSL_write(ssl, words, len(words)) == len(words)

        self.lib.SSL_set_fd(ssl, connection.fileno())
        assert self.lib.SSL_accept(ssl) == 1
        say(b"220 relay.test\r\n")
        while not line.startswith(b"MAIL"):
            n = self.lib.SSL_read(ssl, buffer, 512)
            assert n > 0
            line = buffer.raw[:n]
            self.note(self.heard, line)
            if line.startswith(b"EHLO"):
                say(b"250 relay.test\r\n")
        assert self.lib.SSL_renegotiate(ssl) == 1
        assert self.lib.SSL_do_handshake(ssl) == 1
        say(b"250 fine\r\n")
        self.hang()


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    return sum(map(int, fields.split()[11:13])) / os.sysconf("SC_CLK_TCK")


def test_a_second_handshake_has_its_time_and_takes_no_processor(
        ready, nudged, certificate):
    """TLS wants to read before it writes; that the socket could be written
    is no news then."""
    pem = certificate[1]
    server = Renegotiating(pem)
    try:
        add_channel(ready, "mail", "email", {
            **SECRET, "host": "localhost", "port": server.port,
            "tls": "implicit", "ca_file": str(pem), "timeout_s": 3})
        daemon = nudged()
        message = send_test(ready, "mail")
        server.wait(lambda: any(line.startswith(b"MAIL")
                                for line in server.heard))
        before = processor_seconds(daemon.pid)
        Outbox(ready).wait_class(message, "temporary")
        assert processor_seconds(daemon.pid) - before < 0.5
    finally:
        server.stop()
