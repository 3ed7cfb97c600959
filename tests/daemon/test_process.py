"""nudged as a process: readiness, watchdog, signals, locks, other writers."""
import os
import signal
import sqlite3
import subprocess
import threading

import pytest

import harness
import pace
from outbox import add_channel, send_test
from pace import steady, team  # fixtures
from receiver import LOCAL, answer, receiver


def run(ready, *args, **env):
    """nudged to its end."""
    return subprocess.run(
        [harness.BUILD / "tests/bin/nudged", *args], capture_output=True,
        text=True, timeout=harness.DEADLINE, cwd=ready.home,
        env=harness.environment(ready.home, ready.clock, **env))


def configure(ready, text):
    folder = ready.home / ".config/nudge"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nudge.conf").write_text(text)


def wait_log(daemon, text):
    watch = harness.Watch(daemon.home)
    try:
        watch.until(lambda: text in daemon.log, repr(text))
    finally:
        watch.close()


def test_ready_then_stopping(ready, nudged):
    daemon = nudged()
    daemon.signal(signal.SIGTERM)
    daemon.wait_note("STOPPING", "1")
    assert daemon.wait() == 0


def test_the_watchdog_is_fed(ready, nudged):
    daemon = nudged(env={"WATCHDOG_USEC": "200000"})
    for _ in range(3):
        daemon.wait_note("WATCHDOG", "1")


def test_a_second_nudged_is_refused(ready, nudged):
    nudged()
    second = run(ready, "--db", ready.db)
    assert second.returncode == 75
    assert f"another nudged already serves the database {ready.db}" in second.stderr


def test_two_databases_do_not_disturb_each_other(ready, nudged, tmp_path):
    nudged()
    other = tmp_path / "other.db"
    ready.ok("--db", str(other), "init", "--name", "Anna")
    (tmp_path / "second").mkdir()
    second = harness.Nudged(tmp_path / "second", other, ready.clock)
    second.start()
    second.stop()


@pytest.mark.parametrize("args, says", [
    (["--db", "nowhere.db"], "there is no database at "),
    (["--db", "text.db"], "text.db is damaged or no nudge database"),
])
def test_a_database_that_is_none(ready, args, says):
    (ready.home / "text.db").write_text("not a database, but some text" * 100)
    result = run(ready, *args)
    assert result.returncode == 5
    assert says in result.stderr


@pytest.mark.parametrize("args", [["--what"], ["today"], ["--db"]])
def test_bad_usage(ready, args):
    result = run(ready, *args)
    assert result.returncode == 2
    assert result.stdout == "" and result.stderr


def test_a_log_in_a_file_has_times(ready, nudged):
    ready.clock.set("2026-11-16 08:00:07")
    daemon = nudged()
    ready.ok("brief", "--now")
    wait_log(daemon, "through maildir: sent")
    assert "\n2026-11-16T00:00:07Z message 1 through maildir: sent\n" in (
        "\n" + daemon.log)


def test_a_log_in_a_pipe_has_priorities(ready):
    assert run(ready, "--db", "nowhere.db").stderr.startswith("<3>there is no database")


@pytest.mark.parametrize("name", ["nudged", "nudge-web"])
def test_on_a_terminal_each_speaks_for_itself(ready, name):
    ours, theirs = os.openpty()
    subprocess.run(
        [harness.BUILD / "tests/bin" / name, "--db", "nowhere.db"], stderr=theirs,
        timeout=harness.DEADLINE, cwd=ready.home,
        env=harness.environment(ready.home, ready.clock))
    os.close(theirs)
    assert os.read(ours, 1000).decode().startswith(f"{name}: there is no database")
    os.close(ours)


def test_help_and_version(ready):
    assert run(ready, "--help").stdout.startswith("Usage: nudged")
    assert run(ready, "--version").stdout.startswith("nudged ")


def test_check_config(ready):
    configure(ready, "[nudge]\nrep = liwei\nfoo = bar\n")
    good = run(ready, "--check-config")
    assert good.returncode == 0
    assert 'nudge.conf:3: nudge knows no "foo" in section [nudge]' in good.stderr
    configure(ready, "[nudge]\n\ndb = relative.db\n")
    bad = run(ready, "--check-config")
    assert bad.returncode == 5
    assert "nudge.conf:3: db must be a path" in bad.stderr


def test_reload_with_a_bad_file_keeps_the_old_one(team, steady, maildir):
    team.ok("add", "acme", "call back", "--due", "2026-11-13 15:00")
    daemon = steady()
    configure(team, "[nudge\n")
    daemon.reload()
    assert "nudge.conf:1: " in daemon.log
    assert "the old configuration stays in force" in daemon.log
    pace.walk(daemon, "2026-11-13 15:00")
    maildir.wait(1)
    configure(team, "[nudge]\n")
    daemon.reload()
    assert "configuration and secrets read again" in daemon.log
    assert "needs a restart" not in daemon.log
    configure(team, "[nudged]\nsecrets = /elsewhere\n")
    daemon.reload()
    assert "needs a restart" in daemon.log


def test_the_bell_is_heard(team, steady):
    daemon = steady()
    team.ok("add", "acme", "call back", "--due", "2026-11-13 10:15")
    assert pace.next_at(daemon) == harness.instant("2026-11-13 10:15")


def test_a_foreign_writer_is_noticed(team, steady):
    daemon = steady()
    db = sqlite3.connect(team.db)
    db.execute("UPDATE rep SET brief_minute = 570, rev = rev + 1")
    db.commit()
    db.close()
    assert pace.next_at(daemon) == harness.instant("2026-11-13 09:30")


def test_a_locked_database_is_tried_until_it_is_free(team, steady, maildir):
    team.ok("add", "acme", "call back", "--due", "2026-11-13 15:00")
    daemon = steady()
    db = sqlite3.connect(team.db, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    team.clock.set("2026-11-13 15:00")
    wait_log(daemon, "locked by another program")
    assert maildir.messages() == []
    db.execute("ROLLBACK")
    db.close()
    maildir.wait(1)


def test_the_checkpoint_comes_when_nothing_else_does(team, steady):
    steady()
    watch = harness.Watch(team.home)
    before = team.db.read_bytes()
    team.ok("add", "acme", "a purpose to be found", "--due", "2026-11-13")
    watch.until(lambda: b"a purpose to be found" in team.db.read_bytes(),
                "checkpoint")
    watch.close()
    assert b"a purpose to be found" not in before


def test_the_checkpoint_comes_behind_what_nudged_writes(ready, steady, receiver):
    """Long after somebody else has written, a message fails."""
    answers = threading.Event()
    server = receiver(lambda _: answers.wait(harness.DEADLINE)
                      and answer(503, b"over capacity"))
    add_channel(ready, "hook", "webhook", {"url": server.url, **LOCAL})
    steady()
    watch = harness.Watch(ready.home)
    send_test(ready, "hook")
    watch.until(lambda: b"/hook/test/" in ready.db.read_bytes(), "checkpoint")
    answers.set()
    watch.until(lambda: b"over capacity" in ready.db.read_bytes(), "checkpoint")
    watch.close()


def test_a_database_that_goes_away_ends_it(ready, steady):
    daemon = steady()
    ready.db.rename(ready.home / "moved.db")
    assert daemon.wait() == 5
    assert "was moved, replaced or deleted" in daemon.log
    daemon.kill()


def test_another_schema_ends_it(ready, steady):
    daemon = steady()
    db = sqlite3.connect(ready.db)
    db.execute("PRAGMA user_version = 99")
    db.close()
    assert daemon.wait() == 5
    assert "was upgraded meanwhile; start this program again" in daemon.log
    daemon.kill()


def test_a_rep_without_a_channel_is_named(team, steady, maildir):
    team.ok("rep", "edit", "liwei", "--channels", "")
    daemon = steady()
    pace.walk(daemon, "2026-11-16 09:00")
    assert "liwei has no channel" in daemon.log
    assert maildir.messages() == []
