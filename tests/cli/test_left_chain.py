"""Several leave a customer, one after the other."""
import itertools

import pytest


def people(acme, id):
    return [p["name"] for p in acme.json("show", id)["touchpoint"]["contacts"]]


def main(acme):
    return [p["name"] for p in acme.json("contact", "list", "acme")["contacts"] if p["main"]]


def open_steps(acme):
    return sorted(t["purpose"] for t in acme.json("list", "acme")["touchpoints"]
                  if t["id"] > 6)


TALK = "first talk with {}, who follows {}"
TEAM = ["Wang Fang", "Chen Gang", "Zhao Min", "Lin Bo"]
DAYS = [[], ["--on", "2026-12-31"]]


@pytest.fixture
def chain(acme):
    """Follow-up 5 is Wang Fang's, 6 Chen Gang's; each is followed by the next."""
    for name in TEAM[1:]:
        acme.ok("contact", "add", "acme", name)
    acme.ok("add", "acme", "bring the samples", "--due", "2027-01-15", "--with", "wang")
    acme.ok("add", "acme", "visit the plant", "--due", "2027-01-18", "--with", "chen-gang")

    def leave(who, *more):
        return acme.json("contact", "left", f"acme/{TEAM[who].lower().replace(' ', '-')}",
                         *more)
    return leave


def holder(start, back, length):
    """Whose it is: the first one there, from whom it was on."""
    return next(TEAM[i] for i in range(start, length + 1) if i == length or i in back)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("length,order", [
    (length, order) for length in (2, 3)
    for order in itertools.permutations(range(length))])
def test_each_gets_back_their_own_in_any_order(acme, chain, day, length, order):
    for i in range(length):
        chain(i, *(day and ["--on", f"2026-12-{31 - 10 * i}"] if i else day),
              "--successor", TEAM[i + 1])
    back = set()
    for i in [None, *order]:
        if i is not None:
            chain(i, "--back")
            back.add(i)
        assert people(acme, 5) == [holder(0, back, length)]
        assert people(acme, 6) == [holder(1, back, length)]
        if not day:
            assert main(acme) == [holder(0, back, length)]
        assert acme.json("check")["sound"]
    assert open_steps(acme) == []


def test_a_successor_who_leaves_is_not_introduced(acme, chain):
    chain(0, "--successor", "Chen Gang")
    result = chain(1, "--successor", "Zhao Min")
    assert {t["close_reason"] for t in result["cancelled"]} == {
        "the successor leaves, too"} and len(result["cancelled"]) == 2
    steps = ["bring our manager and Zhao Min together", TALK.format("Zhao Min", "Chen Gang")]
    assert open_steps(acme) == steps
    chain(1, "--back")
    assert open_steps(acme) == [
        "bring our manager and Chen Gang together", TALK.format("Chen Gang", "Wang Fang")]
    acme.ok("undo")
    assert open_steps(acme) == steps
    assert acme.json("check")["sound"]


def test_who_leaves_later_is_introduced_before(acme, chain):
    chain(0, "--on", "2026-11-18", "--successor", "Chen Gang")
    result = chain(1, "--on", "2026-11-26")
    assert [t["purpose"] for t in result["cancelled"]] == [
        "bring our manager and Chen Gang together"]
    assert TALK.format("Chen Gang", "Wang Fang") in open_steps(acme)
    chain(1, "--on", "2027-03-01")                     # stays longer after all
    assert "bring our manager and Chen Gang together" in open_steps(acme)


def test_what_goes_to_somebody_gone_goes_on_and_is_told_once(acme, chain):
    chain(0, "--on", "2026-12-31", "--successor", "Chen Gang")
    chain(1, "--on", "2026-12-21", "--successor", "Zhao Min")
    acme.ok("add", "acme", "call back", "--due", "2027-01-20", "--with", "wang")
    result = chain(0)
    told = [t["id"] for t in result["released"]]
    assert len(told) == 1 and people(acme, told[0]) == ["Zhao Min"]
    assert [c["name"] for c in result["released"][0]["contacts"]] == ["Zhao Min"]
    # Somebody else follows the first one: it is theirs.
    result = chain(0, "--successor", "Lin Bo")
    assert people(acme, 5) == people(acme, told[0]) == ["Lin Bo"]
    assert people(acme, 6) == ["Zhao Min"]
    chain(1, "--back")
    assert people(acme, 5) == ["Lin Bo"] and people(acme, 6) == ["Chen Gang"]
    assert acme.json("check")["sound"]


def test_who_was_there_already_stays_however_often_it_is_said(acme, chain):
    acme.ok("add", "acme", "call both", "--due", "2027-01-20", "--with", "wang,chen-gang")
    both = acme.json("list", "acme")["touchpoints"][-1]["id"]
    for _ in range(2):
        result = chain(0, "--on", "2026-12-31", "--successor", "Chen Gang")
    assert "released" not in result
    chain(0, "--back")
    assert sorted(people(acme, both)) == ["Chen Gang", "Wang Fang"]


@pytest.mark.parametrize("first,second,said", [
    ([], [], "Wang Fang has left and cannot follow Chen Gang"),
    (["--on", "2026-12-31"], ["--on", "2026-12-31"],
     "Wang Fang leaves no later than Chen Gang and cannot follow"),
    (["--on", "2026-12-31"], ["--on", "2026-12-21"],
     "Wang Fang is to be followed by Chen Gang"),
])
def test_nobody_follows_in_a_circle(acme, chain, first, second, said):
    chain(0, *first, "--successor", "Chen Gang")
    run = acme.fails(4, "contact", "left", "acme/chen-gang", *second,
                     "--successor", "Wang Fang")
    assert said in " ".join(run.err.split())
    assert people(acme, 6) == ["Chen Gang"]
    run = acme.fails(4, "contact", "left", "acme/chen-gang", *second,
                     "--successor", "Wang Fang", lang="zh_CN")
    assert "Wang Fang" in run.err and "follow" not in run.err
