"""A webhook receiver that does as it is told, on a raw socket.

Each request has an action: an HTTP answer as bytes, a function from the
request to one, HANG, DROP, or FLOOD.
"""
import base64
import hashlib
import hmac

import pytest

from listener import DROP, HANG, Ended, Listener

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


class Flood:
    pass


FLOOD = Flood()


def answer(status, body=b"", *headers):
    """An HTTP answer: answer(503, b"busy", b"Retry-After: 7")."""
    head = [b"HTTP/1.1 %d X" % status, b"Content-Length: %d" % len(body)]
    return b"\r\n".join([*head, *headers, b"", body])


class Request:
    def __init__(self, line, headers, body, connection):
        self.line, self.headers, self.body = line, headers, body
        self.connection = connection   # its number

    def is_signed(self, secret):
        """Does a signature fit?  By the text of the specification."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        text = (f'{self.headers["webhook-id"]}.'
                f'{self.headers["webhook-timestamp"]}.').encode() + self.body
        mine = base64.b64encode(
            hmac.new(key, text, hashlib.sha256).digest()).decode()
        return f"v1,{mine}" in self.headers["webhook-signature"].split()


class Receiver(Listener):
    def __init__(self, *actions, tls=None):
        self.actions = list(actions) or [OK]   # one a request; the last stays
        self.tls = tls
        self.requests = []
        super().__init__()
        self.url = f"http://127.0.0.1:{self.port}/hook/TOKEN-IN-PATH"

    def wait(self, count, deadline=30):
        super().wait(lambda: len(self.requests) >= count, deadline)

    def talk(self, connection, number):
        if self.tls:
            connection = self.secure(connection, self.tls)
        stream = connection.makefile("rb")
        while line := stream.readline():
            request = self._take(stream, line, number)
            self._act(connection, request)

    def _take(self, stream, line, number):
        headers = {}
        while (text := stream.readline().decode().strip()):
            name, value = text.split(":", 1)
            headers[name.lower()] = value.strip()
        body = stream.read(int(headers.get("content-length", 0)))
        request = Request(line.decode().strip(), headers, body, number)
        self.note(self.requests, request)
        return request

    def _act(self, connection, request):
        with self.changed:
            action = self.actions[0]
            if len(self.actions) > 1:
                self.actions.pop(0)
        if action is HANG:
            self.hang()
        if action is DROP:
            raise Ended
        if action is FLOOD:
            connection.sendall(b"HTTP/1.1 500 X\r\n\r\n")
            while not self.ending.is_set():
                connection.sendall(b"x" * 65536)
        connection.sendall(action(request) if callable(action) else action)


# What a channel to a receiver needs beside its url.
LOCAL = {"allow_http": True, "allow_private": True}


@pytest.fixture
def receiver():
    """Starts receivers: receiver(*actions); they end with the test."""
    started = []

    def start(*actions, **more):
        started.append(Receiver(*actions, **more))
        return started[-1]

    yield start
    for one in started:
        one.stop()
