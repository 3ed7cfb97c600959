"""What becomes of a meeting and of what it is held for."""
import pytest


@pytest.fixture
def met(acme):
    """Meeting 5, on Friday 2026-12-04 at 14:00, is held for d21 (4) and asked
    about by 6."""
    acme.ok("rep", "add", "Zhang Na", "--slug", "na", "--zone", "Asia/Shanghai",
            "--calendar", "CN")
    acme.ok("meet", "acme", "review", "--at", "2026-12-04 14:00", "--for", "acme/d21",
            "--with", "wang", "--team", "na", "--travel", "30m", "--place", "plant 2")
    return acme


def open_ids(nudge):
    found = nudge("list", "--json").json
    return sorted(t["id"] for t in found["touchpoints"])


def touchpoint(nudge, id):
    return nudge.json("show", id)["touchpoint"]


def test_what_it_is_held_for_closes_it_once_it_took_place(met):
    met.clock.set("2026-12-04 16:00")
    out = met.ok("done", "acme/d21", "ok", "they liked it").out
    assert "Done       5" in out and "by the same meeting" in out
    assert open_ids(met) == []            # d3 and d7 are missed by now
    assert touchpoint(met, 4)["state"] == "done" and len(
        met.json("show", "acme")["activities"]) == 2
    met.ok("undo")
    assert open_ids(met) == [4, 5, 6]
    met.ok("check")


@pytest.mark.parametrize("words", [
    ("done", "acme/d21", "ok", "by phone"), ("skip", "acme/d21", "not needed")])
def test_closed_without_it_the_meeting_stands_and_is_told(met, words):
    out = met.ok(*words).out
    assert "Stands" in out and "nudge skip 5 REASON" in out
    met.ok("undo")
    assert "会面仍在计划中" in met.ok(*words, lang="zh_CN").out
    assert open_ids(met) == [2, 3, 5, 6]
    met.clock.set("2026-12-04 16:00")
    met.ok("done", "5", "ok")
    met.ok("check")


def test_its_day_is_the_meetings(met):
    assert "nudge move 5 WHEN" in met.fails(4, "move", "acme/d21", "2026-12-08").err
    assert "close it by itself" in met.fails(4, "merge", "6", "2").err
    assert "closes it" in met.fails(4, "merge", "4", "3").err
    met.ok("merge", "5", "3")
    met.clock.set("2026-12-04 16:00")
    met.ok("done", "5", "ok")
    assert [touchpoint(met, id)["state"] for id in (3, 4)] == ["covered", "done"]
    met.ok("check")


@pytest.mark.parametrize("end, back", [("pause", "resume"), ("close", "reopen")])
def test_it_comes_back_with_its_account(met, end, back):
    met.ok(end, "acme")
    met.clock.set("2026-11-18 09:00")
    met.ok(back, "acme")
    assert open_ids(met) == [2, 3, 4, 5, 6]
    assert touchpoint(met, 5)["time"] == "14:00" and touchpoint(met, 4)["held_by"] == 5
    met.ok("check")


@pytest.mark.parametrize("end, back", [("pause", "resume"), ("close", "reopen")])
def test_past_meanwhile_it_holds_nothing_any_more(met, end, back):
    met.ok(end, "acme")
    met.clock.set("2026-12-10 09:00")
    met.ok(back, "acme")
    assert open_ids(met) == [4]           # nobody is asked about what is over
    d21 = touchpoint(met, 4)
    assert (d21["due"], d21["held_by"], d21["pinned"]) == ("2026-12-10", None, False)
    assert "Acme" in met.ok("today").out and "d21" in met.ok("today").out
    met.ok("meet", "acme", "review", "--at", "2026-12-11 14:00", "--for", "acme/d21")
    met.ok("check")


def test_called_off_and_on_again(met):
    met.ok("skip", "5", "they are away")
    assert touchpoint(met, 4)["held_by"] is None
    out = met.ok("reopen", "5").out
    assert "ask the customer whether the appointment stands" in out
    assert touchpoint(met, 4)["held_by"] == 5 and touchpoint(met, 4)["due"] == "2026-12-04"
    assert "over or called off" in met.fails(4, "reopen", "6").err
    met.ok("check")


def test_called_off_and_replaced(met):
    met.ok("skip", "5", "they are away")
    met.ok("meet", "acme", "again", "--at", "2026-12-08 10:00", "--for", "acme/d21")
    met.ok("reopen", "5")
    assert touchpoint(met, 4)["held_by"] == 7
    assert touchpoint(met, 5)["meeting"]["fulfils"] is None
    met.ok("check")


def test_reopened_when_it_is_over_it_keeps_its_hour(met):
    met.clock.set("2026-12-04 16:00")
    met.ok("done", "5", "ok")
    assert "2026-12-04 14:00" in met.ok("reopen", "5").out
    assert met.json("today")["counts"]["fixed"] == 1
    met.ok("move", "5", "2026-12-08 10:00")
    met.ok("reopen", "4")
    assert touchpoint(met, 4)["due"] == "2026-12-08"
    met.ok("check")


def test_a_confirmation_that_was_a_mistake(met):
    met.clock.set("2026-12-03 10:00")
    met.ok("done", "6", "ok")
    assert touchpoint(met, 5)["meeting"]["confirmed"]
    met.ok("reopen", "6")
    assert touchpoint(met, 5)["meeting"]["confirmed"] is None
    met.ok("check")


def test_all_of_it_can_be_changed(met):
    met.ok("contact", "add", "acme", "Chen Gang")
    met.ok("rep", "add", "Li Ming", "--slug", "ming", "--zone", "Asia/Shanghai")
    met.ok("account", "add", "Hexin")
    met.ok("meet", "hexin", "visit", "--at", "2026-12-04 15:30")
    met.ok("done", "6", "ok")
    before = touchpoint(met, 5)
    out = met.ok("meet", "edit", "5", "the", "big", "review", "--place", "plant 3",
                 "--travel", "1h", "--length", "2h", "--team", "ming", "--with", "chen",
                 "--via", "visit").out
    for line in ("purpose     review → the big review", "way         meeting → visit",
                 "with        Wang Fang → Chen Gang", "place       plant 2 → plant 3",
                 "ends        15:00 → 16:00", "leave       13:30 → 13:00",
                 "colleagues  Zhang Na → Li Ming", "Overlaps  7  Hexin"):
        assert line in out, out
    now = touchpoint(met, 5)
    assert met.json("why", "5")["messages"]["nudge_at"] == "2026-12-04T04:45:00Z"
    assert now["meeting"]["confirmed"]                  # it stands
    assert met.json("today", "--as", "ming", "--at", "2026-12-04")["counts"]["fixed"] == 1
    assert met.json("today", "--as", "na", "--at", "2026-12-04")["counts"]["fixed"] == 0
    assert "meeting changed" in met.ok("history", "5").out
    assert "Acme · meeting changed" in met.ok("undo").out
    after = touchpoint(met, 5)
    assert [after[k] for k in ("purpose", "meeting", "contacts", "via")] == [
        before[k] for k in ("purpose", "meeting", "contacts", "via")]
    met.ok("check")


def test_an_account_stands_for_its_meeting(met):
    out = met.ok("meet", "edit", "acme", "--place", "hall 3").out
    assert out.startswith("5  Acme · Fri 2026-12-04 14:00") and "plant 2 → hall 3" in out
    met.ok("meet", "acme", "lunch", "--at", "2026-12-08 12:00")
    run = met.fails(3, "meet", "edit", "acme", "--place", "hall 4")
    assert "review" in run.err and "lunch" in run.err and "progress" not in run.err
    met.ok("account", "add", "Borun")
    run = met.fails(1, "meet", "edit", "borun", "--place", "hall 4")
    assert "no meeting is planned with Borun" in run.err
    assert "nudge meet borun PURPOSE --at WHEN" in run.err
    assert "没有与 Borun 约定会面" in met.fails(
        1, "meet", "edit", "borun", "--place", "hall 4", lang="zh_CN").err
    assert "window      Fri 2026-12-04\n" in met.ok("show", 5).out


def test_what_is_cleared_and_what_it_is_held_for(met):
    met.ok("meet", "edit", "5", "--team", "", "--with", "", "--place", "", "--travel", "",
           "--for", "")
    now = touchpoint(met, 5)
    assert (now["contacts"], now["meeting"]["team"]) == ([], [])
    assert now["meeting"]["place"] is None and now["meeting"]["fulfils"] is None
    assert touchpoint(met, 6)["contacts"] == []         # nor is anybody named to ask
    assert touchpoint(met, 4)["arrange_on"] == "2026-11-27"
    met.ok("move", "5", "2026-12-07 14:00")
    met.ok("meet", "edit", "5", "--for", "acme/d21")
    assert "Next  4  Acme d21 · Fri 2026-12-04" in met.ok("meet", "edit", "5", "--for", "3").out
    met.ok("meet", "edit", "5", "--for", "acme/d21")
    assert touchpoint(met, 4)["held_by"] == 5
    met.ok("meet", "edit", "5", "--for", "4", "--place", "plant 4")    # said again
    assert touchpoint(met, 5)["meeting"]["fulfils"]["id"] == 4
    assert "nothing had to be changed" in met.ok("meet", "edit", "5").out
    met.ok("check")


def test_what_cannot_be_changed_so(met):
    assert "--for 2" in met.fails(4, "meet", "edit", "2", "--place", "x").err
    met.fails(2, "meet", "edit", "5", "--travel", "soon")
    met.fails(2, "meet", "edit", "5", "--purpose", "x")  # it is typed behind the number
    met.ok("merge", "5", "3")
    assert "several follow-ups" in met.fails(4, "meet", "edit", "5", "another").err
    met.ok("skip", "5", "they are away")
    met.fails(4, "meet", "edit", "5", "--place", "x")


def test_its_time_in_another_zone(met):
    out = met.ok("move", "5", "2026-12-04 14:00", "--zone", "Europe/Berlin").out
    assert "Fri 2026-12-04 14:00 → Fri 2026-12-04 14:00 (Berlin)" in out
    assert met.json("why", "5")["messages"]["nudge_at"] == "2026-12-04T12:15:00Z"
    assert "another zone" in met.fails(4, "move", "2", "fri", "--zone", "Europe/Berlin").err
    again = "move", "5", "2026-12-04 14:00", "--zone", "Europe/Berlin"
    assert "due then already" in met.fails(4, *again).err    # no move that counts
    met.ok("undo")
    assert touchpoint(met, 5)["zone"] == "Asia/Shanghai"
    for zone, code in (("", 2), ("Mars", 1)):
        when = "2026-12-04 14:00", "--zone", zone
        assert "zone" in met.fails(code, "move", "5", *when).err
        assert "zone" in met.fails(code, "meet", "acme", "x", "--at", *when).err


def test_into_the_past(met):
    for when in ("2026-11-16 10:00", "2026-11-16", "08:00"):
        assert "past" in met.fails(4, "move", "5", when).err
    assert "已经过去" in met.fails(4, "move", "5", "2026-11-16 10:00", lang="zh_CN").err


def test_history_names_a_range_once(met):
    met.ok("give", "acme", "--to", "na")
    assert "Acme · handed over · account 1 · follow-ups 2–6" in met.ok(
        "history", env={"COLUMNS": "160"}).lines[1]


def test_history_and_undo_tell_the_days(met):
    met.ok("move", "5", "2026-12-07 10:00")
    met.ok("move", "5", "2026-12-07 11:00")
    lines = met.ok("history", "5", env={"COLUMNS": "160"}).lines
    assert "moved · review · 10:00 → 11:00" in lines[1]
    assert "moved · review · Fri 2026-12-04 14:00 → Mon 2026-12-07 10:00" in lines[2]
    assert "5  Acme · open · due Mon 2026-12-07 10:00" in met.ok("undo").out
    assert "2026-12-04 周五 14:00" in met.ok("undo", lang="zh_CN").out


def test_told_later_it_took_place_on_its_day(met):
    met.clock.set("2026-12-07 09:00")
    out = met.ok("done", "5", "ok").out
    assert "on time" in out and "made on Fri 2026-12-04" in out
    assert touchpoint(met, 4)["done_on"] == "2026-12-04"
    met.ok("undo")
    met.ok("done", "5", "ok", "--on", "2026-12-07")
    assert touchpoint(met, 5)["done_on"] == "2026-12-07"
    met.ok("undo")
    assert "again from Tue 2026-12-08" in met.ok("done", "5", "noanswer").out
    met.ok("check")


def test_undo_and_history_name_the_meeting_not_its_question(met):
    met.ok("add", "acme", "something else", "--due", "fri")
    met.ok("meet", "edit", "5", "--for", "")
    met.clock.set("2026-12-04 16:00")
    met.ok("done", "5", "ok", "well")
    assert "Acme · done · review" in met.ok("history", env={"COLUMNS": "160"}).lines[1]
    out = met.ok("undo").lines
    assert "Acme · done · review" in out[0] and out[1].split()[:2] == ["Again", "5"]


def test_whether_it_stands_is_asked_by_the_way_at_hand(met):
    met.ok("log", "acme", "ok", "called")
    met.ok("log", "acme", "ok", "called")
    assert touchpoint(met, 6)["suggest_via"] is None
    met.ok("done", "6", "noanswer")
    assert touchpoint(met, 6)["suggest_via"] == "mail"


def test_a_day_on_which_nobody_works_is_told(met):
    out = met.ok("meet", "acme", "tour", "--at", "2026-12-05 14:00").out
    assert "No working day" in out
    assert "Sat 2026-12-05 · closed for you · closed for the customer" in out
    assert "不是工作日" in met.ok("move", "5", "2026-12-06 14:00", lang="zh_CN").out
    assert "No working day" not in met.ok("move", "5", "2026-12-08 14:00").out
    assert met.json("move", "5", "2026-12-12 14:00")["closed_day"] == {
        "date": "2026-12-12", "rep": False, "account": False}
