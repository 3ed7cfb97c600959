"""make install brings everything a user needs, below the prefix."""
import os
import subprocess

import pytest

import tree

WANTED = {
    "bin/nudge", "sbin/nudged", "libexec/nudge/nudge-ical",
    "share/man/man1/nudge.1", "share/man/man5/nudge.conf.5",
    "share/man/man7/nudge-channels.7", "share/man/man8/nudged.8",
    "lib/systemd/system/nudged.service", "lib/systemd/user/nudged.service",
    "lib/systemd/system/nudge-backup.service",
    "lib/systemd/user/nudge-backup.service",
    "lib/systemd/system/nudge-backup.timer",
    "lib/systemd/system/nudge-web.service",
    "lib/systemd/system/nudge-web.socket",
    "lib/systemd/user/nudge-web.service",
    "sbin/nudge-web",
    "share/man/man8/nudge-web.8",
    "lib/systemd/user/nudge-backup.timer",
    "lib/sysusers.d/nudge.conf", "lib/tmpfiles.d/nudge.conf",
    "share/bash-completion/completions/nudge",
    "share/zsh/site-functions/_nudge",
    "share/fish/vendor_completions.d/nudge.fish",
} | {f"share/nudge/calendars/{path.name}"
     for path in (tree.SOURCE / "data/calendars").glob("*-*.txt")
     if path.name != "mon-fri.txt"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Paths below the prefix after make install."""
    top = tmp_path_factory.mktemp("install")
    run = subprocess.run(
        ["make", "-C", tree.BUILD, "install", f"DESTDIR={top}"],
        capture_output=True, text=True,
        env={**os.environ, "MAKEFLAGS": "", "MFLAGS": ""})
    assert run.returncode == 0, run.stderr
    (prefix,) = tree.make_words("$(prefix)")
    base = top / prefix.lstrip("/")
    return top, {str(path.relative_to(base)) for path in base.rglob("*")
                 if path.is_file()}


def test_everything_is_installed(installed):
    assert WANTED <= installed[1], sorted(WANTED - installed[1])


def test_nothing_else_is_installed(installed):
    assert installed[1] <= WANTED, sorted(installed[1] - WANTED)


def test_nothing_lands_outside_the_prefix(installed):
    top, names = installed
    assert sum(path.is_file() for path in top.rglob("*")) == len(names)
