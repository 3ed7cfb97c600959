"""A disk that becomes full at any write of a command: a sentence, nothing is
half done, and with room again the same command does all of it.

Every few pages by default; NUDGE_FAULT_STRIDE=1 tries each.
"""
import os
import shutil
import sqlite3

import pytest

import harness
from disk import Ballast, libc, small  # fixtures
from test_every_command import ARGS, world  # a fixture

STRIDE = int(os.environ.get("NUDGE_FAULT_STRIDE", "5"))
PAGES_MAX = 512

# One of each kind of writing: a new database, rows, a secret beside a row, a
# file of settings, a long list, erasing, a copy of a database.
COMMANDS = ["init", "sign", "channel add", "config set", "calendar import",
            "contact forget", "restore"]

# What may be there and says nothing of what was done.
AROUND = ("-wal", "-shm", ".bell", ".lock")


def dump(path):
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(db.iterdump())
    finally:
        db.close()


def state(home):
    """All files and what is in them."""
    return {str(path.relative_to(home)):
            dump(path) if path.suffix == ".db" else path.read_bytes()
            for path in home.rglob("*")
            if path.is_file() and not path.name.endswith(AROUND)}


@pytest.mark.parametrize("command", COMMANDS)
def test_full_at_any_write(world, small, command):
    before = state(world.home)
    ballast = Ballast(small)
    failed = 0
    for pages in range(0, PAGES_MAX, STRIDE):
        home = small / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(world.home, home)
        nudge = harness.Nudge(home, world.clock)
        ballast.load(pages)
        result = nudge(*command.split(), *ARGS[command])
        ballast.drop()
        if result.exit == 0:
            break
        failed += 1
        assert result.exit == 5 and "room" in result.err, (pages, result)
        assert state(home) == before, (pages, result)
        nudge.ok(*command.split(), *ARGS[command])
    else:
        raise AssertionError("it never succeeds")
    assert failed > 0


def test_full_while_it_is_upgraded(world, small):
    db = sqlite3.connect(world.db)
    db.executescript("DROP TABLE departure; PRAGMA user_version = 1;"
                     " UPDATE meta SET value = '1' WHERE key = 'schema'")
    db.close()
    before = dump(world.db)
    ballast = Ballast(small)
    failed = 0
    for pages in range(0, PAGES_MAX, STRIDE * 4):
        home = small / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(world.home, home)
        nudge = harness.Nudge(home, world.clock)
        ballast.load(pages)
        result = nudge("upgrade")
        ballast.drop()
        if result.exit == 0:
            break
        failed += 1
        assert result.exit == 5 and "room" in result.err, (pages, result)
        assert dump(nudge.db) == before, (pages, result)
        # Half a copy would look like one to go back to.
        for copy in home.glob("*.v1"):
            assert dump(copy) == before, (pages, result)
        nudge.ok("upgrade")
    else:
        raise AssertionError("it never succeeds")
    assert failed > 0
