"""A mail server that misbehaves on command, on a raw socket.

Each phase of a session has a script: a reply, or what to do instead.

    HANG   say nothing until the test ends (or the other side gives up)
    DROP   close the connection
    a reply such as b"451 4.7.1 later"
    Wait(event, reply)   reply once the test has set the event
"""
import re
import socket
import ssl
import threading


class Hang:
    pass


class Drop:
    pass


HANG, DROP = Hang(), Drop()


class Wait:
    def __init__(self, event, then):
        self.event, self.then = event, then


class Ended(Exception):
    """The session is over."""


class Relay:
    """Sessions are served one thread each; all end with stop()."""

    REPLIES = {
        "greeting": b"220 relay.test ESMTP",
        "ehlo": b"250-relay.test\r\n250-8BITMIME\r\n250 SIZE 10000000",
        "helo": b"250 relay.test",
        "starttls": b"220 go ahead",
        "auth": b"235 2.7.0 welcome",
        "mail": b"250 2.1.0 fine",
        "rcpt": b"250 2.1.5 fine",
        "data": b"354 go on",
        "dot": b"250 2.0.0 queued as 4711",
        "quit": b"221 bye",
    }

    def __init__(self, tls=None, **script):
        self.tls = tls            # an SSLContext: STARTTLS is offered
        self.script = script      # phase: action, or a list, one a session
        self.mails = []           # (session number, bytes) accepted
        self.commands = []        # (session number, verb)
        self.sessions = 0
        self.ending = threading.Event()
        self.changed = threading.Condition()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.threads = [threading.Thread(target=self._listen)]
        self.open = []
        self.threads[0].start()

    def wait(self, test, deadline=30):
        """Until test() is true, looked at whenever something happens."""
        with self.changed:
            assert self.changed.wait_for(test, deadline), self.commands

    def stop(self):
        if self.ending.is_set():
            return
        self.ending.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        for thread in self.threads:
            thread.join(10)

    def _listen(self):
        while not self.ending.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.sessions += 1
            self.open.append(connection)
            thread = threading.Thread(
                target=self._serve, args=(connection, self.sessions))
            self.threads.append(thread)
            thread.start()

    def _note(self, what, entry):
        with self.changed:
            what.append(entry)
            self.changed.notify_all()

    def _action(self, phase, number):
        action = self.script.get(phase, self.REPLIES[phase])
        if isinstance(action, list):
            action = action[min(number, len(action)) - 1]
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
            self.ending.wait()
            raise Ended
        if action is DROP:
            raise Ended
        connection.sendall(action + b"\r\n")
        return action[:1] in b"23"

    def _serve(self, connection, number):
        try:
            self._talk(connection, number)
        except (Ended, OSError, ValueError):
            pass
        finally:
            connection.close()

    def _talk(self, connection, number):
        self._say(connection, self._action("greeting", number))
        lines = connection.makefile("rb")
        while line := lines.readline():
            verb = re.match(rb"\w+", line).group().decode().lower()
            self._note(self.commands, (number, verb))
            if verb == "ehlo" and self.tls:
                self._say(connection, b"250-relay.test\r\n250 STARTTLS")
                continue
            if verb == "auth" and len(line.split()) == 2:
                connection.sendall(b"334 \r\n")
                lines.readline()
            good = self._say(connection, self._action(verb, number))
            if verb == "quit":
                return
            if verb == "starttls" and good:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self.open.append(connection)
                lines = connection.makefile("rb")
                self.tls = None
            if verb == "data" and good:
                self._take(connection, lines, number)

    def _take(self, connection, lines, number):
        body = b""
        while (line := lines.readline()) != b".\r\n":
            if not line:
                raise Ended
            body += line[1:] if line.startswith(b"..") else line
        action = self._action("dot", number)
        accepted = action is DROP or action is HANG or isinstance(action, Wait)
        if accepted or action[:1] == b"2":
            self._note(self.mails, (number, body))
        self._say(connection, action)
