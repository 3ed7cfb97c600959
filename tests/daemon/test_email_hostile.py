"""Relays, or who stands between, that say what no relay should."""
import pytest

from outbox import send_test
from relay import DRIP, ENDLESS, certificate, post, relay  # fixtures

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
