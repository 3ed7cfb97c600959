"""How much a backup delays what is sent meanwhile.  Usage: bench_backup.py
[TOUCHPOINTS]; three million make one gigabyte.

A test message is asked for again and again, and the time until it lies in the
Maildir is taken: a commit of the command, the bell, nudged's claim, the
outcome.  First without, then with a backup running."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import bench
import harness

QUIET = 400     # messages without a backup


def deliver(nudge, maildir, count):
    """Seconds until message number count is there."""
    watch = harness.Watch(maildir / "new")
    began = time.monotonic()
    nudge.ok("channel", "test", "maildir")
    watch.until(lambda: len(os.listdir(maildir / "new")) >= count)
    took = time.monotonic() - began
    watch.close()
    return took


def tell(what, times):
    times = sorted(times)
    print(f"  {what:<28}{len(times):>5} messages   median "
          f"{times[len(times) // 2] * 1000:6.1f} ms   99 % "
          f"{times[len(times) * 99 // 100] * 1000:6.1f} ms   most "
          f"{times[-1] * 1000:6.1f} ms", flush=True)
    return times[-1]


def measure(folder, size):
    nudge = bench.prepare(folder / "home", size)
    maildir = nudge.home / "Maildir"
    for name in ("new", "cur", "tmp"):
        (maildir / name).mkdir(parents=True)
    (nudge.home / "box.json").write_text(
        f'{{"path": "{maildir}", "from": "nudge@example.com"}}')
    nudge.ok("channel", "add", "maildir", "maildir", "--owner", "li-wei",
             "--from", nudge.home / "box.json")
    daemon = harness.Nudged(nudge.home, nudge.db, nudge.clock,
                            program=harness.BUILD / "daemon/nudged").start()
    quiet = [deliver(nudge, maildir, n + 1) for n in range(QUIET)]
    backup = subprocess.Popen(
        [nudge.program, "--db", nudge.db, "backup", "--json"],
        env=harness.environment(nudge.home, nudge.clock), stdout=subprocess.PIPE)
    busy = []
    while backup.poll() is None:
        busy.append(deliver(nudge, maildir, QUIET + len(busy) + 1))
    out = backup.communicate()[0]
    daemon.stop()
    print(f"backup of {nudge.db.stat().st_size / 1e9:.2f} GB: {out.decode()}")
    most = tell("without a backup", quiet)
    delay = tell("while a backup is made", busy) - most
    print(f"  added to the most: {delay * 1000:.1f} ms, goal at most 100")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        measure(pathlib.Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000)
