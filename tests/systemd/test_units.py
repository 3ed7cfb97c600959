"""The units, judged by systemd's own tools; nothing here needs a booted one."""
import os
import shutil
import subprocess

import pytest

import harness

UNITS = harness.SOURCE / "contrib/systemd"


def tool(name):
    return pytest.param(name, marks=pytest.mark.skipif(
        not shutil.which(name), reason=f"{name} is not installed"))


def run(folder, *argv):
    (folder / "run").mkdir(exist_ok=True)
    return subprocess.run(
        argv, capture_output=True, text=True, timeout=harness.DEADLINE,
        env={**os.environ, "XDG_RUNTIME_DIR": str(folder / "run")})


@pytest.fixture
def unit(tmp_path):
    """A unit as it is installed, for the programs that were built."""
    def make(name):
        path = tmp_path / name.rpartition("/")[2]
        source = UNITS / f"{name}.in"
        text = (source if source.exists() else UNITS / name).read_text()
        programs = "web" if "nudge-web" in name else "daemon"
        path.write_text(text.replace("@sbindir@", str(harness.BUILD / programs))
                        .replace("@bindir@", str(harness.BUILD / "cli")))
        return path
    return make


KINDS = [("nudged.service", "--system", 12), ("user/nudged.service", "--user", 15),
         ("nudge-backup.service", "--system", 4),
         ("user/nudge-backup.service", "--user", 12),
         ("nudge-web.service", "--system", 8), ("user/nudge-web.service", "--user", 15)]


@pytest.mark.parametrize("analyze", [tool("systemd-analyze")])
@pytest.mark.parametrize("name, manager, _", KINDS)
def test_verify_has_nothing_to_say(analyze, unit, tmp_path, name, manager, _):
    if name == "nudge-web.service":
        unit("nudge-web.socket")
    result = run(tmp_path, analyze, manager, "--man=no", "verify", unit(name))
    assert (result.stdout, result.stderr) == ("", "")
    assert result.returncode == 0


@pytest.mark.parametrize("analyze", [tool("systemd-analyze")])
@pytest.mark.parametrize("name, manager, limit", KINDS)
def test_exposure_is_low(analyze, unit, tmp_path, name, manager, limit):
    result = run(tmp_path, analyze, manager, "security", "--offline=true",
                 f"--threshold={limit}", unit(name))
    assert result.returncode == 0, result.stdout[-400:]


@pytest.mark.parametrize("analyze", [tool("systemd-analyze")])
@pytest.mark.parametrize("folder, manager", [("", "--system"), ("user/", "--user")])
def test_the_timer_of_the_backup(analyze, unit, tmp_path, folder, manager):
    unit(f"{folder}nudge-backup.service")
    timer = unit(f"{folder}nudge-backup.timer")
    result = run(tmp_path, analyze, manager, "--man=no", "verify", timer)
    assert (result.stdout, result.stderr, result.returncode) == ("", "", 0)
    when = timer.read_text().split("OnCalendar=")[1].splitlines()[0]
    assert run(tmp_path, analyze, "calendar", when).returncode == 0


@pytest.mark.parametrize("sysusers", [tool("systemd-sysusers")])
def test_the_user_and_its_group_are_made(sysusers, tmp_path):
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    result = run(tmp_path, sysusers, f"--root={root}",
                 UNITS / "sysusers/nudge.conf")
    assert result.returncode == 0, result.stderr
    passwd = (root / "etc/passwd").read_text()
    group = (root / "etc/group").read_text()
    assert {line.split(":")[0] for line in passwd.splitlines()} >= {
        "nudged", "nudge-web"} and "/nologin" in passwd
    [members] = [line.rpartition(":")[2] for line in group.splitlines()
                 if line.startswith("nudge-db:")]
    assert sorted(members.split(",")) == ["nudge-web", "nudged"]


@pytest.mark.parametrize("tmpfiles", [tool("systemd-tmpfiles")])
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give folders away")
def test_the_folders_are_made(tmpfiles, tmp_path):
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    (root / "etc/passwd").write_text("nudged:x:998:998::/:/bin/false\n")
    (root / "etc/group").write_text("nudged:x:998:\nnudge-db:x:999:\n")
    result = run(tmp_path, tmpfiles, f"--root={root}", "--create",
                 UNITS / "tmpfiles/nudge.conf")
    assert result.returncode == 0, result.stderr
    state = (root / "var/lib/nudge").stat()
    secrets = (root / "var/lib/nudge/secrets").stat()
    assert (state.st_mode & 0o7777, state.st_uid, state.st_gid) == (0o2770, 998, 999)
    assert (secrets.st_mode & 0o777, secrets.st_uid) == (0o700, 998)
