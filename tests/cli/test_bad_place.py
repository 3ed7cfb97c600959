"""Where nudge is started: configuration, paths, descriptors, a full output."""
import os
import subprocess

import pytest

import harness


def conf(home):
    path = home / ".config/nudge/nudge.conf"
    path.parent.mkdir(parents=True)
    return path


def test_a_pipe_as_configuration_keeps_nobody_waiting(ready, home):
    os.mkfifo(conf(home))
    ready.ok("status")


def test_a_configuration_of_zeros_ends(ready, home):
    conf(home).symlink_to("/dev/zero")
    said = ready.fails(2, "list").err
    assert "the line is too long" in " ".join(said.split())


def test_a_folder_as_configuration(ready, home):
    conf(home).mkdir()
    assert "cannot read" in ready.fails(5, "list").err


@pytest.mark.parametrize("name", [b"\xff.db", b"a\nb.db", b"\x1b[31m.db"])
def test_a_path_that_cannot_be_shown_is_refused(nudge, home, name):
    path = os.fsdecode(os.fsencode(home) + b"/" + name)
    result = nudge.fails(2, "init", "--name", "Li Wei", env={"NUDGE_DB": path})
    assert "NUDGE_DB" in result.err
    assert os.fsencode(name) not in os.listdir(os.fsencode(home))


def start(ready, args, **more):
    return subprocess.run(
        [ready.program, *args], timeout=harness.DEADLINE, cwd=ready.home,
        env=harness.environment(
            ready.home, ready.clock, NUDGE_DB=str(ready.db)), **more)


@pytest.mark.parametrize("args", [["status"], ["rep", "list", "--json"], ["help"]])
def test_a_full_output_is_a_failure(ready, args):
    with open("/dev/full", "wb") as full:
        run = start(ready, args, stdout=full, stderr=subprocess.PIPE)
    assert run.returncode == 5
    assert b"no room left" in run.stderr


def test_after_a_change_a_full_output_says_that_it_was_made(ready):
    with open("/dev/full", "wb") as full:
        run = start(ready, ["account", "add", "Acme"], stdout=full,
                    stderr=subprocess.PIPE)
    assert run.returncode == 5
    assert b"nudge history" in run.stderr
    ready.ok("account", "show", "acme")


@pytest.mark.parametrize("closed", [[0], [1], [2], [0, 1, 2]])
def test_closed_descriptors_are_nobody_elses(nudge, closed, home):
    """What is said must not land in a file that was opened instead."""
    def close():
        for fd in closed:
            os.close(fd)
    start(nudge, ["init", "--name", "Li Wei", "--slug", "liwei"],
          preexec_fn=close)
    nudge.ok("doctor", "--json")
    assert (home / "nudge.db.lock").read_bytes() == b""
