"""How a session with a relay goes on behind a refusal, and how it ends."""
import pytest

from outbox import send_test
from relay import DROP, HANG, post, relay  # fixtures

ONE_BY_ONE = b"250-relay.test\r\n250 SIZE 10000000"

ways = pytest.mark.parametrize(
    "ehlo", [None, ONE_BY_ONE], ids=["at once", "one by one"])


def verbs(server, number=1):
    return [verb for session, verb in server.commands if session == number]


def sessions(server):
    """Of each session its verbs.  Mostly there is one; a worker that still
    puts its session in order leaves the next mail to the other."""
    return [verbs(server, 1 + i) for i in range(server.connections)]


def one_after_the_other(ready, outbox, *classes):
    for name in classes:
        outbox.wait_class(send_test(ready, "mail"), name)


REFUSALS = [
    # phase, reply, class, what the relay says to the commands behind it,
    # whether a mail was begun that must be forgotten
    ("mail", b"451 4.3.0 later", "temporary",
     {"rcpt": b"503 5.5.1 from whom?"}, False),
    ("rcpt", b"550 5.1.1 nobody", "refused", {}, True),
    ("rcpt", b"550 5.1.1 nobody", "refused",
     {"data": b"354 go on", "dot": b"554 5.5.1 for whom?"}, True),
    ("data", b"554 5.7.1 policy", "refused", {}, True),
    ("dot", b"554 5.7.1 spam", "refused", {}, False),
]


@ways
@pytest.mark.parametrize(
    "phase,reply,kind,behind,is_begun", REFUSALS,
    ids=[f"{phase} {' '.join(behind)}" for phase, _, _, behind, _ in REFUSALS])
def test_a_refusal_is_not_the_end_of_a_session(
        ready, relay, post, ehlo, phase, reply, kind, behind, is_begun):
    """The next mail goes through the session as if nothing had been."""
    # One by one nothing is said behind a refusal.
    rest = {} if ehlo else {key: iter([value]) for key, value in behind.items()}
    server = relay(ehlo=ehlo, **{phase: iter([reply])}, **rest)
    outbox = post(server)
    one_after_the_other(ready, outbox, kind, "sent")
    post.nudged.stop()
    server.wait(lambda: all(one[-1:] == ["quit"] for one in sessions(server)))
    if server.connections == 1:
        assert ("rset" in verbs(server)) == is_begun
    assert server.mails


def test_a_session_ends_before_a_relay_loses_patience(ready, relay, post):
    """Many slow down who made ten errors, and end with who made twenty."""
    server = relay(rcpt=b"550 5.1.1 nobody")
    outbox = post(server)
    one_after_the_other(ready, outbox, *["refused"] * 6)
    assert max(one.count("rcpt") for one in sessions(server)) == 5
    post.nudged.stop()
    server.wait(lambda: all(one[-1:] == ["quit"] for one in sessions(server)))


def test_no_mail_where_the_sender_was_refused(ready, relay, post):
    """A relay that takes the recipient all the same would deliver whatever
    is said next: nothing is."""
    server = relay(mail=iter([b"451 4.3.0 later"]))
    outbox = post(server)
    one_after_the_other(ready, outbox, "temporary", "sent")
    assert server.connections == 2
    assert {number for number, _ in server.mails} == {2}


@pytest.mark.parametrize("script,kind", [
    ({"rcpt": b"421 4.7.0 too many errors"}, "temporary"),
    ({"rcpt": b"550 5.1.1 nobody", "data": b"421 4.7.0 enough"}, "refused"),
    ({"rcpt": b"550 5.1.1 nobody", "data": DROP}, "refused"),
    ({"rcpt": b"550 5.1.1 nobody", "data": b"999 what?"}, "refused"),
], ids=["421", "421 behind", "drop behind", "nonsense behind"])
def test_a_session_that_is_over_is_left(ready, relay, post, script, kind):
    server = relay(**{phase: [what, None] for phase, what in script.items()})
    outbox = post(server)
    one_after_the_other(ready, outbox, kind, "sent")
    assert server.connections == 2
    assert "quit" not in verbs(server)


def test_the_outcome_does_not_wait_for_the_rest(ready, relay, post):
    server = relay(rcpt=b"550 5.1.1 nobody", data=[HANG, None])
    outbox = post(server, timeout_s=600)
    one_after_the_other(ready, outbox, "refused")


@pytest.mark.parametrize("rset", [
    DROP, b"421 4.7.0 too many errors", b"502 5.5.1 what?"],
    ids=["drop", "421", "unknown"])
def test_who_cannot_forget_is_asked_anew(ready, relay, post, rset):
    server = relay(data=iter([b"451 4.3.0 later"]), rset=rset)
    outbox = post(server)
    one_after_the_other(ready, outbox, "temporary")
    row = outbox.wait_state(send_test(ready, "mail"), "sent")
    assert row[4] == 1 and server.connections == 2
    assert {number for number, _ in server.mails} == {2}


@pytest.mark.parametrize("quit", [None, HANG, DROP], ids=["fine", "hang", "drop"])
def test_the_end_says_goodbye_and_waits_for_no_answer(
        ready, relay, post, quit):
    server = relay(quit=quit)
    outbox = post(server, timeout_s=600)
    outbox.wait_state(send_test(ready, "mail"), "sent")
    post.nudged.stop()
    server.wait(lambda: "quit" in verbs(server))


def test_a_full_session_ends_with_goodbye(ready, relay, post):
    """Also where nobody answers it: the outcome is there before."""
    server = relay(quit=[HANG, None])
    outbox = post(server, timeout_s=600)
    one_after_the_other(ready, outbox, *["sent"] * 101)
    assert max(one.count("mail") for one in sessions(server)) <= 100
    assert server.connections == 2 and "quit" in verbs(server)


@ways
def test_the_relay_is_told_how_large_a_mail_is(ready, relay, post, ehlo):
    server = relay(ehlo=ehlo)
    outbox = post(server)
    one_after_the_other(ready, outbox, "sent")
    [(_, mail)], [sender] = server.mails, server.senders
    assert sender == b"MAIL FROM:<nudge@example.com> SIZE=%d\r\n" % len(mail)


@pytest.mark.parametrize("offer,size", [
    (b"250 relay.test", False), (b"250-relay.test\r\n250 SIZE", True),
    (b"250-relay.test\r\n250 SIZE 0", True),
    (b"250-relay.test\r\n250 size 99999999999999999999", True)])
def test_a_size_is_said_where_it_is_asked_for(ready, relay, post, offer, size):
    server = relay(ehlo=offer)
    outbox = post(server)
    one_after_the_other(ready, outbox, "sent")
    assert (b" SIZE=" in server.senders[0]) == size


@ways
def test_a_mail_too_large_is_not_sent(ready, relay, post, ehlo):
    tight = (ehlo or relay().REPLIES["ehlo"]).replace(b"10000000", b"100")
    server = relay(ehlo=tight)
    outbox = post(server)
    row = outbox.wait_class(send_test(ready, "mail"), "refused")
    assert row[0] == "dead" and row[4] == 1
    assert outbox.channel("mail")[0] == "ok"
    message, = outbox.query("SELECT MAX(id) FROM message")[0]
    for lang, words in (
            ("en", "the mail is larger than the 100 bytes that the relay takes"),
            ("zh_CN", "邮件大于邮件服务器接受的 100 字节")):
        shown = ready.ok("outbox", "show", str(message), lang=lang).out
        assert words in " ".join(shown.split()), shown
    # The session is as good as before.
    one_after_the_other(ready, outbox, "refused")
    post.nudged.stop()
    server.wait(lambda: all(one == ["ehlo", "quit"] for one in sessions(server)))
