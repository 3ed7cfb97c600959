"""nudge doctor: each thing that can be wrong is found, with what to do."""
import json
import os
import signal
import socket
import sqlite3

import pytest

import harness


@pytest.fixture
def findings(ready):
    """{(check, level): line} of what doctor says; a wide terminal."""
    def ask(**more):
        result = ready("doctor", "--json", **more)
        assert result.exit == (5 if result.json["level"] == "bad" else 0), result
        return [(f["check"], f["level"], f["text"], f["advice"])
                for f in result.json["findings"]]
    return ask


def about(found, check, level):
    return " ".join(f"{text} | {advice}" for c, l, text, advice in found
                    if (c, l) == (check, level))


def test_all_is_looked_at(ready, findings):
    found = findings()
    assert {"configuration", "versions", "channel", "zone", "database", "schema", "rights",
            "sqlite", "disk", "clock", "nudged", "rep", "calendar", "outbox",
            "backup"} <= {check for check, *_ in found}
    assert not [f for f in found if f[1] == "bad"]
    assert all(advice for _, level, _, advice in found if level != "ok")


def test_a_key_that_nobody_knows(ready, home, findings):
    folder = home / ".config/nudge"
    folder.mkdir(parents=True)
    (folder / "nudge.conf").write_text("[nudge]\nrepp = liwei\n")
    said = about(findings(), "configuration", "warn")
    assert "nudge.conf:2" in said and '"repp"' in said and "nudge config" in said
    assert "repp" in ready.ok("doctor", lang="zh_CN").out


def test_a_configuration_that_cannot_be_read(ready, home):
    folder = home / ".config/nudge"
    folder.mkdir(parents=True)
    (folder / "nudge.conf").write_text("[nudge]\nrep = li wei\n")
    assert "nudge.conf:2" in ready.fails(2, "doctor", env={"COLUMNS": "300"}).err


def test_without_a_database_all_else_is_looked_at(nudge, home):
    said = nudge.fails(5, "doctor", "--json").json
    assert said["level"] == "bad"
    found = {f["check"]: f for f in said["findings"]}
    assert {"configuration", "versions", "zone", "database", "rights"} <= set(found)
    assert str(nudge.db) in found["database"]["text"]
    assert "NUDGE_DB" in found["database"]["advice"]
    assert found["rights"]["level"] == "ok"
    assert not nudge.db.exists()
    out = "".join(nudge.fails(5, "doctor", lang="zh_CN").out.split())
    assert "没有数据库" in out and "配置正常" in out


def test_a_file_that_is_no_database_is_one_finding(nudge):
    nudge.db.write_text("no database, but text " * 400)
    found = nudge.fails(5, "doctor", "--json").json["findings"]
    assert [f["level"] for f in found if f["check"] == "database"] == ["bad"]
    assert [f for f in found if f["check"] == "versions"]


def test_rights(ready, home, findings):
    ready.db.chmod(0o666)
    assert "chmod o=" in about(findings(), "rights", "warn")
    ready.db.chmod(0o660)
    home.chmod(0o777)
    assert f"chmod o-w {home}" in about(findings(), "rights", "bad")
    home.chmod(0o700)
    bell = home / "nudge.db.bell"
    bell.unlink(missing_ok=True)
    os.mkfifo(bell)
    assert f"rm {bell}" in about(findings(), "rights", "bad")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_files_beside_that_cannot_be_written(ready, home, findings):
    ready.clock.advance(1)
    ready.ok("account", "add", "Acme")    # which rings
    (home / "nudge.db.bell").chmod(0o440)
    assert "chmod 660" in about(findings(), "rights", "bad")
    (home / "nudge.db.lock").chmod(0o440)
    said = ready.fails(5, "doctor", env={"COLUMNS": "300"}).err
    assert "nudge.db.lock cannot be opened for writing" in said


def test_a_zone_that_is_not_there(ready, findings):
    db = sqlite3.connect(ready.db)
    with db:
        db.execute("UPDATE rep SET zone = 'Mars/Olympus'")
    db.close()
    assert "Mars/Olympus" in about(findings(), "zone", "bad")


def test_a_clock_before_the_newest_change(ready, findings):
    ready.clock.set("2026-11-12 09:00")
    assert "set the clock" in about(findings(), "clock", "bad")


def test_which_nudged_runs(ready, findings, nudged):
    assert "start it" in about(findings(), "nudged", "warn")
    nudged()
    said = about(findings(), "nudged", "ok")
    assert "nudged 0." in said and "libcurl" in said and "SQLite 3." in said
    assert "done all that was due" in said
    db = sqlite3.connect(ready.db)
    with db:
        db.execute("UPDATE meta SET value = 'nudged 9.9, libcurl 99'"
                   " WHERE key = 'nudged_about'")
    db.close()
    said = about(findings(), "nudged", "bad")
    assert "another version" in said and "nudged 9.9" in said and "restart" in said


def test_a_nudged_that_does_nothing(ready, clock, findings, nudged):
    daemon = nudged()
    daemon.signal(signal.SIGSTOP)
    try:
        clock.set("2026-11-14 00:10")
        assert "done all" in about(findings(), "nudged", "ok")
        clock.set("2026-11-14 00:20")
        said = about(findings(), "nudged", "bad")
        assert "20 minutes ago" in said and "journalctl" in said
    finally:
        daemon.signal(signal.SIGCONT)


def test_when_nudged_last_ran_a_round(ready, clock, findings, nudged):
    daemon = nudged()
    daemon.signal(signal.SIGSTOP)
    try:
        clock.set("2026-11-13 09:03")
        assert "last round was 3 min ago" in about(findings(), "nudged", "ok")
        clock.set("2026-11-13 14:30")
        assert "last round was 5 h ago" in about(findings(), "nudged", "ok")
        assert "上一轮在 5 小时前" in ready.ok("doctor", lang="zh_CN").out
        clock.set("2026-11-13 08:59")
        assert "round" not in about(findings(), "nudged", "ok")
    finally:
        daemon.signal(signal.SIGCONT)


def test_a_nudge_that_is_not_installed_finds_what_was_built_with_it(ready, clock, home):
    built = harness.Nudge(home, clock, harness.BUILD / "cli/nudge")
    found = built("doctor", "--json").json["findings"]
    assert [f["level"] for f in found if f["check"] == "versions"] == ["ok"] * 4


def meta(ready, key):
    db = sqlite3.connect(f"file:{ready.db}?mode=ro", uri=True)
    try:
        return db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    finally:
        db.close()


def test_the_heartbeat(ready, home, findings, nudged):
    daemon = nudged()
    watch = harness.Watch(home)
    watch.until(lambda: meta(ready, "nudged_heartbeat"), "state of the heartbeat")
    watch.close()
    assert "HEARTBEAT" in about(findings(), "heartbeat", "ok")
    file = home / "secrets/nudged-heartbeat"
    file.touch(0o600)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    file.write_text(json.dumps({"url": f"http://127.0.0.1:{port}/", "allow_http": True,
                                "allow_private": True}))
    daemon.reload()
    while "heartbeat" not in daemon.wait_note("STATUS")["STATUS"]:
        pass
    said = about(findings(), "heartbeat", "bad")
    assert "does not reach its monitor" in said and "log says why" in said
    assert "nobody answers there" in said and str(file) in said
