"""The manual pages render without a warning and hold every command and
option."""
import re
import shutil
import subprocess

import pytest

import harness

PAGES = {"nudge.1": harness.BUILD, "nudged.8": harness.SOURCE,
         "nudge-web.8": harness.SOURCE,
         "nudge.conf.5": harness.SOURCE, "nudge-channels.7": harness.SOURCE}


def page(name):
    return PAGES[name] / "doc" / name


@pytest.mark.parametrize("name", PAGES)
def test_mandoc_has_nothing_to_say(name):
    if not shutil.which("mandoc"):
        pytest.skip("mandoc is not installed")
    run = subprocess.run(["mandoc", "-Tlint", "-Wwarning", page(name)],
                         capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("name", PAGES)
def test_man_renders_without_a_warning(name):
    if not shutil.which("man"):
        pytest.skip("man is not installed")
    run = subprocess.run(["man", "--warnings", "-l", page(name)],
                         capture_output=True, text=True,
                         env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
                              "MANPAGER": "cat", "MANWIDTH": "80"})
    assert run.returncode == 0 and run.stderr == "", run.stderr
    assert "NAME" in run.stdout


def test_every_command_and_option_is_there(nudge):
    """What the program's own help names stands in the page."""
    text = page("nudge.1").read_text()
    names = re.findall(r"^  (\w+(?: [a-z]+)?)  ", nudge.ok("help").out, re.M)
    assert len(names) >= 30
    for name in names:
        assert f".It Ic {name}" in text, name
        for option in re.findall(r"^  --([\w-]+)", nudge.ok("help", *name.split()).out, re.M):
            assert f"Fl -{option}" in text, (name, option)


def test_nudged_options_are_there():
    run = subprocess.run([harness.BUILD / "daemon/nudged", "--help"],
                         capture_output=True, text=True, check=True)
    text = page("nudged.8").read_text()
    options = re.findall(r"--([\w-]+)", run.stdout)
    assert "check-config" in options
    for option in options:
        assert f"Fl -{option}" in text, option


def test_every_key_of_a_secret_is_there():
    text = page("nudge-channels.7").read_text()
    for source in (harness.SOURCE / "daemon").glob("*.[ch]"):
        for key in re.findall(r'{"(\w+)", SECRET_', source.read_text()):
            assert f".It Ic {key}\n" in text, (source.name, key)
