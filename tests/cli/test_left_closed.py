"""Somebody leaves a customer whose account is closed, lost or parked."""
import shlex

import pytest

AHEAD = "contact left acme/wang --on 2026-12-31"
NAMED = AHEAD + " --successor 'Chen Gang'"


def stands(acme):
    """What is open, with whom, and who is turned to first."""
    items = acme.json("list", "acme")["touchpoints"]
    people = acme.json("contact", "list", "acme")["contacts"]
    return (sorted((t["due"], t["purpose"], [c["name"] for c in t["contacts"]])
                   for t in items),
            {p["name"]: (p["main"], p["left"]) for p in people})


def say(acme, *lines):
    for line in lines:
        acme.ok(*shlex.split(line))


SAID = [
    ([], [AHEAD]),
    ([], [NAMED]),
    ([], ["contact left acme/wang"]),
    ([], ["contact left acme/wang --successor 'Chen Gang'"]),
    ([], ["contact left acme/wang --on 2026-11-16", "contact left acme/wang --back"]),
    ([AHEAD], ["contact left acme/wang --on 2027-01-29"]),
    ([AHEAD], ["contact left acme/wang --on 2026-11-16"]),
    ([AHEAD], ["contact left acme/wang --successor 'Chen Gang'"]),
    ([AHEAD], ["contact left acme/wang --back"]),
    ([AHEAD], ["contact left acme/wang --back", AHEAD]),
    ([AHEAD, "move 6 2026-12-14"], ["contact left acme/wang --on 2027-01-29"]),
    ([NAMED], ["contact left acme/wang --on 2027-01-29"]),
    ([NAMED], ["contact left acme/wang --on 2026-11-16"]),
    ([NAMED], ["contact left acme/wang --successor 'Zhao Min'"]),
    ([NAMED], ["contact left acme/wang --back"]),
    ([NAMED], ["contact left acme/chen-gang --on 2026-12-01"]),
    ([NAMED], ["contact left acme/chen-gang --on 2026-12-01 --successor 'Zhao Min'",
               "contact left acme/wang --back"]),
]


@pytest.mark.parametrize("end", ["close acme", "lost acme price",
                                 "park acme --until 2027-03-01"])
@pytest.mark.parametrize("before,said", SAID)
def test_reopened_it_is_as_if_said_before(acme, before, said, end):
    say(acme, "add acme 'bring the samples' --due 2027-01-15 --with wang",
        "contact add acme 'Lin Bo'", *before)
    open_ = [*said, end, "reopen acme"]
    say(acme, *open_)
    wanted = stands(acme)
    for _ in open_:
        acme.ok("undo")
    say(acme, end, *said, "reopen acme")
    assert stands(acme) == wanted
    assert acme.json("check")["sound"]


def test_what_waits_for_the_account_is_said(acme):
    acme.ok("close", "acme")
    out = acme.ok("contact", "left", "acme/wang", "--on", "2026-12-31").out
    assert ("Acme is closed: what this asks for is planned when it is taken up again, "
            "nudge reopen acme") in " ".join(out.split())
    assert "Planned" not in out and "last day Thu 2026-12-31" in out
    assert acme.json("list", "acme")["touchpoints"] == []
    out = acme.ok("contact", "left", "acme/wang", "--on", "2027-01-29", lang="zh_CN").out
    assert "Acme 已关闭" in out and "nudge reopen acme" in out
    assert "is planned" not in acme.ok("contact", "left", "acme/wang", "--back", "--preview").out
    out = acme.ok("reopen", "acme").out
    assert "say farewell to Wang Fang, last day Fri 2027-01-29" in " ".join(out.split())


@pytest.mark.parametrize("back", [["start", "acme", "prospect"],
                                  ["sign", "acme", "--on", "2026-11-17"]])
def test_a_lost_customer_comes_back_by_a_plan(acme, back):
    say(acme, AHEAD, "lost acme price")
    out = acme.ok("contact", "left", "acme/wang", "--on", "2027-01-29").out
    assert "Acme is lost: what this asks for is planned" in out and "Planned" not in out
    assert "Acme 已丢单：" in acme.ok("contact", "left", "acme/wang", lang="zh_CN").out
    assert acme.json("check")["sound"]
    acme.ok(*back)
    words = [words for due, words, people in stands(acme)[0] if "Wang" in words]
    assert words == ["Wang Fang leaves on Fri 2027-01-29: who takes over? Ask to be introduced",
                     "say farewell to Wang Fang, last day Fri 2027-01-29"]
    assert acme.json("check")["sound"]


def test_the_last_day_passes_while_the_account_is_closed(acme):
    say(acme, AHEAD, "close acme")
    acme.clock.set("2027-01-05 09:00")
    acme.ok("reopen", "acme")
    words = [words for due, words, people in stands(acme)[0] if "Wang" in words]
    assert words == ["find out who follows Wang Fang"]
    assert acme.json("check")["sound"]


def test_the_successor_begins_while_the_account_is_closed(acme):
    say(acme, NAMED, "close acme")
    acme.clock.set("2027-02-01 09:00")
    acme.ok("reopen", "acme")
    items, people = stands(acme)
    assert people["Chen Gang"][0] and not people["Wang Fang"][0]
    assert [(due, words) for due, words, who in items if "Chen" in words] == [
        ("2027-02-01", "bring our manager and Chen Gang together"),
        ("2027-02-01", "first talk with Chen Gang, who follows Wang Fang")]


def test_who_takes_over_is_still_to_be_found_after_the_last_day(acme):
    say(acme, AHEAD)
    acme.clock.set("2027-01-05 09:00")
    result = acme.json("contact", "left", "acme/wang")
    assert [t["purpose"] for t in result["created"]] == ["find out who follows Wang Fang"]
    assert result["cancelled"][0]["close_reason"] == "the last day is over"


@pytest.mark.parametrize("plan", ["start acme prospect", "offer acme --valid 2026-12-18"])
def test_nothing_is_planned_for_a_closed_account_that_somebody_leaves(acme, plan):
    say(acme, AHEAD, "lost acme price", "close acme")
    refused = acme(*shlex.split(plan))
    assert refused.exit == 4 and "Acme is closed" in refused.err
