"""File names are unique, and a file exports only what carries its name."""
import pathlib
import subprocess

import pytest

import tree

# Files that are several small modules in one, or one module in several files.
ALSO = {
    "db": ("txn_", "stmt_"),
    "methods": ("api_",),
    "queue": ("brief_", "nudge_"),  # the methods that fill the outbox
}


def twins(paths):
    """Files of one base name in different folders."""
    seen = {}
    for path in map(pathlib.PurePath, paths):
        first = seen.setdefault(path.stem, path)
        if first.parent != path.parent and path.name not in (
                "main.c", "conftest.py"):
            yield f"{first} and {path}: two files called {path.stem}"


def may_export(stem, layer):
    """The prefixes allowed to STEM.c: foo_bar.c may export foo_bar_* and, as
    one of several files behind foo.h, foo_*; lib/api/code.c also api_code_*."""
    words = stem.split("_")
    names = ["_".join(words[:n]) for n in range(1, len(words) + 1)]
    return tuple(f"{name}_" for name in names) + (
        f"{layer}_{stem}_",) + ALSO.get(stem, ())


def problems(path, symbols):
    stem = path.stem.split("-")[-1]
    allowed = may_export(stem, path.parent.name)
    for symbol in symbols:
        if not symbol.startswith(allowed) and symbol not in (stem, "main"):
            yield f"{path}: exports {symbol}"


def source_of(path):
    name = path.stem.split("-")[-1] + ".c"
    return tree.SOURCE / path.parent.relative_to(tree.BUILD) / name


def exported(objects):
    """{object: names it defines for others}"""
    run = subprocess.run(["nm", "-A", "-g", "--defined-only", "-P", *objects],
                         capture_output=True, text=True, check=True)
    found = {}
    for line in run.stdout.splitlines():
        path, symbol = line.split(": ", 1)
        name, kind = symbol.split()[:2]
        if kind not in "VvWw":
            found.setdefault(pathlib.Path(path), []).append(name)
    return found


def test_file_names_are_unique():
    found = list(twins(tree.files("*.c", "*.h", "test_*.py")))
    assert not found, "\n".join(found)


def test_objects_export_only_their_own_names():
    objects = [path for top in tree.PRODUCT
               for path in (tree.BUILD / top).rglob("*.o")
               if source_of(path).exists()]  # not left from another version
    if not objects:
        pytest.skip("nothing is built")
    found = []
    for path, symbols in exported(objects).items():
        symbols = [s for s in symbols if not s.startswith(
            ("__", "embed_"))]  # sanitizers' and base/embed.h's
        found += problems(path.relative_to(tree.BUILD), symbols)
    assert not found, "\n".join(found)


def test_bad_samples_are_told():
    assert list(twins(["lib/core/plan.c", "lib/store/plan.c"]))
    assert list(twins(["lib/core/plan.h", "lib/store/plan.c"]))
    for path, symbol in (("lib/base/lib_a-str.o", "string_add"),
                         ("lib/base/str.o", "strange"),
                         ("lib/api/code.o", "api_call")):
        assert list(problems(pathlib.Path(path), [symbol]))


def test_good_samples_pass():
    assert not list(twins(["a/main.c", "b/main.c", "a/str.c", "a/str.h"]))
    for path, symbol in (("lib/base/lib_a-str.o", "str_add"),
                         ("lib/base/clock_system.o", "clock_now_us"),
                         ("lib/api/code.o", "api_code_name"),
                         ("lib/store/db.o", "txn_begin")):
        assert not list(problems(pathlib.Path(path), [symbol]))
