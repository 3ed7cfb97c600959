"""Form: clang-format, shellcheck, clean text, nothing of the maker's desk."""
import re
import shutil
import subprocess

import pytest

import tree

# clang-format's results differ between releases; Debian 12's decides.
CLANG_FORMAT = "14"

DESK = re.compile(r"(?<![\w.])/(?:work|root)/|\b(?:FIXME|TODO)\b")


def unformatted(clang_format, paths):
    """The files that do not keep .clang-format; one process for all, since
    most of its time goes into its start."""
    run = subprocess.run(
        [clang_format, f"--style=file:{tree.SOURCE / '.clang-format'}",
         "--dry-run", *paths], capture_output=True, text=True, check=True,
        cwd=tree.SOURCE)
    return sorted({line.split(":")[0] for line in run.stderr.splitlines()
                   if "[-Wclang-format-violations]" in line})


@pytest.fixture(scope="module")
def clang_format():
    for name in (f"clang-format-{CLANG_FORMAT}", "clang-format"):
        if shutil.which(name):
            run = subprocess.run([name, "--version"], capture_output=True, text=True)
            if f"version {CLANG_FORMAT}." in run.stdout:
                return name
    pytest.skip(f"clang-format {CLANG_FORMAT} is not installed")


def test_c_is_formatted(clang_format):
    found = unformatted(clang_format, tree.files("*.c", "*.h"))
    assert not found, "clang-format -i " + " ".join(found)


def test_bad_formatting_is_told(clang_format, tmp_path):
    good, bad = tmp_path / "good.c", tmp_path / "bad.c"
    good.write_text("int main(void)\n{\n\treturn 0;\n}\n")
    bad.write_text("int  main( void ) { return 0; }\n")
    assert unformatted(clang_format, [good, bad]) == [str(bad)]


def scripts():
    return [name for name in tree.files("*", under=("tests", "contrib", ".ci"))
            if re.match(rb"#!/bin/(?:ba)?sh|#!/usr/bin/env bash",
                        (tree.SOURCE / name).read_bytes()[:40])
            or name.suffix == ".sh"]


def shellcheck(*args, **more):
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed")
    return subprocess.run(["shellcheck", *args], capture_output=True, text=True,
                          cwd=tree.SOURCE, **more)


def test_shell_scripts_pass_shellcheck():
    assert scripts()
    run = shellcheck("-x", *scripts())
    assert run.returncode == 0, run.stdout


def test_a_bad_script_is_told():
    assert shellcheck("-s", "sh", "-", input="rm -r $1\n").returncode == 1


def problems(path, data):
    try:
        text = data.decode()
    except UnicodeDecodeError:
        yield f"{path}: not UTF-8"
        return
    if text and not text.endswith("\n"):
        yield f"{path}: does not end with a line feed"
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip():
            yield f"{path}:{number}: white space at the end"
        if (match := DESK.search(line)) and not path.endswith("test_style.py"):
            yield f"{path}:{number}: {match.group()} does not belong here"


def test_text_is_clean():
    names = tree.listed()
    if names is None:
        names = map(str, tree.files("*"))
    found = [problem for name in names
             if not name.startswith(("tests/data/", "tests/fuzz/data/"))
             for problem in problems(name, (tree.SOURCE / name).read_bytes())]
    assert not found, "\n".join(found)


def test_unclean_text_is_told():
    for data in (b"\xff\n", b"x", b"x \n", b"x\r\n", b"see /work/x\n", b"/* FIXME */\n"):
        assert list(problems("x.c", data)), data
    assert not list(problems("x.c", "/* 你好 */\n".encode()))
