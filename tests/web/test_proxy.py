"""nudge-web behind nginx as nudge-web(8) sets it up: TLS, the client's
address, calendars and links, also below a path."""
import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time

import pytest

import harness
from feeds import Answer, action_link, events, subscribe

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
CONF = """
daemon off; master_process off; error_log stderr crit; pid {top}/pid;
events {{ worker_connections 256; }}
http {{
  client_body_temp_path {top}/body; proxy_temp_path {top}/proxy;
  fastcgi_temp_path {top}/fcgi; uwsgi_temp_path {top}/uwsgi;
  scgi_temp_path {top}/scgi;
{server}
}}
"""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def example():
    """The server that the manual page shows."""
    page = (harness.SOURCE / "doc/nudge-web.8").read_text()
    return re.search(r"^\.Bd -literal.*?\n(server \{.*?^\})\n\.Ed", page,
                     re.S | re.M)[1]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Proxy:
    """nginx, and requests to it by TLS."""

    def __init__(self, top, server):
        self.top = top
        self.certificate = top / "cert.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
             "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
             "-subj", "/CN=nudge.example.com", "-addext",
             "subjectAltName=DNS:nudge.example.com", "-keyout",
             top / "key.pem", "-out", self.certificate],
            check=True, capture_output=True)
        self.port = free_port()
        for old, new in (("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
                         ("/etc/ssl/certs/nudge.example.com.pem", top / "cert.pem"),
                         ("/etc/ssl/private/nudge.example.com.key", top / "key.pem"),
                         ("127.0.0.1:8480", f"127.0.0.1:{server.port}")):
            assert old in self.template, old
            self.template = self.template.replace(old, str(new))
        (top / "conf").write_text(CONF.format(top=top, server=self.template))
        self.process = subprocess.Popen(
            [NGINX, "-p", top, "-c", top / "conf"], stderr=subprocess.PIPE)
        self.context = ssl.create_default_context(cafile=self.certificate)
        deadline = time.monotonic() + harness.DEADLINE
        while True:
            assert self.process.poll() is None, self.process.stderr.read()
            assert time.monotonic() < deadline, "nginx does not listen"
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                pass

    def ask(self, verb, path, headers=None, body=None, source="127.0.0.1"):
        plain = socket.create_connection(
            ("127.0.0.1", self.port), harness.DEADLINE, (source, 0))
        connection = http.client.HTTPConnection("nudge.example.com")
        connection.sock = self.context.wrap_socket(
            plain, server_hostname="nudge.example.com")
        try:
            connection.request(verb, path, body, headers or {})
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def get(self, path, source="127.0.0.1", **headers):
        return self.ask("GET", path, {name.replace("_", "-"): value
                                      for name, value in headers.items()},
                        source=source)

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=harness.DEADLINE)


@pytest.fixture
def proxy(signed, web, tmp_path):
    """proxy(prefix="", trusted=True): (nginx, nudge-web)."""
    if not NGINX or not shutil.which("openssl"):
        pytest.skip("nginx is not installed (Debian: nginx-light)")
    started = []

    def start(prefix="", trusted=True):
        signed.ok("config", "set", "web.url", f"https://nudge.example.com{prefix}")
        if trusted:
            signed.ok("config", "set", "web.trusted_proxy", "127.0.0.1")
        server = web()
        Proxy.template = example()
        if prefix:
            Proxy.template = Proxy.template.replace(
                "location / {", f"location {prefix}/ {{").replace(
                "127.0.0.1:8480;", "127.0.0.1:8480/;")
        (tmp_path / "nginx").mkdir()
        started.append(Proxy(tmp_path / "nginx", server))
        return started[-1], server

    yield start
    for one in started:
        one.stop()


def test_calendars_come_through_as_they_are(signed, proxy):
    nginx, server = proxy()
    path = subscribe(signed)
    direct, through = server.get(path), nginx.get(path)
    assert through.body == direct.body
    for name in ("etag", "cache-control", "vary", "content-type",
                 "last-modified", "referrer-policy", "content-length"):
        assert through.headers[name] == direct.headers[name], name
    tag = through.headers["etag"]
    assert not tag.startswith("W/")
    assert nginx.get(path, If_None_Match=tag).status == 304
    packed = nginx.get(path, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    head = nginx.ask("HEAD", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == tag
    refused = nginx.ask("PROPFIND", path)
    assert refused.status == 405 and refused.headers["allow"] == "GET, HEAD"
    assert nginx.get("/c/" + "a" * 26 + "/x.ics").status == 404


@pytest.mark.parametrize("prefix", ["", "/nudge"])
def test_a_link_from_the_message_to_done_and_back(signed, proxy, nudged,
                                                   maildir, clock, prefix):
    nginx, server = proxy(prefix)
    clock.set("2026-11-16 09:00")
    nudged()
    signed.ok("brief", "--now")
    text = maildir.wait(1)[0].get_body(("plain",)).get_content()
    found = re.findall(r"https://nudge\.example\.com(/[0-9a-z./]+)", text)
    [path] = [one for one in found if f"{prefix}/a/1." in one]
    page = nginx.get(path)
    assert page.status == 200
    rev = re.search(r'name="rev" value="(\d+)"', page.body.decode())[1]
    answer = nginx.ask("POST", path, FORM, f"do=done&outcome=sent&rev={rev}")
    assert answer.status == 303
    assert signed.json("show", 1)["touchpoint"]["state"] == "done"
    # A browser resolves it against the page's own address.
    assert "/" not in answer.headers["location"]
    again = path.rpartition("/")[0] + "/" + answer.headers["location"]
    page = nginx.get(again)
    assert page.status == 200
    change = re.search(r'name="change" value="(\d+)"', page.body.decode())[1]
    assert nginx.ask("POST", path, FORM,
                     f"do=undo&change={change}").status == 303
    assert signed.json("show", 1)["touchpoint"]["state"] == "open"
    # The address of a calendar is the one that is reached.
    made = signed.ok("feed", "rotate").out
    address = re.search(r"https://nudge\.example\.com(/\S+)", made)[1]
    assert address.startswith(f"{prefix}/c/")
    assert len(events(nginx.get(address).body)) == 9


def wrong(nginx, source, count, **headers):
    path = "/c/" + "a" * 26 + "/follow-ups.ics"
    return [nginx.get(path, source, **headers).status for _ in range(count)]


def test_who_guesses_is_known_behind_it(signed, proxy):
    nginx, _ = proxy()
    assert wrong(nginx, "127.0.0.2", 31) == [404] * 30 + [429]
    assert wrong(nginx, "127.0.0.3", 1) == [404]
    # What a client says of itself counts for nothing.
    assert wrong(nginx, "127.0.0.2", 1, X_Forwarded_For="127.0.0.9") == [429]
    # The right address works for all.
    assert nginx.get(subscribe(signed), "127.0.0.2").status == 200


def test_without_trust_all_are_the_proxy(signed, proxy):
    nginx, server = proxy(trusted=False)
    assert wrong(nginx, "127.0.0.2", 31) == [404] * 30 + [429]
    assert wrong(nginx, "127.0.0.3", 1) == [429]
    assert nginx.get(subscribe(signed)).status == 200


def test_who_is_not_the_proxy_names_nobody_else(signed, proxy):
    """An X-Forwarded-For from elsewhere is not believed."""
    _, server = proxy()
    path = "/c/" + "a" * 26 + "/x.ics"

    def ask(number):
        connection = http.client.HTTPConnection(
            "127.0.0.1", server.port, harness.DEADLINE, ("127.0.0.5", 0))
        try:
            connection.request("GET", path, headers={
                "X-Forwarded-For": f"10.0.0.{number}"})
            return connection.getresponse().status
        finally:
            connection.close()

    assert [ask(number) for number in range(31)] == [404] * 30 + [429]


def test_the_proxy_keeps_no_addresses(signed, proxy):
    """They are secrets: the example turns its log of requests off."""
    nginx, _ = proxy()
    path = subscribe(signed)
    assert nginx.get(path).status == 200
    nginx.stop()
    token = path.split("/")[2].encode()
    for file in nginx.top.rglob("*"):
        if file.is_file():
            assert token not in file.read_bytes(), file
