"""What the lints read: the files of the source tree and what is in them.

Each lint is a pytest file with a function that lists problems, a test that
there are none, and tests that bad samples are told.
"""
import os
import re
import subprocess

import harness

SOURCE, BUILD = harness.SOURCE, harness.BUILD
PRODUCT = ("lib", "service", "daemon", "cli", "web", "libexec")


def files(*patterns, under=(*PRODUCT, "tests")):
    """Paths relative to the source tree, sorted; build folders are left out."""
    found = []
    for top in under:
        for path in (SOURCE / top).rglob("*") if top else SOURCE.rglob("*"):
            name = path.relative_to(SOURCE)
            if path.is_file() and not any(
                    part.startswith(("_build", ".git", "__pycache__"))
                    for part in name.parts) and any(
                    path.match(pattern) for pattern in patterns):
                found.append(name)
    return sorted(found)


def sources():
    """{path: text} of all C files, tests included."""
    return {str(name): (SOURCE / name).read_text()
            for name in files("*.c", "*.h")}


def listed():
    """What belongs to the project, as git knows it; None in an unpacked
    tarball."""
    git = subprocess.run(["git", "-C", SOURCE, "ls-files", "-z"],
                         capture_output=True)
    if git.returncode == 0 and git.stdout and (SOURCE / ".git").exists():
        names = git.stdout.decode().split("\0")
        return sorted(name for name in names
                      if name and (SOURCE / name).is_file())
    return None


TOKEN = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""", re.S)


def code(text, line_comments=False):
    """C without comments and what stands in quotes; lines stay where they
    are.  line_comments: those that begin with two slashes stay, too."""
    def blank(match):
        token = match.group()
        if token[0] in "\"'":
            return token[0] * 2
        if token.startswith("//") and line_comments:
            return token
        return "\n" * token.count("\n") or " "
    return TOKEN.sub(blank, text)


def functions(text):
    """(line, head, body lines) of every function defined in C text."""
    lines = code(text).split("\n")
    for end_of_head, line in enumerate(lines):
        if line != "{":
            continue
        start = end_of_head
        while start and lines[start - 1].strip() and not re.search(
                r"[;}]$|^#", lines[start - 1]):
            start -= 1
        head = " ".join(lines[start:end_of_head])
        if not re.search(r"\w\s*\(", head) or head.startswith(("struct", "enum")) and "=" in head:
            continue
        end = lines.index("}", end_of_head)
        yield start + 1, head, end - end_of_head - 1


def make_words(expression):
    """The words a make expression gives in the build tree."""
    script = f"print-words:\n\t@printf '%s\\n' words: {expression}\n"
    run = subprocess.run(
        ["make", "-s", "--no-print-directory", "-C", BUILD, "-f", "Makefile",
         "-f", "-", "print-words"], input=script, capture_output=True,
        text=True, env={**os.environ, "MAKEFLAGS": "", "MFLAGS": ""})
    assert run.returncode == 0, run.stderr
    # Before the words stands what make says when it renews the Makefile.
    said = run.stdout.splitlines()
    return said[said.index("words:") + 1:]
