"""A mail server that misbehaves on command, on a raw socket.

Each phase of a session has a script: a reply, or what to do instead.

    HANG, DROP   see listener.py
    ENDLESS      a reply without a last line
    DRIP         the same, byte by byte
    a reply such as b"451 4.7.1 later"
    Wait(event, reply)   reply once the test has set the event
    an iterator of these: one after the other; None is the usual
"""
import itertools
import re
import select
import ssl
import subprocess

import pytest

from listener import DROP, HANG, Ended, Listener
from outbox import Outbox, add_channel

SECRET = {"host": "127.0.0.1", "tls": "none", "from": "nudge@example.com",
          "from_name": "提醒 nudge", "timeout_s": 2}

ENDLESS, DRIP = object(), object()


class Wait:
    def __init__(self, event, then):
        self.event, self.then = event, then


class Relay(Listener):
    REPLIES = {
        "greeting": b"220 relay.test ESMTP",
        "ehlo": b"250-relay.test\r\n250-PIPELINING\r\n250 SIZE 10000000",
        "helo": b"250 relay.test",
        "starttls": b"220 go ahead",
        "auth": b"235 2.7.0 welcome",
        "mail": b"250 2.1.0 fine",
        "rcpt": b"250 2.1.5 fine",
        "rset": b"250 2.0.0 forgotten",
        "data": b"354 go on",
        "dot": b"250 2.0.0 queued as 4711",
        "quit": b"221 bye",
    }

    def __init__(self, tls=None, **script):
        self.tls = tls            # an SSLContext: STARTTLS is offered
        self.before_tls = b"250-relay.test\r\n250 STARTTLS"
        self.script = script      # phase: action, or a list, one a session
        self.mails = []           # (session number, bytes) accepted
        self.commands = []        # (session number, verb)
        self.early = []           # verbs behind which more stood already
        self.senders = []         # whole lines of MAIL
        super().__init__()

    def _action(self, phase, number):
        action = self.script.get(phase, self.REPLIES[phase])
        if isinstance(action, list):
            action = action[min(number, len(action)) - 1]
        if hasattr(action, "__next__"):
            action = next(action, None)
        if action is None:
            action = self.REPLIES[phase]
        return action

    def _say(self, connection, action):
        if isinstance(action, Wait):
            while not action.event.wait(0.1):
                if self.ending.is_set():
                    raise Ended
            action = action.then
        if action is HANG:
            self.hang()
        if action is DROP:
            raise Ended
        while action is ENDLESS and not self.ending.is_set():
            connection.sendall(b"250-and more\r\n" * 100)
        for byte in itertools.cycle(b"250-slowly\r\n") if action is DRIP else ():
            connection.sendall(bytes([byte]))
            if self.ending.wait(0.1):
                raise Ended
        connection.sendall(action + b"\r\n")
        return action[:1] in b"23"

    def talk(self, connection, number):
        self._say(connection, self._action("greeting", number))
        lines, tls = connection.makefile("rb", 0), self.tls
        knows_whom = False
        while line := lines.readline():
            verb = re.match(rb"\w+", line).group().decode().lower()
            if verb == "mail":
                self.senders.append(line)
            self.note(self.commands, (number, verb))
            if select.select([connection], [], [], 0)[0]:
                self.early.append(verb)
            if verb == "ehlo" and tls:
                self._say(connection, self.before_tls)
                continue
            if verb == "auth" and len(line.split()) == 2:
                connection.sendall(b"334 \r\n")
                lines.readline()
            action = self._action(verb, number)
            if verb == "data" and not knows_whom and "data" not in self.script:
                action = b"503 5.5.1 for whom?"
            good = self._say(connection, action)
            if verb == "rcpt":
                knows_whom = good
            if verb == "quit":
                return
            if verb == "starttls" and good:
                connection = self.secure(connection, tls)
                lines = connection.makefile("rb", 0)
                tls = None
            if verb == "data" and good:
                self._take(connection, lines, number)

    def _take(self, connection, lines, number):
        body = b""
        while (line := lines.readline()) != b".\r\n":
            if not line:
                raise Ended
            body += line[1:] if line.startswith(b"..") else line
        action = self._action("dot", number)
        accepted = not isinstance(action, bytes)
        if accepted or action[:1] == b"2":
            self.note(self.mails, (number, body))
        self._say(connection, action)


@pytest.fixture
def relay():
    """Starts scripted relays: relay(dot=b"250 fine", ...)."""
    started = []

    def start(**script):
        started.append(Relay(**script))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def post(ready, nudged):
    """A nudged that mails through a relay; post(relay) returns the outbox."""

    def start(relay, *options, **secret):
        add_channel(ready, "mail", "email",
                    {**SECRET, "port": relay.port, **secret},
                    "--rate", "1000/1", *options)
        start.nudged = nudged()
        return Outbox(ready)

    yield start


@pytest.fixture
def certificate(tmp_path):
    """A private CA's certificate for localhost: (TLS context, CA file)."""
    key, pem = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", key, "-out", pem], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    return context, pem
