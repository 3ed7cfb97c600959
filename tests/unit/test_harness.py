"""The harness keeps its promises: it must be able to fail."""
import os
import subprocess
import sys
import threading

import pytest

import harness


def shell(path, text):
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return path


def test_instants_are_those_of_the_zone():
    assert harness.instant("1970-01-01 08:00") == 0
    assert harness.instant("2026-11-13 09:00", "Asia/Shanghai") == 1794531600
    assert harness.instant("1970-01-01 00:00:05", "UTC") == 5


def test_the_clock_is_replaced_whole(tmp_path):
    clock = harness.Clock(tmp_path / "clock", "UTC")
    clock.set("1970-01-02 00:00")
    clock.advance(60)
    assert clock.path.read_text() == "86460\n"
    assert os.listdir(tmp_path) == ["clock"]


def test_a_program_gets_an_empty_home_and_its_language(home, clock, tmp_path):
    program = shell(tmp_path / "p", 'echo "$HOME $LC_ALL $NUDGE_DB"; env | wc -l; exit 3')
    nudge = harness.Nudge(home, clock, program)
    result = nudge.fails(3, "x", lang="zh_CN")
    assert result.lines[0] == f"{home} zh_CN.UTF-8 {home}/nudge.db"
    assert int(result.lines[1]) < 20


def test_a_program_that_crashes_fails_the_test(home, clock, tmp_path):
    nudge = harness.Nudge(home, clock, shell(tmp_path / "p", "kill -SEGV $$"))
    with pytest.raises(AssertionError):
        nudge()


def test_a_watch_wakes_on_a_file_and_gives_up_in_time(tmp_path):
    watch = harness.Watch(tmp_path)
    writer = threading.Timer(0.05, (tmp_path / "x").write_text, ["x"])
    writer.start()
    assert watch.until(lambda: (tmp_path / "x").exists())
    writer.join()
    with pytest.raises(AssertionError, match="no elephant within"):
        watch.until(lambda: False, "elephant", deadline=0.2)
    watch.close()


def test_a_maildir_is_read_and_a_defect_fails(tmp_path):
    maildir = harness.Maildir(tmp_path / "Maildir")
    for name in ("new", "cur", "tmp"):
        (maildir.path / name).mkdir(parents=True)
    (maildir.path / "new/1").write_text("Subject: =?utf-8?b?5L2g5aW9?=\n\nhello\n")
    (message,) = maildir.wait(1)
    assert message["subject"] == "你好"
    assert maildir.text() == "hello\n"
    (maildir.path / "new/2").write_text("no header at all\n\n\nhello\n")
    with pytest.raises(AssertionError, match="Defect"):
        maildir.messages()


DAEMON = f"""exec {sys.executable} -c '
import os, signal, socket
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
s.sendto(b"READY=1\\nSTATUS=up", os.environ["NOTIFY_SOCKET"])
signal.sigwait([signal.SIGTERM])
'
"""


def test_a_daemon_is_awaited_and_stopped(home, clock, tmp_path):
    program = shell(tmp_path / "d", DAEMON)
    daemon = harness.Nudged(home, home / "db", clock, program=program).start()
    assert daemon.process.poll() is None
    daemon.stop()
    assert daemon.process is None


def test_a_daemon_that_ends_early_is_told(home, clock, tmp_path):
    program = shell(tmp_path / "d", "echo no luck >&2; exit 4")
    daemon = harness.Nudged(home, home / "db", clock, program=program)
    with pytest.raises(AssertionError, match=r"ended \(4\)[^$]*no luck"):
        daemon.start()
    daemon.kill()


TREE = """
import pytest
def test_good(): pass
def test_bad(): assert 1 == 2
def test_skipped(): pytest.skip("no luck")
"""


def test_pytest_results_become_tap(tmp_path):
    (tmp_path / "test_tree.py").write_text(TREE)
    run = subprocess.run(
        [sys.executable, harness.SOURCE / "tests/tap_pytest.py",
         tmp_path / "test_tree.py"], capture_output=True, text=True)
    told = [line for line in run.stdout.splitlines() if line[0] != "#"]
    assert told == ["ok 1 - test_good", "not ok 2 - test_bad",
                    "ok 3 - test_skipped # SKIP Skipped: no luck", "1..3"]
    assert "assert 1 == 2" in run.stderr


def test_a_pytest_file_without_tests_fails(tmp_path):
    (tmp_path / "test_none.py").write_text("")
    run = subprocess.run(
        [sys.executable, harness.SOURCE / "tests/tap_pytest.py",
         tmp_path / "test_none.py"], capture_output=True, text=True)
    assert run.stdout.startswith("not ok 1 - pytest ended with")


def test_cmocka_skips_become_tap_and_the_status_stays(tmp_path):
    program = shell(tmp_path / "t", 'echo "not ok 2 # SKIP it"; exit 7')
    run = subprocess.run([harness.SOURCE / "tests/tap_unit", program],
                         capture_output=True, text=True)
    assert run.stdout == "ok 2 # SKIP it\n"
    assert run.returncode == 7
