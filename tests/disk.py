"""A disk that is really full: a tmpfs in a mount namespace of this process and
its children."""
import ctypes
import os

import pytest

CLONE_NEWNS, CLONE_NEWUSER = 0x20000, 0x10000000
MS_REC, MS_PRIVATE = 0x4000, 0x40000


def enter_namespace():
    """Mounts of this process and its children concern nobody else.  Who is
    not root becomes it in a namespace of users, too."""
    libc = ctypes.CDLL(None, use_errno=True)
    uid, gid = os.getuid(), os.getgid()
    flags = CLONE_NEWNS | (CLONE_NEWUSER if uid else 0)
    if libc.unshare(flags) < 0:
        pytest.skip(f"no namespaces: {os.strerror(ctypes.get_errno())}")
    if uid:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"),
                           ("gid_map", f"{gid} {gid} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
    return libc


@pytest.fixture(scope="module")
def libc():
    return enter_namespace()


@pytest.fixture
def small(libc, tmp_path):
    """A folder on a file system of a few megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None) or \
        libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"size=4m")
    if done < 0:
        pytest.skip(f"no tmpfs: {os.strerror(ctypes.get_errno())}")
    yield folder
    libc.umount2(bytes(folder), 2)


PAGE = 4096


class Ballast:
    """Takes all the room there is, but for some pages."""

    def __init__(self, folder):
        self.path = folder / "ballast"

    def load(self, pages=0):
        with open(self.path, "ab", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(PAGE))
            except OSError:
                file.truncate(file.tell() - pages * PAGE)

    def drop(self):
        self.path.unlink()
