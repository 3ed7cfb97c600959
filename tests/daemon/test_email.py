"""Mail through relays that behave, and through those that do not."""
import email
import email.policy
import pathlib
import signal
import socket
import threading

import pytest

from outbox import send_test
from relay import (DRIP, DROP, ENDLESS, HANG, Wait,
                   certificate, post, relay)  # fixtures


def parsed(mail):
    message = email.message_from_bytes(mail, policy=email.policy.SMTP)
    for part in message.walk():
        assert not part.defects, part.defects
    return message


def test_delivered_once_and_well_formed(ready, relay, post):
    server = relay()
    outbox = post(server)
    message = send_test(ready, "mail")
    row = outbox.wait_state(message, "sent")
    assert row[2] == "250" and row[4] == 1
    [(_, mail)] = server.mails
    assert b"\n" not in mail.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in mail.split(b"\r\n"))
    head = parsed(mail)
    assert head["subject"] == "nudge: a test message"
    assert head["from"] == "提醒 nudge <nudge@example.com>"
    assert head["to"] == "Li Wei <liwei@example.com>"
    assert head["auto-submitted"] == "auto-generated"
    assert head["message-id"].endswith(".nudge@example.com>")
    assert "the channel mail" in head.get_body(("plain",)).get_content()


def test_nothing_but_ascii_travels(ready, clock, relay, post):
    """So neither 8BITMIME nor SMTPUTF8 is asked for, whatever is offered (RFC
    6152, 6531)."""
    server = relay(ehlo=b"250-relay.test\r\n250-8BITMIME\r\n250 SMTPUTF8")
    outbox = post(server, **{"from": "nudge@例子.公司",
                             "bounce_address": "bounce@例子.公司"})
    ready.ok("rep", "edit", "liwei", "--name", "李伟", "--locale", "zh_CN",
             "--mail", "liwei@例子.公司", "--channels", "mail")
    ready.ok("account", "add", "合信精密", "--slug", "hexin")
    ready.ok("sign", "hexin", "--on", "2026-11-12")
    message = ready.json("brief", "--now")["message"]
    clock.advance(1)
    outbox.wait_state(message, "sent")
    [(_, mail)], [sender] = server.mails, server.senders
    assert (mail + sender).isascii() and b"\0" not in mail
    assert sender == b"MAIL FROM:<bounce@xn--fsqu00a.xn--55qx5d>\r\n"
    head = parsed(mail)
    assert head["to"] == "李伟 <liwei@xn--fsqu00a.xn--55qx5d>"
    assert "合信精密" in head.get_body(("plain",)).get_content()
    assert all(part["content-transfer-encoding"] in ("base64", "quoted-printable", "7bit")
               for part in head.walk() if not part.is_multipart())


def test_session_is_kept_for_the_next_mail(ready, relay, post):
    server = relay()
    outbox = post(server)
    for _ in range(3):
        outbox.wait_state(send_test(ready, "mail"), "sent")
    assert server.connections == 1 and len(server.mails) == 3


def test_commands_wait_for_replies_unless_the_relay_lets_them(
        ready, relay, post):
    server = relay(ehlo=[None, b"250-relay.test\r\n250 SIZE 10000000"],
                   dot=[b"421 4.3.1 later", None])
    outbox = post(server)
    outbox.wait_class(send_test(ready, "mail"), "temporary")
    assert server.early == ["mail", "rcpt"]
    outbox.wait_state(send_test(ready, "mail"), "sent")
    assert server.early == ["mail", "rcpt"] and server.connections == 2


def test_what_is_offered_without_tls_is_not_believed(
        ready, relay, post, certificate):
    context, ca = certificate
    server = relay(tls=context, ehlo=b"250 relay.test")
    server.before_tls = b"250-relay.test\r\n250-PIPELINING\r\n250 STARTTLS"
    outbox = post(server, host="localhost", tls="starttls", ca_file=str(ca))
    outbox.wait_state(send_test(ready, "mail"), "sent")
    assert not server.early


REPLIES = [
    # phase, reply, state, class, whether the channel is paused
    ("greeting", b"554 not you", "waiting", "broken", True),
    ("greeting", b"421 busy", "waiting", "temporary", False),
    ("mail", b"550 5.7.1 sender refused", "waiting", "broken", True),
    ("mail", b"530 5.7.0 log in first", "waiting", "broken", True),
    ("mail", b"451 4.3.0 later", "waiting", "temporary", False),
    ("mail", b"552 5.3.4 too large", "dead", "refused", False),
    ("rcpt", b"550 5.1.1 no such user", "dead", "refused", False),
    ("rcpt", b"553 5.1.3 bad address", "dead", "refused", False),
    ("rcpt", b"552 5.2.2 mailbox full", "waiting", "temporary", False),
    ("rcpt", b"450 4.2.0 greylisted", "waiting", "temporary", False),
    ("data", b"554 5.7.1 policy", "dead", "refused", False),
    ("data", b"451 4.3.0 later", "waiting", "temporary", False),
    ("dot", b"554 5.7.1 spam", "dead", "refused", False),
    ("dot", b"452 4.2.2 mailbox full", "waiting", "temporary", False),
    ("dot", b"421 4.3.0 going down", "waiting", "temporary", False),
]


@pytest.mark.parametrize(
    "ehlo", [None, b"250 relay.test"], ids=["at once", "one by one"])
@pytest.mark.parametrize(
    "phase,reply,state,kind,paused", REPLIES,
    ids=[f"{phase} {reply.decode()}" for phase, reply, *_ in REPLIES])
def test_replies(ready, relay, post, phase, reply, state, kind, paused, ehlo):
    server = relay(**{"ehlo": ehlo, phase: reply})
    outbox = post(server)
    row = outbox.wait_class(send_test(ready, "mail"), kind)
    assert row[0] == state
    assert row[2] == reply[:3].decode()
    assert row[3] == reply[4:].decode()
    assert row[4] == (0 if kind == "broken" else 1)
    assert (outbox.channel("mail")[0] == "paused") == paused
    assert not server.mails


def test_greylisting_is_given_five_minutes(ready, clock, relay, post):
    server = relay(rcpt=iter([b"451 4.7.1 greylisted"]))
    outbox = post(server)
    message = send_test(ready, "mail")
    row = outbox.wait_class(message, "temporary")
    assert 300 <= row[6] - clock.now <= 331
    clock.write(row[6])
    outbox.wait_state(message, "sent")


@pytest.mark.parametrize("phase", ["greeting", "ehlo", "mail", "rcpt", "data"])
@pytest.mark.parametrize("what", [HANG, DROP], ids=["hang", "drop"])
def test_silence_before_the_mail_is_no_delivery(
        ready, relay, post, phase, what):
    outbox = post(relay(**{phase: what}), timeout_s=1)
    row = outbox.wait_class(send_test(ready, "mail"), "temporary")
    assert row[0] == "waiting" and row[5] == 0


@pytest.mark.parametrize("what", [HANG, DROP], ids=["hang", "drop"])
def test_silence_before_the_login_is_no_delivery(
        ready, relay, post, certificate, what):
    context, ca = certificate
    outbox = post(relay(tls=context, starttls=what), timeout_s=1,
                  host="localhost", tls="starttls", ca_file=str(ca))
    row = outbox.wait_class(send_test(ready, "mail"), "temporary")
    assert row[0] == "waiting" and row[5] == 0


@pytest.mark.parametrize("what", [HANG, DROP], ids=["hang", "drop"])
def test_silence_at_the_login_is_no_delivery(ready, relay, post, what):
    server = relay(ehlo=b"250-relay.test\r\n250 AUTH PLAIN", auth=what)
    outbox = post(server, timeout_s=1, username="nudge", password="geheim")
    row = outbox.wait_class(send_test(ready, "mail"), "temporary")
    assert row[0] == "waiting" and row[5] == 0


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "dot"])
def test_a_reply_without_end_is_not_read_for_ever(ready, relay, post, phase):
    outbox = post(relay(**{phase: ENDLESS}))
    row = outbox.wait_class(send_test(ready, "mail"),
                            "uncertain" if phase == "dot" else "temporary")
    assert row[4] == 1


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "dot"])
def test_a_reply_has_its_time_as_a_whole(ready, relay, post, phase):
    outbox = post(relay(**{phase: DRIP}), timeout_s=1)
    outbox.wait_class(send_test(ready, "mail"),
                      "uncertain" if phase == "dot" else "temporary", deadline=10)


@pytest.mark.parametrize("what", [HANG, DROP], ids=["hang", "drop"])
def test_silence_behind_the_dot_is_uncertain(ready, clock, relay, post, what):
    server = relay(dot=[what, None])
    outbox = post(server, timeout_s=1)
    message = send_test(ready, "mail")
    row = outbox.wait_class(message, "uncertain")
    assert row[0] == "waiting" and row[5] == 1
    clock.write(row[6])
    outbox.wait_state(message, "sent")
    first, second = (parsed(mail) for _, mail in server.mails)
    assert first["message-id"] == second["message-id"]
    assert "(may be a repeat)" not in first.get_body(("plain",)).get_content()
    assert "(may be a repeat)" in second.get_body(("plain",)).get_content()


def test_a_second_doubt_asks_a_person(ready, clock, relay, post):
    server = relay(dot=DROP)
    outbox = post(server)
    message = send_test(ready, "mail")
    clock.write(outbox.wait_class(message, "uncertain")[6])
    outbox.wait_state(message, "held")
    assert len(server.mails) == 2


def test_hold_asks_at_the_first_doubt(ready, relay, post):
    outbox = post(relay(dot=DROP), "--on-uncertain", "hold")
    outbox.wait_state(send_test(ready, "mail"), "held")


def test_late_answer_is_not_taken_for_the_next_mail(ready, relay, post):
    """After a timeout behind the dot the next mail must not read the late 250
    as its own answer."""
    late = threading.Event()
    server = relay(dot=[Wait(late, b"250 late"), b"554 5.7.1 not this one"])
    outbox = post(server, timeout_s=1)
    first = send_test(ready, "mail")
    outbox.wait_class(first, "uncertain")
    late.set()
    second = send_test(ready, "mail")
    assert outbox.wait_class(second, "refused")[3] == "5.7.1 not this one"


def test_closed_idle_session_costs_no_attempt(ready, relay, post):
    server = relay()
    outbox = post(server)
    outbox.wait_state(send_test(ready, "mail"), "sent")
    server.script["mail"] = [b"421 4.4.2 idle too long", None]
    row = outbox.wait_state(send_test(ready, "mail"), "sent")
    assert row[4] == 1 and server.connections == 2


def test_one_stuck_mail_does_not_stop_the_next(ready, relay, post):
    server = relay(dot=[HANG, None])
    outbox = post(server, timeout_s=60)
    ready.ok("rep", "add", "zhang", "--mail", "zhang@example.com",
             "--zone", "Asia/Shanghai", "--slug", "zhang")
    stuck = send_test(ready, "mail", "--as", "liwei")
    server.wait(lambda: server.mails)
    other = send_test(ready, "mail", "--as", "zhang")
    outbox.wait_state(other, "sent")
    assert outbox.row(stuck)[0] == "sending"
    # And the end does not wait for it: it is cut off and uncertain.
    post.nudged.stop()
    assert outbox.row(stuck)[1] == "uncertain"


def full(family, address, port=0):
    """A socket that listens and takes nobody in, and who keeps it full."""
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen(0)
    return listener, socket.create_connection(listener.getsockname()[:2])


def knocks(table, port):
    """Is somebody being let wait there?"""
    rows = [line.split() for line in pathlib.Path("/proc/net", table).read_text().splitlines()]
    return any(row[2].endswith(f":{port:04X}") and row[3] == "02" for row in rows)


def test_the_end_reaches_a_relay_whose_other_address_was_tried(ready, relay, post):
    """One address is slow, so the other is tried beside it; then the first is
    there."""
    server = relay(dot=HANG)
    try:
        six, more = full(socket.AF_INET6, "::1")
    except OSError:
        pytest.skip("no IPv6 here")
    port = six.getsockname()[1]
    four, other = full(socket.AF_INET, "127.0.0.1", port)
    with six, more, four, other:
        doors = {"tcp": four, "tcp6": six}
        post(server, host="localhost", port=port, timeout_s=600)
        send_test(ready, "mail")
        tried = []
        while len(tried) < 2:
            tried += [table for table in doors
                      if table not in tried and knocks(table, port)]
            assert not server.ending.wait(0.01)
        first = doors[tried[0]]
        first.accept()[0].close()
        connection, _ = first.accept()
        server.open.append(connection)
        server.threads.append(threading.Thread(target=server._serve, args=(connection, 1)))
        server.threads[-1].start()
        server.wait(lambda: server.mails)
        post.nudged.signal(signal.SIGTERM)
        post.nudged.wait_note("STOPPING")
        post.nudged.signal(signal.SIGTERM)
        assert post.nudged.wait() == 5
        post.nudged.kill()


def test_starttls_with_a_private_ca(ready, relay, post, certificate):
    context, ca = certificate
    server = relay(tls=context)
    outbox = post(server, host="localhost", tls="starttls", ca_file=str(ca))
    outbox.wait_state(send_test(ready, "mail"), "sent")
    assert (1, "starttls") in server.commands


def test_wrong_certificate(ready, relay, post, certificate):
    server = relay(tls=certificate[0])
    outbox = post(server, host="localhost", tls="starttls")
    outbox.wait_class(send_test(ready, "mail"), "broken")
    status, reason = outbox.channel("mail")
    assert status == "paused" and "certificate" in reason
    assert not server.mails


def test_wrong_name_in_certificate(ready, relay, post, certificate):
    context, ca = certificate
    outbox = post(relay(tls=context), tls="starttls", ca_file=str(ca))
    outbox.wait_class(send_test(ready, "mail"), "broken")


def test_no_starttls_offered_means_no_mail(ready, relay, post):
    server = relay()
    outbox = post(server, tls="starttls")
    outbox.wait_class(send_test(ready, "mail"), "broken")
    assert outbox.channel("mail")[0] == "paused"
    assert (1, "mail") not in server.commands


def test_starttls_promised_but_not_done(ready, relay, post, certificate):
    server = relay(tls=certificate[0], starttls=b"454 4.7.0 not now")
    outbox = post(server, tls="starttls")
    outbox.wait_class(send_test(ready, "mail"), "temporary")
    assert (1, "mail") not in server.commands


def test_without_tls_only_to_this_machine(ready, relay, post):
    outbox = post(relay(), host="192.0.2.1")
    row = outbox.wait_class(send_test(ready, "mail"), "broken")
    assert row[0] == "waiting" and "starttls" in row[3]
    assert outbox.channel("mail")[0] == "paused"


def test_paused_channel_comes_back_with_its_secret(ready, home, relay, post):
    server = relay(greeting=[b"554 not you", None])
    outbox = post(server)
    message = send_test(ready, "mail")
    outbox.wait_class(message, "broken")
    send_test(ready, "mail")
    outbox.wait_state(message, "sent")
    assert outbox.channel("mail")[0] == "ok"


def test_paused_channel_lets_a_test_through_once(ready, clock, relay, post):
    """A wrong password that is tried again and again locks the account."""
    server = relay(greeting=b"554 not you")
    outbox = post(server)
    message = send_test(ready, "mail")
    outbox.wait_class(message, "broken")
    clock.advance(60)
    # Both would be claimed by one commit.
    outbox.wait_state(send_test(ready, "maildir"), "sent")
    assert outbox.row(message)[0] == "waiting"
    assert outbox.query("SELECT COUNT(*) FROM attempt WHERE message_id = ?",
                        message) == [(1,)]
    outbox.wait_class(send_test(ready, "mail"), "broken")


def test_broken_channel_tells_its_owner_and_uses_its_fallback(
        ready, clock, home, maildir, relay, post):
    ready.ok("account", "add", "Acme")
    ready.ok("sign", "acme", "--on", "2026-11-12")
    outbox = post(relay(greeting=b"554 not you"), "--fallback", "maildir")
    ready.ok("rep", "edit", "liwei", "--channels", "mail")
    clock.advance(1)
    brief = ready.json("brief", "--now")["message"]
    clock.advance(1)
    outbox.wait_class(brief, "broken")
    [notice] = maildir.wait(1)
    assert notice["subject"] == "nudge: the channel mail is paused"
    assert "not you" in notice.get_body(("plain",)).get_content()
    clock.advance(3600)
    outbox.wait_state(brief, "merged")
    subjects = {mail["subject"] for mail in maildir.wait(2)}
    assert any(subject.startswith("Today: ") for subject in subjects)


def test_loop_goes_on_while_a_relay_is_silent(ready, relay, post, maildir):
    server = relay(dot=HANG)
    outbox = post(server, timeout_s=60)
    stuck = send_test(ready, "mail")
    server.wait(lambda: server.mails)
    for _ in range(50):
        outbox.wait_state(send_test(ready, "maildir"), "sent", deadline=5)
    assert outbox.row(stuck)[0] == "sending"
    server.stop()
    outbox.wait_class(stuck, "uncertain")


def test_nobody_home(ready, relay, post):
    server = relay()
    server.stop()
    outbox = post(server)
    message = send_test(ready, "mail")
    row = outbox.wait_class(message, "temporary")
    assert row[0] == "waiting"
    assert "temporary" in ready.ok("outbox", "show", message).out
    shown = ready.ok("outbox", "show", message, lang="zh_CN").out
    assert "暂时失败" in shown and "连接" in shown and "temporary" not in shown, shown


def test_rep_without_address(ready, relay, post):
    outbox = post(relay())
    ready.ok("rep", "add", "zhang", "--slug", "zhang",
             "--zone", "Asia/Shanghai")
    message = send_test(ready, "mail", "--as", "zhang")
    outbox.wait_state(message, "dead")
    for lang, advice in (
            ("en", "zhang has no mail address; run: nudge rep edit zhang --mail ADDRESS"),
            ("zh_CN", "zhang 没有邮箱地址；请运行：nudge rep edit zhang --mail 地址")):
        shown = ready.ok("outbox", "show", str(message), lang=lang).out
        assert advice in " ".join(shown.split())


def test_logs_in(ready, relay, post):
    server = relay(ehlo=b"250-relay.test\r\n250 AUTH PLAIN LOGIN")
    outbox = post(server, username="nudge", password="geheim", auth="plain")
    outbox.wait_state(send_test(ready, "mail"), "sent")
    assert (1, "auth") in server.commands


def test_password_is_in_no_log_and_no_database(ready, home, relay, post):
    secret = "correct horse battery staple"
    server = relay(ehlo=b"250-relay.test\r\n250 AUTH PLAIN",
                   auth=b"535 5.7.8 wrong password")
    outbox = post(server, username="nudge", password=secret)
    row = outbox.wait_class(send_test(ready, "mail"), "broken")
    assert row[2] == "535"
    post.nudged.stop()
    for path in home.rglob("*"):
        if path.is_file() and path.parent.name != "secrets":
            assert secret.encode() not in path.read_bytes(), path
