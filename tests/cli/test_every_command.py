"""Every command there is does its work in both languages, and as JSON, and
what it changed is taken back; a command without a line here fails."""
import re
import shutil
import sqlite3

import pytest

import harness
from test_help import commands

# What is typed behind each command, in the world of furnish().
ARGS = {
    "account add": ["Dahua", "--tier", "key"],
    "account edit": ["acme", "--tier", "strategic"],
    "account list": [],
    "account show": ["acme"],
    "add": ["acme", "send the price list", "--due", "+3bd"],
    "ask": ["acme/d3", "may I offer 5 percent?"],
    "backup": ["."],
    "brief": [],
    "cadence list": [],
    "cadence show": ["prospect"],
    "cal": [],
    "calendar check": ["CN", "2026"],
    "calendar import": ["works.txt", "--yes"],
    "calendar list": [],
    "calendar soft": ["CN", "2026-12-24", "2026-12-31", "fair"],
    "channel add": ["box", "maildir", "--from", "box.json"],
    "channel edit": ["maildir", "--rate", "10/1min"],
    "channel list": [],
    "channel pause": ["maildir"],
    "channel remove": ["spare"],
    "channel resume": ["spare"],
    "channel test": ["maildir"],
    "check": [],
    "close": ["tianyu", "merged"],
    "config": [],
    "config get": ["rep"],
    "config set": ["rep", "liwei"],
    "config unset": ["rep"],
    "contact add": ["acme", "Chen Gang", "--roles", "user"],
    "contact edit": ["acme/wangfang", "--main"],
    "contact export": ["acme/wangfang"],
    "contact forget": ["acme/wangfang", "--yes"],
    "contact left": ["acme/wangfang", "--on", "2026-12-31"],
    "contact list": ["acme"],
    "doctor": [],
    "done": ["acme/d3", "ok", "all is well"],
    "feed remove": [],
    "feed rotate": [],
    "feed show": [],
    "give": ["acme", "--to", "chen"],
    "help": ["done"],
    "history": [],
    "init": ["--db", "other.db", "--yes", "--name", "Li Wei",
             "--slug", "liwei"],
    "list": [],
    "log": ["acme", "ok", "met at the fair", "--via", "event"],
    "lost": ["tianyu", "price"],
    "meet": ["acme", "layout", "--at", "2026-12-04 14:00", "--place", "plant 2"],
    "merge": ["acme/d3", "acme/d7"],
    "move": ["acme/d7", "+2bd"],
    "note": ["acme", "never before ten"],
    "note edit": ["1", "not before eleven"],
    "note list": ["acme"],
    "note remove": ["1"],
    "offer": ["hexin", "--on", "2026-11-16"],
    "outbox": [],
    "outbox retry": ["1"],
    "outbox show": ["1"],
    "park": ["tianyu", "--until", "+3m"],
    "pause": ["acme", "plant closed"],
    "preview": ["1-3-7-21", "--on", "2026-09-30"],
    "reopen": ["xinda"],
    "rep add": ["Zhang Na"],
    "rep edit": ["liwei", "--brief", "07:30"],
    "rep list": [],
    "rep retire": ["dai"],
    "restore": ["kept.db", "--to", "again.db"],
    "resume": ["yuanda"],
    "search": ["owner"],
    "show": ["acme"],
    "sign": ["hexin", "--on", "2026-11-16"],
    "skip": ["acme/d7", "not needed"],
    "snooze": ["acme/d3", "15:00"],
    "start": ["tianyu", "prospect"],
    "status": [],
    "today": [],
    "topic add": ["price list 2027"],
    "topic edit": ["1", "--tier", "key"],
    "topic list": [],
    "topic remove": ["1"],
    "topic show": ["1"],
    "undo": [],
    "upgrade": [],
    "why": ["acme/d7"],
    "won": ["borun"],
}

CHINESE = re.compile("[\u4e00-\u9fff]")

# What others read by machine, whatever the language; and what is for people.
WITHOUT_WORDS = ("config get", "contact export")
WITHOUT_JSON = ("help",)

# Nobody takes it back; it is another database; undo goes one further back.
NOT_UNDONE = ("contact forget", "init", "undo")

WORKS = """calendar works
title Plant holidays
source the works council
week ooooocc
years 2026..2027
closed 2026-12-24..2026-12-31
"""


def furnish(nudge):
    """Li Wei and two colleagues, customers in every state, a note, a topic, a
    feed, a second channel that rests, a message that has failed, a backup."""
    (nudge.home / "works.txt").write_text(WORKS)
    (nudge.home / "box.json").write_text('{"path": "/nonexistent"}')
    for args in (
            ["init", "--name", "Li Wei", "--slug", "liwei", "--calendar", "CN"],
            ["sign", "acme", "--on", "2026-11-13"],
            ["contact", "add", "acme", "Wang Fang", "--slug", "wangfang"],
            ["rep", "add", "Chen", "--slug", "chen", "--manager", "liwei"],
            ["rep", "edit", "liwei", "--manager", "chen"],
            ["rep", "add", "Dai"], ["config", "set", "rep", "liwei"],
            ["account", "add", "Tianyu", "--stage", "prospect"],
            ["account", "add", "Borun", "--stage", "prospect"],
            ["start", "borun", "prospect", "--on", "today"],
            ["account", "add", "Xinda"], ["close", "xinda"],
            ["account", "add", "Hexin"],
            ["sign", "yuanda", "--on", "2026-11-16"], ["pause", "yuanda"],
            ["note", "acme", "they have a new owner"],
            ["topic", "add", "new reference", "--until", "2027-03-31"],
            ["feed", "rotate"],
            ["channel", "test", "maildir"],
            ["channel", "add", "spare", "maildir", "--from", "box.json"],
            ["channel", "pause", "spare"],
            ["account", "edit", "acme", "--tier", "ordinary"]):
        nudge.ok(*args)
    db = sqlite3.connect(nudge.db)
    with db:
        db.execute("DELETE FROM pending")
        db.execute("INSERT INTO delivery (message_id, state, attempts, uncertain,"
                   " finished_at) VALUES (1, 'dead', 3, 0, 1794800000)")
    db.close()
    nudge.ok("backup", "kept.db")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A home to be copied, and the clock that goes with it."""
    folder = tmp_path_factory.mktemp("world")
    home = folder / "home"
    home.mkdir()
    nudge = harness.Nudge(home, harness.Clock(folder / "clock"))
    nudge.clock.set("2026-11-16 10:00")
    furnish(nudge)
    return nudge


@pytest.fixture
def fresh(world, tmp_path):
    """A world of one's own, each time."""
    def fresh():
        home = tmp_path / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(world.home, home)
        return harness.Nudge(home, world.clock)
    return fresh


def test_each_command_has_a_line(nudge):
    assert set(commands(nudge)) == set(ARGS)


@pytest.mark.parametrize("command", ARGS)
def test_it_works_in_both_languages(fresh, command):
    argv = [*command.split(), *ARGS[command]]
    english = fresh().ok(*argv).out
    chinese = fresh().ok(*argv, lang="zh_CN").out
    assert english.strip()
    assert command in WITHOUT_WORDS or (
        CHINESE.search(chinese) and chinese != english)


@pytest.mark.parametrize("command", sorted(set(ARGS) - set(WITHOUT_JSON)))
def test_it_answers_in_json_and_is_undone(fresh, command):
    nudge = fresh()
    answer = nudge.json(*command.split(), *ARGS[command])
    assert answer
    change = "change" in answer and answer["change"]
    if change and command not in NOT_UNDONE:
        assert nudge.json("undo")["undid"]["id"] == change
        nudge.ok("check")
