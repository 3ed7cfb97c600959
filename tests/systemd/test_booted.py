"""nudged under a real systemd, booted in namespaces (boot), where possible."""
import os
import shutil
import signal
import subprocess

import pytest

import harness

HERE = harness.SOURCE / "tests/systemd"
UNITS = harness.SOURCE / "contrib/systemd"
BOOT_DEADLINE = 4 * harness.DEADLINE

TEST_UNIT = """
[Unit]
Requires=basic.target dbus.socket
After=basic.target
SuccessAction=exit-force
FailureAction=exit-force
[Service]
Type=oneshot
StandardOutput=file:/srv/report
StandardError=inherit
WorkingDirectory=/srv
Environment=PYTHONDONTWRITEBYTECODE=1
ExecStart=/usr/bin/python3 -m pytest -q -p no:cacheprovider --tb=short inside.py
"""


def install(upper):
    """What "make install" brings, in the places of prefix /usr/local."""
    for source, target in (
            (harness.BUILD / "daemon/nudged", "usr/local/sbin/nudged"),
            (harness.BUILD / "cli/nudge", "usr/local/bin/nudge"),
            (harness.BUILD / "web/nudge-web", "usr/local/sbin/nudge-web"),
            (UNITS / "nudge-web.socket",
             "etc/systemd/system/nudge-web.socket"),
            (UNITS / "sysusers/nudge.conf", "usr/lib/sysusers.d/nudge.conf"),
            (UNITS / "tmpfiles/nudge.conf", "usr/lib/tmpfiles.d/nudge.conf"),
            (HERE / "inside.py", "srv/inside.py"),
            (harness.SOURCE / "tests/harness.py", "srv/harness.py")):
        (upper / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, upper / target)
    units = upper / "etc/systemd/system"
    (units / "nudged.service.d").mkdir(parents=True)
    (units / "nudged.service").write_text(
        (UNITS / "nudged.service.in").read_text().replace(
            "@sbindir@", "/usr/local/sbin"))
    (units / "nudge-web.service").write_text(
        (UNITS / "nudge-web.service.in").read_text().replace(
            "@sbindir@", "/usr/local/sbin"))
    (units / "nudged.service.d/test.conf").write_text("[Service]\nWatchdogSec=2s\n")
    (units / "test.service").write_text(TEST_UNIT)
    # Without one it would count as a first boot, which enables units.
    (upper / "etc/machine-id").write_text("0123456789abcdef" * 2 + "\n")


def boot(folder):
    process = subprocess.Popen(
        [HERE / "boot", folder, "test.service"], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True)
    try:
        return process.communicate(timeout=BOOT_DEADLINE)[0], process.returncode
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_nudged_as_a_service(tmp_path):
    version = subprocess.run([harness.BUILD / "daemon/nudged", "--version"],
                             capture_output=True, text=True, check=True).stdout
    if "sanitizers: none" not in version:
        pytest.skip("a sanitizer does not live in the unit's sandbox")
    upper = tmp_path / "upper"
    install(upper)
    said, status = boot(tmp_path)
    if status == 77:
        pytest.skip(said.strip())
    report = upper / "srv/report"
    text = report.read_text() if report.exists() else "no report"
    assert status == 0, f"{said}\n{text}"
