"""Functions HACKING.md bans, and where an exception stands."""
import re

import tree

# What is looked for in the product -> the files that may hold it.
BANNED = {
    r"\b(?:v?sprintf|strcpy|stpcpy|strcat|strncpy|strncat|gets|ato[fil]|atoll|"
    r"strto(?:l|ll|ul|ull|f|d|ld|imax|umax|k|k_r)|mktime|system|popen|"
    r"alloca)\s*\(": (),
    r"\b(?:local|gm|c)time(?:_r)?\s*\(": ("tests/unit/test_zone_glibc.c",),
    r"\b(?:time|clock_gettime|gettimeofday|timespec_get)\s*\(": (
        "lib/base/clock_system.c", "lib/base/deadline.c"),
    r"\bexit\s*\(": ("cli/main.c", "daemon/main.c", "web/main.c"),
}
GOTO = r"\bgoto\b"
# lib/ never prints and never touches the state of the process.
IN_LIB = r"\b(?:v?f?printf|puts|perror|syslog|setenv|putenv|setlocale|abort)\s*\("
# A test that sleeps is slow on a good day and wrong on a bad one, and nudged
# has an event loop; only a lock of the file system knows no deadline.
SLEEP = r"\b(?:u|nano)?sleep\s*\("
MAY_SLEEP = "lib/store/lock.c"


def problems(path, text):
    rules = [GOTO]
    if not path.startswith("tests/"):
        rules += [rule for rule, but in BANNED.items() if path not in but]
    if path.startswith("lib/"):
        rules.append(IN_LIB)
    if path != MAY_SLEEP:
        rules.append(SLEEP)
    body = tree.code(text)
    if "//" in tree.code(text, line_comments=True):
        yield f"{path}: comments are /* */"
    for rule in rules:
        for match in re.finditer(rule, body):
            line = body.count("\n", 0, match.start()) + 1
            yield f"{path}:{line}: {match.group().strip()} is banned"


def test_no_banned_function_is_called():
    found = [problem for path, text in tree.sources().items()
             for problem in problems(path, text)]
    assert not found, "\n".join(found)


def test_no_python_test_sleeps():
    found = [str(name) for name in tree.files("*.py") if name.name != "test_banned.py"
             and re.search(SLEEP, (tree.SOURCE / name).read_text())]
    assert not found


def test_bad_samples_are_told():
    for path, text in (
            ("cli/x.c", "strcpy(a, b);"), ("cli/x.c", "n = strtol(a, 0, 10);"),
            ("cli/x.c", "n = strtoull (a, 0, 10);"), ("cli/x.c", "atoi(s)"),
            ("lib/core/x.c", "t = time(NULL);"), ("daemon/x.c", "exit(1);"),
            ("daemon/x.c", "timespec_get(&t, TIME_UTC);"),
            ("daemon/x.c", "if (r)\n\tgoto out;"), ("lib/base/x.c", "// no"),
            ("lib/base/x.c", 'fprintf(f, "x");'), ("tests/unit/x.c", "sleep(1);")):
        assert list(problems(path, text)), (path, text)


def test_good_samples_pass():
    for path, text in (
            ("cli/x.c", '/* time(NULL), goto */ puts("exit(1)");'),
            ("cli/main.c", "exit(1);"), ("cli/x.c", "_exit(1); civil_time(x);"),
            ("cli/x.c", 'f("http://x");'), ("lib/base/clock_system.c", "time(0);"),
            ("lib/base/x.c", "snprintf(a, n, f); vsnprintf(a, n, f, v);")):
        assert not list(problems(path, text)), (path, text)
