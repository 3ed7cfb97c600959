"""README.md shows what the programs really print.

Every block of kind "console" is run, in order, in one home; a line that
begins with "$ " is a command, what follows is its output.  A comment
<!-- clock: 2026-11-16 08:00 --> before a block sets the clock.  Run by itself
(python3 tests/cli/test_readme.py), this file puts the real output into
README.md.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness

BLOCK = re.compile(r"(?:<!-- clock: (?P<clock>[\d :-]+) -->\n)?"
                   r"```console\n(?P<body>.*?)```\n", re.S)
HOME = "/home/liwei"


def run(line, home, clock):
    """What a command prints, both streams, as a terminal would show it."""
    env = harness.environment(home, clock, COLUMNS="88")
    env["PATH"] = f"{harness.BUILD / 'tests/bin'}:{env['PATH']}"
    done = subprocess.run(["sh", "-c", line], env=env, cwd=home, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, timeout=harness.DEADLINE)
    return done.stdout.replace(str(home), HOME)


def real(text, home, clock):
    """The text with the real output behind every command."""
    def block(match):
        if match["clock"]:
            clock.set(match["clock"])
        shown = "".join(
            f"{line}\n{run(line[2:], home, clock)}"
            for line in match["body"].splitlines() if line.startswith("$ "))
        return match.group().replace(match["body"], shown)
    return BLOCK.sub(block, text)


def test_readme_is_true(clock):
    text = (harness.SOURCE / "README.md").read_text()
    assert len(BLOCK.findall(text)) >= 5
    # A short home: a long path would end its line elsewhere.
    with tempfile.TemporaryDirectory(prefix="liwei-", dir="/tmp") as home:
        shown = real(text, home, clock)
    assert shown.splitlines() == text.splitlines()


if __name__ == "__main__":
    readme = harness.SOURCE / "README.md"
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        place = pathlib.Path(folder, "home")
        os.mkdir(place)
        stepped = harness.Clock(pathlib.Path(folder, "clock"))
        stepped.set("2026-11-13 17:00")
        readme.write_text(real(readme.read_text(), place, stepped))
