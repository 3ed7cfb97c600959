"""Databases that are none, files in the way, disks that are full."""
import concurrent.futures
import os
import resource
import sqlite3

import pytest


def unlike_a_database(home, kind):
    path = home / kind
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/null")
    elif kind == "empty":
        path.write_bytes(b"")
    else:
        path.write_bytes(b"no database, but text\n" * 400)
    return path


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "empty", "text"])
def test_what_is_no_database_is_told(nudge, home, kind):
    path = unlike_a_database(home, kind)
    result = nudge.fails(5, "today", "--db", path)
    assert "nudge database" in " ".join(result.err.split()), result
    if kind in ("folder", "pipe", "device"):
        assert not path.with_name(kind + ".lock").exists()


def test_a_damaged_database_says_what_to_do(ready):
    whole = ready.db.read_bytes()
    ready.db.write_bytes(whole[:5000])
    assert "newest backup" in ready.fails(5, "list").err
    ready.db.write_bytes(b"X" * 16 + whole[16:])
    assert "newest backup" in ready.fails(5, "list").err


def test_doctor_finds_what_refers_to_nothing(ready):
    ready.ok("account", "add", "Acme")
    db = sqlite3.connect(ready.db)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("UPDATE account SET owner_id = 999")
    db.commit()
    db.close()
    out = " ".join(ready.fails(5, "doctor").out.split())
    assert "a row of account refers to one that does not exist" in out
    assert "nudge check shows" in out


def page_of(path, name):
    """The first page of a table or an index, and the size of pages."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?",
                         (name,)).fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    return page, size


@pytest.mark.parametrize("name", ["touchpoint", "touchpoint_account", "event", "pending",
                                  "meta", "rep", "channel"])
def test_check_and_doctor_tell_of_a_lost_page(ready, name):
    page, size = page_of(ready.db, name)
    with open(ready.db, "r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\0" * size)
    for command in "check", "doctor":
        out = " ".join(ready.fails(5, command, env={"COLUMNS": "200"}).out.split())
        assert f"is damaged: Page {page}: " in out, out
        assert "nudge restore FILE" in out and "in database main" not in out
        assert ready.fails(5, command, "--json").json["findings"]


@pytest.mark.parametrize("breaks", ["DROP TABLE activity",
                                    "ALTER TABLE activity RENAME COLUMN via TO way"])
def test_check_and_doctor_tell_of_a_lost_table(ready, breaks):
    db = sqlite3.connect(ready.db)
    db.execute(breaks)
    db.commit()
    db.close()
    for command in "check", "doctor":
        out = " ".join(ready.fails(5, command, env={"COLUMNS": "200"}).out.split())
        assert "the table activity is missing, or one of its columns" in out, out
        assert "nudge restore FILE" in out


def test_an_empty_file_may_have_been_a_database(ready):
    ready.db.write_bytes(b"")
    said = " ".join(ready.fails(5, "today").err.split())
    assert "damaged or no nudge database" in said and "nudge restore FILE" in said


def test_a_pipe_in_place_of_the_bell_stops_nobody(ready, home):
    bell = home / "nudge.db.bell"
    bell.unlink(missing_ok=True)
    os.mkfifo(bell)
    ready.ok("account", "add", "Acme")


def state(path):
    """Whole in itself, and how much is there."""
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return db.execute("SELECT (SELECT count(*) FROM touchpoint),"
                          " (SELECT count(*) FROM change),"
                          " (SELECT count(*) FROM event)").fetchone()
    finally:
        db.close()


@pytest.mark.parametrize("limit", [0, 4096, 20000, 33000, 60000])
def test_a_full_disk_changes_nothing(ready, limit):
    """By the limit of file sizes, which a full disk resembles."""
    ready.ok("account", "add", "Acme")
    before = state(ready.db)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        result = ready("sign", "acme")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert result.exit == 5 and "nudge.db" in result.err, result
    assert state(ready.db) == before
    ready.ok("sign", "acme")


def test_the_wait_for_others_is_shared(ready):
    """Of two who meet a foreign writer, the second does not wait for its
    lock and then for the writer again."""
    ready.ok("account", "add", "Acme")
    foreign = sqlite3.connect(ready.db, isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")
    try:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            both = [pool.submit(ready, "account", "add", name)
                    for name in ("Borun", "Tianyu")]
            ended = concurrent.futures.wait(both, timeout=8.5)
        assert not ended.not_done
    finally:
        foreign.close()
    assert [run.result().exit for run in both] == [75, 75]


def test_a_zone_that_nobody_knows_is_mended_as_doctor_says(ready):
    db = sqlite3.connect(ready.db)
    db.execute("UPDATE rep SET zone = 'Asia/Shanghia'")
    db.commit()
    db.close()
    out = " ".join(ready.fails(5, "doctor").out.split())
    assert "Asia/Shanghia cannot be read" in out
    assert "nudge rep edit NAME --zone ZONE" in out
    ready.ok("rep", "edit", "liwei", "--zone", "Asia/Shanghai")
    assert "cannot be read" not in ready("doctor").out
    ready.ok("today")
