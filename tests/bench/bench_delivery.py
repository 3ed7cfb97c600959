"""What leaves nudged, beside what libcurl alone makes of the same messages in
the same run.  Usage: bench_delivery.py [WHAT...], of burst, lateness, mail.

Everything is queued before nudged starts and falls due while it idles, so
that its timer is part of what is measured; the end is the last outcome on
the disk."""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent / "daemon"))
import bench
import fill
import harness
from relay import Relay

BURST = 10000
REPS = 500          # one message at a time each
CONNECTIONS = 16    # as nudged's webhooks
WORKERS = 2         # as nudged's mail
SECONDS, PER_SECOND = 30, 100
HEAD_START_S = 12   # for starting, and then for being idle
LOOK_S = 0.02
SINK = shutil.which("smtp-sink", path="/usr/sbin:/usr/bin:/usr/local/sbin")


class Sink:
    """The receiver of webhooks."""

    def __init__(self, folder, count):
        self.body = folder / "body"
        self.process = subprocess.Popen(
            [bench.TOOLS / "bench_sink", str(count), self.body],
            stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{self.process.stdout.readline().strip()}/"

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()

    def arrivals(self):
        """When each request came, in microseconds; waits for the last."""
        out = self.process.communicate(timeout=120)[0]
        return sorted(map(int, out.split()))


def home(folder, name, kind, secret, touchpoints=100):
    """A home with REPS reps and one channel that goes as fast as it can."""
    nudge = bench.prepare(folder / name, touchpoints)
    fill.reps(nudge.db, REPS)
    nudge.ok("channel", "add", "out", kind, "--from", "-", "--rate",
             "100000/1", stdin=json.dumps(secret))
    return nudge


def started(nudge):
    return harness.Nudged(nudge.home, nudge.db, nudge.clock,
                          program=harness.BUILD / "daemon/nudged").start()


def outcomes(daemon, nudge, count):
    """When as many messages have ended well, and nothing waits.  Looked at
    now and then: who does it at each write takes a fifth of the processors
    from what is measured."""
    deadline = time.monotonic() + 120
    waits = ended = None
    while waits or ended != count:
        assert time.monotonic() < deadline, f"{ended} of {count} outcomes"
        bench.watch(daemon, LOOK_S)
        db = sqlite3.connect(f"file:{nudge.db}?mode=ro", uri=True)
        waits = db.execute("SELECT 1 FROM pending LIMIT 1").fetchone()
        if not waits:
            ended = db.execute("SELECT COUNT(*) FROM delivery WHERE state IN"
                               " ('sent', 'accepted')").fetchone()[0]
        db.close()
    return time.time()


def cpu(pid):
    """Seconds of the processor."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def fdatasync_ms(folder):
    """The median of overwriting a page durably."""
    times = []
    fd = os.open(folder / "sync", os.O_RDWR | os.O_CREAT)
    for _ in range(200):
        os.pwrite(fd, os.urandom(4096), 0)
        began = time.perf_counter()
        os.fdatasync(fd)
        times.append(time.perf_counter() - began)
    os.close(fd)
    return sorted(times)[100] * 1000


def run(nudge, count, received):
    """(seconds, processor seconds, MiB) of nudged for count messages that are
    due in a few seconds."""
    due = int(time.time()) + HEAD_START_S
    fill.queue_all(nudge.db, count, due)
    daemon = started(nudge)
    try:
        bench.settle(daemon)
        before = cpu(daemon.pid)
        assert time.time() < due, "nudged was not idle in time"
        received()
        took = outcomes(daemon, nudge, count) - due
        used = cpu(daemon.pid) - before
        resident = bench.status(daemon.pid)[0] / 1024
        daemon.stop()
    finally:
        daemon.kill()
    return took, used, resident


def hook(url):
    return {"url": url, "allow_http": True, "allow_private": True,
            "secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}


def burst(folder):
    with Sink(folder, BURST) as sink:
        nudge = home(folder, "burst", "webhook", hook(sink.url))
        took, used, resident = run(nudge, BURST, sink.arrivals)
    for fresh, goal in (0, "≥ 0.5×"), (1, "-"):
        with Sink(folder, BURST) as probe:
            least, cost = bench.tool("bench_post", probe.url, BURST,
                                     CONNECTIONS, fresh, sink.body)
        how = "a connection each" if fresh else "connections kept"
        bench.tell(f"webhooks a second, {how}", BURST / took, BURST / least,
                   "", goal)
        if not fresh:
            bench.tell("their processor time", used * 1000, cost * 1000, "ms",
                       "≤ 3×")
    bench.tell("resident after them", resident, None, "MiB", "≤ 28")


def measure_lateness(folder, name, touchpoints=100,
                     meanwhile=lambda nudge, sink, daemon: None):
    """How late each message left, in milliseconds, as they came; meanwhile()
    starts what goes on at the same time and gives what ends it."""
    with Sink(folder, SECONDS * PER_SECOND) as sink:
        nudge = home(folder, name, "webhook", hook(sink.url), touchpoints)
        first = int(time.time()) + HEAD_START_S
        fill.queue_all(nudge.db, SECONDS * PER_SECOND, first, PER_SECOND)
        daemon = started(nudge)
        try:
            bench.settle(daemon)
            assert time.time() < first, "nudged was not idle in time"
            end = meanwhile(nudge, sink, daemon)
            try:
                arrivals = sink.arrivals()
            finally:
                if end:
                    end()
            daemon.stop()
        finally:
            daemon.kill()
    return [(at - (first + i // PER_SECOND) * 1000000) / 1000
            for i, at in enumerate(arrivals)]


def at_share(values, share):
    return sorted(values)[int((len(values) - 1) * share)]


def libcurl_lateness(folder):
    """The same from libcurl alone, which sends as many at the beginning of
    each second and knows no database."""
    count = SECONDS * PER_SECOND
    with Sink(folder, count) as probe:
        bench.renice(probe.process.pid, -20)
        bench.tool("bench_post", probe.url, PER_SECOND, CONNECTIONS, 0,
                   folder / "body", SECONDS)
        return [at % 1000000 / 1000 for at in probe.arrivals()]


def as_installed(nudge, sink, daemon):
    """nudged as its unit runs it; the sink stands for another machine and is
    never kept waiting."""
    bench.renice(daemon.pid, bench.unit_nice("nudged"))
    bench.renice(sink.process.pid, -20)


def lateness(folder):
    late = measure_lateness(folder, "late", meanwhile=as_installed)
    least = libcurl_lateness(folder)
    sync = fdatasync_ms(folder)
    for share, goal in (0.5, 1), (0.99, 5):
        ours, libcurl = at_share(late, share), at_share(least, share)
        bench.tell(f"lateness, {share:.0%} of {len(late)}", ours, goal + sync,
                   "ms", "≤ 1×")
        bench.tell("  of the first of each second",
                   at_share(late[::PER_SECOND], share), goal + sync, "ms", "-")
        bench.tell("  beside libcurl's alone", ours, libcurl, "ms", "-")


def smtp_sink():
    """(process, port) of Postfix's."""
    port = bench.free_port()
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen([SINK, *user, f"127.0.0.1:{port}", "64"])
    return bench.listening(process, port), port


def relayed(port):
    return {"host": "127.0.0.1", "port": port, "tls": "none",
            "from": "nudge@example.com"}


def one_mail(folder):
    """A file with what nudged sends, so that libcurl sends the same."""
    relay = Relay()
    try:
        nudge = home(folder, "one", "email", relayed(relay.port))
        fill.queue_all(nudge.db, 1, int(time.time()))
        daemon = started(nudge)
        relay.wait(lambda: relay.mails)
        daemon.stop()
    finally:
        relay.stop()
    letter = folder / "letter"
    letter.write_bytes(relay.mails[0][1])
    return letter


def mail(folder):
    if not SINK:
        print("  mail: smtp-sink is not installed (Debian: postfix)")
        return
    letter = one_mail(folder)
    sink, port = smtp_sink()
    try:
        took = run(home(folder, "mail", "email", relayed(port)), BURST,
                   lambda: None)[0]
        least = bench.tool("bench_mail", f"smtp://127.0.0.1:{port}", BURST,
                           WORKERS, letter)[0]
        bench.tell("mails a second", BURST / took, BURST / least, "", "≥ 0.85×")
    finally:
        sink.kill()
        sink.wait()


def main(names):
    for name in names:
        with tempfile.TemporaryDirectory(prefix="nudge-bench.") as top:
            print(f"{name}")
            {"burst": burst, "lateness": lateness, "mail": mail}[name](
                pathlib.Path(top))


if __name__ == "__main__":
    main(sys.argv[1:] or ["burst", "lateness", "mail"])
