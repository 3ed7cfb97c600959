"""Action links: GET shows, only POST acts; forged, stale and old ones do
nothing."""
import re
import sqlite3
import threading
import urllib.parse

import pytest

from feeds import action_link

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Page:
    """A link's page, and its buttons."""

    def __init__(self, server, path):
        self.server, self.path = server, path

    def get(self, path=None):
        answer = self.server.get(path or self.path)
        self.body = answer.body.decode()
        return answer

    def press(self, fields, fresh=True):
        """POSTs the form with these fields; the answer."""
        if fresh:
            self.get()
        rev = re.search(r'name="rev" value="(\d+)"', self.body)
        body = fields + (f"&rev={rev[1]}" if rev else "")
        return self.server.ask("POST", self.path, FORM, body)

    def act(self, fields):
        """The same where it must work; the page after it."""
        answer = self.press(fields)
        assert answer.status == 303, answer
        self.get(urllib.parse.urljoin(self.path, answer.headers["location"]))
        return self.body


@pytest.fixture
def page(signed, web):
    """Of the letter to Acme, touchpoint 1."""
    server = web()
    return Page(server, action_link(signed, 1))


def state(nudge, touchpoint=1):
    return nudge.json("show", touchpoint)["touchpoint"]


def test_get_changes_nothing(signed, page, home):
    before = state(signed)
    answer = page.get()
    assert answer.status == 200
    assert "thank-you note" in page.body and "<script" not in page.body
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page.server.ask("HEAD", page.path)
    assert state(signed) == before


def test_done_with_all_that_belongs_to_it(signed, page):
    body = page.act("do=done&outcome=sent&text=letter+is+out%0D%0Aby+post&"
                    "with=wang-fang&next=call+back&next_due=2026-11-24&"
                    "promise=price+list&promise_by=2026-11-20")
    tp = state(signed)
    assert (tp["state"], tp["outcome"]) == ("done", "sent")
    assert tp["result"] == "letter is out\nby post"
    db = sqlite3.connect(signed.db)
    assert db.execute("SELECT contact_id FROM activity_contact").fetchall() \
        == [(1,)]
    db.close()
    purposes = {one["purpose"]: one["due"]
                for one in signed.json("show", 1)["children"]}
    assert purposes == {"call back": "2026-11-24", "price list": "2026-11-20"}
    assert "Undo" in body and "d3" in body
    [change] = [one for one in signed.json("history", 1)["changes"]][:1]
    assert change["door"] == "link"


def test_a_second_press_does_nothing(signed, page):
    page.get()
    first = page.press("do=done&outcome=sent", fresh=False)
    assert first.status == 303
    after = state(signed)
    again = page.press("do=done&outcome=sent", fresh=False)
    assert again.status == 200 and b"Nothing was done" in again.body
    assert state(signed) == after


def test_shows_what_somebody_else_did(signed, page):
    signed.ok("done", 1, "sent", "by hand")
    page.get()
    assert "by hand" in page.body and "How did it go" not in page.body


def test_a_page_from_before_a_move_does_nothing(signed, page):
    page.get()
    signed.ok("move", 1, "2026-11-16", "--agreed")
    signed.ok("move", 1, "2026-11-17", "--agreed")
    answer = page.press("do=done&outcome=sent", fresh=False)
    assert b"Nothing was done" in answer.body
    assert state(signed)["state"] == "open"
    # The page shown now is up to date.
    page.act("do=done&outcome=sent")


def test_snooze_move_skip(signed, page, clock):
    page.act("do=snooze&until=tomorrow")
    assert state(signed)["snoozed_until"]
    assert "hidden until Sat 14<" in page.body
    page.act("do=snooze&until=15:00")
    assert "hidden until Fri 13 15:00<" in page.body
    clock.set("2026-11-13 15:00")
    assert page.get().status == 200 and "hidden until" not in page.body
    page.act("do=move&to=2026-11-20&agreed=yes")
    assert state(signed)["due"] == "2026-11-20" and state(signed)["pinned"]
    page.act("do=skip&reason=they+sent+one+first")
    assert state(signed)["close_reason"] == "they sent one first"
    assert "skipped · they sent one first<" in page.body


def test_later_is_offered_only_inside_the_window(signed, page, clock):
    def offered():
        return re.findall(r'name="until" value="([^"]+)"', page.get().body.decode())
    assert offered() == ["1h", "3h", "tomorrow"]         # d1: until Monday
    for until in offered():
        page.act("do=snooze&until=" + until.replace("+", "%2B"))
    clock.set("2026-11-16 09:00")
    page.path = action_link(signed, 1)
    assert offered() == ["1h", "3h"]
    page.act("do=snooze&until=3h")
    assert "hidden until Mon 16 12:00<" in page.body
    clock.set("2026-11-17 09:00")                    # late: until the next day
    page.path = action_link(signed, 1)
    assert offered() == ["1h", "3h", "tomorrow"]


def test_later_counts_hours_and_working_days_as_they_are(signed, page, clock):
    def offered():
        return re.findall(r'name="until" value="([^"]+)"', page.get().body.decode())
    signed.ok("account", "edit", "acme", "--calendar", "DE")
    clock.set("2026-12-24 09:00")
    signed.ok("log", "acme", "ok", "talked", "--promise", "send the plan",
              "--by", "2026-12-28")
    promise, = [one["id"] for one in signed.json("show", "acme")["touchpoints"]
                if one["purpose"] == "send the plan"]
    page.path = action_link(signed, promise)
    assert offered() == ["1h", "3h", "tomorrow"]     # not +2bd: the 25th is closed
    clock.set("2026-12-28 21:30")
    page.path = action_link(signed, promise)
    assert offered() == ["1h"]                       # in three hours it is the 29th
    assert page.press("do=snooze&until=3h").status != 303


def test_what_nobody_counts_on_may_wait(signed, page, clock):
    signed.ok("add", "acme", "send a card", "--due", "2026-11-13")
    shown = signed.json("show", "acme")["touchpoints"]
    task, = [one["id"] for one in shown if one["purpose"] == "send a card"]
    assert signed.json("show", task)["touchpoint"]["snooze_last"] is None
    assert signed.json("show", 1)["touchpoint"]["snooze_last"] == "2026-11-16"


def test_ask(signed, page):
    answer = page.press("do=ask&text=please+call+their+CEO")
    assert 400 <= answer.status < 500 and b"manager" in answer.body
    signed.ok("rep", "add", "Zhao Min", "--zone", "Asia/Shanghai",
              "--calendar", "CN", "--mail", "zhao@example.com")
    signed.ok("rep", "edit", "liwei", "--manager", "zhao-min", "--as", "liwei")
    page.act("do=ask&text=please+call+their+CEO")
    tp = signed.json("show", 1, "--as", "liwei")["touchpoint"]
    assert tp["state"] == "open"
    mine = signed.json("today", "--as", "zhao-min")
    assert "please call their CEO" in str(mine)


def test_undo_for_ten_minutes(signed, page, clock):
    page.act("do=done&outcome=sent")
    change = re.search(r'name="change" value="(\d+)"', page.body)[1]
    answer = page.server.ask("POST", page.path, FORM,
                             f"do=undo&change={change}")
    assert answer.status == 303
    assert state(signed)["state"] == "open"
    page.act("do=done&outcome=sent")
    change = re.search(r'name="change" value="(\d+)"', page.body)[1]
    clock.advance(601)
    page.get(page.path + f"?c={change}")
    assert "Undo (" not in page.body
    answer = page.server.ask("POST", page.path, FORM,
                             f"do=undo&change={change}")
    assert b"ten minutes are over" in answer.body
    assert state(signed)["state"] == "done"


def test_undo_takes_back_only_what_came_by_a_link(signed, page):
    change = signed.json("done", 1, "sent")["change"]
    page.get(page.path + f"?c={change}")
    assert "Undo (" not in page.body
    page.server.ask("POST", page.path, FORM, f"do=undo&change={change}")
    assert state(signed)["state"] == "done"


@pytest.mark.parametrize("fields,words", [
    ("do=done&outcome=problem", "problem&quot; needs a text"),
    ("do=done&outcome=no", "not interested&quot; needs a text"),
    ("do=move&to=2026-02-30", "2026-02-30"),
    ("do=move", "to"),
    ("do=skip", "reason"),
    ("do=done&outcome=sent&with=nobody", "nobody"),
    ("do=done&outcome=sent&text=" + "x" * 20000, "long"),
    ("do=done&outcome=sent&text=a%07b", "control"),
], ids=["problem", "no", "date", "no-date", "no-reason", "person", "long", "bell"])
def test_refusals_are_told_on_the_page(signed, page, fields, words):
    answer = page.press(fields)
    body = answer.body.decode()
    assert 400 <= answer.status < 500, answer
    notice = re.search(r'role="alert">(.*?)</p>', body, re.S)[1]
    assert words in notice, notice
    assert state(signed)["state"] == "open"


def test_what_was_typed_is_not_lost(signed, page):
    answer = page.press("do=move&to=2026-02-30&reason=they+said+so")
    assert 'value="they said so"' in answer.body.decode()


def test_what_was_refused_is_in_sight(signed, page):
    """Ticks stay, and what is folded up is open where something was typed."""
    page.get()
    assert "<details open>" not in page.body and " checked" not in page.body
    body = page.press("do=done&outcome=problem&with=wang-fang&promise=a+list"
                      "&promise_by=2026-11-20").body.decode()
    assert body.count("<details open>") == body.count(" checked>") == 1
    assert '<details open><summary>What comes next' in body
    assert 'value="wang-fang" checked>' in body and 'value="a list"' in body
    body = page.press("do=move&agreed=yes&reason=fair").body.decode()
    assert body.count("<details open>") == body.count(" checked>") == 1
    assert "<details open><summary>More" in body
    assert 'name="agreed" value="yes" checked>' in body


@pytest.mark.parametrize("body", [
    "", "do=", "do=explode", "do=done%00", "%", "do=%zz",
    "&".join(f"a{i}=1" for i in range(100))],
    ids=["empty", "nothing", "unknown", "zero", "percent", "escape", "many"])
def test_bad_forms(signed, page, body):
    page.get()
    answer = page.press(body)
    assert answer.status in (200, 400), answer
    assert state(signed)["state"] == "open"


def test_forged_links(signed, web):
    server = web()
    good = action_link(signed, 1)
    mac = good.rsplit(".", 1)[1]
    life = good.split(".")[3]
    bad = [
        good[:-1], good + "a", good[:-1] + ("a" if good[-1] != "a" else "b"),
        f"/a/2.1.1.{life}.{mac}", f"/a/1.2.1.{life}.{mac}",
        f"/a/1.1.2.{life}.{mac}", f"/a/1.1.1.{int(life) + 1}.{mac}",
        f"/a/01.1.1.{life}.{mac}", f"/a/+1.1.1.{life}.{mac}",
        f"/a/-1.1.1.{life}.{mac}", "/a/", "/a/1.1.1.1", "/a/....",
        "/a/" + "9" * 200, action_link(signed, 1, key=b"k" * 32),
        f"/a/1.1.1.{life}.{mac.upper()}", good + "/", good + "%00"]
    for path in bad:
        assert server.get(path).status == 404, path


def test_expired(signed, web, clock):
    server = web()
    path = action_link(signed, 1, life=3600)
    clock.advance(3599)
    assert server.get(path).status == 200
    clock.advance(1)
    answer = server.get(path)
    assert answer.status == 410 and "过期".encode() in answer.body
    assert server.ask("POST", path, FORM, "do=done&outcome=sent").status == 410
    assert state(signed)["state"] == "open"


def test_a_colleague_who_took_over(signed, web):
    signed.ok("rep", "add", "Zhao Min", "--zone", "Asia/Shanghai",
              "--calendar", "CN")
    server = web()
    page = Page(server, action_link(signed, 1, rep=2))
    page.get()
    assert "no longer yours" in page.body and "How did it go" not in page.body
    answer = server.ask("POST", page.path, FORM, "do=done&outcome=sent&rev=1")
    assert answer.status == 403
    assert signed.json("show", 1, "--as", "liwei")[
        "touchpoint"]["state"] == "open"


@pytest.fixture
def meeting(signed):
    """Li Wei's, to which Zhao Min comes along."""
    signed.ok("rep", "add", "Zhao Min", "--zone", "Asia/Shanghai", "--calendar", "CN")
    signed.env["NUDGE_REP"] = "liwei"
    return signed.json("meet", "acme", "line layout", "--at", "2026-11-20 10:00",
                       "--travel", "30m", "--team", "zhao-min")["touchpoint"]["id"]


ALONG = [("en", "You come along. Li Wei sees to this meeting and closes it; "
                "there is nothing to do here.", "Leave 09:30.", "no longer"),
         ("zh_CN", "您一同前往。此次会面由 Li Wei 负责并登记结果，您无需操作。", "09:30 出发",
          "已不归您")]


@pytest.mark.parametrize("locale,words,leave,never", ALONG)
def test_a_colleague_who_comes_along(signed, meeting, web, locale, words, leave, never):
    signed.ok("rep", "edit", "zhao-min", "--locale", locale)
    page = Page(web(), action_link(signed, meeting, rep=2))
    page.get()
    assert words in page.body and leave in page.body and "Li Wei" in page.body
    assert never not in page.body and "<form" not in page.body
    answer = page.press("do=done&outcome=ok&rev=1")
    assert answer.status == 403 and words in answer.body.decode()
    assert state(signed, meeting)["state"] == "open"
    signed.ok("done", meeting, "ok", "they like it")
    page.get()
    assert "they like it" in page.body and words not in page.body and never not in page.body
    # Who does not come along any more is told so.
    signed.ok("undo")
    signed.ok("meet", "edit", meeting, "--team", "")
    page.get()
    assert never in page.body


def test_a_manager_who_is_asked(signed, web):
    signed.ok("rep", "add", "Zhao Min", "--zone", "Asia/Shanghai", "--calendar", "CN")
    signed.env["NUDGE_REP"] = "liwei"
    signed.ok("rep", "edit", "liwei", "--manager", "zhao-min")
    signed.ok("ask", "1", "may I give <5%>?")
    page = Page(web(), action_link(signed, 1, rep=2))
    page.get()
    assert ("Li Wei asks you for help: “may I give &lt;5%&gt;?” Answer with: "
            "nudge ask 1 --answer TEXT") in page.body
    assert "no longer yours" not in page.body and "<form" not in page.body


def test_who_leaves_later_can_have_been_there(signed, page):
    signed.ok("contact", "left", "acme/wang-fang", "--on", "2026-12-31")
    page.get()
    assert 'value="wang-fang"' in page.body
    signed.ok("contact", "left", "acme/wang-fang", "--on", "2026-11-12")
    page.get()
    assert 'value="wang-fang"' not in page.body


def test_who_is_gone(signed, web):
    server = web()
    assert server.get(action_link(signed, 999)).status in (410, 410)
    assert server.get(action_link(signed, 1, rep=99)).status == 410


def test_in_chinese(signed, web):
    signed.ok("rep", "edit", "liwei", "--locale", "zh_CN")
    body = web().get(action_link(signed, 1)).body.decode()
    assert '<html lang="zh-CN">' in body and "发送感谢信" in body
    text = re.sub(r"<style>.*?</style>", "", body, flags=re.S)
    words = re.findall(r">([^<>]*[A-Za-z]{4,}[^<>]*)<", text)
    assert [one for one in words if "Wang Fang" not in one
            and "nudge" not in one and "Acme" not in one] == []


def test_a_weekday_is_not_broken_in_two(signed, web):
    signed.ok("rep", "edit", "liwei", "--locale", "zh_CN")
    signed.ok("done", "acme/d1", "sent", "周五 <b>再谈")
    body = web().get(action_link(signed, 1)).body.decode()
    shown = body.split("<main>")[1]
    assert ".day{white-space:nowrap}" in body
    assert re.search('<span class="day">周[一二三四五六日]</span>', shown)
    assert not re.search('(?<!day">)周[一二三四五六日]', shown)
    assert "&lt;b&gt;再谈" in shown and "span" not in body.split("<main>")[0]


def test_names_are_text(signed, web):
    signed.ok("account", "add", "<script>alert(1)</script>&\"'", "--slug",
              "evil")
    signed.ok("add", "evil", "<b>&amp;\"x\"", "--due", "2026-11-20")
    tp = signed.json("list", "evil")["touchpoints"][0]["id"]
    body = web().get(action_link(signed, tp)).body.decode()
    assert "<script" not in body and "<b>" not in body
    assert "&lt;script&gt;" in body and "&lt;b&gt;&amp;amp;" in body


def test_a_locked_database_says_try_again(signed, page):
    page.get()
    db = sqlite3.connect(signed.db, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    try:
        answer = page.press("do=done&outcome=sent", fresh=False)
    finally:
        db.execute("ROLLBACK")
        db.close()
    assert answer.status == 503, answer
    assert state(signed)["state"] == "open"


def test_two_presses_at_once_make_one_change(signed, page):
    page.get()
    answers = []

    def press():
        answers.append(page.press("do=done&outcome=sent", fresh=False).status)

    threads = [threading.Thread(target=press) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(answers) == [200] * 7 + [303]
    assert len(signed.json("show", 1)["activities"]) == 1


def test_without_a_key_there_are_no_links(signed, web):
    path = action_link(signed, 1)
    (signed.home / "link.key").unlink()
    assert web().get(path).status == 404
