"""nudged hears of every commit within a second, whoever makes it, while all
processors are busy: what a commit makes due is in the outbox by then.

The WAL is cut again and again, for the first commit into a fresh one is what
a watch of the WAL alone misses.  NUDGE_TEST_COMMITS sets how many commits
(100; contrib/check --full: 1000).
"""
import os
import sqlite3
import subprocess
import sys

import pytest

import harness
from outbox import Outbox
from pace import steady, team  # fixtures

COMMITS = int(os.environ.get("NUDGE_TEST_COMMITS", "100"))
CUT_EVERY = 10
NOTICED = 1.0   # seconds
BOUND = 600     # seconds, after which even an orphan ends

# Another reminder of the same touchpoint, due now.
DUE = "UPDATE touchpoint SET gen = {}, rev = rev + 1, nudge_at = {} WHERE id = 1"
TOLD = "SELECT MAX(gen) FROM message_touchpoint WHERE touchpoint_id = 1"

# SQLite and nothing else, as its own shell: rings no bell.
FOREIGN = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=5)
for line in sys.stdin:
    db.execute(line)
    print(".", end="", flush=True)
"""


class Writer:
    def __init__(self, *argv):
        self.process = subprocess.Popen(
            list(map(str, argv)), stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def commit(self, sql):
        self.process.stdin.write(sql.encode() + b"\n")
        self.process.stdin.flush()
        assert self.process.stdout.read(1) == b".", "the writer has ended"

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(harness.DEADLINE) == 0


WRITERS = {
    "ours": lambda db: Writer(harness.BUILD / "tests/bin/writer", db),
    "foreign": lambda db: Writer(sys.executable, "-c", FOREIGN, db),
}


@pytest.fixture
def busy():
    """Two processes for each processor that do nothing but take time."""
    loop = f"import signal; signal.alarm({BOUND})\nwhile True: pass"
    processes = [subprocess.Popen([sys.executable, "-c", loop])
                 for _ in range(2 * os.cpu_count())]
    yield
    for process in processes:
        process.kill()
        process.wait()


def cut_wal(path):
    """While nudged checkpoints, SQLite says "busy" without waiting."""
    db = sqlite3.connect(path, isolation_level=None)
    while db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        pass
    db.close()


@pytest.mark.parametrize("who", WRITERS)
def test_no_commit_goes_unnoticed(who, team, steady, busy):
    team.ok("add", "acme", "call back", "--due", "2026-11-13 15:00")
    steady()
    team.clock.advance(60)     # what was due at the start is not told
    outbox = Outbox(team)
    watch = harness.Watch(team.home)
    writer = WRITERS[who](team.db)
    for gen in range(2, COMMITS + 2):
        if gen % CUT_EVERY == 2:
            cut_wal(team.db)
        writer.commit(DUE.format(gen, team.clock.now))
        watch.until(lambda: outbox.query(TOLD) == [(gen,)], f"nudge {gen}", NOTICED)
    watch.close()
    writer.close()
