"""On a terminal: colour, width, questions; and none of it elsewhere."""
import json
import os
import pty
import select
import signal
import termios
import time

import harness
import pytest


class Terminal:
    """The program on a pseudo-terminal of its own."""

    def __init__(self, nudge, columns=80):
        self.nudge, self.columns = nudge, columns

    def start(self, *args, **env):
        import fcntl
        import struct
        pid, self.fd = pty.fork()
        if pid == 0:
            # A background job ignores it, and hands that on.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            fcntl.ioctl(0, termios.TIOCSWINSZ,
                        struct.pack("HHHH", 50, self.columns, 0, 0))
            environment = harness.environment(
                self.nudge.home, self.nudge.clock, NUDGE_DB=str(self.nudge.db),
                **{"TERM": "xterm", "COLUMNS": None, "NO_COLOR": None, **env})
            os.execve(self.nudge.program, ["nudge", *args], environment)
        self.pid, self.seen = pid, ""
        return self

    def read(self, until=None):
        """What it writes, up to a text, or its end."""
        end = time.monotonic() + harness.DEADLINE
        while until is None or until not in self.seen:
            ready = select.select([self.fd], [], [], end - time.monotonic())[0]
            assert ready, f"no {until!r} in {self.seen!r}"
            try:
                part = os.read(self.fd, 65536)
            except OSError:
                part = b""
            if not part:
                assert until is None, f"ended before {until!r}: {self.seen!r}"
                break
            self.seen += part.decode(errors="replace")
        return self.seen

    def type(self, line):
        os.write(self.fd, os.fsencode(line) + b"\n")

    def finish(self):
        self.read()
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal(nudge):
    return Terminal(nudge)


def test_colour_on_a_terminal_only(acme, terminal):
    assert "\x1b[" in terminal.start("today").read()
    assert terminal.finish() == 0
    assert "\x1b[" not in terminal.start("today", NO_COLOR="1").read()
    terminal.finish()
    assert "\x1b[" not in terminal.start("today", TERM="dumb").read()
    terminal.finish()
    assert "\x1b[" not in acme.ok("today", env={"NO_COLOR": None}).out


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_nothing_is_wider_than_the_terminal(acme, columns, lang):
    acme.ok("account", "add", "和信机械", "--slug", "hexin")
    acme.ok("add", "hexin", "了解新产线二期的设备需求，约见工厂负责人" * 3,
            "--due", "today 10:30", "--via", "visit")
    for args in (["today"], ["list"], ["show", "acme"], ["why", "acme/d3"],
                 ["history"], ["doctor"], ["calendar", "list"],
                 ["preview", "1-3-7-21"], ["contact", "list"]):
        for line in acme.ok(*args, lang=lang, env={"COLUMNS": str(columns)}).lines:
            width = sum(2 if ord(c) > 0x2e80 else 1 for c in line)
            assert width <= columns, f"{args}: {line}"


def test_done_asks_how_it_went(acme, terminal):
    terminal.start("done", "acme", NO_COLOR="1")
    terminal.read("How did it go [1]: ")
    assert "1 went well" in terminal.seen and "3 no answer" in terminal.seen
    terminal.type("2")
    terminal.read("What was said or agreed: ")
    terminal.type("the pump leaks")
    assert terminal.finish() == 0
    tp = acme.json("show", "acme/d3")["touchpoint"]
    assert (tp["outcome"], tp["result"]) == ("problem", "the pump leaks")


def test_done_asks_how_it_went_where_only_a_text_says(acme, terminal):
    terminal.start("done", "acme", "left a message", NO_COLOR="1")
    terminal.read("How did it go [1]: ")
    terminal.type("3")
    assert terminal.finish() == 0 and "What was said" not in terminal.seen
    tp = acme.json("show", "acme/d3")["touchpoint"]
    assert (tp["state"], tp["attempts"]) == ("open", 1)


def answer(terminal, *dialogue):
    """Waits for each question and types what stands beside it."""
    for question, typed in dialogue:
        terminal.read(question)
        terminal.read(": ")
        terminal.seen = ""
        terminal.type(typed)


@pytest.mark.parametrize("lang, account, purpose, due", [
    ("C.UTF-8", "ACCOUNT", "PURPOSE (what it is for): ", "a day, or a day and a time"),
    ("zh_CN.UTF-8", "客户", "目的", "日期，或日期加时间")])
def test_what_is_missing_is_asked_for(acme, terminal, lang, account, purpose, due):
    terminal.start("add", NO_COLOR="1", LC_ALL=lang, LANG=lang)
    answer(terminal, (account, "acme"), (purpose, "call them"), (due, "fri"))
    assert terminal.finish() == 0
    tp = acme.json("list", "acme")["touchpoints"]
    assert [t["due"] for t in tp if t["purpose"] == "call them"] == ["2026-11-20"]


@pytest.mark.parametrize("key, exit", [(b"\x04", 4), (b"\x03", -signal.SIGINT)])
def test_a_question_that_is_left_changes_nothing(acme, terminal, contents, key, exit):
    before = contents()
    terminal.start("move", "acme/d3", NO_COLOR="1").read("day and time): ")
    os.write(terminal.fd, key)
    assert terminal.finish() == exit
    assert contents() == before


def test_an_empty_answer_is_none(acme, terminal):
    terminal.start("skip", "acme/d3", NO_COLOR="1").read("REASON (why not): ")
    terminal.type("")
    assert terminal.finish() == 2
    assert "REASON is missing" in terminal.seen


@pytest.mark.parametrize("more", [["--yes"], ["--json"], ["--preview"]])
def test_scripts_are_asked_nothing(acme, terminal, more):
    terminal.start("add", "acme", *more, NO_COLOR="1")
    assert terminal.finish() == 2
    assert "PURPOSE is missing" in terminal.seen and "what it is for" not in terminal.seen
    assert "PURPOSE is missing" in acme.fails(2, "add", "acme").err


def test_end_of_input_changes_nothing(acme, terminal, contents):
    before = contents()
    terminal.start("done", "acme", NO_COLOR="1").read("How did it go [1]: ")
    os.write(terminal.fd, b"\x04")
    assert terminal.finish() == 4
    assert "nothing was changed" in terminal.seen
    assert contents() == before


def test_yes_asks_nothing(acme, terminal):
    assert terminal.start("done", "acme", "--yes", NO_COLOR="1").finish() == 0
    assert "How did it go" not in terminal.seen
    assert acme.json("show", "acme/d3")["touchpoint"]["outcome"] == "ok"


def test_init_asks_on_a_terminal(nudge, terminal):
    terminal.start("init", NO_COLOR="1", LC_ALL="zh_CN.UTF-8", LANG="zh_CN.UTF-8")
    answer(terminal, ("您的姓名", "李伟"), ("您的邮箱地址", "liwei@example.com"),
           ("您的时区 [Asia/Shanghai]", ""), ("您的工作日历（CN、", ""), ("您的语言", ""))
    assert terminal.finish() == 0
    rep = nudge.json("rep", "list")["reps"][0]
    assert (rep["name"], rep["zone"], rep["calendar"], rep["locale"]) == (
        "李伟", "Asia/Shanghai", "CN", "zh_CN")


def test_init_says_which_calendars_there_are(nudge, terminal):
    terminal.start("init", NO_COLOR="1")
    answer(terminal, ("Your name", "Li Wei"), ("Your mail", ""), ("Your time zone", ""))
    terminal.read("calendar (")
    terminal.read(" [CN]: ")
    listed = terminal.seen.split("calendar (")[1].split(")")[0]
    terminal.seen = ""
    terminal.type("China")
    # An answer that was empty is an answer: only the calendar is asked again.
    answer(terminal, ("Your working calendar", "CN"), ("Your language", ""))
    assert terminal.finish() == 0 and "Your mail" not in terminal.seen
    names = {one["name"] for one in nudge.json("calendar", "list")["calendars"]}
    assert set(listed.replace(" or ", ", ").split(", ")) == names


def test_init_asks_again_at_once_for_what_was_wrong(nudge, home, terminal):
    terminal.start("init", NO_COLOR="1")
    answer(terminal, ("Your name", "Li Wei"))
    for question, wrong, refused, right in (
            ("Your mail", "li wei@", "is not a mail address", "liwei@example.com"),
            ("Your time zone", "Asia/Shangai", "there is no time zone", "Asia/Shanghai"),
            ("calendar (", "XX", "there is no calendar", "CN"),
            ("language (", "fr", "there is no language", "")):
        answer(terminal, (question, wrong))
        assert "--" not in terminal.read(refused)
        answer(terminal, (question, right))
    assert terminal.finish() == 0
    rep = nudge.json("rep", "list")["reps"][0]
    assert (rep["name"], rep["mail"], rep["zone"], rep["calendar"]) == (
        "Li Wei", "liwei@example.com", "Asia/Shanghai", "CN")
    assert not list(home.glob("*.try*"))


def test_init_asks_for_what_an_option_says_wrong(nudge, terminal):
    terminal.start("init", "--calendar", "XX", NO_COLOR="1")
    answer(terminal, ("Your name", "Li Wei"), ("Your mail", ""), ("Your time zone", ""))
    terminal.read('there is no calendar "XX"')
    answer(terminal, ("calendar (", "CN"), ("language", ""))
    assert terminal.finish() == 0


def test_nothing_a_terminal_would_obey_gets_through(acme, terminal):
    """A foreign writer's escape sequence in the database is shown, not obeyed."""
    import sqlite3
    db = sqlite3.connect(acme.db)
    db.execute("UPDATE touchpoint SET purpose = ?, purpose_is_id = 0 WHERE id = 2",
               ("\x1b[2J\x1b]0;owned\x07\u202eevil\x9b31m",))
    db.commit()
    db.close()
    for args in (["today"], ["list"], ["show", "2"]):
        out = terminal.start(*args, NO_COLOR="1").read()
        terminal.finish()
        assert "evil" in out
        assert not set("\x1b\x07\x9b\u202e") & set(out)


def test_what_a_channel_needs_must_be_answered(ready, home):
    terminal = Terminal(ready).start("channel", "add", "work", "email")
    terminal.read("Mail server")
    terminal.type("")
    assert terminal.finish() == 2
    assert "Mail server (host name) is missing" in terminal.seen
    assert not (home / "secrets/work").exists()


def test_a_robot_is_asked_for_with_where_to_find_it(ready, home):
    terminal = Terminal(ready).start("channel", "add", "sales", "dingtalk")
    terminal.read("Bot")          # where in DingTalk
    terminal.read("URL")
    terminal.type("https://oapi.example.com/robot/send?access_token=x")
    terminal.read("Signing secret")
    terminal.type("SEC1")
    terminal.read("Keyword")
    terminal.type("")
    assert terminal.finish() == 0
    assert "SEC1" not in terminal.seen and "access_token" not in terminal.seen
    secret = json.loads((home / "secrets/sales").read_text())
    assert secret == {"url": "https://oapi.example.com/robot/send"
                             "?access_token=x", "secret": "SEC1"}


def test_ctrl_c_at_a_hidden_question_brings_the_echo_back(ready, home):
    terminal = Terminal(ready).start("channel", "add", "hook", "webhook")
    terminal.read("URL")
    assert not termios.tcgetattr(terminal.fd)[3] & termios.ECHO
    os.write(terminal.fd, b"\x03")
    terminal.read()
    assert termios.tcgetattr(terminal.fd)[3] & termios.ECHO
    assert terminal.finish() == -signal.SIGINT
    assert not (home / "secrets/hook").exists()


def test_an_answer_that_is_no_text(nudge):
    terminal = Terminal(nudge).start("init")
    terminal.read("Your name")
    terminal.type("Li \udcff Wei")
    assert terminal.finish() == 2
    assert "Your name is not valid UTF-8" in terminal.seen
    assert not nudge.db.exists()
