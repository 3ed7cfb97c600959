"""nudged as a service.  Run by pytest inside a booted systemd of its own, in
the order in which it stands here; see test_booted.py."""
import json
import os
import pathlib
import pwd
import signal
import subprocess
import urllib.request

import pytest

import harness

STATE = pathlib.Path("/var/lib/nudge")
DB = STATE / "nudge.db"
NUDGE = "/usr/local/bin/nudge"
CONF = STATE / ".config/nudge/nudge.conf"


def run(*argv, fails=False):
    result = subprocess.run(argv, capture_output=True, text=True,
                            timeout=harness.DEADLINE, stdin=subprocess.DEVNULL)
    assert (result.returncode != 0) == fails, (argv, result)
    return result.stdout.strip()


def journal(*args):
    """journalctl --follow; ends by itself when nothing comes."""
    return subprocess.Popen(
        ["timeout", str(harness.DEADLINE), "journalctl", "--follow", *args],
        stdout=subprocess.PIPE, text=True)


def show(name):
    return run("systemctl", "show", "--value", "-p", name, "nudged")


def configure(text):
    CONF.parent.mkdir(parents=True, exist_ok=True)
    CONF.write_text(text)


@pytest.fixture(scope="module", autouse=True)
def service():
    run("systemd-sysusers")
    run("systemd-tmpfiles", "--create", "nudge.conf")
    run("useradd", "--no-create-home", "--groups", "nudge-db", "liwei")
    run("runuser", "-u", "nudged", "--", NUDGE, "--db", DB, "init",
        "--name", "Li Wei", "--mail", "liwei@example.com", "--zone", "Etc/UTC")
    run("systemctl", "start", "nudged")


def test_it_says_what_it_waits_for():
    assert show("ActiveState") == "active"
    assert show("StatusText").startswith("next at ")


def test_it_is_confined():
    status = dict(line.split(":\t", 1) for line in pathlib.Path(
        f"/proc/{show('MainPID')}/status").read_text().splitlines() if ":\t" in line)
    assert status["Uid"].split()[0] == str(pwd.getpwnam("nudged").pw_uid)
    assert int(status["CapEff"], 16) == 0 == int(status["CapBnd"], 16)
    assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2"


def test_a_member_of_the_group_writes_and_is_told():
    for name in ("Maildir", "Maildir/new", "Maildir/cur", "Maildir/tmp"):
        run("runuser", "-u", "nudged", "--", "mkdir", STATE / name)
    run("runuser", "-u", "liwei", "--", NUDGE, "--db", DB, "brief", "--now")
    (message,) = harness.Maildir(STATE / "Maildir").wait(1)
    assert message["to"] == "Li Wei <liwei@example.com>"
    run("useradd", "--no-create-home", "stranger")
    run("runuser", "-u", "stranger", "--", NUDGE, "--db", DB, "status", fails=True)
    assert (STATE / "secrets").stat().st_mode & 0o777 == 0o700


def doctor(user):
    said = json.loads(run("runuser", "-u", user, "--", NUDGE, "--db", DB,
                          "doctor", "--json"))["findings"]
    return " | ".join(f"{f['level']} {f['text']} {f['advice']}" for f in said)


def test_doctor_tries_as_who_may():
    said = doctor("nudged")
    assert "ok systemd 2" in said and "runs this machine" in said
    assert "ok maildir: mail can be put there" in said
    assert "ok nudged is running: nudged 0." in said
    said = doctor("liwei")
    assert "warn the channels were not tried" in said
    assert "sudo -u nudged nudge doctor" in said


def test_the_journal_has_fields():
    with journal("--lines=all", "--output=json",
                 "NUDGE_CHANNEL=maildir") as follow:
        entry = json.loads(follow.stdout.readline())
        follow.terminate()
    assert entry["_SYSTEMD_UNIT"] == "nudged.service"
    assert entry["NUDGE_DELIVERY"] == "1" and entry["NUDGE_CLASS"]


def test_a_refused_file_fails_the_reload():
    pid = show("MainPID")
    configure("[nudge]\nrep = li wei\n")
    run("systemctl", "reload", "nudged", fails=True)
    assert (show("ActiveState"), show("MainPID")) == ("active", pid)
    configure("[nudge]\nrep = li-wei\n")
    run("systemctl", "reload", "nudged")
    assert (show("ActiveState"), show("MainPID")) == ("active", pid)


def test_a_hung_one_is_started_again():
    with journal("--lines=0", "--output=cat", "--unit=nudged") as follow:
        os.kill(int(show("MainPID")), signal.SIGSTOP)
        heard = ""
        for line in follow.stdout:
            heard += line
            if line.startswith("Started "):
                break
        follow.terminate()
    assert "Watchdog timeout" in heard
    assert show("NRestarts") == "1"
    assert show("ActiveState") == "active"


def ask_web(path):
    with urllib.request.urlopen(f"http://127.0.0.1:8480{path}",
                                timeout=harness.DEADLINE) as answer:
        return answer.read()


def test_nudge_web_serves_from_its_socket():
    run("systemctl", "start", "nudge-web.socket")
    assert ask_web("/healthz") == b"ok\n"  # which starts it
    path = json.loads(run("runuser", "-u", "liwei", "--", NUDGE, "--db", DB,
                          "feed", "rotate", "--json"))["path"]
    assert ask_web(path).startswith(b"BEGIN:VCALENDAR")
    run("systemctl", "is-active", "nudge-web")


def test_nudge_web_has_no_network_and_no_secrets():
    pid = run("systemctl", "show", "--value", "-p", "MainPID", "nudge-web")
    status = dict(line.split(":\t", 1) for line in pathlib.Path(
        f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)
    assert status["Uid"].split()[0] == str(pwd.getpwnam("nudge-web").pw_uid)
    assert int(status["CapEff"], 16) == 0 == int(status["CapBnd"], 16)
    assert status["Seccomp"] == "2"
    own = os.readlink(f"/proc/{pid}/ns/net")
    assert own != os.readlink(f"/proc/{show('MainPID')}/ns/net")
    run("runuser", "-u", "nudge-web", "--", "ls", STATE / "secrets", fails=True)
    assert not list(pathlib.Path(f"/proc/{pid}/root{STATE}/secrets").glob("*"))


def test_reminders_come_before_calendars():
    def nice(unit):
        pid = int(run("systemctl", "show", "--value", "-p", "MainPID", unit))
        return {os.getpriority(os.PRIO_PROCESS, int(task.name))
                for task in pathlib.Path(f"/proc/{pid}/task").iterdir()}

    assert (nice("nudged"), nice("nudge-web")) == ({-5}, {10})


def test_nudged_does_not_notice_its_death():
    before = show("MainPID"), show("NRestarts")
    run("systemctl", "kill", "--signal=KILL", "nudge-web")
    assert (show("MainPID"), show("NRestarts")) == before
    assert show("ActiveState") == "active"
    run("systemctl", "stop", "nudge-web.socket", "nudge-web.service")


def test_it_stops_well():
    run("systemctl", "stop", "nudged")
    assert (show("Result"), show("ExecMainStatus")) == ("success", "0")
