"""nudged where things are not as they should be."""
import pytest

import harness
from outbox import Outbox, send_test
from test_process import configure, run


def test_a_closed_standard_error_is_no_file_of_ours(ready, nudged):
    """DB.lock got its number, and the log was written into it."""
    program = ready.home / "closed"
    program.write_text(
        f'#!/bin/sh\nexec {harness.BUILD}/tests/bin/nudged "$@" 2>&-\n')
    program.chmod(0o700)
    nudged(program=program).stop()
    assert (ready.home / "nudge.db.lock").read_bytes() == b""


def test_the_log_shows_nothing_that_a_terminal_obeys(ready):
    configure(ready, "[nudge]\n\x1b[31mx = 1\n\x9bz = 2\n")
    result = run(ready, "--check-config")
    assert result.returncode == 0
    assert "nudge.conf:2" in result.stderr and "nudge.conf:3" in result.stderr
    assert "\x1b" not in result.stderr and "\x9b" not in result.stderr


def test_a_device_is_no_database(ready):
    device = ready.home / "device"
    device.symlink_to("/dev/null")
    result = run(ready, "--db", device)
    assert result.returncode == 5 and "is not a nudge database" in result.stderr
    assert not (ready.home / "device.lock").exists()


@pytest.mark.parametrize("name", ["", "new", "cur"])
def test_a_maildir_with_a_file_in_the_way(ready, nudged, maildir, name):
    """The reason and the place are told; once it is gone, mail comes."""
    obstacle = maildir.path / name if name else maildir.path
    obstacle.parent.mkdir(exist_ok=True)
    obstacle.write_text("in the way")
    outbox = Outbox(ready)
    nudged()
    message = send_test(ready, "maildir")
    assert outbox.wait_class(message, "broken")[3] == (
        f"{maildir.path}: part of the path is not a folder")
    assert not list(maildir.path.glob("tmp/*"))
    obstacle.unlink()
    outbox.wait_state(send_test(ready, "maildir"), "sent")
    maildir.wait(1)
