"""A day in the life of a rep, a manager and an administrator, in a terminal.

tests/data/day/LANG.story is what they type: "$ " a command (a comment for the
reader is one, too), "> " the answer to a question, "@ " the clock.  It is
typed into a shell in tmux; all that the screen then shows is compared with
tests/data/day/LANG-COLUMNS.txt.  Run by itself, this file writes those anew:
test_day.py --write
"""
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import unicodedata

if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
else:
    import pytest
import harness

DATA = harness.SOURCE / "tests/data/day"
DAYS = [(lang, columns) for lang in ("en", "zh_CN") for columns in (60, 80, 200)]

# What a shell writes behind its prompt, a title nobody sees: the command has
# ended, and keys that are typed now come behind the prompt.
READY = "\033]2;ready\033\\"


class Screen:
    """A shell in a tmux server of its own, and all that it ever showed."""

    def __init__(self, home, clock, lang, columns):
        self.home = home
        self.log = home / "tmux/log"
        self.log.parent.mkdir()
        self.log.touch()
        self.env = harness.environment(
            home, clock, LC_ALL=None, LANG=lang + ".UTF-8", LC_CTYPE="C.UTF-8",
            NO_COLOR=None, COLUMNS=None, SHELL="/bin/sh", PS1="$ " + READY)
        self.env["PATH"] = f"{harness.BUILD / 'tests/bin'}:{self.env['PATH']}"
        self.watch = harness.Watch(self.log.parent)
        self.seen = 0
        # The shell takes cat's place once its output is on record.
        self.server = os.pidfd_open(int(self.tmux(
            "-f", "/dev/null", "set", "-g", "history-limit", 20000, ";",
            "new-session", "-d", "-x", columns, "-y", 50, "-c", home, "cat", ";",
            "pipe-pane", f"cat >{self.log}", ";",
            "respawn-pane", "-k", "sh -i", ";",
            "display-message", "-p", "#{pid}")))
        self.until(READY)

    def tmux(self, *args):
        return subprocess.run(
            ["tmux", "-u", "-S", self.home / "tmux/socket", *map(str, args)],
            env=self.env, check=True, capture_output=True, text=True,
            timeout=harness.DEADLINE).stdout

    def until(self, text):
        """Until the pane has been sent text, behind what was waited for."""
        wanted = text.encode()

        def find():
            return self.log.read_bytes().find(wanted, self.seen) + 1
        try:
            self.seen = self.watch.until(find, text) - 1 + len(wanted)
        except AssertionError as fault:
            raise AssertionError(f"{fault}\n{self.text()}") from None

    def type(self, line, until=READY):
        self.tmux("send-keys", "-l", "--", line + "\n")
        self.until(until)

    def text(self, *how):
        """All that was shown, without the prompt that waits."""
        text = self.tmux("capture-pane", "-p", "-S", "-", *how)
        return text.rstrip().removesuffix("$").rstrip() + "\n"

    def close(self):
        self.watch.close()
        signal.pidfd_send_signal(self.server, signal.SIGTERM)
        ended = select.select([self.server], [], [], harness.DEADLINE)[0]
        os.close(self.server)
        assert ended, "tmux is still there"


# What doctor finds on this very machine: its clock, disk, libraries.
MACHINE = re.compile(r"^(good|look|bad|正常|注意|异常)  [^\n]*"
                     r"(NTP|SQLite|MB|time zone data|时区数据|systemd|"
                     r"libcurl|libmicrohttpd|libical)[^\n]*\n"
                     r"( {6}[^\n]*\n)*", re.M)
VERSION = re.compile(r"^((nudge|SQLite) +)\d+\.[\w.]+$", re.M)


def same_anywhere(text, home):
    """The one place where what differs from machine to machine and from run
    to run is made the same; a path keeps its width."""
    text = text.replace(str(home), "/home/liwei-at-day")
    return MACHINE.sub("", VERSION.sub(r"\1VERSION", text))


def story(lang):
    """(clock, command, [(question, answer)...]) in their order."""
    clock = None
    found = []
    for line in (DATA / f"{lang}.story").read_text().splitlines():
        kind, rest = line[:2], line[2:]
        if kind == "@ ":
            clock = rest
        elif kind == "$ ":
            found.append((clock, rest, []))
        elif kind == "> ":
            found[-1][2].append(rest)
        else:
            assert not line, line
    return found


def live(lang, columns):
    """What the screen shows of the whole day: as it is, and with the lines
    joined that the terminal had to break."""
    # Its length is the same in every run, so that lines end where they did.
    home = pathlib.Path(tempfile.mkdtemp(prefix="liwei-", dir="/tmp"))
    clock = harness.Clock(home / "clock")
    clock.set("2026-11-13 17:00")
    screen = Screen(home, clock, lang, columns)
    try:
        for when, command, answers in story(lang):
            clock.set(when)
            # A question ends with ": ", but for the one behind the last.
            ends = [": "] * len(answers) + [READY]
            for line, end in zip([command, *answers], ends):
                screen.type(line, end)
        return [same_anywhere(text, home)
                for text in (screen.text(), screen.text("-J"))]
    finally:
        screen.close()
        shutil.rmtree(home)


def width(line):
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line)


if __name__ == "__main__":
    for lang, columns in DAYS if sys.argv[1:] == ["--write"] else ():
        (DATA / f"{lang}-{columns}.txt").write_text(live(lang, columns)[0])
else:
    @pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
    @pytest.mark.parametrize("lang, columns", DAYS)
    def test_day(lang, columns):
        shown, joined = live(lang, columns)
        golden = (DATA / f"{lang}-{columns}.txt").read_text()
        assert shown.splitlines() == golden.splitlines()
        for line in joined.splitlines():
            # What people type may be as long as they like.
            if not line.startswith("$ "):
                assert width(line.rstrip()) <= columns, line
