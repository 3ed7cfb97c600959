"""Runs one pytest file and tells each result as TAP on standard output; what
pytest itself prints goes to standard error."""
import os
import signal
import sys

# A file that hangs ends here, as an error of its own: after thirty waits that
# were in vain.
LIMIT = 30 * int(os.environ.get("NUDGE_TEST_DEADLINE", "30"))


class Tap:
    def __init__(self, stream):
        self.stream, self.count = stream, 0

    def say(self, ok, name, directive=""):
        self.count += 1
        name = name.replace("#", "")
        print("ok" if ok else "not ok", self.count, "-", name + directive,
              file=self.stream, flush=True)

    def pytest_runtest_logreport(self, report):
        name = report.nodeid.split("::", 1)[-1]
        if report.skipped:
            self.say(True, name, f" # SKIP {report.longrepr[2]}")
        elif report.failed:
            where = "" if report.when == "call" else f" ({report.when})"
            self.say(False, name + where)
        elif report.when == "call":
            self.say(True, name)

    def pytest_collectreport(self, report):
        if report.failed:
            self.say(False, f"{report.nodeid} (collect)")
        elif report.skipped:
            self.say(True, report.nodeid, f" # SKIP {report.longrepr[2]}")


def main(path):
    signal.alarm(LIMIT)
    try:
        import pytest
    except ImportError:
        print("1..0 # SKIP python3-pytest is not installed")
        return
    sys.dont_write_bytecode = True
    tap = Tap(os.fdopen(os.dup(1), "w"))
    os.dup2(2, 1)
    tests = os.path.dirname(os.path.abspath(__file__))
    status = pytest.main(["-p", "no:cacheprovider", "--rootdir", tests, path],
                         plugins=[tap])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        tap.say(False, f"pytest ended with {status!s}")
    print(f"1..{tap.count}", file=tap.stream)


if __name__ == "__main__":
    main(sys.argv[1])
