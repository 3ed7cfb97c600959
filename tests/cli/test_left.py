"""Somebody leaves a customer."""
import pytest


def purposes(result, name):
    return [(t["due"], t["purpose"]) for t in result.get(name, [])]


def test_a_last_day_ahead(acme):
    acme.ok("add", "acme", "bring the samples", "--due", "2027-01-15", "--with", "wang")
    acme.ok("add", "acme", "call back", "--due", "fri", "--with", "wang")
    result = acme.json("contact", "left", "acme/wang", "--on", "2026-12-31")
    assert purposes(result, "released") == [("2027-01-15", "bring the samples")]
    assert purposes(result, "created") == [
        ("2026-12-17", "Wang Fang leaves on Thu 2026-12-31: who takes over? "
                       "Ask to be introduced"),
        ("2026-12-29", "say farewell to Wang Fang, last day Thu 2026-12-31")]
    assert [c["slug"] for c in result["created"][0]["contacts"]] == ["wang-fang"]
    assert result["released"][0]["contacts"] == []
    # Later the successor is known; nothing is planned twice.
    result = acme.json("contact", "left", "acme/wang", "--successor", "Chen Gang")
    assert purposes(result, "created") == [
        ("2027-01-07", "first talk with Chen Gang, who follows Wang Fang"),
        ("2027-01-18", "bring our manager and Chen Gang together")]
    assert result["successor"]["roles"] == ["user"]
    assert result["contact"]["main"] and result["contact"]["left"] == "2026-12-31"


def test_gone_and_followed(acme):
    acme.ok("contact", "add", "acme", "Chen Gang")
    acme.ok("add", "acme", "call back", "--due", "fri", "--with", "wang")
    out = acme.ok("contact", "left", "acme/wang", "--successor", "chen gang").out
    assert "Follows    2  Chen Gang" in out
    assert out.startswith("Left       1  Wang Fang (user) · Acme\n")
    assert "Handed on  5  Acme · Fri 2026-11-20 · call · call back · with Chen Gang" in out
    assert acme.json("show", "5")["touchpoint"]["contacts"][0]["name"] == "Chen Gang"
    people = acme.json("contact", "list", "acme")["contacts"]
    assert [(p["slug"], p["main"]) for p in people] == [
        ("wang-fang", False), ("chen-gang", True)]
    acme.ok("undo")
    assert acme.json("show", "5")["touchpoint"]["contacts"][0]["name"] == "Wang Fang"


def test_gone_and_nobody_known(acme):
    out = acme.ok("contact", "left", "acme/wang", lang="zh_CN").out
    assert "了解谁接替 Wang Fang" in out
    assert acme.json("today")["sections"][0]["items"][0]["main_contact"] is None
    assert "has left\n" in acme.ok("contact", "list").out
    assert "已离职\n" in acme.ok("show", "acme", lang="zh_CN").out
    acme.ok("contact", "left", "acme/wang", "--on", "2026-11-17")     # there until tonight
    assert acme.json("today")["sections"][0]["items"][0]["main_contact"] is not None
    assert "leaves Tue 2026-11-17\n" in acme.ok("contact", "list").out
    acme.clock.set("2026-11-18 08:30")
    assert "left Tue 2026-11-17\n" in acme.ok("contact", "list").out
    assert acme.json("today")["sections"][0]["items"][0]["main_contact"] is None
    assert "Back" in acme.ok("contact", "left", "acme/wang", "--back").out
    assert acme.json("contact", "list")["contacts"][0]["left"] is None


@pytest.mark.parametrize("on,head,zh", [
    ([], "Left        1  Wang Fang (user) · Acme\n", "已离职    1  Wang Fang（使用者） · Acme\n"),
    (["--on", "2026-11-16"],
     "Left        1  Wang Fang (user) · Acme · last day Mon 2026-11-16\n",
     "已离职    1  Wang Fang（使用者） · Acme · 最后工作日 2026-11-16 周一\n"),
    (["--on", "2026-11-17"],
     "Leaves      1  Wang Fang (user) · Acme · last day Tue 2026-11-17\n",
     "将离职    1  Wang Fang（使用者） · Acme · 最后工作日 2026-11-17 周二\n"),
])
def test_what_is_known_of_the_last_day_is_told(acme, on, head, zh):
    acme.ok("add", "acme", "call back", "--due", "2026-11-20", "--with", "wang")
    words = ["contact", "left", "acme/wang", *on]
    assert acme.ok(*words, "--preview").out.startswith(head)
    out = acme.ok(*words, lang="zh_CN").out
    assert out.startswith(zh) and "待定人选  5" in out
    assert acme.json(*words)["contact"]["last_day"] == (on[1] if on else None)
    # Said again it is the same, with a successor, too.
    out = acme.ok(*words[:3], "--successor", "Chen Gang", lang="zh_CN").out
    assert out.splitlines()[0].split() == zh.split()
    assert acme.json(*words[:3], "--back")["contact"]["left"] is None


def test_history_and_undo_say_it_in_words(acme):
    acme.ok("contact", "left", "acme/wang", "--successor", "Chen Gang")
    out = acme.ok("history", env={"COLUMNS": "160"}).lines[1]
    assert "Acme · contact leaves · contacts 1–2 · follow-ups 5–6" in out
    out = acme.ok("undo").out
    assert "Acme · contact leaves" in out and "departure" not in out
    assert "联系人离职" in acme.ok("history", lang="zh_CN", env={"COLUMNS": "160"}).lines[2]
    acme.ok("contact", "left", "acme/wang", "--on", "2026-12-31")
    acme.ok("contact", "left", "acme/wang", "--back")
    assert "Acme · contact is back · " in acme.ok("history").lines[1]
    assert "Acme · contact is back · " in acme.ok("undo").out


def test_refused(acme):
    assert "nobody follows themselves" in acme.fails(
        2, "contact", "left", "acme/wang", "--successor", "wang fang").err
    acme.fails(2, "contact", "left", "acme/wang", "--on", "someday")
    for words in (["--on", "2026-12-31"], ["--successor", "Chen Gang"]):
        assert "give --back alone" in acme.fails(
            2, "contact", "left", "acme/wang", "--back", *words).err
    acme.fails(1, "contact", "left", "acme/nobody")


def test_meetings_are_held_without_them(acme):
    acme.ok("meet", "acme", "review", "--at", "2026-12-04 14:00", "--with", "wang")
    acme.ok("pause", "acme")
    result = acme.json("contact", "left", "acme/wang", "--on", "2026-11-20",
                       "--successor", "Chen Gang")
    assert {t["kind"] for t in result["released"]} == {"meeting", "confirm"}
    acme.ok("resume", "acme")
    for id in (4, 5, 6):
        people = acme.json("show", id)["touchpoint"]["contacts"]
        assert [p["name"] for p in people] in ([], ["Chen Gang"])
    acme.ok("contact", "forget", "acme/chen-gang", "--yes")
    assert acme.json("check")["sound"]


def test_another_last_day_moves_what_was_planned(acme):
    acme.ok("contact", "left", "acme/wang", "--on", "2026-12-31")
    result = acme.json("contact", "left", "acme/wang", "--on", "2027-01-29")
    assert "created" not in result
    assert purposes(result, "moved") == [
        ("2027-01-15", "Wang Fang leaves on Fri 2027-01-29: who takes over? "
                       "Ask to be introduced"),
        ("2027-01-27", "say farewell to Wang Fang, last day Fri 2027-01-29")]
    acme.ok("move", "5", "2027-01-11")                # by hand: it stays
    result = acme.json("contact", "left", "acme/wang", "--on", "2027-01-28", lang="zh_CN")
    assert [day for day, words in purposes(result, "moved")] == ["2027-01-11", "2027-01-26"]
    # Gone already: there is nobody left to ask.
    result = acme.json("contact", "left", "acme/wang", "--on", "2026-11-16")
    assert [t["id"] for t in result["cancelled"]] == [5, 6]
    assert purposes(result, "created") == [("2026-11-17", "find out who follows Wang Fang")]
    result = acme.json("contact", "left", "acme/wang", "--back")
    assert [t["id"] for t in result["cancelled"]] == [7]
    acme.ok("check")


def test_another_last_day_moves_the_successors_first_talk(acme):
    acme.ok("contact", "left", "acme/wang", "--on", "2026-12-31", "--successor", "Chen Gang")
    out = acme.ok("contact", "left", "acme/wang", "--on", "2027-01-29").out
    assert out.count("Moved") == 3 and "Planned" not in out
    assert "first talk with Chen Gang" in out


def test_what_was_put_off_is_seen_on_its_corrected_day(acme):
    acme.ok("contact", "left", "acme/wang", "--on", "2027-03-31")
    acme.ok("snooze", "5", "2027-03-17")
    acme.ok("contact", "left", "acme/wang", "--on", "2027-01-29")
    now = acme.json("show", "5")["touchpoint"]
    assert (now["due"], now["snoozed_until"]) == ("2027-01-15", None)
    acme.ok("undo")
    assert acme.json("show", "5")["touchpoint"]["snoozed_until"] is not None
    acme.ok("check")


def people(acme, id):
    return [p["name"] for p in acme.json("show", id)["touchpoint"]["contacts"]]


def mains(acme):
    return [p["name"] for p in acme.json("contact", "list", "acme")["contacts"] if p["main"]]


def test_under_another_name_the_steps_are_still_theirs(acme):
    acme.ok("contact", "left", "acme/wang", "--on", "2026-12-31")
    acme.ok("contact", "edit", "acme/wang", "--name", "Wang Fangfang")
    result = acme.json("contact", "left", "acme/wang", "--on", "2027-01-29")
    assert purposes(result, "moved") == [
        ("2027-01-15", "Wang Fangfang leaves on Fri 2027-01-29: who takes over? "
                       "Ask to be introduced"),
        ("2027-01-27", "say farewell to Wang Fangfang, last day Fri 2027-01-29")]
    assert "created" not in result and acme.json("check")["sound"]


def test_who_never_left_cannot_be_back(acme):
    before = acme.ok("history").out
    bad = acme.fails(4, "contact", "left", "acme/wang", "--back")
    assert "Wang Fang has not left, and is not about to" in bad.err
    assert acme.ok("history").out == before
    bad = acme.fails(4, "contact", "left", "acme/wang", "--back",
                     lang="zh_CN")
    assert "Wang Fang 没有离职，也没有离职的安排" in bad.err


def test_who_stays_longer_gets_back_what_went_to_the_successor(acme):
    acme.ok("add", "acme", "bring the samples", "--due", "2027-01-15", "--with", "wang")
    acme.ok("add", "acme", "visit the plant", "--due", "2027-02-18", "--with", "wang")
    acme.ok("contact", "left", "acme/wang", "--on", "2026-12-31", "--successor", "Chen Gang")
    assert people(acme, 5) == people(acme, 6) == ["Chen Gang"]
    run = acme.ok("contact", "left", "acme/wang", "--on", "2027-01-29")
    assert "Given back" in run.out and "bring the samples" in run.out
    assert people(acme, 5) == ["Wang Fang"] and people(acme, 6) == ["Chen Gang"]
    result = acme.json("contact", "left", "acme/wang", "--back")
    assert [t["id"] for t in result["returned"]] == [6]
    assert len(result["cancelled"]) == 3             # farewell, first talk, our manager
    assert people(acme, 6) == ["Wang Fang"]
    acme.ok("undo")
    assert people(acme, 6) == ["Chen Gang"] and acme.json("check")["sound"]
    # What somebody has arranged otherwise since is left alone.
    acme.ok("meet", "acme", "review", "--at", "2027-02-04 14:00", "--with", "wang")
    acme.ok("contact", "left", "acme/wang", "--on", "2027-01-30")
    meeting = acme.json("today", "--at", "2027-02-04")["sections"][0]["items"][0]["id"]
    assert people(acme, meeting) == ["Chen Gang"]
    acme.ok("contact", "add", "acme", "Zhao Min")
    acme.ok("meet", "edit", meeting, "--with", "zhao-min")
    acme.ok("contact", "left", "acme/wang", "--back")
    assert people(acme, meeting) == ["Zhao Min"] and acme.json("check")["sound"]


def test_who_was_gone_and_is_back_is_turned_to_first_again(acme):
    acme.ok("add", "acme", "call back", "--due", "fri", "--with", "wang")
    acme.ok("contact", "left", "acme/wang", "--successor", "Chen Gang")
    assert mains(acme) == ["Chen Gang"]
    acme.ok("contact", "left", "acme/wang", "--back")
    assert mains(acme) == ["Wang Fang"] and people(acme, 5) == ["Wang Fang"]
    assert acme.json("check")["sound"]


def test_a_successor_known_later_takes_what_waited_for_a_name(acme):
    acme.ok("add", "acme", "call back", "--due", "fri", "--with", "wang")
    acme.ok("contact", "left", "acme/wang")
    assert people(acme, 5) == []
    result = acme.json("contact", "left", "acme/wang", "--successor", "Chen Gang")
    assert [t["id"] for t in result["released"]] == [5]
    assert [t["purpose"] for t in result["cancelled"]] == ["find out who follows Wang Fang"]
    assert people(acme, 5) == mains(acme) == ["Chen Gang"]
    # Said again it does nothing twice; another name takes the place of the first.
    result = acme.json("contact", "left", "acme/wang", "--successor", "Chen Gang")
    assert not {"created", "moved", "released"} & set(result)
    result = acme.json("contact", "left", "acme/wang", "--successor", "Zhao Min")
    assert "created" not in result and len(result["moved"]) == 2
    assert result["moved"][0]["purpose"] == "first talk with Zhao Min, who follows Wang Fang"
    assert people(acme, result["moved"][0]["id"]) == ["Zhao Min"]
    assert people(acme, 5) == mains(acme) == ["Zhao Min"] and acme.json("check")["sound"]


def test_who_was_there_already_is_there_once(acme):
    acme.ok("contact", "add", "acme", "Chen Gang")
    acme.ok("add", "acme", "call both", "--due", "2027-01-15", "--with", "wang,chen-gang")
    acme.ok("contact", "left", "acme/wang", "--on", "2026-12-31", "--successor", "chen-gang")
    assert people(acme, 5) == ["Chen Gang"]
    acme.ok("contact", "left", "acme/wang", "--back")
    assert sorted(people(acme, 5)) == ["Chen Gang", "Wang Fang"]


def test_gone_by_mistake_is_there_until_a_day_ahead(acme):
    acme.ok("contact", "left", "acme/wang", "--on", "2026-11-16")
    result = acme.json("contact", "left", "acme/wang", "--on", "2026-12-31")
    assert [t["purpose"] for t in result["cancelled"]] == ["find out who follows Wang Fang"]
    assert [due for due, _ in purposes(result, "created")] == ["2026-12-17", "2026-12-29"]


def test_when_the_last_day_is_over_nobody_says_farewell(acme, nudged):
    acme.ok("contact", "left", "acme/wang", "--on", "2026-11-20")
    acme.clock.set("2026-11-23 08:30")
    acme.ok("log", "acme", "ok", "called")             # whoever comes first, rolls the day
    daemon = nudged()
    daemon.stop()
    assert [acme.json("show", id)["touchpoint"]["state"] for id in (5, 6)] == [
        "open", "cancelled"]                           # who takes over? is still to be asked
    assert acme.json("show", 6)["touchpoint"]["close_reason"] == "the last day is over"
    acme.ok("contact", "left", "acme/wang", "--successor", "Chen Gang")
    acme.clock.set("2026-11-24 08:30")
    nudged().stop()
    asked = acme.json("show", 5)["touchpoint"]
    assert (asked["state"], asked["close_reason"]) == ("cancelled", "the successor is known")
    assert acme.json("check")["sound"]


def test_another_name_stands_in_what_is_open(acme):
    acme.ok("contact", "left", "acme/wang", "--on", "2026-12-31", "--successor", "Chen Gagn")
    acme.ok("contact", "edit", "acme/chen-gagn", "--name", "Chen Gang")
    acme.ok("contact", "edit", "acme/wang", "--name", "Wang Fen")
    words = [t["purpose"] for t in acme.json("list", "acme")["touchpoints"] if t["id"] > 4]
    assert words == ["say farewell to Wang Fen, last day Thu 2026-12-31",
                     "first talk with Chen Gang, who follows Wang Fen",
                     "bring our manager and Chen Gang together"]
    acme.ok("undo")
    assert "Wang Fang" in acme.json("show", 5)["touchpoint"]["purpose"]
    acme.ok("contact", "edit", "acme/wang", "--phone", "138")
    assert acme.json("history", "5")["changes"][0]["method"] == "change.undo"
    assert acme.json("check")["sound"]


def test_a_successor_who_is_forgotten_is_nobodys_successor(acme):
    acme.ok("contact", "add", "acme", "Lin Bo")
    acme.ok("add", "acme", "bring the samples", "--due", "2026-12-15", "--with", "wang")
    acme.ok("contact", "left", "acme/wang", "--on", "2026-11-11", "--successor", "Chen Gang")
    acme.ok("contact", "forget", "acme/chen-gang", "--yes")
    # Who is there is the main contact now, not who has left.
    people = acme.json("contact", "list", "acme")["contacts"]
    assert [p["slug"] for p in people if p["main"]] == ["lin-bo"]
    acme.ok("contact", "left", "acme/wang", "--on", "2026-11-10")
    acme.ok("contact", "left", "acme/wang", "--on", "2026-11-09")
    result = acme.json("contact", "left", "acme/wang", "--back")
    assert purposes(result, "returned") == [("2026-12-15", "bring the samples")]
    assert acme.json("check")["sound"]


def test_back_while_the_account_is_closed_no_farewell_comes_back(acme):
    acme.ok("contact", "left", "acme/wang", "--on", "2026-12-31")
    acme.ok("close", "acme")
    acme.ok("contact", "left", "acme/wang", "--back")
    out = acme.ok("reopen", "acme").out
    assert "farewell" not in out and "who takes over" not in out and "d3" in out
    acme.ok("undo")
    acme.ok("undo")                                    # leaves after all
    assert "farewell" in acme.ok("reopen", "acme").out
    assert acme.json("check")["sound"]
