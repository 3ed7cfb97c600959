"""The folder is the layer: HACKING.md's table "The house" says what a folder
may include, and this reads it there."""
import re

import tree

LIBC = re.compile(
    r"(sys|linux|netinet|net|arpa|asm)/.*|(assert|byteswap|ctype|dirent|dlfcn|"
    r"endian|errno|execinfo|fcntl|fnmatch|getopt|glob|grp|ifaddrs|inttypes|"
    r"langinfo|libgen|limits|locale|malloc|math|mntent|netdb|poll|pthread|pwd|sched|"
    r"setjmp|signal|spawn|stdarg|stdatomic|stdbool|stddef|stdint|stdio|"
    r"stdio_ext|stdlib|string|strings|sysexits|syslog|termios|threads|time|"
    r"unistd|wchar|wctype)\.h")


def house(text):
    """{folder: (layers it may include, [(foreign pattern, only file)])}"""
    rows = re.findall(r"^\| (lib/\w+|daemon|cli|service|web|libexec) \|[^|]*\|([^|]*)\|"
                      r"([^|]*)\|$", text, re.M)
    layers = {row[0].removeprefix("lib/") for row in rows
              if row[0].startswith("lib/")}
    shared = {"service"}
    rules = {}
    for folder, may, foreign in rows:
        allowed = set(re.findall(r"\w+", may)) & layers
        if may.strip().startswith("all of lib"):
            allowed = layers - allowed
        allowed |= shared & set(re.findall(r"\w+", may))
        headers = re.findall(r"([\w*./-]+(?:\.h|/\*))(?: \(([\w. ]+)\))?", foreign)
        rules[folder] = (allowed | {folder.removeprefix("lib/")}, headers)
    return rules


def foreign_allowed(headers, header, name):
    return any(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), header)
               and (not only or name in only.split())
               for pattern, only in headers)


def problems(rules, path, text):
    folder = next((f for f in rules if path.startswith(f + "/")), None)
    if folder is None:
        return
    layers, headers = rules[folder]
    for bracket, header in re.findall(r'^\s*#\s*include\s*([<"])([^>"]+)', text, re.M):
        if bracket == '"':
            if "/" not in header:
                yield f"{path}: write \"{header}\" from the layer's root"
            elif header.split("/")[0] not in layers:
                yield f"{path}: {folder} may not include {header}"
        elif not LIBC.fullmatch(header) and not foreign_allowed(
                headers, header, path.rsplit("/", 1)[-1]):
            yield f"{path}: <{header}> does not belong here"


RULES = house((tree.SOURCE / "HACKING.md").read_text())


def test_the_table_was_understood():
    assert RULES["lib/core"] == ({"base", "core"}, [])
    assert "conf" not in RULES["lib/api"][0] and "store" in RULES["lib/api"][0]
    assert "compose" not in RULES["cli"][0] and "cli" in RULES["cli"][0]
    assert any(header == "sqlite3.h" for header, _ in RULES["lib/store"][1])


def test_no_include_breaks_a_layer():
    found = [problem for path, text in tree.sources().items()
             for problem in problems(RULES, path, text)]
    assert not found, "\n".join(found)


def test_bad_samples_are_told():
    for path, text in (
            ("lib/core/x.c", '#include "store/db.h"\n'),
            ("lib/core/x.c", "#include <jansson.h>\n"),
            ("lib/store/x.c", "#include <sqlite3.h>\n"),
            ("cli/x.c", '#include "compose/mime.h"\n'),
            ("cli/x.c", '#include "daemon/manager.h"\n'),
            ("cli/x.c", "#  include <curl/curl.h>\n"),
            ("lib/api/x.c", '#include "conf/conf.h"\n'),
            ("lib/base/x.c", '#include "str.h"\n')):
        assert len(list(problems(RULES, path, text))) == 1, (path, text)
