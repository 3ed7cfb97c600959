"""A calendar of a thousand events from nudge-web beside nginx with the same
bytes, by wrk at 64 connections, in turns."""
import gzip
import http.client
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import bench
import harness

EVENTS = 1000
CONNECTIONS, SECONDS, TURNS = 64, 3, 3
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
CONF = """
daemon off; master_process off; error_log stderr crit; pid {top}/pid;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {top}/body; proxy_temp_path {top}/proxy;
  fastcgi_temp_path {top}/fcgi; uwsgi_temp_path {top}/uwsgi;
  scgi_temp_path {top}/scgi; types {{ text/calendar ics; }}
  keepalive_requests 100000000; sendfile on; gzip_static on;
  server {{ listen 127.0.0.1:{port}; root {top}/www; }}
}}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def ask(port, path, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("ETag"), answer.read()
    finally:
        connection.close()


def wrk(port, path, headers):
    """Requests a second; every answer must be of the 2xx or 3xx kind."""
    words = [word for name, value in headers.items()
             for word in ("-H", f"{name}: {value}")]
    out = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *words,
         f"http://127.0.0.1:{port}{path}"],
        capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in out and "Socket errors" not in out, out
    return float(re.search(r"Requests/sec: +([\d.]+)", out)[1])


def start_nginx(top, body):
    (top / "www").mkdir()
    (top / "www/feed.ics").write_bytes(body)
    (top / "www/feed.ics.gz").write_bytes(gzip.compress(body, 6))
    port = free_port()
    (top / "conf").write_text(CONF.format(top=top, port=port))
    process = subprocess.Popen([NGINX, "-p", top, "-c", top / "conf"])
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return process, port
        except ConnectionRefusedError:
            pass
    raise AssertionError("nginx does not listen")


def compare(what, web, nginx, headers):
    """The median of turns, one server after the other."""
    theirs = dict(headers)
    if "If-None-Match" in headers:
        theirs["If-None-Match"] = ask(*nginx, {})[1]
    ours, limit = [], []
    for _ in range(TURNS):
        ours.append(wrk(*web, headers))
        limit.append(wrk(*nginx, theirs))
    bench.tell(f"{what}, a second", sorted(ours)[TURNS // 2],
               sorted(limit)[TURNS // 2], "", "≥ 0.75×")


def measure(nudge, server, top):
    path = nudge.json("feed", "rotate", "--no-alarms")["path"]
    status, tag, body = ask(server.port, path, {})
    assert status == 200 and body.count(b"BEGIN:VEVENT") == EVENTS, status
    web = server.port, path
    process, port = start_nginx(top, body)
    try:
        nginx = port, "/feed.ics"
        assert ask(*nginx, {})[2] == body
        compare("200", web, nginx, {})
        compare("gzip", web, nginx, {"Accept-Encoding": "gzip"})
        compare("304", web, nginx, {"If-None-Match": tag})
    finally:
        process.kill()
        process.wait()
    fetched = []
    for n in range(20):
        nudge.ok("add", "customer1", f"call {n}", "--due", "+1d")
        began = time.perf_counter()
        fresh = ask(server.port, path, {})[2]
        fetched.append(time.perf_counter() - began)
        assert f"call {n}".encode() in fresh
    bench.tell("first fetch after a change", sorted(fetched)[10] * 1000, None,
               "ms", "-")
    bench.tell("resident", bench.status(server.pid)[0] / 1024, None, "MiB",
               "≤ 24")


class Web(harness.Nudged):
    """nudge-web itself, not the one with a clock that stands still."""

    def start(self, ready=True):
        super().start(False)
        where = self.wait_note("STATUS")["STATUS"]
        self.port = int(where.rpartition(":")[2])
        return self


def main():
    if not shutil.which("wrk") or not NGINX:
        print("  feeds: wrk or nginx is not installed (Debian: wrk, "
              "nginx-light)")
        return
    with tempfile.TemporaryDirectory(prefix="nudge-bench.") as folder:
        top = pathlib.Path(folder)
        nudge = bench.prepare(top / "home", EVENTS)
        conf = top / "home/.config/nudge/nudge.conf"
        conf.parent.mkdir(parents=True, exist_ok=True)
        conf.write_text("[web]\nfeed_rate = 0\n")
        print(f"a calendar of {EVENTS} events")
        server = Web(nudge.home, nudge.db, nudge.clock,
                     ["--listen", "127.0.0.1:0"],
                     program=harness.BUILD / "web/nudge-web").start()
        try:
            measure(nudge, server, top)
            server.stop()
        finally:
            server.kill()


if __name__ == "__main__":
    main()
