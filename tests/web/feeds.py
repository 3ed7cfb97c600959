"""nudge-web as a process, and calendars as it serves them."""
import base64
import hmac
import http.client
import os
import re

import harness


class Answer:
    """One HTTP answer."""

    def __init__(self, response, body):
        self.status = response.status
        self.headers = {name.lower(): value
                        for name, value in response.getheaders()}
        self.body = body

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:500]!r}"


class Web(harness.Nudged):
    """nudge-web: started on a free port, watched, stopped."""

    def __init__(self, home, db, clock, args=(), **more):
        super().__init__(home, db, clock,
                         ["--listen", "127.0.0.1:0", *args],
                         program=harness.BUILD / "tests/bin/nudge-web", **more)
        self.log_path = self.home / "nudge-web.log"
        self.socket_path = self.home / "notify-web"

    def start(self, ready=True):
        super().start(False)
        if ready:
            where = self.wait_note("STATUS")["STATUS"]
            self.port = int(re.search(r"127\.0\.0\.1:(\d+)", where)[1])
        return self

    def ask(self, verb, path, headers=None, body=None):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=harness.DEADLINE)
        try:
            connection.request(verb, path, body, headers or {})
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, {name.replace("_", "-"): value
                                      for name, value in headers.items()})


def subscribe(nudge, *options):
    """The path of a new subscription."""
    return nudge.json("feed", "rotate", *options)["path"]


def events(body):
    """{uid: lines} of a calendar's events, unfolded."""
    text = body.decode().replace("\r\n ", "")
    found = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.S)
    return {re.search(r"UID:(.*?)\r\n", one)[1]: one for one in found}


def action_link(nudge, touchpoint, rep=1, gen=1, life=86400, key=None):
    """The path of an action link, as nudged writes it into messages."""
    path = nudge.home / "link.key"
    if key is None:
        if not path.exists():
            path.write_bytes(os.urandom(32))
            path.chmod(0o640)
        key = path.read_bytes()
    text = f"{touchpoint}.{rep}.{gen}.{nudge.clock.now + life}"
    mac = hmac.new(key, text.encode(), "sha256").digest()[:16] + b"\0"
    letters = base64.b32encode(mac).decode().lower()[:26]
    return f"/a/{text}.{letters}"
