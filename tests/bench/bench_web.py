"""A calendar of a thousand events from nudge-web beside nginx with the same
bytes, by wrk at 64 connections, in turns.  Usage: bench_web.py [WHAT...], of
feed, lateness."""
import gzip
import http.client
import pathlib
import re
import resource
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import bench
import bench_delivery
import harness

EVENTS = 1000
CONNECTIONS, SECONDS, TURNS = 64, 3, 3
IDLE = 10000
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


def ask(port, path, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("ETag"), answer.read()
    finally:
        connection.close()


def start_wrk(port, path, seconds, headers, how=()):
    words = [word for name, value in headers.items()
             for word in ("-H", f"{name}: {value}")]
    return subprocess.Popen(
        [*how, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *words,
         f"http://127.0.0.1:{port}{path}"], stdout=subprocess.PIPE, text=True)


def requests(load):
    """What wrk made a second; every answer must be of the 2xx or 3xx kind."""
    out = load.communicate()[0]
    assert load.returncode == 0, load.returncode
    assert "Non-2xx" not in out and "Socket errors" not in out, out
    return float(re.search(r"Requests/sec: +([\d.]+)", out)[1])


def wrk(port, path, headers):
    return requests(start_wrk(port, path, SECONDS, headers))


def start_nginx(top, body):
    (top / "www").mkdir()
    (top / "www/feed.ics").write_bytes(body)
    (top / "www/feed.ics.gz").write_bytes(gzip.compress(body, 6))
    port = bench.free_port()
    (top / "conf").write_text(CONF.format(top=top, port=port))
    process = subprocess.Popen([NGINX, "-p", top, "-c", top / "conf"])
    return bench.listening(process, port), port


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
    hold(server, path)


def hold(server, path):
    """IDLE clients that say nothing, and what one more fetch takes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < IDLE + 100:
        print(f"  {IDLE} idle clients: only {hard} descriptors")
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    idle = [socket.create_connection(("127.0.0.1", server.port))
            for _ in range(IDLE)]
    times = []
    for _ in range(20):
        began = time.perf_counter()
        assert ask(server.port, path, {})[0] == 200
        times.append(time.perf_counter() - began)
    heard = select.poll()
    for one in idle:
        heard.register(one, select.POLLIN)
    bench.tell("idle clients held", IDLE - len(heard.poll(0)), None, "",
               f"{IDLE}")
    bench.tell("a fetch beside them", sorted(times)[10] * 1000, None, "ms", "-")
    bench.tell("resident with them", bench.status(server.pid)[0] / 1024, None,
               "MiB", "-")
    for one in idle:
        one.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def render():
    ours, bare = bench.tool("bench_render", EVENTS, 300)
    bench.tell(f"rendering {EVENTS} events", ours / 1000, bare / 1000, "ms",
               "≤ 2×")


def lateness(top):
    """nudged's, alone and while a calendar is fetched as fast as can be; in
    turns.  What is ours runs as its unit says.  The sink and wrk stand for
    other machines: the one is never kept waiting, the other takes only what
    nobody else wants."""
    nice = {name: bench.unit_nice(name) for name in ("nudged", "nudge-web")}
    nice["sink"] = -20
    fetched = []

    def set_up(nudge, sink, daemon):
        nice["nudged"] = bench.renice(daemon.pid, nice["nudged"])
        nice["sink"] = bench.renice(sink.process.pid, nice["sink"])

    def fetch(nudge, sink, daemon):
        set_up(nudge, sink, daemon)
        path = nudge.json("feed", "rotate", "--as", "li-wei")["path"]
        server = serve(nudge)
        nice["nudge-web"] = bench.renice(server.pid, nice["nudge-web"])
        assert ask(server.port, path, {})[2].count(b"BEGIN:VEVENT") == EVENTS
        load = start_wrk(server.port, path, 600, {}, ["chrt", "--idle", "0"])

        def end():
            try:
                load.send_signal(signal.SIGINT)
                fetched.append(requests(load))
            finally:
                server.kill()
        return end

    alone, beside = [], []
    for turn in range(TURNS):
        for late, name, what in ((alone, "alone", set_up),
                                 (beside, "beside", fetch)):
            late.append(bench_delivery.at_share(
                bench_delivery.measure_lateness(
                    top, f"{name}{turn}", EVENTS, what), 0.99))
    print("  nice:", ", ".join(f"{name} {n}" for name, n in nice.items())
          + "; wrk idle")
    bench.tell("calendars fetched a second", sorted(fetched)[TURNS // 2], None,
               "", "-")
    bench.tell("nudged's lateness meanwhile, 99%", sorted(beside)[TURNS // 2],
               sorted(alone)[TURNS // 2], "ms", "≤ 2×")


class Web(harness.Nudged):
    """nudge-web itself, not the one with a clock that stands still."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.log_path = self.home / "nudge-web.log"
        self.socket_path = self.home / "notify-web"

    def start(self, ready=True):
        super().start(False)
        where = self.wait_note("STATUS")["STATUS"]
        self.port = int(where.rpartition(":")[2])
        return self


def serve(nudge):
    conf = nudge.home / ".config/nudge/nudge.conf"
    conf.parent.mkdir(parents=True, exist_ok=True)
    conf.write_text("[web]\nfeed_rate = 0\n")
    return Web(nudge.home, nudge.db, nudge.clock, ["--listen", "127.0.0.1:0"],
               program=harness.BUILD / "web/nudge-web").start()


def feed(top):
    nudge = bench.prepare(top / "home", EVENTS)
    render()
    server = serve(nudge)
    try:
        measure(nudge, server, top)
        server.stop()
    finally:
        server.kill()


def main(names):
    if not shutil.which("wrk") or not NGINX:
        print("  feeds: wrk or nginx is not installed (Debian: wrk, "
              "nginx-light)")
        return
    for name in names:
        with tempfile.TemporaryDirectory(prefix="nudge-bench.") as folder:
            print(f"calendars: {name}")
            {"feed": feed, "lateness": lateness}[name](pathlib.Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:] or ["feed", "lateness"])
