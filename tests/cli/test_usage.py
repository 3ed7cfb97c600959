"""Wrong usage: a plain sentence, the right exit status, what was meant."""
import json
import re

import harness
import pytest


@pytest.mark.parametrize("args, message, hint", [
    (["dine", "42"], 'there is no command "dine"', "did you mean nudge done?"),
    (["rep", "ad"], 'there is no command "rep ad"', "did you mean nudge rep add?"),
    (["prospect", "tianyu"], 'there is no command "prospect"',
     "did you mean nudge start ACCOUNT prospect?"),
    (["week"], 'there is no command "week"', "did you mean nudge list --due-by +1w?"),
    (["next"], 'there is no command "next"', "did you mean nudge list?"),
    (["xyzzy"], 'there is no command "xyzzy"', "nudge help lists all commands"),
    (["done", "42", "--wiht", "x"], "nudge done has no option --wiht",
     "did you mean --with?"),
    (["done", "42", "--wit", "x"], "nudge done has no option --wit",
     "did you mean --with?"),
    (["done", "42", "--at", "fri"], "nudge done has no option --at",
     "see nudge done --help"),
    (["meet", "edit", "51", "--at", "fri"], "nudge meet edit has no option --at",
     "its day and time: nudge move ID WHEN"),
    (["list", "--zzz"], "nudge list has no option --zzz", "see nudge list --help"),
    (["list", "--preview"], "nudge list has no option --preview", ""),
    (["done"], "ID is missing", "such as nudge done 42 ok"),
    (["start", "acme"], "CADENCE is missing", "such as nudge start tianyu prospect"),
    (["give", "acme", "na"], '"na" is one word too many', "--to "),
    (["sign", "acme", "--on"], "--on needs a value: DATE", ""),
    (["sign", "acme", "--renewal=yes"], "--renewal takes no value", ""),
    (["sign", "acme", "--on", "fri", "--on", "mon"], "--on is given twice", ""),
    (["sign", "acme", "now"], '"now" is one word too many for nudge sign', ""),
    (["done", "42", "--due", "fri"], "--due belongs behind --next", ""),
    (["done", "42", "-x"], "-x is no option", ""),
])
def test_mistakes_are_named(ready, args, message, hint):
    result = ready.fails(2, *args)
    assert message in result.err.replace("\n       ", " ")
    assert hint in result.err
    assert result.out == ""


def test_each_habit_leads_to_a_command_there_is(nudge):
    words = re.findall(r'^\t\{"(\w+)"', (harness.SOURCE / "cli/habit.c").read_text(),
                       re.MULTILINE)
    assert len(words) > 20 and words == sorted(set(words))
    for word in words:
        meant = nudge.fails(2, word).err.split("did you mean nudge ")[1].split()
        command = [one.rstrip("?") for one in meant if one.rstrip("?").islower()][:2]
        names = [" ".join(command), command[0]]
        assert any(nudge("help", *name.split()).exit == 0 for name in names), word


def test_mistakes_in_chinese(ready):
    result = ready.fails(2, "dine", "42", lang="zh_CN")
    assert "没有“dine”这个命令" in result.err
    assert "是不是 nudge done？" in result.err
    assert "是不是 nudge start 客户 prospect？" in ready.fails(
        2, "prospect", lang="zh_CN").err
    refused = ready.fails(2, "skip", "43", lang="zh_CN").err
    assert "缺少“原因”" in refused and "nudge skip 43 启动会上已谈过" in refused
    assert "--on 需要一个值：日期" in ready.fails(
        2, "sign", "acme", "--on", lang="zh_CN").err


def test_what_another_command_does_is_named(ready):
    assert "nudge move 编号 时间" in ready.fails(
        2, "meet", "edit", "51", "--at", "fri", lang="zh_CN").err


def test_lang_option_beats_the_environment(ready):
    assert "没有“dine”" in ready.fails(2, "--lang", "zh_CN", "dine").err
    assert "there is no" in ready.fails(2, "dine", "--lang=en", lang="zh_CN").err


def test_an_unknown_language_is_refused(ready):
    assert 'there is no language "de"' in ready.fails(2, "today", "--lang", "de").err
    assert "没有语言" in ready.fails(2, "today", "--lang", "de", lang="zh_CN").err


@pytest.mark.parametrize("args", [
    [], ["--lang"], ["--as"], ["help"], ["show"], ["add", "acme"],
    ["add", "acme", "call", "--due"], ["add", "acme", "call", "--via"],
    ["add", "acme", "call", "--with"], ["log", "acme"], ["account", "add"],
    ["account", "add", "Acme", "--slug"], ["contact", "add", "acme"],
    ["calendar", "list"], ["start", "acme"], ["channel", "add"]])
def test_what_is_too_long_is_not_repeated_in_full(ready, args):
    ready.ok("account", "add", "Acme")
    result = ready(*args, "x" * 100_000)
    assert result.exit in (1, 2, 4)
    assert len(result.out + result.err) < 2000


@pytest.mark.parametrize("args", [["\udcff"], ["done", "--\udcff"], ["done", "-\udcff"],
                                  ["rep", "\udcff"], ["list", "--db", "/\udcff"],
                                  ["help", "\udcff"], ["done", "1", "x\udcff"]])
def test_words_that_are_not_utf8(ready, args):
    """Whatever was typed, a refusal is readable and its JSON is valid."""
    code = ready(*args).exit
    assert code in (1, 2, 5)
    error = json.loads(ready.fails(code, *args, "--json").err)
    assert error["message"]


def test_options_stand_on_both_sides_of_the_command(ready):
    before = ready.ok("--db", ready.db, "--json", "rep", "list").json
    after = ready.ok("rep", "list", "--json", f"--db={ready.db}").json
    assert before == after


def test_words_behind_two_dashes_are_no_options(acme):
    acme.ok("add", "acme", "--due", "fri", "--", "--json", "is a purpose")
    assert "--json is a purpose" in acme.ok("list").out


@pytest.mark.parametrize("args, code, name", [
    (["show", "acne"], 1, "not-found"),
    (["list", "--state", "never"], 2, "bad-param"),
    (["done", "acme", "problem"], 2, "bad-param"),
    (["move", "acme/d3", "2026-11-30"], 4, "refused"),
])
def test_codes_and_json_errors(acme, args, code, name):
    result = acme.fails(code, *args, "--json")
    assert result.out == ""
    error = json.loads(result.err)
    assert error["code"] == name
    assert set(error) == {"code", "message", "param", "candidates", "hint"}
    assert error["message"] and error["message"] in acme.fails(
        code, *args, env={"COLUMNS": "500"}).err


def test_near_misses_of_names(acme):
    result = acme.fails(1, "show", "acne")
    assert 'there is no account "acne"' in result.err
    assert "did you mean acme?" in result.err


@pytest.mark.parametrize("word", ["0", "00", "-1", "-12", "9" * 30])
def test_what_is_no_id(acme, word):
    for command in (["done", word], ["show", word], ["skip", word, "no"], ["why", word]):
        refused = acme.fails(1, *command, env={"COLUMNS": "200"}).err
        assert f"there is no follow-up {word}\n" in refused
        assert "ids start at 1; nudge list shows them" in refused
        assert "account" not in refused
    assert "编号从 1 开始" in acme.fails(1, "done", word, lang="zh_CN").err


def test_a_customer_who_is_not_there_yet(ready):
    assert "add one: nudge account add NAME" in ready.fails(
        1, "start", "Borun", "prospect").err


def test_a_beginning_of_a_rep_or_a_contact_is_near(acme):
    acme.ok("rep", "add", "Zhang San", "--as", "liwei")
    assert "did you mean zhang-san?" in acme.fails(
        1, "give", "acme", "--to", "zhang", "--as", "liwei").err
    assert "did you mean acme/wang-fang?" in acme.fails(
        1, "contact", "left", "wang-fang", "--as", "liwei").err
    assert "did you mean" not in acme.fails(
        1, "contact", "left", "zhou", "--as", "liwei").err


@pytest.mark.parametrize("lang, word, meant", [
    ("en", "noanwser", "noanswer"), ("en", "problm", "problem"),
    ("en", "no answr", "noanswer"), ("zh_CN", "没联系上", "未联系上")])
def test_a_slip_in_an_outcome_closes_nothing(acme, contents, lang, word, meant):
    before = contents()
    for command in "done", "log":
        result = acme.fails(2, command, "acme", word, "twice", lang=lang)
        assert meant + {"en": "?", "zh_CN": "？"}[lang] in result.err
        assert word in result.err
    assert contents() == before
    assert "Done  2  Acme d3 · went well" in acme.ok("done", "acme", "--", word).out


@pytest.mark.parametrize("word", ["no problem", "没问题", "great", "on", "okay"])
def test_a_text_that_is_no_slip_of_an_outcome(acme, word):
    assert word in acme.ok("log", "acme", word, "--json").out


def test_a_step_of_two_contracts_is_ambiguous(acme, contents):
    acme.ok("sign", "acme", "--on", "2026-11-16")
    before = contents()
    result = acme.fails(3, "done", "acme/d3", "ok")
    assert '2 follow-ups could be meant by "acme/d3"' in result.err
    assert result.err.index("2026-11-17") < result.err.index("2026-11-19")
    assert contents() == before
    acme.ok("done", "2", "ok")
    assert "due Thu 19" in acme.ok("done", "acme/d3", "ok").out


def test_ambiguous_lists_the_candidates(acme):
    acme.ok("add", "acme", "another thing", "--due", "today")
    result = acme.fails(3, "done", "acme")
    assert "Acme d3" in result.err and result.out == ""


def test_no_database(nudge):
    result = nudge.fails(5, "today", env={"COLUMNS": "300"})
    assert "there is no database at" in result.err
    assert "nudge init" in result.err
    assert "this place is named by NUDGE_DB" in result.err


def test_no_database_where_the_configuration_says(nudge):
    conf = nudge.home / ".config/nudge/nudge.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text("[nudge]\ndb = /nowhere/nudge.db\n")
    result = nudge.fails(5, "status", env={"COLUMNS": "300", "NUDGE_DB": None})
    assert f"this place is set in {conf}:2" in result.err


def test_a_locked_database_says_try_again(ready):
    import sqlite3
    db = sqlite3.connect(ready.db, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    try:
        result = ready.fails(75, "account", "add", "Acme")
    finally:
        db.close()
    assert "busy" in result.err


def test_a_newer_database_is_left_untouched(ready):
    import sqlite3
    db = sqlite3.connect(ready.db)
    db.execute("PRAGMA user_version = 99")
    db.commit()
    db.close()
    before = ready.db.read_bytes()
    assert "newer" in ready.fails(5, "today").err
    assert ready.db.read_bytes() == before


def test_a_file_that_is_no_database(nudge):
    nudge.db.write_text("dear diary " * 500)
    assert "nudge" in nudge.fails(5, "today").err
    assert nudge.db.read_text().startswith("dear diary")


@pytest.mark.parametrize("text, message", [
    ("a\r\nBcc: x@example.com", "control character or line break"),
    ("\x1b[2J", "control character or line break"),
    (b"\xff\xfe".decode("utf-8", "surrogateescape"), "not valid UTF-8"),
    ("x" * 1000, "too long"),
])
def test_harmful_text_is_refused(acme, contents, text, message):
    before = contents()
    result = acme.fails(2, "add", "acme", text, "--due", "fri")
    assert message in result.err.replace("\n", " ").replace("       ", "")
    assert "\x1b" not in result.err
    assert contents() == before


def test_a_full_disk_for_output_is_told(ready):
    import subprocess
    import harness
    with open("/dev/full", "w") as full:
        run = subprocess.run(
            [ready.program, "rep", "list"], stdout=full, stderr=subprocess.PIPE,
            env=harness.environment(ready.home, ready.clock, NUDGE_DB=str(ready.db)),
            timeout=harness.DEADLINE)
    assert run.returncode == 5
    assert b"cannot be written" in run.stderr


def test_values_are_typed_in_either_language(ready):
    account = ready.json("account", "add", "和信机械", "--slug", "hexin",
                         "--tier", "重点", "--stage", "潜在")["account"]
    assert (account["tier"], account["stage"]) == ("key", "prospect")
    for slug, roles in (("a", "决策者、使用者"), ("b", "决策者，user"),
                        ("c", "decision maker,user")):
        contact = ready.json("contact", "add", "和信", "王芳", "--slug", slug,
                             "--roles", roles)["contact"]
        assert contact["roles"] == ["decision-maker", "user"]
    tp = ready.json("add", "hexin", "看产线", "--due", "周五", "--via", "拜访")
    assert tp["touchpoint"]["via"] == "visit"
    ready.fails(2, "account", "add", "博润", "--tier", "大客户")


@pytest.mark.parametrize("args, en, zh", [
    (["list", "--limit", "0"], "--limit must be between 1 and 500",
     "--limit 必须在 1 到 500 之间"),
    (["note", "edit", "1", ""], "TEXT is empty", "文字 是空的"),
    (["meet", "edit", "5", ""], "PURPOSE is empty", "目的 是空的"),
    (["account", "add", ""], "NAME is empty", "名称 是空的"),
    (["rep", "edit", "liwei", "--zone", ""], "--zone is empty", "--zone 是空的"),
    (["feed", "rotate", "--done-days", "999"], "--done-days must be between 0 and",
     "--done-days 必须在 0 到"),
])
def test_a_value_is_called_as_it_is_typed(acme, args, en, zh):
    acme.ok("note", "acme", "they moved")
    acme.ok("meet", "acme", "review", "--at", "2026-12-04 14:00")
    assert en in acme.fails(2, *args).err
    assert zh in acme.fails(2, *args, lang="zh_CN").err


def test_a_refusal_names_what_was_typed(acme):
    """Not the parameter of the method behind it."""
    for lang, label in (("en", "TEXT"), ("zh_CN", "文字")):
        said = {words: acme.fails(2, *words, lang=lang).err for words in (
            ("add", "acme", "x"), ("list", "--limit", "many"), ("note", "acme", ""),
            ("done", "acme", "ok", "--next", "y"), ("rep", "edit", "liwei", "--quiet", "22"))}
        for words, named in zip(said, ("--due", "--limit", label, "--due", "--quiet")):
            assert named in said[words], said
        assert "next_due" not in str(said)
    assert "ordinary (普通), key (重点), strategic (战略)" in acme.fails(
        2, "account", "edit", "acme", "--tier", "super", lang="zh_CN").err
