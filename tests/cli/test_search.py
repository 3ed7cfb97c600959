"""Searching what people have written, in any language."""
import pytest


@pytest.fixture
def written(acme):
    acme.ok("account", "add", "Müller GmbH", "--slug", "mueller")
    acme.ok("account", "add", "和信机械", "--slug", "hexin")
    acme.ok("contact", "add", "hexin", "王芳", "--slug", "wf", "--phone", "13800000000")
    acme.ok("add", "acme", "call about the Training for line 2", "--due", "fri")
    acme.ok("log", "acme", "ok", "they want TRAINING in ＡＢＣ")
    acme.ok("done", "acme/d3", "ok", "报价单已发，等待回复")
    acme.ok("skip", "acme/d7", "price too high")
    acme.ok("note", "acme", "training budget is small")
    acme.ok("topic", "add", "Training centre opens")
    return acme


def hits(nudge, *args):
    return [(h["kind"], h["id"]) for h in nudge.json("search", *args)["hits"]]


@pytest.mark.parametrize("text, expected", [
    ("acme", [("account", 1)]),
    ("muller", [("account", 2)]),
    ("MÜLLER", [("account", 2)]),
    ("王芳", [("contact", 2)]),
    ("138", [("contact", 2)]),
    ("training", [("topic", 1), ("note", 1), ("touchpoint", 5), ("activity", 2)]),
    ("training acme", [("note", 1), ("touchpoint", 5), ("activity", 2)]),
    ("training ａｂｃ", [("activity", 2)]),
    ("报价", [("activity", 3)]),
    ("报价 acme 回复", [("activity", 3)]),
    ("high price", [("touchpoint", 3)]),
    ("progress report", []),  # what every plan says is found while it is open
    ("feedback first", [("touchpoint", 4)]), ("acme feedback", [("touchpoint", 4)]),
    ("hexin feedback", []), ("全面评估", [("touchpoint", 4)]),
    ("100%_", []),
])
def test_words_are_found(written, text, expected):
    assert hits(written, text) == expected


def test_what_is_found_is_shown_with_its_place(written):
    out = written.ok("search", "training").out
    assert "follow-up" in out and "call about the Training for line 2" in out
    assert "跟进" in written.ok("search", "training", lang="zh_CN").out
    (hit,) = written.json("search", "回复")["hits"]
    assert hit["snippet"] == {"before": "报价单已发，等待", "hit": "回复", "after": ""}
    assert hit["touchpoint_id"] == 2 and hit["on"] == "2026-11-17"
    written.ok("note", "hexin", "x " * 50 + "needle\n" + "y " * 50)
    (hit,) = written.json("search", "needle")["hits"]
    assert hit["snippet"]["before"].startswith("…x") and hit["snippet"]["hit"] == "needle"
    assert hit["snippet"]["after"].endswith("…") and "\n" not in hit["snippet"]["after"]


def test_what_a_plan_wants_done_comes_last_and_in_the_readers_words(written):
    written.ok("note", "acme", "their feedback was good")
    written.ok("log", "acme", "ok", "feedback from line 2")
    assert hits(written, "feedback") == [("note", 2), ("activity", 4), ("touchpoint", 4)]
    (hit,) = written.json("search", "改进建议", lang="zh_CN")["hits"]
    assert hit["id"] == 4 and hit["on"] == "2026-12-04"
    written.ok("skip", "acme/d21", "no time")
    assert hits(written, "feedback") == [("note", 2), ("activity", 4)]


def test_names_that_begin_with_it_come_first(acme):
    for name in ("The Line", "Line Works", "Inline"):
        acme.ok("account", "add", name)
    assert [h["title"] for h in acme.json("search", "line")["hits"]] == [
        "Line Works", "Inline", "The Line"]


def test_pages_go_on_where_they_ended(written):
    found, cursor = [], ()
    for _ in range(10):
        page = written.json("search", "training", "--limit", "1", *cursor)
        found += [h["kind"] for h in page["hits"]]
        if page["cursor"] is None:
            break
        cursor = ("--cursor", page["cursor"])
    assert found == ["topic", "note", "touchpoint", "activity"]


def test_what_somebody_keeps_is_not_found_by_others(written):
    written.ok("rep", "add", "Zhang Min", "--as", "liwei")
    assert ("note", 1) in hits(written, "budget", "--as", "liwei")
    assert hits(written, "budget", "--as", "zhang-min") == []
    written.ok("note", "remove", "1", "--as", "liwei")
    assert hits(written, "budget", "--as", "liwei") == []


def test_bad_searches_are_refused(written):
    assert "nothing was found" in written.fails(1, "search", "zzz").err
    assert "没有找到" in written.fails(1, "search", "zzz", lang="zh_CN").err
    assert "at most 8 words" in written.fails(2, "search", "1 2 3 4 5 6 7 8 9").err
    assert "is not the cursor" in written.fails(
        2, "search", "x", "--cursor", "9/1").err
    written.fails(2, "search", "x", "--limit", "0")
    written.fails(2, "search", "")


def test_merged_purposes_are_found_as_they_are_read(acme):
    acme.ok("add", "acme", "bring samples", "--due", "today")
    acme.ok("merge", "5", "acme/d3")
    acme.ok("merge", "5", "acme/d7")
    out = acme.ok("search", "进展报告", lang="zh_CN").out
    assert "提供进展报告" in out and "progress report" not in out
    assert "progress report" in acme.ok("search", "progress report").out
    acme.fails(1, "search", "进展报告")


def test_a_note_says_of_whom_it_is(written):
    written.ok("note", "hexin", "喜欢绿茶", "--with", "wf")
    assert "  王芳: 喜欢绿茶\n" in written.ok("search", "绿茶").out
    hit = written.json("search", "绿茶")["hits"][0]
    assert hit["contact"]["slug"] == "wf"
    assert written.json("search", "budget")["hits"][0]["contact"] is None
