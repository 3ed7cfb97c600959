"""Working calendars in use: layers, provisional years, what a list moves, soft
days, and the month."""
import pytest


def own(name, *days, years="2026", head=()):
    return "\n".join([f"calendar {name}", f"title {name}", "source a test",
                      "week ooooocc", f"years {years}", *head, *days, ""])


def load(ready, text, *args, **more):
    return ready.ok("calendar", "import", "-", *args, stdin=text, **more)


def due(ready, what):
    return ready.json("show", what)["touchpoint"]["due"]


def preview(ready, on):
    found = ready.json("preview", "1-3-7-21", "--on", on)["touchpoints"]
    return [(one["due"], one["moved"]) for one in found]


# Layers: the first that knows a day decides.

def test_leave_before_company_before_nation(ready):
    """d7 of 16 Nov is Mon 23; each layer in turn has its say."""
    assert preview(ready, "2026-11-16")[2][0] == "2026-11-23"
    load(ready, own("ours", "closed 2026-11-23 outing"), "--company")
    assert preview(ready, "2026-11-16")[2][0] == "2026-11-23"   # not counted yet
    ready.ok("rep", "edit", "liwei", "--calendar", "CN,ours")
    assert preview(ready, "2026-11-16")[2][0] == "2026-11-24"
    load(ready, own("mine", "open 2026-11-23"), "--rep", "liwei")
    assert ready.json("rep", "list")["reps"][0]["calendar"] == "CN,ours,mine"
    assert preview(ready, "2026-11-16")[2][0] == "2026-11-23"
    ready.ok("undo")
    assert ready.json("rep", "list")["reps"][0]["calendar"] == "CN,ours"
    assert preview(ready, "2026-11-16")[2][0] == "2026-11-24"


def test_a_company_may_work_on_a_holiday_and_rest_on_a_make_up_day(ready):
    load(ready, own("ours", "open 2026-10-08..2026-10-09",
                    "closed 2026-10-10"), "--company")
    ready.ok("rep", "edit", "liwei", "--calendar", "CN,ours")
    overlaps = [one for one in ready.json("calendar", "check", "ours", "2026")
                ["calendars"][0]["findings"] if one["code"] == "overlap"]
    assert [(one["date"], one["kind"], one["other"], one["other_kind"],
             one["wins"]) for one in overlaps] == [
        ("2026-10-10", "closed", "CN", "makeup", True)]
    out = ready.ok("calendar", "check", "ours", "2026").out
    assert "closed here, which counts; in CN it is make-up" in out


@pytest.mark.parametrize("lang, word", [("en", "only one national"),
                                        ("zh_CN", "各只能用一个")])
def test_one_of_each_layer(ready, lang, word):
    bad = ready.fails(4, "rep", "edit", "liwei", "--calendar", "CN,DE",
                      lang=lang)
    assert word in bad.err


def test_an_accounts_company_days_count_with_the_reps_nation(ready):
    load(ready, own("acme-works", "closed 2026-11-16..2026-11-20"), "--company")
    ready.ok("account", "add", "Acme", "--calendar", "acme-works")
    signed = ready.json("sign", "acme", "--on", "2026-11-13")
    assert signed["calendars"] == ["CN", "acme-works"]
    assert signed["touchpoints"][1]["due"] == "2026-11-23"


# Provisional years.

def test_a_year_without_its_list_is_flagged_everywhere(ready):
    planned = preview(ready, "2026-12-28")
    assert "provisional" in planned[2][1] and "provisional" not in planned[0][1]
    ready.ok("account", "add", "Acme")
    signed = ready.ok("sign", "acme", "--on", "2026-12-28")
    assert "? no official list of that year's holidays yet" in signed.out
    assert "provisional" in ready.json("why", "acme/d7")["touchpoint"]["moved"]
    doctor = ready("doctor", env={"COLUMNS": "300"}).out
    assert "CN has no official list for next year yet" in doctor
    assert "nudge calendar import FILE --name CN" in doctor
    check = ready.ok("calendar", "check", "CN", lang="zh_CN").out
    assert "还没有 2027 年的官方放假安排" in check
    assert "? no official list for 2027 yet" in ready.ok("cal", "2027-01").out


@pytest.fixture
def planned(ready):
    """Acme, signed so that d7 falls on Wed 6 January 2027."""
    ready.ok("account", "add", "Acme")
    ready.ok("sign", "acme", "--on", "2026-12-30")
    assert due(ready, "acme/d7") == "2027-01-06"
    return ready


LIST = own("CN", "closed 2027-01-01..2027-01-06 元旦", "makeup 2027-01-09 元旦调休",
           years="2027")


def test_a_list_moves_what_it_closes_on_yes_only(planned, contents):
    seen = load(planned, LIST, "--preview")
    assert "Would move" in seen.out and "preview" in seen.out
    before = contents()
    shown = load(planned, LIST)
    # A mail may go out on the make-up Saturday, two days after the call.
    assert "Acme d3 · Mon 2027-01-04 → Thu 2027-01-07" in shown.out
    assert "Acme d7 · Wed 2027-01-06 → Sat 2027-01-09" in shown.out
    assert "Nothing was moved" in shown.out
    assert due(planned, "acme/d7") == "2027-01-06"
    planned.ok("undo")
    moved = load(planned, LIST, "--yes")
    assert "Moved" in moved.out and "Nothing was moved" not in moved.out
    assert due(planned, "acme/d3") == "2027-01-07"
    assert due(planned, "acme/d7") == "2027-01-09"
    why = planned.ok("why", "acme/d7").out
    assert "2027-01-06" in why
    planned.ok("undo")
    assert due(planned, "acme/d3") == "2027-01-04"
    assert due(planned, "acme/d7") == "2027-01-06"
    assert before != contents()      # the history grew, the plan is as it was


def test_importing_the_same_again_changes_nothing(planned):
    load(planned, LIST, "--yes")
    again = planned.json("calendar", "import", "-", stdin=LIST)
    assert again["change"] is None
    assert (again["added"], again["removed"], again["moves_total"]) == (0, 0, 0)


def test_what_was_not_moved_at_first_can_be_later(planned):
    load(planned, LIST)
    assert planned.json("calendar", "import", "-", "--yes",
                        stdin=LIST)["moves_total"] >= 1
    assert due(planned, "acme/d7") > "2027-01-06"


def test_agreed_days_and_chosen_days_stay(planned):
    planned.ok("move", "acme/d7", "2027-01-06", "--agreed")
    planned.ok("add", "acme", "call back", "--due", "2027-01-05")
    result = planned.json("calendar", "import", "-", "--yes", stdin=LIST)
    assert due(planned, "acme/d7") == "2027-01-06"
    assert {one["due"] for one in result["closed"]} == {
        "2027-01-05", "2027-01-06"}
    assert all(one["step"] != "d7" for one in result["moves"])


def test_a_gap_between_years_is_refused(ready):
    bad = ready.fails(2, "calendar", "import", "-",
                      stdin=own("CN", "closed 2030-01-01", years="2030"))
    assert "no list for 2027 yet" in bad.err


def test_lists_of_our_own_form_are_read_strictly(ready):
    for text, word in ((own("x", "closed 2026-02-30"), "line 6"),
                       ("nonsense\n", "line 1"),
                       (own("x", "closed 2027-01-01"), "outside the years"),
                       ("a\0b", "zero byte")):
        bad = ready.fails(2, "calendar", "import", "-", stdin=text)
        assert word in bad.err, bad
    bad = ready.fails(2, "calendar", "import", "-", "--kind", "soft",
                      stdin=own("x"))
    assert "--kind is for .ics files" in bad.err
    bad = ready.fails(2, "calendar", "import", "/nowhere/x.txt")
    assert "/nowhere/x.txt cannot be read" in bad.err


@pytest.mark.parametrize("years", ["27", "2027-2026", "2026-2050", "x",
                                   "2026-", "2026-2027x"])
def test_years_are_two_or_one(ready, years):
    bad = ready.fails(2, "calendar", "import", "x.ics", "--years", years)
    assert "x.ics cannot be read" in bad.err or "--years" in bad.err
    (ready.home / "x.ics").write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert "--years takes" in ready.fails(
        2, "calendar", "import", "x.ics", "--years", years).err


def test_a_german_state_is_chosen_by_its_file(ready):
    import harness
    folder = harness.SOURCE / "data/calendars"
    ready.ok("calendar", "import", folder / "DE-BY.txt")
    ready.ok("account", "add", "Muster", "--calendar", "DE-BY")
    dues = ready.json("sign", "muster", "--on", "2027-01-03")["touchpoints"]
    assert dues[1]["nominal"] == "2027-01-06" and dues[1]["due"] == "2027-01-07"


# Soft days.

def test_soft_days_keep_meetings_away(ready):
    """d21 of 13 Nov is Fri 4 Dec, a meeting, and may go on until the 11th."""
    ready.ok("account", "add", "Acme")
    ready.ok("sign", "acme", "--on", "2026-11-13")
    shown = ready.ok("calendar", "soft", "CN", "2026-12-03", "2026-12-07",
                     "trade", "fair")
    assert "5 soft days new" in shown.out
    assert "Acme d21 · Fri 2026-12-04 → Tue 2026-12-08" in shown.out
    assert due(ready, "acme/d21") == "2026-12-04"
    ready.ok("undo")
    ready.ok("calendar", "soft", "CN", "2026-12-03", "2026-12-07", "--yes")
    assert due(ready, "acme/d21") == "2026-12-08"
    gone = ready.ok("calendar", "soft", "CN", "2026-12-03", "2026-12-07",
                    "--remove", "--yes")
    assert "5 soft days gone" in gone.out
    assert due(ready, "acme/d21") == "2026-12-04"


def test_soft_days_stay_when_the_list_comes_anew(ready):
    ready.ok("calendar", "soft", "CN", "2027-01-07")
    load(ready, LIST)
    kinds = {(day["from"], day["kind"]) for day in
             ready.json("calendar", "check", "CN", 2027)["calendars"][0]["days"]}
    assert ("2027-01-07", "soft") in kinds and ("2027-01-09", "makeup") in kinds


@pytest.mark.parametrize("args, code, word", [
    (("XX", "2026-12-24"), 1, "there is no calendar \"XX\""),
    (("cn", "2026-12-24"), 1, "CN"),
    (("CN", "2026-12-24", "2026-12-20"), 2, "before the first"),
    (("CN", "2026-12-24", "2028-12-20"), 2, "more than 366 days"),
    (("CN", "2026-02-30"), 2, "there is no day")])
def test_soft_refused(ready, args, code, word):
    assert word in ready.fails(code, "calendar", "soft", *args).err


# The month.

@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_month_fits(acme, width, lang):
    shown = acme.ok("cal", lang=lang, env={"COLUMNS": str(width)}).out
    lines = shown.splitlines()
    wide = [sum(2 if ord(c) > 0x2e80 else 1 for c in line) for line in lines]
    assert max(wide) <= width
    assert not any(line != line.rstrip() for line in lines)
    assert ">17  1" in shown                         # today, d3 is due
    row = next(line for line in lines if ">17" in line)
    # Day 17 is a Tuesday: under its heading.
    head = lines[1]
    cells = sum(2 if ord(c) > 0x2e80 else 1
                for c in head[:head.index("Tue" if lang == "en" else "周二")])
    assert row.index(">17") + 1 == cells


def test_the_month_shows_what_is_closed_made_up_and_soft(ready):
    ready.ok("calendar", "soft", "CN", "2026-10-12")
    shown = ready.ok("cal", "2026-10").out
    for cell in (" 1x", " 7x", "10+", "12~", "x closed", "+ make-up day",
                 "~ soft"):
        assert cell in shown, shown
    assert " 3x" in shown and "17x" not in shown      # a weekend is no holiday
    plain = ready.ok("cal", "2026-11").out
    assert "x closed" not in plain


@pytest.mark.parametrize("month, first", [
    ("12", "2026-12-01"), ("2027-02", "2027-02-01"), ("", "2026-11-01"),
    ("2026-12-24", "2026-12-01"), ("tomorrow", "2026-11-01")])
def test_months_as_people_name_them(ready, month, first):
    found = ready.json("cal", *([month] if month else []))
    assert found["month"] == first
    assert found["days"][0]["date"] == first


def test_what_has_a_time_shows_it_apart(acme):
    acme.ok("add", "acme", "look at line 2", "--due", "2026-11-18 10:30")
    assert "10:30 · Acme · " in acme.ok("cal").out


def test_the_month_lists_follow_ups_done_and_open(acme):
    found = acme.json("cal")
    by_day = {day["date"]: [one["state"] for one in day["touchpoints"]]
              for day in found["days"] if day["touchpoints"]}
    assert by_day["2026-11-16"] == ["done"]
    assert by_day["2026-11-17"] == ["open"]
    acme.ok("rep", "add", "Anna", "--slug", "anna")
    other = acme.json("cal", "--rep", "anna")
    assert not any(day["touchpoints"] for day in other["days"])
    assert other["rep"]["slug"] == "anna"


@pytest.mark.parametrize("month", ["13", "2026-13", "0", "never", "de", "13月", "月", "2026-1-1-1"])
def test_no_such_month(ready, month):
    refused = ready.fails(2, "cal", month, env={"COLUMNS": "200"}).err
    assert f'"{month}" is no month; write for example 2026-11, 11 for' in refused
    assert "+3d" not in refused
    assert f"没有“{month}”这个月份；可写 2026-11" in ready.fails(
        2, "cal", month, lang="zh_CN").err


@pytest.mark.parametrize("month, first", [
    ("dec", "2026-12-01"), ("December", "2026-12-01"), ("may", "2026-05-01"),
    ("12月", "2026-12-01"), ("2027年2月", "2027-02-01"), ("下个月", "2026-12-01"),
    ("next month", "2026-12-01"), ("上月", "2026-10-01"), ("本月", "2026-11-01"),
    ("dec 2027", "2027-12-01"), ("明年1月", "2027-01-01"), ("1月", "2026-01-01")])
def test_a_month_by_its_name(ready, month, first):
    assert ready.json("cal", month)["days"][0]["date"] == first


def test_a_month_with_two_readings(ready):
    assert "can mean 2026-12 or 2027-12" in ready.fails(2, "cal", "next", "dec").err
    assert "可以理解为 2026-12 或 2027-12" in ready.fails(2, "cal", "next dec", lang="zh_CN").err


def test_days_in_a_row_are_one_range(ready):
    ready.ok("calendar", "soft", "CN", "2026-12-24", "2027-01-06", "fair")
    out = ready.ok("calendar", "list", env={"COLUMNS": "200"}).out
    assert "Thu 24 Dec – Thu 31 Dec soft (fair)" in out, out
    assert out.count("(fair)") == 2       # New Year is closed between them
