"""nudge doctor: each thing that can be wrong is found, with what to do."""
import os
import sqlite3

import pytest


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
    assert {"configuration", "secret", "zone", "database", "schema", "rights",
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


def test_secrets_that_others_read_or_that_are_gone(ready, home, findings):
    secret = home / "secrets/maildir"
    secret.chmod(0o644)
    assert f"chmod 600 {secret}" in about(findings(), "secret", "bad")
    secret.chmod(0o600)
    assert about(findings(), "secret", "ok")
    secret.unlink()
    said = about(findings(), "secret", "bad")
    assert str(secret) in said and "put it back" in said


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
def test_a_lock_that_cannot_be_written(ready, home, findings):
    (home / "nudge.db.lock").chmod(0o440)
    assert "chmod 660" in about(findings(), "rights", "bad")


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
    assert "nudged 0." in said and "libcurl 7." in said or "libcurl 8." in said
