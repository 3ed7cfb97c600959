"""Planning through the binary: sign, start, add, preview, list, why."""
import pytest


def test_sign_shows_the_plan_as_dates_came_about(ready):
    result = ready.ok("sign", "acme", "--on", "2026-11-13", "--tier", "key",
                      env={"COLUMNS": "200"})
    lines = result.lines
    assert lines[0] == ("New account acme (key) · 1-3-7-21 v1 · "
                        "signed Fri 2026-11-13 · calendars: CN")
    assert lines[1].split() == [
        "ID", "STEP", "NOMINAL", "DUE", "UNTIL", "VIA", "PURPOSE"]
    assert lines[2].startswith("   1  d1    Sat 14     Mon 2026-11-16 *  Mon 16")
    assert lines[3].startswith("   2  d3    Mon 16     Tue 2026-11-17 +  Wed 18")
    assert "* weekend or holiday   + keeps its distance" in result.out
    assert lines[-1].startswith("change ") and "undo: nudge undo" in lines[-1]


def test_sign_in_chinese(ready):
    out = ready.ok("sign", "和信机械", "--on", "2026-11-13", lang="zh_CN").out
    assert out.startswith("新客户 和信机械（普通） · 1-3-7-21 第 1 版 · 签约 2026-11-13 周五")
    assert "发送感谢信，确认合作细节" in out
    assert "* 周末或节假日" in out
    assert "撤销：nudge undo" in out


def test_sign_gives_a_new_account_its_short_name(ready):
    ready.ok("sign", "和信机械", "--slug", "hexin", "--on", "2026-11-13")
    assert ready.json("show", "hexin")["account"]["name"] == "和信机械"
    ready.ok("sign", "天宇", "--on", "2026-11-13")
    ready.clock.set("2026-11-20 08:00")
    result = ready.fails(3, "done", "天宇", "ok")
    assert '"天宇"' in result.err         # what was typed, not a made-up name


def test_what_is_not_due_yet_is_listed_and_not_done(ready):
    ready.ok("sign", "acme", "--on", "2026-11-13")
    result = ready.fails(3, "done", "acme", "ok")
    assert "nothing is due for acme yet" in result.err and "acme d21" in result.err
    assert "acme 还没有到期的跟进" in ready.fails(3, "done", "acme", "ok", lang="zh_CN").err


def test_a_contract_recorded_with_two_days_is_told(ready):
    told = "The greetings for the contract signed on"
    assert told not in ready.ok("sign", "acme", "--on", "2026-11-13").out
    out = ready.ok("sign", "acme", "--on", "2026-11-12", env={"COLUMNS": "200"}).out
    assert (f"{told} Fri 2026-11-13 go on, too. If it is the same contract: nudge undo"
            in out)
    assert "如果是同一份合同，请撤销：nudge undo" in ready.ok(
        "sign", "acme", "--on", "2026-11-11", lang="zh_CN", env={"COLUMNS": "200"}).out
    assert told not in ready.ok("sign", "acme", "--on", "2026-10-01").out
    running = ready.json("sign", "acme", "--on", "2026-11-10", "--preview")["running"]
    assert [plan["anchor"] for plan in running] == [
        "2026-11-13", "2026-11-12", "2026-11-11"]


def test_sign_json(ready):
    result = ready.json("sign", "acme", "--on", "2026-11-13", "--tier", "strategic")
    assert result["account"]["created"] is True
    assert result["account"]["tier"] == "strategic"
    assert [t["step"] for t in result["touchpoints"]] == ["d1", "d3", "d7", "d21"]
    assert result["touchpoints"][0]["due"] == "2026-11-16"
    assert result["touchpoints"][0]["moved"] == ["closed"]
    assert result["change"] > 0


def test_columns_align_with_wide_characters(ready):
    ready.ok("account", "add", "和信机械", "--slug", "hexin")
    ready.ok("account", "add", "Acme")
    ready.ok("add", "hexin", "了解设备需求", "--due", "fri", "--via", "visit")
    ready.ok("add", "acme", "call about the quote", "--due", "fri")
    rows = ready.ok("list", env={"COLUMNS": "200"}).lines
    column = rows[0].index("STATE")
    for row in rows[1:]:
        wide = sum(ord(c) > 0x2e80 for c in row[:column])
        assert row[column - wide:].startswith("open"), rows


def test_start_and_its_first_window(ready):
    ready.ok("account", "add", "Tianyu", "--stage", "prospect")
    out = ready.ok("start", "tianyu", "prospect", "--on", "2026-11-13").out
    assert "Tianyu (ordinary) · prospect v1 · from Fri 2026-11-13" in out
    assert "find out what they are working on" in out
    again = ready.fails(4, "start", "tianyu", "prospect")
    assert "already follows" in again.err


def test_offer_asks_until_it_is_decided(ready):
    ready.ok("account", "add", "Tianyu", "--stage", "prospect")
    ready.ok("start", "tianyu", "prospect")
    wide = {"COLUMNS": "200"}
    lines = ready.ok("offer", "tianyu", "--valid", "2026-12-18", env=wide).lines
    assert lines[0] == ("Tianyu (ordinary) · offer v1 · sent Fri 2026-11-13 · "
                        "valid until Fri 2026-12-18 · calendars: CN")
    assert [line.split()[1] for line in lines[2:6]] == ["o1", "o5", "o10", "expiry"]
    assert "Fri 2026-12-11" in lines[5]
    assert lines[6].startswith("Covered  1  Tianyu follow-up") and lines[6].endswith("by #2")
    why = ready.ok("why", "tianyu/expiry", env=wide).out
    assert "offer v1 · 5 working days before Fri 2026-12-18" in why
    assert "Fri 2026-11-13 + 5 working days" in ready.ok("why", "tianyu/o5", env=wide).out
    assert ready.json("undo")["undid"]["method"] == "plan.offer"


def test_offer_in_chinese(ready):
    out = ready.ok("offer", "天宇科技", "--slug", "tianyu", "--valid", "2026-12-18",
                   lang="zh_CN").out
    assert out.startswith("新客户 天宇科技（普通） · offer 第 1 版 · 发出 2026-11-13 周五"
                          " · 有效期至 2026-12-18 周五")
    assert "报价即将到期：延期，还是定下来" in out
    again = ready.fails(4, "offer", "tianyu", "--valid", "2026-12-18", lang="zh_CN").err
    assert "已经有 2026-11-13 周五 发出的报价的跟进计划" in again


def test_offer_that_cannot_be_asked_about(ready):
    assert "leaves no working day" in ready.fails(
        4, "offer", "Tianyu", "--valid", "2026-11-14").err


def test_meeting_from_booking_to_done(acme):
    wide = {"COLUMNS": "200"}
    lines = acme.ok("meet", "acme", "new", "line", "layout", "--at", "2026-11-23 10:30",
                    "--via", "visit", "--place", "plant 2", "--travel", "40m",
                    "--with", "wang-fang", env=wide).lines
    assert lines[0].endswith("Acme · Mon 2026-11-23 10:30 · until 11:30 · "
                             "visit: new line layout, plant 2 · Wang Fang (user) · leave 09:50")
    confirm = lines[1].split()[1]
    acme.ok("check")
    assert lines[1].startswith("Confirm") and "Fri 2026-11-20 · call" in lines[1]
    acme.clock.set("2026-11-20 09:00")
    brief = acme.ok(env=wide).out
    assert f"CONFIRM  {confirm}" in brief and "Mon 2026-11-23 10:30" in brief
    acme.ok("done", confirm, "ok", "--via", "mail")
    acme.clock.set("2026-11-23 08:00")
    brief = acme.ok(env=wide).out
    assert "10:30" in brief
    assert "visit: new line layout, plant 2 · Wang Fang (user)" in brief
    assert "leave 09:50 · confirmed Fri 20" in brief
    assert "09:50 出发 · 20日 周五 已确认" in acme.ok(env=wide, lang="zh_CN").out
    meeting = str(int(confirm) - 1)
    shown = acme.ok("show", meeting).out
    assert "plant 2" in shown and "40 minutes" in shown and "confirmed Fri 20" in shown
    acme.clock.set("2026-11-23 12:00")
    assert "how did it go?" in acme.ok(env=wide).out
    assert "谈得怎么样？" in acme.ok(env=wide, lang="zh_CN").out
    done = acme.ok("done", meeting, "ok", "they like it", env=wide).out
    assert "with Wang Fang (user)" in done


def test_meeting_not_confirmed_moved_and_called_off(acme):
    wide = {"COLUMNS": "200"}
    first = acme.json("meet", "acme", "review", "--at", "2026-12-01 14:00", "--for", "acme/d21")
    assert first["fulfils"]["due"] == "2026-12-01"
    meeting, confirm = first["touchpoint"]["id"], first["confirm"]["id"]
    moved = acme.ok("move", meeting, "2026-12-02", env=wide).out
    assert "Tue 2026-12-01 14:00 → Wed 2026-12-02 14:00" in moved
    assert f"Next   {confirm}  Acme · Tue 2026-12-01" in moved
    past = acme.fails(4, "move", meeting, "2026-11-12 14:00").err
    assert "is past" in past
    other = acme.ok("meet", "acme", "lunch", "--at", "2026-12-02 14:30", env=wide).out
    assert f"Overlaps  {meeting}" in other and f"nudge move {meeting} WHEN" in other
    acme.ok("undo")
    acme.clock.set("2026-12-02 08:00")
    assert "not confirmed" in acme.ok(env=wide).out
    gone = acme.ok("skip", meeting, "they are away", env=wide).out
    assert f"Cancelled  {confirm}" in gone
    assert acme.json("show", "acme/d21")["touchpoint"]["due"] == "2026-12-04"


def test_meeting_needs_a_time_and_units(acme):
    assert 'for example --at "2026-11-20 10:30"' in acme.fails(
        2, "meet", "acme", "review", "--at", "2026-11-20").err
    assert "40m, 1h or 1h30m" in acme.fails(
        2, "meet", "acme", "review", "--at", "2026-11-20 10:00", "--travel", "40").err
    assert "会面除了日期还要写明时间" in acme.fails(
        2, "meet", "acme", "review", "--at", "2026-11-20", lang="zh_CN").err


def test_preview_of_an_offer(ready, contents):
    before = contents()
    out = ready.ok("preview", "offer", "--on", "2026-09-30", "--valid", "2026-11-06").out
    for due in ("Thu 2026-10-08", "Wed 2026-10-14", "Wed 2026-10-21", "Fri 2026-10-30"):
        assert due in out
    assert contents() == before


def test_preview_plans_nothing(ready, contents):
    before = contents()
    out = ready.ok("preview", "1-3-7-21", "--on", "2026-09-30").out
    assert "Wed 2026-09-30 * !" in out
    assert "Sat 2026-10-10" in out
    assert contents() == before


@pytest.mark.parametrize("when, due, time", [
    ("2026-11-20", "2026-11-20", None),
    ("fri", "2026-11-20", None),          # today is Friday the 13th
    ("tomorrow 15:00", "2026-11-14", "15:00"),
    ("+2bd", "2026-11-17", None),
    ("eom", "2026-11-30", None),
    ("明天下午3点", "2026-11-14", "15:00"),
    ("下周一", "2026-11-16", None),
    ("月底", "2026-11-30", None),
    ("2026年12月1日", "2026-12-01", None),
])
def test_days_as_people_type_them(ready, when, due, time):
    ready.ok("account", "add", "Acme")
    result = ready.json("add", "acme", "call", "--due", when)
    assert result["touchpoint"]["due"] == due
    assert result["touchpoint"]["time"] == time
    shown = ready.ok("show", result["touchpoint"]["id"]).out
    assert due in shown and (time or due) in shown


@pytest.mark.parametrize("when, message, lang", [
    ("03/04", '"03/04" can mean 2027-03-04 or 2027-04-03', "en"),
    ("03/04", "可以理解为 2027-03-04 或 2027-04-03", "zh_CN"),
    ("next fri", '"next fri" is', None),
    ("周一", "请写 下周一", "zh_CN"),
    ("2026-02-30", "that month ends on 2026-02-28", "en"),
    ("99999-01-01", "beyond what can be planned", "en"),
    ("2090-01-01", "more than ten years", "en"),
    ("soon", "is not understood as a date or time", "en"),
])
def test_days_that_would_be_a_guess(ready, contents, when, message, lang):
    ready.ok("account", "add", "Acme")
    before = contents()
    if lang is None:  # from a Friday, "next fri" is one day for everybody
        assert ready.json("add", "acme", "call", "--due", when)[
            "touchpoint"]["due"] == "2026-11-20"
        return
    result = ready.fails(2, "add", "acme", "call", "--due", when, lang=lang,
                         env={"COLUMNS": "300"})
    assert message in result.err
    assert contents() == before


def test_list_filters(acme):
    assert [t["step"] for t in acme.json("list")["touchpoints"]] == ["d3", "d7", "d21"]
    assert len(acme.json("list", "acme", "--state", "any")["touchpoints"]) == 4
    assert len(acme.json("list", "--due-by", "today")["touchpoints"]) == 1
    nothing = acme.fails(1, "list", "--late")
    assert "no follow-up matches" in nothing.err and nothing.out == ""


def test_list_pages(acme):
    first = acme.ok("list", "--limit", "2")
    assert "there are more: --cursor" in first.err
    cursor = first.err.split("--cursor ")[1].strip()
    second = acme.ok("list", "--limit", "2", "--cursor", cursor)
    assert "d21" in second.out and "d3" not in second.out
    assert second.err == ""


def test_why_names_the_rule_and_what_moved_it(acme):
    out = acme.ok("why", "acme/d3").out
    assert "1-3-7-21 v1 · Fri 2026-11-13 + 3 days" in out
    assert "Mon 2026-11-16 → Tue 2026-11-17 · keeps its distance" in out
    assert "d1 done Mon 16 · + 1 = Tue 2026-11-17 · this decided" in out
    assert "brief Tue 2026-11-17 08:00" in out
    assert "与上一步保持间隔" in acme.ok("why", "acme/d3", lang="zh_CN").out
    assert "Fri 2026-11-13 + 1 day ·" in acme.ok("why", "acme/d1").out


def test_why_says_whose_it_is(acme):
    acme.ok("rep", "add", "Zhang Min", "--slug", "zhangmin")
    out = acme.ok("why", "acme/d7", "--as", "zhangmin").out
    assert "owner     Li Wei" in out and "for you" not in out
    assert "open for Li Wei and for the customer" in out
    assert "Li Wei 和客户都上班" in acme.ok(
        "why", "acme/d7", "--as", "zhangmin", lang="zh_CN").out
    own = acme.ok("why", "acme/d7", "--as", "liwei").out
    assert "open for you" in own and "Li Wei" not in own


def test_why_says_how_late_it_is(acme):
    acme.clock.set("2026-11-25 09:00")
    wide = {"COLUMNS": "200"}
    assert "late since Mon 2026-11-23 · 2 working days late" in acme.ok(
        "why", "acme/d7", env=wide).lines[0]
    assert "自 2026-11-23 周一 起逾期 · 逾期 2 个工作日" in acme.ok(
        "why", "acme/d7", env=wide, lang="zh_CN").lines[0]
    acme.ok("skip", "acme/d7", "no use")
    assert "late" not in acme.ok("why", "acme/d7", env=wide).lines[0]


def test_show_of_a_follow_up_and_of_an_account(acme):
    one = acme.ok("show", "acme/d1").out
    assert "letter received" in one and "done" in one
    whole = acme.ok("show", "acme").out
    for part in ("Acme (key)", "People", "Wang Fang", "Plans", "1-3-7-21",
                 "Open", "d21", "Contacts made"):
        assert part in whole
    chinese = acme.ok("show", "acme", lang="zh_CN").out
    for part in ("Acme（重点）", "联系人", "计划", "待办", "往来记录"):
        assert part in chinese
    assert acme.ok("account", "show", "acme").out == whole


def test_history_tells_who_did_what(acme):
    out = acme.ok("history", "acme").out
    assert "Acme d1 · done · sent · letter received" in out
    assert "Acme · new contact · contact 1" in out
    assert "Acme · signed" in out
    header, *lines = out.splitlines()
    who = slice(header.index("WHO"), header.index("WHAT"))
    assert {line[who].strip() for line in lines} == {"Li Wei"}
    assert "Acme d1 · 已完成 · 已发送" in acme.ok(
        "history", "acme", lang="zh_CN").out
    assert acme.json("history", "acme")["changes"][0]["method"] == "touchpoint.close"


def test_a_contract_that_is_signed_ahead_says_so(acme):
    said = " ".join(acme.ok("sign", "Borun", "--on", "fri").out.split())
    assert ("Fri 2026-11-20 lies ahead. If it has happened already: nudge undo, and say when, "
            "such as --on 2026-11-13") in said
    assert "2026-11-20 周五 还没到" in acme.ok("sign", "和信机械", "--slug", "hexin", "--on", "周五",
                                          lang="zh_CN").out
    assert "lies ahead" not in acme.ok("sign", "Ceda", "--on", "2026-11-13").out
    # The day named in its place has been, however far off the one typed is;
    # and what was only looked at is not taken back.
    said = " ".join(acme.ok("sign", "Fuda", "--on", "2027-03-01", "--preview").out.split())
    assert ("Mon 2027-03-01 lies ahead. If it has happened already, say when, "
            "such as --on 2026-11-16") in said
    acme.ok("account", "add", "Deli")
    assert "lies ahead" not in acme.ok("start", "deli", "prospect", "--on", "fri").out


def test_the_fourth_follow_up_says_its_number_once(acme):
    acme.ok("account", "add", "Borun")
    acme.ok("start", "borun", "prospect")
    for day in ("2026-11-17", "2026-12-01", "2026-12-15"):
        acme.clock.set(f"{day} 09:00")
        id = acme.json("list", "borun")["touchpoints"][0]["id"]
        acme.ok("done", id, "ok", "talked")
    acme.clock.set("2026-12-29 09:00")
    line = next(x for x in acme.ok(env={"COLUMNS": "200"}).lines if "Borun" in x)
    assert "call · Follow-up 4. Bring something new" in line, line
