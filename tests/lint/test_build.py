"""What the build makes: headers that stand alone, a light CLI."""
import os
import re
import subprocess

import pytest

import tree

# The CLI starts in a few milliseconds because it loads nothing, or next to
# it; DESIGN.md "The command line" has the figures.  What each way of linking
# makes it load.
CLI_NEEDS = {
    "-l:libsqlite3.a": {"libm.so.6"},
    "-lsqlite3": {"libsqlite3.so.0"},
    "-l:libjansson.a": set(),
    "-ljansson": {"libjansson.so.4"},
}


def compile_header(argv, header):
    """The compiler's complaints about a header alone, included twice."""
    line = f'#include "{header}"\n'
    run = subprocess.run([*argv, "-fsyntax-only", "-Werror", "-x", "c", "-"],
                         input=line * 2, capture_output=True, text=True,
                         cwd=tree.BUILD)
    return run.stderr if run.returncode else ""


def is_built_alone(header):
    """Does its own file include it before anything else?  Then the build has
    compiled it by itself."""
    own = (tree.SOURCE / header).with_suffix(".c")
    first = own.exists() and re.search(
        r'^#include [<"](.*)[>"]', own.read_text(), re.M)
    return first and first[1] == str(header).removeprefix("lib/")


@pytest.fixture(scope="module")
def compiler():
    return tree.make_words(
        "$(CC) $(DEFS) $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(JANSSON_CFLAGS) "
        "$(SYSTEMD_CFLAGS) $(CURL_CFLAGS) $(CRYPTO_CFLAGS) $(INIH_CFLAGS) "
        "$(CPPFLAGS) -std=gnu17 $(WARN_CFLAGS)")


def test_headers_compile_alone(compiler):
    found = [error for name in tree.files("*.h", under=tree.PRODUCT)
             if not is_built_alone(name) and
             (error := compile_header(compiler, tree.SOURCE / name))]
    assert not found, "\n".join(found)


def test_headers_may_be_included_twice():
    found = [str(name) for name in tree.files("*.h")
             if not re.search("^#pragma once$", (tree.SOURCE / name).read_text(), re.M)]
    assert not found, f"#pragma once is missing: {found}"


def test_a_header_that_leans_on_others_is_told(compiler, tmp_path):
    (tmp_path / "bad.h").write_text("#pragma once\nsize_t bad_size(void);\n")
    assert "size_t" in compile_header(compiler, tmp_path / "bad.h")


def needed(program):
    run = subprocess.run(["readelf", "-d", program], capture_output=True,
                         text=True, check=True, env={**os.environ, "LC_ALL": "C"})
    return {line.split("[")[1].rstrip("]") for line in run.stdout.splitlines()
            if "(NEEDED)" in line}


def allowed(libraries):
    if "-static-pie" in libraries:
        return set()
    return {"libc.so.6"}.union(*(CLI_NEEDS[name] for name in libraries
                                 if name in CLI_NEEDS))


def test_the_cli_loads_what_it_must():
    if tree.make_words("x$(SAN_CFLAGS)") != ["x"]:
        pytest.skip("sanitizers bring libraries of their own")
    if not (tree.BUILD / "cli/nudge").exists():
        pytest.skip("nudge is not built")
    libraries = tree.make_words("$(CLI_LDFLAGS) $(CLI_SQLITE_LIBS) $(CLI_JANSSON_LIBS)")
    assert needed(tree.BUILD / "cli/nudge") <= allowed(libraries)


def test_a_program_with_more_is_told():
    assert not needed("/usr/bin/python3") <= allowed(["-l:libsqlite3.a"])
    assert not needed("/usr/bin/python3") <= allowed(CLI_NEEDS)
    assert not needed("/usr/bin/true") <= allowed(["-static-pie"])
