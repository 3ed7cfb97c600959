"""Help: every command explains itself in both languages."""
import re

import pytest

FAMILIES = ("account", "contact", "rep", "channel", "cadence", "calendar",
            "config", "feed", "note", "outbox", "topic")

# Families whose first word is a command, too.
COMMANDS_TOO = ("config", "note", "outbox")


def commands(nudge):
    """All commands, as completion knows them."""
    found = []
    for word in {line.split("\t")[0] for line in nudge.ok("complete", "").lines}:
        second = nudge.ok("complete", word, "").lines
        if word in FAMILIES:
            found += [f"{word} {line.split(chr(9))[0]}" for line in second]
        if word not in FAMILIES or word in COMMANDS_TOO:
            found.append(word)
    return found


def test_all_commands_of_the_product_are_there(nudge):
    assert {
        "init", "rep add", "rep edit", "rep list", "rep retire", "account add",
        "account edit", "account list", "account show", "contact add",
        "contact edit", "contact export", "contact forget", "contact left",
        "contact list", "note", "note list", "note edit",
        "note remove", "topic add", "topic list", "topic show", "topic edit",
        "topic remove", "sign", "start", "add", "done", "log",
        "snooze", "move", "skip", "undo", "won", "lost", "park", "today",
        "list", "show", "history", "search", "why", "preview", "cadence list",
        "cadence show", "calendar list", "feed show",
        "feed rotate", "feed remove", "channel add", "channel list",
        "channel test", "brief", "outbox", "outbox show", "outbox retry",
        "status", "doctor", "upgrade", "help"} <= set(commands(nudge))


@pytest.mark.parametrize("lang, options, examples", [
    ("en", "Options", "Examples"), ("zh_CN", "选项", "示例")])
def test_each_command_has_help_with_two_examples(nudge, lang, options, examples):
    for command in commands(nudge):
        by_option = nudge.ok(*command.split(), "--help", lang=lang)
        by_command = nudge.ok("help", *command.split(), lang=lang)
        assert by_option.out == by_command.out, command
        text = by_option.out
        assert text.startswith(f"nudge {command}")
        assert f"\n{options}\n" in text
        shown = text.split(f"\n{examples}\n")[1]
        assert len(re.findall(r"^  nudge\b", shown, re.M)) == 2, text
        if lang == "zh_CN":
            for line in shown.splitlines():
                if line.startswith("      ") and not line.startswith("        "):
                    assert re.search("[\u4e00-\u9fff]", line), line


def test_help_needs_no_database_and_no_rep(nudge):
    assert "nudge sign" in nudge.ok("sign", "--help").out
    assert not nudge.db.exists()


def test_overview_lists_commands_by_group(nudge):
    text = nudge.ok("help").out
    assert text.index("\nLook\n") < text.index("\nWork\n") < text.index("\nOperate\n")
    assert "complete" not in text and "manual" not in text
    assert "\n查看\n" in nudge.ok("help", lang="zh_CN").out


def test_help_without_a_command_is_the_overview(nudge):
    assert nudge.ok("--help").out == nudge.ok("help").out == nudge.ok("-h").out


def test_a_family_shows_its_commands(nudge):
    result = nudge.fails(2, "rep")
    assert "rep add" in result.err and "rep list" in result.err
    assert result.out == ""


def test_version(nudge):
    assert re.fullmatch(r"nudge \d+\.\d+\.\d+\n", nudge.ok("--version").out)


def test_lines_fit_the_width(nudge):
    for command in commands(nudge):
        for line in nudge.ok("help", *command.split(),
                             env={"COLUMNS": "60"}).lines:
            assert len(line) <= 60, line
