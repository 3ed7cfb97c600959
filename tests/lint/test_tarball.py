"""The tarball holds every file of the project."""
import os

import pytest

import tree


def missing(names, packed):
    """Files of the project that the tarball leaves out; make names what is
    packed as seen from the build folder, or by its path in the tree."""
    wanted = {name for name in names if not name.startswith((".ci/", ".git"))}
    seen = {os.path.relpath(tree.BUILD / name, tree.SOURCE) for name in packed}
    return sorted(wanted - seen - {os.path.normpath(name) for name in packed})


def test_the_tarball_is_whole():
    names = tree.listed()
    if names is None:
        pytest.skip("this is the tarball")
    left_out = missing(names, tree.make_words("$(DISTFILES)"))
    assert not left_out, "\n".join(left_out)


def test_a_file_left_out_is_told():
    assert missing(["a.c", "b.c", ".gitignore"], ["./a.c", "x.c"]) == ["b.c"]
