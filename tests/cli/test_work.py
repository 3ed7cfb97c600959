"""Working through the binary: done, log, snooze, move, skip, undo."""
import pytest


def test_today_is_what_nudge_alone_shows(acme):
    out = acme.ok(env={"COLUMNS": "160"}).out
    assert acme.ok("today", env={"COLUMNS": "160"}).out == out
    lines = out.splitlines()
    assert lines[0] == "Tue 2026-11-17 · Li Wei · 1 due"
    assert lines[1].split()[:4] == ["DUE", "2", "Acme", "key"]
    assert "d3 call · check how the start is going" in lines[1]
    assert 'last: "letter received" Mon 16' in lines[1]


def test_today_in_chinese(acme):
    out = acme.ok(lang="zh_CN", env={"COLUMNS": "160"}).out
    assert out.startswith("2026-11-17 周二 · Li Wei · 到期 1 项\n")
    assert "到期" in out and "d3 电话 · 回访，确认初步实施情况，解答疑问" in out
    assert "上次：“letter received” 16日 周一" in out


def test_today_says_whom_to_call_and_until_when(acme):
    acme.ok("contact", "edit", "acme/wang-fang", "--phone", "+86 21 5555 0101")
    assert ("answer questions · Wang Fang (user) · +86 21 5555 0101  until Wed 18"
            in acme.ok(env={"COLUMNS": "200"}).lines[1])
    lines = acme.ok(env={"COLUMNS": "46"}).lines
    assert lines[1].split() == ["DUE", "2", "Acme", "key"]
    assert lines[2].startswith("      d3 call · check how")


def test_today_proposes_another_way(ready):
    ready.ok("account", "add", "Tianyu")
    ready.ok("log", "tianyu", "sent", "--via", "mail", "--on", "2026-11-10")
    ready.ok("log", "tianyu", "sent", "--via", "mail", "--on", "2026-11-11")
    ready.ok("add", "tianyu", "ask again", "--due", "today", "--via", "mail")
    out = ready.ok(env={"COLUMNS": "160"}).out
    assert "prospect" in out and "not by mail again; try: call" in out


def test_a_manager_sees_what_was_missed(acme):
    acme.ok("rep", "add", "Zhang Min", "--zone", "Asia/Shanghai")
    acme.ok("rep", "edit", "liwei", "--manager", "zhang-min", "--as", "liwei")
    acme.clock.set("2026-11-24 00:30")
    acme.ok("account", "add", "Other", "--as", "liwei")  # the day's first change
    acme.clock.set("2026-11-24 08:00")
    out = acme.ok("--as", "zhang-min", env={"COLUMNS": "160"}).out
    assert "MISSED  2  Acme" in out
    assert "Li Wei did not do it by Wed 18" in out
    assert "MISSED" not in acme.ok("--as", "liwei").out


def test_a_greeting_before_a_long_holiday(ready):
    ready.clock.set("2026-01-19 09:00")
    ready.ok("account", "add", "Tianyu", "--stage", "prospect")
    ready.ok("start", "tianyu", "prospect")
    ready.clock.set("2026-02-02 09:00")
    ready.ok("done", "tianyu", "ok")
    ready.clock.set("2026-02-12 08:30")
    wide = {"COLUMNS": "200"}
    lines = ready.ok(env=wide).lines
    assert lines[0] == "Thu 2026-02-12 · Li Wei · 1 to greet"
    assert lines[1].split()[:3] == ["GREET", "2", "Tianyu"]
    assert "closed from Sun 15 to Mon 23: a greeting before, instead" in lines[1]
    assert "until" not in lines[1]
    assert "节前问候" in ready.ok(lang="zh_CN", env=wide).out
    ready.ok("done", "2", "ok", "wished a good new year")
    assert "GREET" not in ready.ok(env=wide).out


def test_today_says_when_to_call_far_away(ready):
    ready.ok("account", "add", "Big Apple", "--zone", "America/New_York")
    ready.ok("account", "add", "Hansa", "--zone", "Europe/Berlin")
    ready.ok("add", "hansa", "ask", "--due", "today", "--via", "call")
    ready.ok("add", "big-apple", "ask", "--due", "today", "--via", "call")
    wide = {"COLUMNS": "160"}
    out = ready.ok(env=wide).out
    assert "call 15:00–18:00 (Berlin 08:00–11:00)" in out
    assert "(New York 08:00–18:00)" in out
    out = ready.ok(lang="zh_CN", env=wide).out
    assert "可通话 15:00–18:00（柏林 08:00–11:00）" in out
    assert "（纽约 08:00–18:00）" in out


def test_today_marks_what_is_late(acme):
    acme.clock.set("2026-11-20 08:30")
    out = acme.ok(env={"COLUMNS": "160"}).out
    assert "1 late" in out.splitlines()[0]
    assert "2 working days late" in out
    assert "逾期 2 个工作日" in acme.ok(lang="zh_CN", env={"COLUMNS": "160"}).out


def test_an_empty_day_says_so(ready):
    assert "Nothing is due and nothing is planned" in ready.ok().out
    assert "nudge sign" in ready.ok(lang="zh_CN").out


def test_an_empty_day_says_what_comes_next(acme):
    acme.clock.set("2026-11-15 08:30")
    acme.ok("undo")
    wide = {"COLUMNS": "160"}
    assert acme.ok(env=wide).lines[1].startswith(
        "  Nothing is due. Next: Mon 2026-11-16 · Acme d1 · mail: thank-you note;")
    assert acme.ok(lang="zh_CN", env=wide).lines[1].startswith(
        "  没有到期的跟进。接下来：2026-11-16 周一 · Acme d1 · 邮件：发送感谢信")


def test_done_with_promise_tells_everything(acme):
    lines = acme.ok("done", "acme", "ok", "2 of 3 lines running", "--with",
                    "wang-fang", "--promise", "send training dates", "--by",
                    "fri").lines
    assert lines[0] == ("Done     2  Acme d3 · went well · due Tue 17 · on time · "
                        "with Wang Fang (user)")
    assert lines[1] == "Promise  5  send training dates · Fri 2026-11-20"
    assert lines[2].startswith("Next     3  Acme d7 · Fri 2026-11-20 · mail · progress")
    assert lines[-1].startswith("change ")


def test_done_in_chinese_words(acme):
    out = acme.ok("done", "acme/d3", "顺利", "三条线开了两条", "--promise",
                  "发培训日期", "--by", "周五", lang="zh_CN").out
    assert "已完成" in out and "顺利" in out and "按时" in out
    assert "承诺" in out and "发培训日期 · 2026-11-20 周五" in out
    assert acme.json("show", "acme/d3")["touchpoint"]["outcome"] == "ok"


def test_each_option_behind_its_own_word(acme):
    created = acme.json(
        "done", "acme", "ok", "--await", "their order", "--by", "2026-11-24",
        "--promise", "dates", "--by", "2026-11-19", "--next", "send the quote",
        "--due", "2026-11-25")["created"]
    assert {(t["kind"], t["due"]) for t in created} == {
        ("await", "2026-11-24"), ("promise", "2026-11-19"), ("task", "2026-11-25")}


def test_no_answer_is_an_attempt(acme):
    out = acme.ok("done", "acme/d3", "noanswer").out
    assert out.startswith("Tried  2  Acme d3 · no answer · 1 attempt")
    assert "again from Wed 2026-11-18" in out and "try: " in out
    assert acme.json("show", "2")["touchpoint"]["state"] == "open"


def test_a_problem_needs_a_text(acme):
    result = acme.fails(2, "done", "acme", "problem")
    assert "what did they say?" in result.err
    assert "nudge done --help" in result.err
    assert "nudge log --help" in acme.fails(2, "log", "acme", "problem").err
    acme.ok("done", "acme", "problem", "the pump leaks")


def test_done_may_be_dated_back_never_forward(acme):
    assert "never forward" in acme.fails(
        4, "done", "acme", "ok", "--on", "tomorrow").err.replace("\n       ", " ")
    out = acme.ok("done", "acme", "ok", "--on", "yesterday").out
    assert "made on Mon 2026-11-16" in out


def test_people_and_steps_go_by_their_names(ready):
    ready.ok("account", "add", "Tianyu", "--stage", "prospect")
    ready.ok("start", "tianyu", "prospect")
    ready.ok("log", "tianyu", "ok", "met")
    shown = ready.ok("show", "1").out
    assert shown.startswith("1  Tianyu follow-up\n") and "Li Wei" in shown
    assert ready.ok("show", "1", lang="zh_CN").out.startswith("1  Tianyu 跟进\n")
    for command in (["show", "tianyu"], ["history", "tianyu"], ["list"]):
        out = ready.ok(*command, lang="zh_CN").out
        assert "liwei" not in out and "follow-up" not in out, out
    assert "Li Wei" in ready.ok("history", "tianyu", lang="zh_CN").out


def test_log(acme):
    out = acme.ok("log", "acme", "ok", "met at the fair", "--via", "event",
                  "--next", "send the quote", "--due", "+3bd").out
    assert out.startswith("Logged")
    assert "event · went well · Tue 2026-11-17" in out
    assert "send the quote · Fri 2026-11-20" in out
    assert "met at the fair" in acme.ok("show", "acme").out


def test_snooze_hides_until(acme):
    out = acme.ok("snooze", "2", "15:00").out
    assert "hidden until Tue 2026-11-17 15:00 · still due Tue 2026-11-17" in out
    assert "d3" not in acme.ok().out
    acme.clock.set("2026-11-17 15:00")
    assert "d3" in acme.ok().out
    assert "稍后提醒" in acme.ok("snooze", "2", "明天", lang="zh_CN").out


def test_move_shows_old_and_new(acme):
    out = acme.ok("move", "acme/d7", "2026-11-23").out
    assert "Acme d7 · Fri 2026-11-20 → Mon 2026-11-23 · moved once" in out
    refused = acme.fails(4, "move", "acme/d7", "2026-12-01")
    assert "--agreed" in refused.err
    agreed = acme.ok("move", "acme/d7", "2026-12-01", "--agreed").out
    assert "agreed with the customer · moved 2 times" in agreed
    assert "已与客户约定" in acme.ok(
        "move", "acme/d7", "2026-12-02", "--agreed", lang="zh_CN").out


def test_skip_needs_a_reason(acme):
    assert "REASON is missing" in acme.fails(2, "skip", "acme/d7").err
    out = acme.ok("skip", "acme/d7", "covered", "at", "the", "kick-off").out
    assert "Skipped  3  Acme d7 · was due Fri 2026-11-20 · covered at the kick-off" in out
    assert "不跟进" in acme.ok("skip", "acme/d21", "客户要求", lang="zh_CN").out


def test_a_missing_option_is_explained(acme):
    assert "see nudge park --help" in acme.fails(2, "park", "acme").err


def test_an_outcome_without_words_is_not_quoted(acme):
    acme.ok("done", "acme/d3", "noanswer")
    acme.clock.set("2026-11-18 09:00")
    wide = {"COLUMNS": "200"}
    assert "last: no answer Tue 17" in acme.ok("today", env=wide).out
    assert "上次：未联系上 17日 周二" in acme.ok("today", lang="zh_CN", env=wide).out


def test_undo_restores_and_says_what(acme):
    acme.ok("done", "acme", "ok")
    out = acme.ok("undo").out
    assert out.startswith("Undone") and "Acme d3 · done · " in out
    assert "As before" in out and "follow-up 2" in out
    assert acme.json("show", "2")["touchpoint"]["state"] == "open"
    assert "已撤销" in acme.ok("undo", lang="zh_CN").out


def test_undo_of_a_change_by_number(acme):
    change = acme.json("add", "acme", "call", "--due", "fri")["change"]
    acme.ok("account", "add", "Borun")
    out = acme.ok("undo", change).out
    assert f"Undone     {change}" in out
    assert all(t["purpose"] != "call" for t in acme.json("list")["touchpoints"])
    assert "no change 999" in acme.fails(1, "undo", "999").err


def test_won_lost_park(acme):
    acme.ok("account", "add", "Tianyu", "--stage", "prospect")
    acme.ok("start", "tianyu", "prospect")
    won = acme.ok("won", "tianyu").out
    assert won.startswith("Won") and "contract signed?" in won
    assert "Cancelled  5  Tianyu follow-up" in won
    assert "signed, not only won" in acme.fails(
        4, "won", "acme", "--on", "2026-11-16").err.replace("\n       ", " ")
    lost = acme.ok("lost", "tianyu", "chose", "a", "local", "supplier").out
    assert lost.startswith("Lost") and "chose a local supplier" in lost
    assert "Cancelled  6  Tianyu" in lost
    parked = acme.ok("park", "acme", "--until", "2027-03-01", lang="zh_CN").out
    assert parked.startswith("搁置") and "至 2027-03-01 周一" in parked


@pytest.mark.parametrize("args", [["lost", "tianyu", "too", "dear"],
                                  ["park", "tianyu", "--until", "+3w"]])
def test_won_takes_up_again_what_was_lost_or_parked(acme, args):
    acme.ok("account", "add", "Tianyu", "--stage", "prospect")
    acme.ok(*args)
    won = acme.ok("won", "tianyu").out
    assert won.startswith("Won") and "prospect" in won.splitlines()[0]
    (one,) = [t for t in acme.json("list")["touchpoints"]
              if t["account"]["slug"] == "tianyu"]
    assert one["purpose"] == "contract signed?"


def test_a_second_one_like_it_is_planned_with_a_warning(acme):
    add = ["add", "acme", "price list", "--due", "2026-11-26"]
    assert acme.ok(*add).err == ""
    again = acme.ok(*add)
    assert "5 is open already" in again.err and "nudge undo" in again.err
    assert again.out.startswith("Planned")
    assert "同一天已有目的相同" in acme.ok(*add, "--preview", lang="zh_CN").err
    assert acme.ok(*add[:-1], "2026-11-27").err == ""


def test_prospect_beside_greetings_is_told(acme):
    seen = " ".join(acme.ok("start", "acme", "prospect").out.split())
    assert "The greetings for the contract signed on Fri 2026-11-13 go on, too" in seen
    acme.ok("account", "add", "Tianyu", "--stage", "prospect")
    assert "greetings" not in acme.ok("start", "tianyu", "prospect").out


WRITES = [
    ["sign", "borun"],
    ["start", "acme", "prospect"],
    ["add", "acme", "call", "--due", "fri"],
    ["done", "acme", "ok", "--promise", "x", "--by", "fri"],
    ["done", "acme", "noanswer"],
    ["log", "acme", "ok"],
    ["snooze", "2", "15:00"],
    ["move", "3", "2026-11-23"],
    ["skip", "3", "no need"],
    ["merge", "2", "3"],
    ["undo"],
    ["won", "acme"],
    ["lost", "acme", "price"],
    ["park", "acme", "--until", "+3m"],
    ["pause", "acme", "--until", "+3w"],
    ["close", "acme"],
    ["reopen", "acme/d1"],
    ["account", "add", "Borun"],
    ["account", "edit", "acme", "--tier", "strategic"],
    ["contact", "add", "acme", "Li Na"],
    ["contact", "edit", "acme/wang-fang", "--phone", "110"],
    ["rep", "add", "Zhang Min"],
    ["rep", "edit", "liwei", "--brief", "07:30"],
]


@pytest.mark.parametrize("args", WRITES, ids=" ".join)
def test_preview_shows_the_same_and_changes_nothing(acme, contents, args):
    before = contents()
    preview = acme.ok(*args, "--preview")
    assert preview.lines[-1] == "preview: nothing was changed"
    assert acme.json(*args, "--preview")["change"] is None
    assert contents() == before
    real = acme.ok(*args)
    assert real.lines[-1].startswith("change ")
    assert contents() != before


def test_put_off_for_so_long(acme):
    for typed, told in (("2h", "10:30"), ("+2h", "10:30"), ("90 min", "10:00"), ("half an hour", "09:00"),
                        ("半小时后", "09:00"), ("2小时", "10:30")):
        out = acme.ok("snooze", "2", *typed.split()).lines[0]
        assert f"hidden until Tue 2026-11-17 {told}" in out, (typed, out)
    assert "Wed 2026-11-18 08:30" in acme.ok("snooze", "2", "24h").out
    acme.fails(4, "snooze", "2", "0m")
    assert "2h" in acme.ok("snooze", "--help").out
