"""What tests of the real programs are made of.

Nothing here sleeps: every wait is for an event (a child's exit, a datagram,
inotify) and has a deadline, after which the test fails and shows what it
knows.  Tests use the fixtures of conftest.py, which are built from this.
"""
import ctypes
import datetime
import email
import email.policy
import json
import os
import pathlib
import select
import shlex
import signal
import socket
import subprocess
import threading
import time
import zoneinfo

SOURCE = pathlib.Path(os.environ.get(
    "NUDGE_SRCDIR", pathlib.Path(__file__).resolve().parent.parent))
BUILD = pathlib.Path(os.environ.get("NUDGE_BUILDDIR", SOURCE / "_build"))

# Seconds until a wait gives up: far more than any healthy run needs, so that
# a loaded machine does not fail a test.
DEADLINE = float(os.environ.get("NUDGE_TEST_DEADLINE", "30"))

# Put before every program under test, e.g. "valgrind -q --error-exitcode=99".
WRAPPER = shlex.split(os.environ.get("NUDGE_TEST_WRAPPER", ""))


def instant(text, zone="Asia/Shanghai"):
    """Seconds UTC of "2026-11-13 08:00[:05]" as the wall in zone shows it."""
    wall = datetime.datetime.fromisoformat(text)
    if wall.tzinfo is None:
        wall = wall.replace(tzinfo=zoneinfo.ZoneInfo(zone))
    return int(wall.timestamp())


class Clock:
    """The stepped clock that programs in tests/bin read (NUDGE_TEST_CLOCK)."""

    def __init__(self, path, zone="Asia/Shanghai"):
        self.path = pathlib.Path(path)
        self.zone = zone
        self.now = 0

    def set(self, text, zone=None):
        self.write(instant(text, zone or self.zone))

    def advance(self, seconds):
        self.write(self.now + seconds)

    def write(self, seconds):
        """Replaces the file, so that a reader never sees half of it."""
        self.now = seconds
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"{seconds}\n")
        fresh.rename(self.path)


class Result:
    """What one run of a program left behind."""

    def __init__(self, argv, exit, out, err):
        self.argv, self.exit, self.out, self.err = argv, exit, out, err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return self.out.splitlines()

    def __repr__(self):
        return (f"$ {shlex.join(map(str, self.argv))}\n{self.out}"
                f"{self.err}[exit {self.exit}]")


def environment(home, clock, lang="en", **more):
    """A stranger's: an empty home, nothing of the tester's but PATH and the
    switches of sanitizers."""
    env = {name: value for name, value in os.environ.items()
           if name == "PATH" or name.endswith("SAN_OPTIONS")}
    locale = {"en": "C.UTF-8", "zh_CN": "zh_CN.UTF-8"}[lang]
    env.update(HOME=str(home), LC_ALL=locale, LANG=locale, TZ="Asia/Shanghai",
               NUDGE_TEST_CLOCK=str(clock.path), NO_COLOR="1", COLUMNS="100")
    env.update(more)
    return {name: value for name, value in env.items() if value is not None}


class Nudge:
    """The command line program in a home of its own."""

    def __init__(self, home, clock, program=None):
        self.home = pathlib.Path(home)
        self.clock = clock
        self.program = pathlib.Path(program or BUILD / "tests/bin/nudge")
        self.db = self.home / "nudge.db"
        self.lang = "en"
        self.env = {}

    def __call__(self, *args, stdin="", lang=None, env=None):
        argv = [*WRAPPER, self.program, *map(str, args)]
        extra = {"NUDGE_DB": str(self.db), **self.env, **(env or {})}
        run = subprocess.run(
            argv, input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True, timeout=DEADLINE, cwd=self.home,
            env=environment(self.home, self.clock, lang or self.lang, **extra))
        result = Result(["nudge", *args], run.returncode,
                        run.stdout.decode(), run.stderr.decode())
        assert run.returncode >= 0, result       # died by a signal
        assert "Sanitizer" not in result.err, result
        return result

    def ok(self, *args, **more):
        result = self(*args, **more)
        assert result.exit == 0, result
        return result

    def json(self, *args, **more):
        """The method's result, by --json."""
        result = self.ok(*args, "--json", **more)
        return result.json

    def fails(self, code, *args, **more):
        result = self(*args, **more)
        assert result.exit == code, result
        assert result.err or result.out, result
        return result


class Watch:
    """Waits for something to become true in files: inotify, not polling."""

    # Modified, moved, made, deleted.  Not closed: SQLite closes files that it
    # has only read, and a test that looks there would wake itself.
    MASK = 0x2 | 0x40 | 0x80 | 0x100 | 0x200
    libc = ctypes.CDLL(None, use_errno=True)

    def __init__(self, *folders):
        self.fd = self.libc.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        assert self.fd >= 0
        for folder in folders:
            got = self.libc.inotify_add_watch(
                self.fd, os.fsencode(folder), self.MASK)
            assert got >= 0, f"cannot watch {folder}"

    def until(self, test, what="it", deadline=DEADLINE):
        """Returns the first true value of test()."""
        end = time.monotonic() + deadline
        while not (value := test()):
            left = end - time.monotonic()
            assert left > 0, f"no {what} within {deadline:.0f} s"
            if select.select([self.fd], [], [], left)[0]:
                os.read(self.fd, 65536)
        return value

    def close(self):
        os.close(self.fd)


class Maildir:
    """A Maildir as a mail reader sees it."""

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def messages(self):
        """Parsed, oldest first; a message with a defect fails the test."""
        found = []
        for name in sorted((*self.path.glob("new/*"), *self.path.glob("cur/*")),
                           key=lambda path: (path.stat().st_mtime_ns, path.name)):
            message = email.message_from_bytes(
                name.read_bytes(), policy=email.policy.default)
            for part in message.walk():
                assert not part.defects, (name, part.defects)
            found.append(message)
        return found

    def text(self, index=-1):
        return self.messages()[index].get_body(("plain",)).get_content()

    def wait(self, count, deadline=DEADLINE):
        """Until count messages are there; then they are returned."""
        for name in ("", "new", "cur", "tmp"):
            (self.path / name).mkdir(parents=True, exist_ok=True)
        watch = Watch(self.path / "new", self.path / "cur")
        try:
            return watch.until(
                lambda: len(self.messages()) >= count and self.messages(),
                f"message {count} in {self.path}", deadline)
        finally:
            watch.close()


class Nudged:
    """The daemon: started, watched through its notify socket, stopped."""

    def __init__(self, home, db, clock, args=(), env=None, program=None):
        self.home = pathlib.Path(home)
        self.db = pathlib.Path(db)
        self.clock = clock
        self.args = list(args)
        self.env = env or {}
        self.program = pathlib.Path(program or BUILD / "tests/bin/nudged")
        self.process = None
        self.log_path = self.home / "nudged.log"
        self.socket_path = self.home / "notify"

    def start(self, ready=True):
        self.socket_path.unlink(missing_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.socket_path))
        self.notes = []    # datagrams of sd_notify not asked for yet, as dicts
        self.news = threading.Condition()
        self.has_ended = False
        env = environment(self.home, self.clock, NUDGE_DB=str(self.db),
                          NOTIFY_SOCKET=str(self.socket_path), **self.env)
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [*WRAPPER, self.program, "--db", self.db, *self.args],
                env=env, cwd=self.home, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log)
        self.reader = threading.Thread(
            target=self._read, args=(os.pidfd_open(self.pid),))
        self.reader.start()
        if ready:
            self.wait_note("READY", "1")
        return self

    @property
    def log(self):
        return self.log_path.read_text(errors="replace")

    @property
    def pid(self):
        return self.process.pid

    def _read(self, pidfd):
        """A thread, until nudged ends: a socket that nobody reads would make
        it wait."""
        while not self.has_ended:
            heard = select.select([self.socket, pidfd], [], [])[0]
            with self.news:
                if self.socket in heard:
                    lines = self.socket.recv(65536).decode().splitlines()
                    self.notes.append(dict(line.split("=", 1) for line in lines))
                else:
                    self.has_ended = True
                self.news.notify_all()
        os.close(pidfd)

    def wait_note(self, name, value=None, deadline=DEADLINE):
        """Until nudged has notified name=value (now or earlier); consumes it
        and all before it."""
        def find():
            while self.notes:
                note = self.notes.pop(0)
                if name in note and value in (None, note[name]):
                    return note
            return self.has_ended

        with self.news:
            note = self.news.wait_for(find, deadline)
        what = f"{name}={value}"
        assert note, f"no {what} in {deadline:.0f} s\n{self.log}"
        assert note is not True, (
            f"nudged ended ({self.process.wait()}) before {what}\n{self.log}")
        return note

    def signal(self, number):
        self.process.send_signal(number)

    def reload(self):
        self.signal(signal.SIGHUP)
        self.wait_note("READY", "1")

    def wait(self, deadline=DEADLINE):
        """Its exit status, once it has ended."""
        try:
            return self.process.wait(deadline)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"nudged is still there\n{self.log}") from None

    def stop(self, expect=0):
        if self.process is None:
            return
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        try:
            status = self.wait()
        finally:
            self.kill()
        assert status == expect, f"nudged ended with {status}\n{self.log}"
        assert "Sanitizer" not in self.log, self.log

    def kill(self):
        """SIGKILL, as a crash; it may be started again."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.reader.join()
        self.process = None
        self.socket.close()
