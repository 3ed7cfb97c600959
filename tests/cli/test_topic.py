"""Talking points: offered until the person has heard them."""


def titles(nudge, *args):
    return [t["title"] for t in nudge.json("topic", "list", *args)["topics"]]


def test_the_brief_offers_what_is_not_used_yet(acme):
    for title in ("trade-fair notes", "price list 2027", "new reference", "webinar"):
        acme.ok("topic", "add", title)
    acme.ok("topic", "add", "their second plant", "--account", "acme")
    assert ("not used yet: their second plant | webinar | new reference"
            in acme.ok("today").out)
    assert "还没聊过：their second plant" in acme.ok("today", lang="zh_CN").out
    out = acme.ok("done", "acme/d3", "ok", "interested", "--with", "wang",
                  "--topic", "webinar,their").out
    assert "Told  webinar | their second plant" in out.replace("Told     ", "Told  ")
    assert "not used yet  new reference | price list 2027 | trade-fair notes" in (
        acme.ok("show", "acme/d7").out)
    acme.ok("undo")
    assert "their second plant | webinar" in acme.ok("show", "acme/d7").out


def test_each_person_hears_it_once(acme):
    acme.ok("topic", "add", "new reference")
    acme.ok("contact", "add", "acme", "Li Na", "--slug", "lina")
    acme.ok("log", "acme", "ok", "--topic", "reference", "--with", "lina")
    assert titles(acme, "--with", "acme/lina") == []
    assert titles(acme, "--with", "acme/wang") == ["new reference"]
    acme.ok("add", "acme", "call both", "--due", "fri", "--with", "lina,wang")
    assert acme.json("show", "5")["touchpoint"]["topics"] == []
    assert "Li Na" in acme.ok("topic", "show", "1").out
    # Nobody is named: the whole account has heard it.
    acme.ok("log", "acme", "ok", "--topic", "1")
    assert titles(acme, "--with", "acme/wang") == []


def test_scope_and_validity(acme):
    acme.ok("account", "add", "Borun", "--tier", "strategic")
    acme.ok("contact", "add", "borun", "Chen Gang")
    acme.ok("topic", "add", "for key", "--tier", "key")
    acme.ok("topic", "add", "for prospects", "--stage", "prospect")
    acme.ok("topic", "add", "for borun", "--account", "borun")
    acme.ok("topic", "add", "today only", "--until", "today")
    assert titles(acme, "--with", "acme/wang") == ["today only", "for key"]
    assert titles(acme, "--with", "borun/chen") == [
        "for borun", "today only", "for prospects"]
    assert titles(acme, "acme") == ["today only", "for prospects", "for key"]
    acme.clock.set("2026-11-18 09:00")
    assert "today only" not in titles(acme)
    assert "today only" in titles(acme, "--all")


def test_topics_are_changed_and_removed(acme):
    acme.ok("topic", "add", "价目表", "--url", "https://example.com/p")
    out = acme.ok("topic", "edit", "价目", "--until", "2027-03-31", "--url", "").out
    assert "of use until  – → Wed 2027-03-31" in out
    assert "address       https://example.com/p → –" in out
    assert "Removed  1  价目表" in acme.ok("topic", "remove", "1").out
    assert "no topic matches" in acme.fails(1, "topic", "list").err
    acme.ok("undo")
    assert "适用" in acme.ok("topic", "list", lang="zh_CN").out


def test_what_makes_no_sense_is_refused(acme):
    acme.ok("topic", "add", "price list")
    acme.ok("topic", "add", "price rise")
    assert "several topics match" in acme.fails(3, "topic", "show", "price").err
    assert "nobody heard" in acme.fails(
        2, "done", "acme/d3", "noanswer", "--topic", "1").err
    assert "there is no topic" in acme.fails(
        1, "log", "acme", "ok", "--topic", "fair").err
    assert "is no address" in acme.fails(
        2, "topic", "add", "x", "--url", "javascript:alert(1)").err
    assert "tier cannot be" in acme.fails(2, "topic", "add", "x", "--tier", "big").err


def test_until_when_a_topic_is_good(acme):
    acme.ok("topic", "add", "price list", "--until", "2027-03-31")
    assert "有效至" in acme.ok("topic", "list", lang="zh_CN").lines[0]
