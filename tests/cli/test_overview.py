"""What a manager sees of others' follow-ups, and everybody of all accounts."""
import pytest


@pytest.fixture
def team(ready):
    """Li Wei and Zhang Min, who manages him; one account each."""
    ready.ok("rep", "add", "Zhang Min", "--slug", "zhangmin", "--channels", "maildir")
    ready.ok("rep", "edit", "liwei", "--manager", "zhangmin", "--as", "liwei")
    ready.ok("sign", "Acme", "--on", "2026-11-13", "--as", "liwei")
    ready.ok("add", "acme", "price list", "--due", "2026-11-16", "--as", "liwei")
    ready.env = {"COLUMNS": "200"}
    ready.clock.set("2026-11-18 09:00")
    return ready


def test_of_several_people_it_says_whose(team):
    team.ok("account", "add", "Borun", "--as", "zhangmin")
    team.ok("add", "borun", "call", "--due", "2026-11-19", "--as", "zhangmin")
    head, *rows = team.ok("list", "--all", "--as", "zhangmin").lines
    assert "OWNER" in head
    assert any("Acme" in row and "Li Wei" in row for row in rows)
    assert any("Borun" in row and "Zhang Min" in row for row in rows)
    assert "OWNER" not in team.ok("list", "--as", "liwei").lines[0]


def test_what_is_snoozed_says_so(team):
    team.ok("snooze", "acme/d7", "2026-11-20", "--as", "liwei")
    shown, = [row for row in team.ok("list", "--as", "liwei").lines if "d7" in row]
    assert "snoozed" in shown and "open" not in shown
    assert "稍后提醒" in team.ok("list", "--as", "liwei", lang="zh_CN").out
    team.clock.set("2026-11-20 09:00")
    assert "snoozed" not in team.ok("list", "--as", "liwei").out


def test_a_manager_hears_that_his_team_is_late(team, nudged, maildir):
    out = team.ok("--as", "zhangmin").out
    assert "Nothing is due for you." in out and "nothing is planned" not in out
    assert "In your team 2 follow-ups are late: nudge list --late --all" in out
    assert len(team.json("list", "--late", "--all", "--as", "zhangmin")[
        "touchpoints"]) == 2
    assert "团队" in team.ok("--as", "zhangmin", lang="zh_CN").out
    assert "In your team" not in team.ok("--as", "liwei").out
    team.ok("done", "acme/d1", "sent", "--as", "liwei")
    assert "In your team 1 follow-up is late" in team.ok("--as", "zhangmin").out
    nudged()
    team.ok("brief", "--now", "--as", "zhangmin")
    message, = maildir.wait(1)
    assert "In your team 1 follow-up is late" in message.get_body(("plain",)).get_content()


def test_accounts_with_their_last_and_next_day(team):
    team.ok("account", "add", "Borun", "--as", "liwei")
    team.ok("done", "acme/d1", "sent", "--on", "2026-11-17", "--as", "liwei")
    head, acme, borun = team.ok("account", "list", "--as", "liwei").lines
    assert head.split()[-2:] == ["LAST", "NEXT"]
    assert acme.split("Li Wei")[1].split() == ["Tue", "17", "Mon", "16"]
    assert borun.split("Li Wei")[1].split() == ["–", "–"]
    listed = team.json("account", "list", "--as", "liwei")["accounts"]
    assert [(a["last"], a["next"]) for a in listed] == [
        ("2026-11-17", "2026-11-16"), (None, None)]


def test_accounts_for_which_nothing_is_planned(team):
    said = team.ok("account", "add", "Borun", "--as", "liwei").out
    assert "Nothing is planned yet. Next: nudge start borun prospect\n" in said
    assert "Next: nudge sign hexin --on DATE" in team.ok(
        "account", "add", "Hexin", "--stage", "customer", "--as", "liwei").out

    def idle():
        return [a["slug"] for a in team.json(
            "account", "list", "--idle", "--as", "liwei")["accounts"]]
    assert idle() == ["borun", "hexin"]
    team.ok("start", "borun", "prospect", "--as", "liwei")
    assert idle() == ["hexin"]
    team.ok("pause", "borun", "--as", "liwei")
    assert idle() == ["hexin"]
    team.ok("lost", "hexin", "price", "--as", "liwei")
    assert idle() == []


def test_what_was_done_is_named(team):
    said = {}
    for args in (["snooze", "5", "2026-11-19"], ["move", "5", "2026-11-20"],
                 ["done", "5", "ok"], ["undo"], ["skip", "5", "no need"]):
        said[args[0]] = team.ok(*args, "--as", "liwei").lines[0]
    assert "Acme · price list · hidden" in said["snooze"]
    assert "Acme · price list · Mon" in said["move"]
    assert "Acme · price list · went well" in said["done"]
    assert "Acme · price list · was due" in said["skip"]
    assert "Acme d1 · sent" in team.ok("done", "acme/d1", "sent", "--as", "liwei").out


def test_history_says_until_when_and_why(team):
    team.ok("snooze", "5", "2026-11-19", "--as", "liwei")
    team.ok("skip", "5", "no need", "--as", "liwei")
    team.ok("lost", "acme", "too dear", "--as", "liwei")
    lost, skipped, snoozed = team.ok("history", "acme", "--limit", "3", "--as",
                                     "liwei").lines[1:4]
    assert "price list · hidden until Thu 2026-11-19" in snoozed
    assert "price list · no need" in skipped
    assert "too dear" in lost


def test_a_contact_is_listed_with_its_account(team):
    team.ok("contact", "add", "acme", "Wang Fang", "--as", "liwei")
    head, row = team.ok("contact", "list", "--as", "liwei").lines
    assert "ACCOUNT" in head and "Acme" in row
    assert team.json("contact", "list", "--as", "liwei")["contacts"][0][
        "account"]["slug"] == "acme"
    people = team.ok("show", "acme", "--as", "liwei").out.split("People")[1]
    assert "ACCOUNT" not in people.split("\n\n")[0]


def test_who_hears_nothing_is_seen_in_the_list_of_reps(team):
    team.ok("rep", "add", "Na Ying", "--slug", "na", "--mail", "na@example.com",
            "--as", "liwei")
    rows = {row.split()[0]: row for row in team.ok("rep", "list", "--as", "liwei").lines}
    assert rows["liwei"].endswith("liwei@example.com · maildir")
    assert rows["na"].endswith("na@example.com · no channel yet")
