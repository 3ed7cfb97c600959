"""Backup and restore: online, whole, never over something else, and a
restored database does not tell everything again."""
import contextlib
import fcntl
import os
import re
import resource
import shutil
import sqlite3
import struct
import threading

import pytest


@pytest.fixture
def backups(home):
    """The names in the folder beside the database."""
    return lambda: sorted(path.name for path in (home / "backups").iterdir())


def sql(path, *statements):
    db = sqlite3.connect(path)
    for statement in statements:
        rows = db.execute(statement).fetchall()
    db.commit()
    db.close()
    return rows


def contents(path):
    """All rows but those that say when a backup was made."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return [line for line in db.iterdump() if "'backup_" not in line]
    finally:
        db.close()


def test_a_backup_holds_everything(acme, home, backups):
    before = contents(acme.db)
    result = acme.json("backup")
    path = home / "backups" / "nudge-20261117T003000Z.db"
    assert result["path"] == str(path) and backups() == [path.name]
    assert result["counts"]["accounts"] == 1 and result["removed"] == []
    assert result["bytes"] == path.stat().st_size and result["version"] == 2
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert contents(path) == before
    assert sql(path, "PRAGMA integrity_check") == [("ok",)]


def test_it_says_what_it_holds_and_how_to_restore(acme):
    out = acme.ok("backup", "one.db").out
    assert "The backup is one.db" in out and "nudge restore one.db" in out
    assert "1 account · 1 contact" in out and "Mon 2026-11-16 10:00" in out
    out = acme.ok("backup", "two.db", lang="zh_CN").out
    assert "备份" in out and "nudge restore two.db" in out


def test_status_and_doctor_know_the_last_one(acme, home):
    assert "no backup" in acme.ok("doctor").out
    acme.ok("backup", "one.db")
    assert f"{home}/one.db" in acme.ok("status", env={"COLUMNS": "300"}).out
    assert "no backup" not in acme.ok("doctor").out
    acme.clock.advance(9 * 86400)
    assert "9 days old" in acme.ok("doctor").out
    (home / "one.db").unlink()
    assert "is no longer there" in acme.ok("doctor", env={"COLUMNS": "300"}).out


def test_it_replaces_nothing(acme, home):
    (home / "mine.txt").write_text("mine")
    assert "already a file" in acme.fails(4, "backup", "mine.txt").err
    assert (home / "mine.txt").read_text() == "mine"
    (home / "link.db").symlink_to(home / "nowhere")
    acme.fails(4, "backup", "link.db")
    assert not (home / "nowhere").exists()


def test_no_secret_is_in_it(ready, home):
    ready.ok("channel", "add", "work", "email", "--from", "-",
             stdin='{"host": "mail.example.com", "from": "a@example.com",'
                   ' "username": "u", "password": "Xyzzy-4711"}')
    ready.ok("backup", "one.db")
    assert b"Xyzzy-4711" in (home / "secrets/work").read_bytes()
    assert b"Xyzzy-4711" not in (home / "one.db").read_bytes()


def test_keep_removes_the_oldest_of_this_database_only(acme, home, backups):
    for _ in range(3):
        acme.ok("backup")
        acme.clock.advance(86400)
    foreign = home / "backups" / "nudge-20200101T000000Z.db"
    shutil.copy(home / "backups" / backups()[0], foreign)
    sql(foreign, "UPDATE meta SET value = 'another' WHERE key = 'instance_id'")
    broken = home / "backups" / "nudge-20200102T000000Z.db"
    broken.write_text("no database")
    (home / "backups/notes.txt").write_text("mine")
    result = acme.json("backup", "--keep", "2")
    assert sorted(result["removed"]) == [
        "nudge-20261117T003000Z.db", "nudge-20261118T003000Z.db"]
    assert backups() == [
        "notes.txt", foreign.name, broken.name, "nudge-20261119T003000Z.db",
        "nudge-20261120T003000Z.db"]


@pytest.mark.parametrize("args", [["--keep", "0"], ["--keep", "x"],
                                  ["--keep", "99999"], ["one.db", "--keep", "2"]])
def test_a_keep_that_makes_no_sense(acme, home, args):
    assert "--keep" in acme.fails(2, "backup", *args).err
    assert not (home / "one.db").exists()


@contextlib.contextmanager
def file_limit(size):
    """By the limit of file sizes, which a full disk resembles."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("limit", [0, 4096, 50000, 200000])
def test_a_full_disk_leaves_nothing_behind(acme, home, limit):
    (home / "out").mkdir()
    # Open, so that what SQLite needs beside it is there.
    with contextlib.closing(sqlite3.connect(acme.db)) as db:
        db.execute("SELECT * FROM meta").fetchall()
        with file_limit(limit):
            result = acme.fails(5, "backup", "out")
    assert "no room" in result.err and "nothing was left" in result.err.replace("\n", " ")
    assert list((home / "out").iterdir()) == []
    acme.ok("backup", "out")


@pytest.mark.parametrize("limit", [0, 4096, 50000, 200000])
def test_a_full_disk_restores_nothing(acme, home, limit):
    acme.ok("backup", "one.db")
    with file_limit(limit):
        acme.fails(5, "restore", "one.db", "--to", "new.db")
    assert {path.name for path in home.glob("new.db*")} <= {"new.db.lock"}
    acme.ok("restore", "one.db", "--to", "new.db")


def test_what_a_killed_one_left_is_swept(acme, home, backups):
    (home / "backups").mkdir()
    for name in ("nudge-20261001T000000Z.db.part", "other.part"):
        (home / "backups" / name).write_text("half")
    acme.ok("backup")
    assert backups() == ["nudge-20261117T003000Z.db", "other.part"]
    (home / "one.db.part").write_text("half")
    acme.ok("backup", "one.db")
    assert not (home / "one.db.part").exists()


def test_another_one_at_work_is_left_alone(acme, home):
    with open(home / "one.db.part", "w") as part:
        fcntl.flock(part, fcntl.LOCK_EX)
        assert "another backup" in acme.fails(75, "backup", "one.db").err
        assert (home / "one.db.part").exists()


def test_a_damaged_database_makes_no_backup(acme, home):
    sql(acme.db, "PRAGMA writable_schema = 1",
        "DELETE FROM sqlite_schema WHERE name = 'touchpoint_account'")
    refused = acme.fails(5, "backup", "one.db")
    assert "is damaged" in refused.err and "no backup was made" in refused.err.replace("\n", " ")
    assert not list(home.glob("one.db*"))


def test_a_backup_is_of_one_moment(acme, home):
    """Two rows that others always change together are together in it."""
    db = sqlite3.connect(acme.db)
    db.execute("CREATE TABLE heavy (n INTEGER, filler BLOB)")
    db.executemany("INSERT INTO heavy VALUES (0, ?)", [(b"x" * 4000,)] * 5000)
    db.commit()
    stop = threading.Event()

    def write():
        foreign = sqlite3.connect(acme.db, timeout=30)
        while not stop.is_set() and not (home / "one.db").exists():
            with foreign:
                foreign.execute("UPDATE heavy SET n = n + 1 WHERE rowid IN (1, 5000)")
        foreign.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        acme.ok("backup", "one.db")
    finally:
        stop.set()
        writer.join()
    first, last = (n for n, in sql(
        home / "one.db", "SELECT n FROM heavy WHERE rowid IN (1, 5000) ORDER BY rowid"))
    assert first == last
    assert db.execute("SELECT MAX(n) FROM heavy").fetchone()[0] >= first
    db.close()
    acme.ok("restore", "one.db", "--to", "new.db")
    assert "holds together" in acme.ok("check", "--db", "new.db").out


@pytest.fixture
def lost(acme, home):
    """A backup of Acme's database, which is gone since; two messages were
    waiting."""
    acme.ok("channel", "test", "maildir")
    acme.ok("brief", "--now")
    acme.ok("backup", "one.db")
    lose(home)
    return acme


def lose(home):
    (home / "old").mkdir()
    for path in home.glob("nudge.db*"):
        path.rename(home / "old" / path.name)


def test_restore(lost, home):
    before = (home / "one.db").read_bytes()
    out = lost.ok("restore", "one.db").out
    assert f"The database is {lost.db}" in out and "1 account" in out
    assert "may have been sent: 2" in out and "--state held" in out
    assert "Tue 2026-11-17 08:30" in out and "nudge doctor" in out
    assert (home / "one.db").read_bytes() == before
    assert lost.db.stat().st_mode & 0o777 == 0o660
    assert lost.ok("show", "acme").out
    assert sql(lost.db, "PRAGMA integrity_check") == [("ok",)]
    ignored = re.compile("INTO \"(meta|pending|sqlite_sequence)\"")
    assert ([line for line in contents(lost.db) if not ignored.search(line)]
            == [line for line in contents(home / "one.db") if not ignored.search(line)])


def test_restore_in_chinese_and_json(lost, home):
    assert "可能已经发出" in lost.ok("restore", "one.db", lang="zh_CN").out
    result = lost.json("restore", "one.db", "--to", "new.db")
    assert (result["held"], result["version"], result["counts"]["accounts"]) == (2, 2, 1)


def test_a_restored_database_is_another_one(lost, home):
    lost.ok("restore", "one.db")
    query = "SELECT value FROM meta WHERE key = 'instance_id'"
    assert sql(lost.db, query) != sql(home / "one.db", query)


def test_what_may_have_been_sent_waits_for_a_person(acme, nudged, maildir, home):
    """After a restore each person gets one message, which says so."""
    nudged().stop()
    acme.ok("channel", "test", "maildir")
    acme.ok("backup", "one.db")
    lose(home)
    acme.ok("restore", "one.db")
    nudged().stop()
    assert maildir.messages() == []
    (waiting,) = acme.json("outbox", "--state", "held")["messages"]
    assert (waiting["kind"], waiting["uncertain"]) == ("test", True)
    assert "it may have arrived" in acme.ok("outbox", "show", waiting["id"]).out
    acme.clock.set("2026-11-19 09:00")
    daemon = nudged()
    maildir.wait(1)
    daemon.stop()
    assert len(maildir.messages()) == 1
    assert "2026-11-18" in maildir.text()
    acme.ok("outbox", "retry", waiting["id"])
    assert acme.json("outbox", "--state", "held")["messages"] == []


@pytest.mark.parametrize("name", ["nudge.db", "nudge.db-wal"])
def test_restore_replaces_nothing(lost, home, name):
    (home / name).write_text("mine")
    refused = lost.fails(4, "restore", "one.db")
    assert "already a file" in refused.err and "move what is there aside" in refused.err
    assert (home / name).read_text() == "mine"


def bad_backup(home, kind):
    path = home / "one.db"
    if kind == "folder":
        path = home / "old"
    elif kind == "text":
        path.write_text("no database\n" * 1000)
    elif kind == "half":
        path.write_bytes(path.read_bytes()[:60000])
    elif kind == "other":
        path.unlink()
        sql(path, "CREATE TABLE t (a)")
    elif kind == "page":
        whole = bytearray(path.read_bytes())
        whole[8 * 4096:9 * 4096] = b"\xff" * 4096
        path.write_bytes(whole)
    elif kind == "reference":
        sql(path, "PRAGMA foreign_keys = OFF", "UPDATE account SET owner_id = 99")
    elif kind == "in use":
        (home / "one.db-wal").write_bytes(b"x" * 100)
    return path


@pytest.mark.parametrize("kind", ["folder", "text", "half", "other", "page",
                                  "reference", "in use"])
def test_a_bad_backup_is_refused(lost, home, kind):
    path = bad_backup(home, kind)
    refused = " ".join(lost.fails(5, "restore", path).err.split())
    assert str(path) in refused
    assert "no backup" in refused or "damaged" in refused or "not a nudge database" in refused
    assert not list(home.glob("nudge.db*"))


def test_a_backup_of_a_newer_version_is_refused_untouched(lost, home):
    sql(home / "one.db", "PRAGMA user_version = 7", "DROP TABLE rep_clock")
    before = (home / "one.db").read_bytes()
    refused = lost.fails(5, "restore", "one.db")
    assert "newer nudge (schema 7, this program knows 2)" in refused.err.replace("\n", " ")
    assert (home / "one.db").read_bytes() == before
    assert not list(home.glob("nudge.db*"))


def test_an_older_version_is_upgraded(lost, home):
    sql(home / "one.db", "PRAGMA user_version = 1", "DROP TABLE departure",
        "UPDATE meta SET value = '1' WHERE key = 'schema'")
    assert "nudge upgrade" in lost.ok("restore", "one.db").out
    assert "nudge upgrade" in lost.fails(5, "today").err
    lost.ok("upgrade")
    held = lost.json("outbox", "--state", "held")["messages"]
    assert len(held) == 2 and lost.ok("show", "acme").out
    assert (home / "nudge.db.v1").exists()
    lost.ok("restore", "nudge.db.v1", "--to", "again.db")
    lost.ok("upgrade", "--db", "again.db")
    assert lost.json("status", "--db", "again.db")["outbox"]["held"] == 2


def test_upgrade_refuses_what_is_newer(acme, home):
    sql(acme.db, "PRAGMA user_version = 7")
    before = acme.db.read_bytes()
    assert "newer nudge" in acme.fails(5, "upgrade").err
    assert acme.db.read_bytes() == before and not list(home.glob("*.v*"))


def test_nothing_is_restored_under_a_running_nudged(lost, home):
    """nudged holds the first byte of the lock file."""
    lock = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 1, 0)
    with open(home / "nudge.db.lock", "w") as held:
        fcntl.fcntl(held, 37, lock)     # F_OFD_SETLK
        refused = lost.fails(75, "restore", "one.db",
                             env={"COLUMNS": "300"})
    assert "stop it first" in refused.err and not lost.db.exists()
