"""What is stored about a person is handed out, and forgotten for good."""
import json
import re

import pytest

SAID = ("Wang Fang", "wang fang", "wangf", "wang-fang", "13812345678", "wf@acme.example",
        "prefers green tea", "王芳")


def traces(nudge):
    """Which of what was said stands in the database's files.  (What was
    delivered into the Maildir belongs to whoever got it.)"""
    return left_of(nudge, SAID)


def left_of(nudge, said):
    found = set()
    for path in nudge.db.parent.glob(nudge.db.name + "*"):
        bytes_ = path.read_bytes()
        found |= {word for word in said if word.encode() in bytes_}
    return found


@pytest.fixture
def known(acme):
    """Much is known of Wang Fang, and something is queued and removed."""
    acme.ok("contact", "edit", "acme/wang", "--phone", "13812345678", "--mail",
            "wf@acme.example")
    acme.ok("contact", "edit", "acme/wang", "--slug", "wangf")
    acme.ok("contact", "add", "acme", "Wang Fangzheng", "--slug", "zheng")
    acme.ok("note", "acme", "prefers green tea", "--with", "wangf")
    acme.ok("note", "remove", "1")
    acme.ok("note", "acme", "Wang Fang and Wang Fangzheng are cousins (王芳)", "--share")
    acme.ok("done", "acme/d3", "ok", "WANG  FANG wants training", "--with", "wangf")
    acme.ok("add", "acme", "call Wang Fang, 13812345678", "--due", "today 15:00",
            "--with", "wangf")
    acme.ok("brief", "--now")
    return acme


@pytest.mark.parametrize("day,gone", [("2026-12-31", False), (None, True)])
def test_export_tells_of_a_leaving(known, day, gone):
    out = known.json("contact", "export", "acme/wangf")
    assert out["leaving"] is None and out["follows"] == []
    known.ok("add", "acme", "call back", "--due", "2027-01-15", "--with", "wangf")
    on = ["--on", day] if day else []
    known.ok("contact", "left", "acme/wangf", *on)
    leaving = known.json("contact", "export", "acme/wangf")["leaving"]
    assert leaving["successor"] is None and len(leaving["touchpoints"]) > 0
    done = known.json("contact", "left", "acme/wangf", "--successor", "zheng")
    out = known.json("contact", "export", "acme/wangf")
    leaving = out["leaving"]
    assert (leaving["last_day"], leaving["gone"]) == (day, gone)
    assert leaving["successor"]["name"] == "Wang Fangzheng" and out["follows"] == []
    assert {t["id"] for t in done["created"]} < set(leaving["touchpoints"])
    out = known.json("contact", "export", "acme/zheng")
    assert out["leaving"] is None
    assert [c["name"] for c in out["follows"]] == ["Wang Fang"]
    known.ok("contact", "left", "acme/wangf", "--back")
    assert known.json("contact", "export", "acme/zheng")["follows"] == []


def test_export_has_all_of_it(known):
    out = known.json("contact", "export", "acme/wangf")
    assert out["contact"]["phone"] == "13812345678"
    assert [a["text"] for a in out["activities"]] == ["WANG  FANG wants training"]
    assert out["touchpoints"][0]["purpose"] == "call Wang Fang, 13812345678"
    assert [h["method"] for h in out["history"]] == [
        "contact.add", "contact.edit", "contact.edit", "note.add", "note.remove"]
    assert out["history"][1]["after"]["phone"] == "13812345678"
    assert any("Wang Fang" in str(m["model"]) for m in out["messages"])
    assert known.ok("contact", "export", "acme/wangf").json["account"]["slug"] == "acme"


def test_nothing_is_left_in_any_file(known):
    assert set(SAID) - {"wang fang"} <= traces(known)
    known.ok("contact", "edit", "acme/wangf", "--name", "王芳")
    out = known.ok("contact", "forget", "acme/wangf", "--yes").out
    assert "Forgotten for good, in the database file too." in out
    assert traces(known) <= {"Wang Fang", "wang fang"}  # of Wang Fangzheng
    known.ok("check")                       # ids stay
    texts = known.json("note", "list")["notes"]
    assert [n["text"] for n in texts] == ["— and Wang Fangzheng are cousins (—)"]
    shown = known.json("show", "acme")
    assert [c["slug"] for c in shown["contacts"]] == ["zheng"]
    assert shown["contacts"][0]["main"]
    assert shown["activities"][0]["text"] == "— wants training"
    assert "there is no contact" in known.fails(
        1, "contact", "edit", "1", "--main").err
    assert "contact forgotten" in known.ok("history", "acme").out


def test_nothing_is_left_while_nudged_runs(known, nudged):
    nudged()
    result = known.json("contact", "forget", "acme/wangf", "--yes")
    assert result["erased"] is True and result["forgotten"]["notes"] == 1
    assert traces(known) <= {"Wang Fang", "wang fang", "王芳"}


def test_it_is_asked_for_and_shown_before(known, contents):
    before = contents()
    out = known.ok("contact", "forget", "acme/wangf", "--preview").out
    assert re.search(r"notes removed +1\n", out) and "messages" in out
    result = known.fails(4, "contact", "forget", "acme/wangf")
    assert "--yes says that you mean it" in result.err
    assert "无法撤销" in known.fails(
        4, "contact", "forget", "acme/wangf", lang="zh_CN").err
    assert contents() == before


def test_it_cannot_be_undone_but_what_was_before_can(known):
    known.ok("skip", "acme/d7", "not needed")
    skipped = known.json("history", "--limit", "1")["changes"][0]["id"]
    known.ok("contact", "forget", "acme/wangf", "--yes")
    forgot = known.json("history", "--limit", "1")["changes"][0]["id"]
    assert "it cannot be undone" in known.fails(4, "undo").err
    known.ok("undo", str(skipped))
    # The contact's own changes are in the way of nothing any more.
    added = [c for c in known.json("history", "acme")["changes"]
             if c["method"] == "contact.edit"][0]["id"]
    for lang, stays in (("en", "cannot be undone"), ("zh_CN", "无法撤销")):
        refused = known.fails(4, "undo", str(added), lang=lang,
                              env={"COLUMNS": "300"}).err
        assert stays in refused and f"{forgot}" in refused
        assert "undo that one first" not in refused and "请先撤销" not in refused


def test_a_part_of_a_word_is_no_name(acme):
    acme.ok("contact", "add", "acme", "Li", "--slug", "xx")
    acme.ok("note", "acme", "Line 2 is Li's, not Lisa's")
    acme.ok("contact", "forget", "acme/xx", "--yes")
    assert acme.json("note", "list")["notes"][0]["text"] == "Line 2 is —'s, not Lisa's"


def test_meetings_and_requests_name_nobody_any_more(acme):
    """Also in images of them, and in what was queued about them."""
    said = ("Wang Fang", "wang-fang")
    acme.ok("rep", "add", "Zhao Min", "--slug", "zhao")
    acme.ok("rep", "edit", "liwei", "--manager", "zhao")
    acme.ok("meet", "acme", "lines with Wang Fang", "--at", "fri 10:30",
            "--place", "Wang Fang's office", "--with", "wang")
    acme.ok("ask", "acme/d7", "does Wang Fang decide?")
    acme.ok("ask", "acme/d7", "may Wang Fang decide alone?")
    acme.ok("ask", "acme/d7", "--answer", "Wang Fang may", "--as", "zhao")
    acme.ok("brief", "--now")
    assert left_of(acme, said) == set(said)
    acme.ok("contact", "forget", "acme/wang", "--yes")
    assert left_of(acme, said) == set()
    meeting = [t for t in acme.json("list")["touchpoints"] if t["kind"] == "meeting"]
    assert [t["meeting"]["place"] for t in meeting] == ["—'s office"]


@pytest.mark.parametrize("name", ['Anna "Ann" Berg', "Anna\\Berg", "Ann/Berg"])
def test_a_name_that_images_write_otherwise(acme, name):
    """JSON escapes quotes and backslashes, and line ends before a name."""
    written = json.dumps(name, ensure_ascii=False)[1:-1]
    said = (name, written)
    acme.ok("contact", "add", "acme", name, "--slug", "ann")
    acme.ok("add", "acme", f"call {name}", "--due", "today 15:00")
    acme.ok("note", "acme", f"two lines:\n{name}\nlikes tea", "--share")
    acme.ok("log", "acme", "ok", f"{name} called", "--via", "call")
    acme.ok("brief", "--now")
    told = acme.json("contact", "export", "acme/ann")["messages"]
    assert any(written in json.dumps(m["model"], ensure_ascii=False) for m in told)
    assert left_of(acme, said) == set(said)
    acme.ok("contact", "forget", "acme/ann", "--yes")
    assert left_of(acme, said) == set()
