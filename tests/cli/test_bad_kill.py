"""kill -9 in the middle of a command: a change is there whole or not at all."""
import random
import sqlite3
import subprocess

import harness

ROUNDS = 100
LONGEST = 0.02  # seconds: somewhat more than one run takes


def add(ready, purpose, seconds):
    """Adds, but is killed after some seconds; has it told that it did?"""
    run = subprocess.Popen(
        [ready.program, "add", "acme", purpose, "--due", "+3d"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, cwd=ready.home,
        env=harness.environment(
            ready.home, ready.clock, NUDGE_DB=str(ready.db)))
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        run.kill()
    return purpose in run.communicate()[0].decode()


def test_killed_at_random_points(ready):
    ready.ok("account", "add", "Acme")
    chance = random.Random(7)
    told = {f"call {i}" for i in range(ROUNDS)
            if add(ready, f"call {i}", chance.uniform(0, LONGEST))}
    db = sqlite3.connect(ready.db)
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        kept = {row[0] for row in db.execute("SELECT purpose FROM touchpoint")}
        logged = db.execute(
            "SELECT count(*) FROM change c JOIN event e ON e.change_id = c.id"
            " JOIN touchpoint t ON t.id = e.row_id"
            " WHERE c.method = 'touchpoint.add' AND e.tbl = 'touchpoint'")
        changes = db.execute(
            "SELECT count(*) FROM change WHERE method = 'touchpoint.add'")
        assert logged.fetchone() == changes.fetchone() == (len(kept),)
    finally:
        db.close()
    assert told <= kept
    ready.ok("add", "acme", "afterwards", "--due", "+3d")
