"""Accounts, contacts, reps; and what ships: cadences, calendars."""
import os
import pwd
import subprocess

import pytest

import harness


def test_account(ready):
    out = ready.ok("account", "add", "Acme GmbH", "--slug", "acme", "--tier",
                   "key", "--calendar", "DE", "--zone", "Europe/Berlin").out
    assert out.startswith("Acme GmbH (key)\n")
    assert "short name  acme" in out and "calendar    DE" in out
    out = ready.ok("account", "edit", "acme", "--tier", "strategic", "--renewal",
                   "2027-01-01").out
    assert "tier     key → strategic" in out
    assert "renewal  – → Fri 2027-01-01" in out and "short name" not in out
    assert "级别  战略 → 重点" in ready.ok(
        "account", "edit", "acme", "--tier", "key", "--preview", lang="zh_CN").out
    assert "strategic" in ready.ok("account", "list").out
    assert "战略" in ready.ok("account", "list", lang="zh_CN").out
    assert ready.json("account", "list", "--tier", "key")["accounts"] == []
    assert "no account matches" in ready.fails(1, "account", "list", "--tier", "key").err


def test_an_account_by_a_chinese_name(ready):
    ready.ok("account", "add", "和信机械", "--slug", "hexin")
    for word in ("hexin", "和信机械", "和信", "hex"):
        assert ready.json("show", word)["account"]["slug"] == "hexin"


def test_a_near_miss_in_chinese_is_answered_in_chinese(ready):
    ready.ok("account", "add", "和信机械")
    assert "是不是 和信机械？" in ready.fails(
        1, "show", "和信机器", lang="zh_CN").err
    ready.ok("contact", "add", "和信", "欧阳王芳")
    assert "did you mean 欧阳王芳?" in ready.fails(
        1, "contact", "left", "和信/欧阳王方").err


def test_contact(ready):
    ready.ok("account", "add", "和信机械", "--slug", "hexin")
    out = ready.ok("contact", "add", "hexin", "王芳", "--slug", "wf", "--roles",
                   "decision-maker,ally", "--no", "call", "--phone", "13800000000",
                   lang="zh_CN").out
    assert "决策者、支持者" in out and "不接受      电话" in out
    ready.ok("contact", "left", "hexin/wf", "--on", "2026-12-31")
    listed = ready.ok("contact", "list", "hexin").out
    assert "wants no call" in listed and "leaves Thu 2026-12-31" in listed
    ready.clock.set("2027-01-04 09:00")
    assert "left Thu 2026-12-31" in ready.ok("contact", "list", "hexin").out
    result = ready.fails(1, "contact", "edit", "hexin/wg", "--main")
    assert "did you mean" in result.err


def test_rep(ready):
    ready.ok("rep", "add", "张敏", "--slug", "zhangmin", "--locale", "zh_CN",
             "--quiet", "21:00-07:00", "--as", "liwei")
    out = ready.ok("rep", "edit", "zhangmin", "--brief", "07:30", "--as", "liwei").out
    assert "brief at  08:00 → 07:30" in out
    assert ready.json("rep", "list", "--as", "liwei")["reps"][1]["quiet"] == {
        "from": "21:00", "to": "07:00"}
    assert "nothing had to be changed" in ready.ok(
        "rep", "edit", "zhangmin", "--brief", "07:30", "--as", "liwei").out
    assert {r["slug"] for r in ready.json("rep", "list", "--as", "liwei")["reps"]} == {
        "liwei", "zhangmin"}


def test_a_new_rep_is_told_how_to_be_reached(ready):
    added = ready.ok("rep", "add", "Zhang Min", "--zone", "Europe/Berlin").out
    assert "Next: nudge rep edit zhang-min --channels maildir" in added
    advice = {f["advice"] for f in ready.json("doctor")["findings"] if f["check"] == "rep"}
    assert "nudge rep edit zhang-min --channels NAME" in advice.pop()
    ready.ok("rep", "edit", "zhang-min", "--channels", "maildir")
    assert "hears nothing" not in ready.ok("doctor").out
    assert "Next:" not in ready.ok("rep", "add", "Anna", "--channels", "maildir").out


def test_the_manager_of_a_rep(ready):
    """It is taken away by an empty text, as help says."""
    ready.ok("rep", "add", "Zhang Min", "--slug", "zhang", "--manager", "liwei")
    assert ready.json("rep", "list")["reps"][1]["manager"] == "liwei"
    for lang, says in (("en", 'clears what may be missing: --manager ""'),
                       ("zh_CN", '没有主管写 --manager ""')):
        assert says in ready.ok("rep", "edit", "--help", lang=lang,
                                env={"COLUMNS": "200"}).out
    ready.ok("rep", "edit", "zhang", "--manager", "")
    assert ready.json("rep", "list")["reps"][1]["manager"] is None
    ready.ok("rep", "edit", "zhang", "--mail", "z@example.com")
    ready.ok("rep", "edit", "zhang", "--mail", "")
    assert ready.json("rep", "list")["reps"][1]["mail"] is None


def test_the_language_of_a_rep_is_not_that_of_the_answer(ready):
    """--lang is how this answer is told; the rep's own is --locale."""
    added = ready.ok("rep", "add", "Zhang Min", "--lang", "zh_CN").out
    assert "--lang 只改变 nudge 回答所用的语言" in added
    assert "nudge rep edit zhang-min --locale zh_CN" in added
    edited = ready.ok("rep", "edit", "zhang-min", "--lang", "zh_CN").out
    assert "nudge rep edit zhang-min --locale zh_CN" in edited
    ready.ok("rep", "edit", "zhang-min", "--locale", "zh_CN")
    assert "nudge rep edit zhang-min --locale en" in ready.ok(
        "rep", "edit", "zhang-min", "--lang", "en").out
    for options in (["--lang", "zh_CN"], ["--lang", "en", "--locale", "zh_CN"], []):
        assert "nudge rep edit" not in ready.ok(
            "rep", "edit", "zhang-min", *options).out


def test_whoever_is_logged_in_acts(ready):
    """One who made the database goes on as himself when others join."""
    ready.ok("rep", "add", "Zhang Min")
    assert "Li Wei" in ready.ok("today").out
    ready.ok("rep", "edit", "liwei", "--login", "")
    ready.ok("rep", "edit", "zhang-min", "--login", pwd.getpwuid(os.getuid()).pw_name, "--as", "liwei")
    assert "Zhang Min" in ready.ok("today").out
    assert "Li Wei" in ready.ok("today", "--as", "liwei").out


def test_whom_the_machine_does_not_know_his_session_does(ready):
    """Users of a company's directory are not in /etc/passwd; LOGNAME is what
    they logged in as.  Who is in the file is whom it says."""
    strange = ["unshare", "--user", "--map-user=54321"]
    if subprocess.run([*strange, "true"], capture_output=True).returncode:
        pytest.skip("no user namespaces here")

    def today(*before, logname):
        env = harness.environment(ready.home, ready.clock, LOGNAME=logname,
                                  NUDGE_DB=str(ready.db))
        run = subprocess.run([*before, ready.program, "today"], env=env, text=True,
                             capture_output=True)
        return run.stdout + run.stderr

    ready.ok("rep", "add", "Zhang Min", "--login", "zhangmin")
    assert "Zhang Min" in today(*strange, logname="zhangmin")
    assert "--as REP" in today(*strange, logname="nobody-here")
    assert "--as REP" in today(*strange, logname=None)
    assert "Li Wei" in today(logname="zhangmin")


def test_several_reps_need_a_name(ready):
    ready.ok("rep", "add", "Zhang Min", "--login", pwd.getpwuid(os.getuid()).pw_name)
    result = ready.fails(4, "today")
    assert "--as REP" in result.err
    assert "Zhang Min" in ready.ok("today", "--as", "zhang-min").out
    assert "there is no rep" in ready.fails(1, "today", "--as", "nobody").err


def test_looking_at_a_named_rep_needs_nobody(acme):
    acme.ok("rep", "add", "Zhang Min", "--login", "zhangmin")
    acme.ok("rep", "edit", "liwei", "--login", "")
    assert "--as REP" in acme.fails(4, "today").err
    assert "--as REP" in acme.fails(4, "list").err
    assert "Acme" in acme.ok("today", "--rep", "liwei").out
    assert "Acme" in acme.ok("brief", "liwei").out
    for words in (["list", "--all"], ["list", "--owner", "liwei"],
                  ["show", "acme"], ["show", "2"], ["why", "2"]):
        assert "d3" in acme.ok(*words).out
    assert "--as REP" in acme.fails(4, "done", "acme/d1").err


def test_the_configured_rep_acts(ready):
    ready.ok("rep", "add", "Zhang Min")
    folder = ready.home / ".config/nudge"
    folder.mkdir(parents=True)
    (folder / "nudge.conf").write_text("[nudge]\nrep = zhang-min\n")
    assert "Zhang Min" in ready.ok("today").out


def test_cadences(ready):
    out = ready.ok("cadence", "list").out
    assert "1-3-7-21" in out and "prospect" in out
    shown = ready.ok("cadence", "show", "1-3-7-21", lang="zh_CN").out
    assert "17–28" in shown and "全面评估，收集反馈与改进建议" in shown
    assert "战略客户：会议" in shown
    assert "did you mean prospect?" in ready.fails(
        1, "cadence", "show", "prospekt").err


def test_calendars(ready):
    ready.clock.set("2026-09-10 09:00")
    out = ready.ok("calendar", "list").out
    assert "CN  中国大陆 / Mainland China" in out
    assert "Sun 20 make-up" in out
    assert "20日 周日 调休上班" in ready.ok("calendar", "list", lang="zh_CN").out
    names = [c["name"] for c in ready.json("calendar", "list")["calendars"]]
    assert {"CN", "mon-fri"} <= set(names)


def test_history_tells_one_follow_up_from_another(acme):
    wide = {"COLUMNS": "160"}
    acme.ok("add", "acme", "send the brochure", "--due", "fri")
    acme.ok("note", "acme", "they moved")
    acme.ok("topic", "add", "new catalogue")
    acme.ok("skip", "5", "sent already")
    lines = acme.ok("history", env=wide).lines
    assert lines[1].endswith("Acme · skipped · send the brochure · sent already")
    assert lines[2].endswith("new talking point · topic 1")
    assert lines[3].endswith("Acme · noted · note 1")
    assert lines[4].endswith("Acme · planned · send the brochure")
    assert "Acme · skipped · send the brochure" in acme.ok("undo", env=wide).out


def test_a_talking_point_stands_once_beside_an_account(acme):
    acme.ok("add", "acme", "send the brochure", "--due", "today")
    acme.ok("account", "add", "Borun")
    acme.ok("add", "borun", "call them", "--due", "today")
    acme.ok("topic", "add", "new catalogue")
    out = acme.ok(env={"COLUMNS": "160"}).lines
    assert [line.strip() for line in out].count("not used yet: new catalogue") == 2
    assert "new catalogue" in out[out.index(next(x for x in out if "DUE  " in x)) + 1]


def test_what_the_main_contact_does_not_want_is_said(acme, nudged, maildir):
    acme.ok("contact", "edit", "acme/wang", "--no", "call,mail", "--phone", "138")
    line = next(x for x in acme.ok(env={"COLUMNS": "200"}).lines if "d3 call" in x)
    assert "Wang Fang (user) · 138 · wants no call, mail" in line
    assert "138 · 不接受电话、邮件" in acme.ok(lang="zh_CN", env={"COLUMNS": "200"}).out
    acme.ok("brief", "--now")
    nudged()
    maildir.wait(1)
    assert "138 · wants no call, mail" in " ".join(maildir.text().split())


def test_a_name_that_is_there_already_is_told(acme):
    assert "there already" not in acme.ok("contact", "add", "acme", "Chen Gang").out
    for more, lang, words in (
            (["--preview"], "en", "Wang Fang was there already, as wang-fang; is this "
                                  "somebody else?"),
            ([], "zh_CN", "原有一位 Wang Fang（简称 wang-fang）；确定是另一个人吗？")):
        assert words in acme.ok("contact", "add", "acme", "wang fang", *more, lang=lang).out


def test_who_is_not_there_and_who_is(acme):
    err = acme.fails(1, "contact", "edit", "acme/nobody", "--main").err
    assert 'there is no contact "nobody" at Acme' in err
    assert "nudge contact list acme shows all; add one: nudge contact add acme NAME" in err
    acme.ok("account", "add", "Borun")
    err = acme.fails(1, "note", "borun", "green tea", "--with", "li").err
    assert "nobody is known there; add one: nudge contact add borun NAME" in err
    err = acme.fails(1, "note", "borun", "green tea", "--with", "li", lang="zh_CN").err
    assert "Borun 没有联系人“li”" in err and "nudge contact add borun 姓名" in err
