"""Foreign calendars through the real binary: what is read from them, and what
hostile ones do: each within seconds and with a plain sentence."""
import resource
import subprocess
import time

import pytest

import harness

READER = harness.BUILD / "libexec/nudge-ical"
CRLF = "\r\n"


def event(start, end=None, summary="holiday", *more, value=";VALUE=DATE"):
    lines = ["BEGIN:VEVENT", f"UID:{start}-{summary}@example.com",
             "DTSTAMP:20260101T000000Z", f"DTSTART{value}:{start}"]
    if end:
        lines.append(f"DTEND{value}:{end}")
    return [*lines, f"SUMMARY:{summary}", *more, "END:VEVENT"]


def ics(*events, head=()):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *head]
    for one in events:
        lines += one
    return CRLF.join([*lines, "END:VCALENDAR", ""])


def days(ready, name, year=2026):
    found = ready.json("calendar", "check", name, year)["calendars"][0]
    return [(day["from"], day["to"], day["kind"], day["name"])
            for day in found["days"]]


def load(ready, text, *args, name="works", **more):
    return ready.ok("calendar", "import", "-", "--name", name, "--years",
                    "2026-2027", *args, stdin=text, **more)


# What is read.

def test_dates_ranges_and_the_title(ready):
    text = ics(event("20260501", "20260504", "Betriebsferien"),
               event("20260105", None, "Inventur\\, ganztägig"),
               head=["X-WR-CALNAME:Werk Süd"])
    load(ready, text, "--company")
    assert days(ready, "works") == [
        ("2026-01-05", "2026-01-05", "closed", "Inventur, ganztägig"),
        ("2026-05-01", "2026-05-03", "closed", "Betriebsferien")]
    found = ready.json("calendar", "check", "works")["calendars"][0]
    assert found["title"] == "Werk Süd" and found["layer"] == "company"
    assert found["years"] == [2026, 2026]


@pytest.mark.parametrize("rule, dates", [
    ("FREQ=YEARLY", ["2026-11-26", "2027-11-26"]),
    ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2026-11-26", "2027-11-25"]),
    ("FREQ=YEARLY;COUNT=1", ["2026-11-26"]),
    ("FREQ=YEARLY;UNTIL=20261231", ["2026-11-26"]),
    ("FREQ=WEEKLY;COUNT=3", ["2026-11-26", "2026-12-03", "2026-12-10"]),
    ("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=2",
     ["2026-11-26", "2026-12-26"]),
])
def test_rules(ready, rule, dates):
    load(ready, ics(event("20261126", None, "x", f"RRULE:{rule}")))
    found = [day[0] for year in (2026, 2027)
             for day in days(ready, "works", year)]
    assert found == dates


def test_the_chinese_calendar(ready):
    """RSCALE; 2027 and 2030 are the years that ICU has wrong by a day, and
    the list that ships agrees."""
    def lunar(start, summary):
        return event(start, None, summary, "RRULE:RSCALE=CHINESE;FREQ=YEARLY")

    text = ics(lunar("20260217", "春节"), lunar("20260619", "端午"),
               lunar("20260925", "中秋"))
    ready.ok("calendar", "import", "-", "--name", "lunar", "--years",
             "2026-2031", stdin=text)
    new_year = [day[0] for year in range(2026, 2032)
                for day in days(ready, "lunar", year) if day[3] == "春节"]
    assert new_year == ["2026-02-17", "2027-02-06", "2028-01-26",
                        "2029-02-13", "2030-02-03", "2031-01-23"]
    shipped = {day[0]: day[3] for day in days(ready, "CN", 2027)}
    for day in days(ready, "lunar", 2027):
        name = day[3]
        if name == "春节":   # its eve is the first day that is free
            assert shipped["2027-02-05"].startswith("春节")
        else:
            assert shipped[day[0]].startswith(name), (day, shipped)


def test_taken_out_and_put_elsewhere(ready):
    master = event("20260106", None, "a", "RRULE:FREQ=WEEKLY;COUNT=4",
                   "EXDATE;VALUE=DATE:20260113")
    moved = event("20260121", None, "moved",
                  "RECURRENCE-ID;VALUE=DATE:20260120")
    moved[1] = master[1]                            # the same UID
    gone = event("20260301", None, "off", "STATUS:CANCELLED")
    result = load(ready, ics(master, moved, gone, event(
        "20260401", None, "more", "RDATE;VALUE=DATE:20260402,20260403")))
    assert [day[0] for day in days(ready, "works")] == [
        "2026-01-06", "2026-01-21", "2026-01-27", "2026-04-01"]
    assert days(ready, "works")[-1][1] == "2026-04-03"
    assert "cancelled: 1, such as \"off\"" in result.err


@pytest.mark.parametrize("summary, more, kind", [
    ("国庆节(班)", (), "makeup"), ("春节补班", (), "makeup"),
    ("x", ("X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY",), "makeup"),
    ("春节(休)", ("X-APPLE-SPECIAL-DAY:WORK-HOLIDAY",), "closed"),
    ("春节", (), "closed")])
def test_make_up_days_as_chinese_lists_write_them(ready, summary, more, kind):
    load(ready, ics(event("20260214", None, summary, *more)))
    assert days(ready, "works")[0][2] == kind


@pytest.mark.parametrize("zone", [
    "China Standard Time", '"China Standard Time"', "Asia/Shanghai",
    "/citadel.org/20210210_1/Asia/Shanghai"])
def test_exchange_writes_whole_days_as_hours(ready, zone):
    """Midnight to midnight with Windows' name of the zone, and no VTIMEZONE."""
    value = f";TZID={zone}"
    load(ready, ics(event("20260504T000000", "20260506T000000", "off",
                          value=value)))
    assert days(ready, "works") == [
        ("2026-05-04", "2026-05-05", "closed", "off")]


def test_hours_count_in_the_reps_zone(ready):
    """9 to 17 makes a day; midnight in Shanghai is 16:00 UTC."""
    text = ics(
        event("20260503T160000Z", "20260504T160000Z", "utc", value=""),
        event("20260605T080000", "20260605T180000", "here", value=""),
        event("20260606T030000", "20260606T110000", "berlin",
              value=";TZID=W. Europe Standard Time"),
        event("20260607T090000", "20260607T100000", "an hour", value=""))
    result = load(ready, text)
    assert [(day[0], day[3]) for day in days(ready, "works")] == [
        ("2026-05-04", "utc"), ("2026-06-05", "here"),
        ("2026-06-06", "berlin")]
    assert 'less than a working day: 1, such as "an hour"' in result.err


@pytest.mark.parametrize("zone", ["Customized Time Zone", "Mars/Olympus",
                                  "../../etc/passwd"])
def test_an_unknown_zone_is_told_not_guessed(ready, zone):
    text = ics(event("20260504T000000", "20260504T235900", "x",
                     value=f";TZID={zone}"), event("20260601"))
    result = load(ready, text)
    assert f'time zone is not known: 1, such as "{zone}"' in result.err
    assert [day[0] for day in days(ready, "works")] == ["2026-06-01"]


def test_dates_that_do_not_exist_are_left_out(ready):
    result = load(ready, ics(event("20260230", None, "never"),
                             event("20260601")))
    assert 'no date that exists: 1, such as "never"' in result.err


def test_several_calendars_in_one_file(ready):
    load(ready, ics(event("20260601")) + ics(event("20260602", None, "b")))
    assert len(days(ready, "works")) == 2


def test_a_fold_inside_a_character(ready):
    body = ics(event("20260601", None, "元旦")).encode()
    at = body.index("元".encode()) + 1
    load(ready, body[:at] + b"\r\n " + body[at:])
    assert days(ready, "works")[0][3] == "元旦"


def test_a_name_cannot_bring_lines_of_its_own(ready):
    load(ready, ics(event(
        "20260601", None, "\ufeffx\\nmakeup 2026-06-02 y\x0b\x1b[31m\u202e")))
    assert days(ready, "works") == [
        ("2026-06-01", "2026-06-01", "closed", "x makeup 2026-06-02 y  [31m")]


@pytest.mark.parametrize("lang, word", [("en", "is GBK, not UTF-8"),
                                        ("zh_CN", "编码是 GBK")])
def test_gbk_is_told_by_name(ready, lang, word):
    bad = ready.fails(2, "calendar", "import", "-", "--name", "x",
                      stdin=ics(event("20260101", None, "元旦放假")).encode("gbk"),
                      lang=lang)
    assert word in bad.err and "iconv -f GBK -t UTF-8" in bad.err
    assert "line 5" in bad.err or "第 5 行" in bad.err


@pytest.mark.parametrize("encoding, name", [
    ("latin-1", "Windows-1252"), ("utf-16", "UTF-16")])
def test_other_encodings(ready, encoding, name):
    bad = ready.fails(2, "calendar", "import", "-", "--name", "x", stdin=ics(
        event("20260101", None, "Fête du Travail à Besançon")).encode(encoding))
    assert name in bad.err


# What hostile files do.

EVENT = CRLF.join(event("20260101")) + CRLF
HOSTILE = {
    "nested 100,000 deep": (
        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 100000, None),
    "nested within the size": (
        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 50000, "deep"),
    "a line of 1 MB": (ics(["X-A:" + "a" * 1000000]), "longer than"),
    "a folded line of 1 MB": (
        ics(["X-A:" + "\r\n a" * 300000]), "longer than"),
    "too large": (ics(["X-A:b"] * 300000), "larger than"),
    "60,000 properties": (ics(["X-A:b"] * 60000), "lines"),
    "30,000 parts": (ics(["BEGIN:A\r\nEND:A"] * 30000), "parts"),
    "401 dates in a line": (
        ics(event("20260101", None, "x", "RDATE:" + ",".join(
            ["20260101T000000Z"] * 401))), "dates in one line"),
    "a zero byte": (ics(event("20260101", None, "a\0b")), "zero byte"),
    "cut off": (ics(event("20260101")).split("END:VCALENDAR")[0], "ends in the middle"),
    "an END too many": (ics(["END:VEVENT"]), "without its BEGIN"),
    "a page of HTML": ("<!DOCTYPE html><title>Sign in</title>", None),
    "nothing": ("", None),
    "another component": ("BEGIN:VCARD\r\nEND:VCARD\r\n", "BEGIN:VCALENDAR"),
    "a flood of dates": (
        ics(*[event("20260101", None, f"n{i}", *[
            "RDATE;VALUE=DATE:" + ",".join(
                f"2026{m:02}{d:02}" for m in range(1, 13)
                for d in range(1, 29))] * 3) for i in range(20)]),
        "makes more than"),
    "a flood of days": (
        ics(*[event("20260101", None, f"n{i}", "RRULE:FREQ=DAILY")
              for i in range(200)]), "makes more than"),
    "rules that never match": (
        ics(*[event("20260101", None, f"n{i}",
                    "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
              for i in range(300)]), "was stopped"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_end_with_a_sentence(ready, contents, what):
    text, word = HOSTILE[what]
    before = contents()
    begin = time.monotonic()
    bad = ready("calendar", "import", "-", "--name", "evil", stdin=text)
    took = time.monotonic() - begin
    assert bad.exit in (2, 5), bad
    assert bad.err.startswith("nudge: ") and len(bad.err) < 400, bad
    assert word is None or word in bad.err, bad
    assert contents() == before
    # Two seconds of processor time are the reader's limit.
    assert took < harness.DEADLINE, took


@pytest.mark.parametrize("rule", [
    "FREQ=SECONDLY", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY",
    "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=100000", "FREQ=YEARLY;BYDAY=XX", "", "FREQ=",
    "RSCALE=KLINGON;FREQ=YEARLY", "FREQ=DAILY;COUNT=2;UNTIL=20270101"])
def test_rules_that_are_not_followed_are_told(ready, rule):
    result = load(ready, ics(event("20260101", None, "bomb", f"RRULE:{rule}"),
                             event("20260601", None, "good")))
    assert ("2026-06-01", "2026-06-01", "closed", "good") in days(ready, "works")
    if rule:
        assert 'does not follow: 1, such as "bomb"' in result.err


def test_zones_are_never_handed_on(ready):
    """A VTIMEZONE whose rule runs for ever: libical would, too."""
    zone = ["BEGIN:VTIMEZONE", "TZID:Evil", "BEGIN:STANDARD",
            "DTSTART:19700101T000000", "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0100", "RRULE:FREQ=SECONDLY", "END:STANDARD",
            "END:VTIMEZONE"]
    result = load(ready, ics(zone, event("20260504T000000", None, "x",
                                         value=";TZID=Evil"),
                             event("20260601")))
    assert 'not known: 1, such as "Evil"' in result.err


def test_the_reader_is_locked_up():
    """No file can be opened, no process made: asked of the kernel."""
    status = subprocess.run(
        ["sh", "-c", f"exec {READER} 2026 2027"], input=b"x" * 100,
        capture_output=True, timeout=harness.DEADLINE)
    assert status.stdout == b"refuse\tform\t1\t\nend\n"
    process = subprocess.Popen(
        [READER, "2026", "2027"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        # It waits for the rest of its input, locked up.
        watch = f"/proc/{process.pid}/status"
        limit = time.monotonic() + harness.DEADLINE
        while time.monotonic() < limit:
            words = dict(line.split(":\t", 1) for line in
                         open(watch).read().splitlines() if ":\t" in line)
            if words["Seccomp"].strip() == "2":
                break
        assert words["Seccomp"].strip() == "2"
        assert words["NoNewPrivs"].strip() == "1"
        assert resource.prlimit(process.pid, resource.RLIMIT_CPU) == (2, 2)
        assert resource.prlimit(process.pid, resource.RLIMIT_NOFILE) == (0, 0)
        assert resource.prlimit(process.pid, resource.RLIMIT_CORE) == (0, 0)
    finally:
        out, _ = process.communicate(ics(event("20260101")).encode())
    assert out == b"day\t2026-01-01\t2026-01-01\t-\tholiday\nend\n"


@pytest.mark.parametrize("args", [(), ("2026",), ("2027", "2026"),
                                  ("x", "y"), ("2026", "2027", "3")])
def test_the_reader_knows_its_usage(args):
    assert subprocess.run([READER, *args], stdin=subprocess.DEVNULL,
                          timeout=harness.DEADLINE).returncode == 2


def test_other_makers_files(ready, tmp_path):
    """What python3-icalendar writes is what was meant; khal agrees on what
    is in it."""
    icalendar = pytest.importorskip("icalendar")
    import datetime
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//judge//EN")
    calendar.add("version", "2.0")
    for day, name, rule in (
            (datetime.date(2026, 5, 1), "Fête du Travail; fériée, légale",
             {"freq": "yearly"}),
            (datetime.date(2026, 11, 26), "长" * 60, None)):
        one = icalendar.Event()
        one.add("uid", name[:5])
        one.add("dtstamp", datetime.datetime(2026, 1, 1))
        one.add("summary", name)
        one.add("dtstart", day)
        if rule:
            one.add("rrule", rule)
        calendar.add_component(one)
    load(ready, calendar.to_ical())
    assert [day[0] for year in (2026, 2027)
            for day in days(ready, "works", year)] == [
        "2026-05-01", "2026-11-26", "2027-05-01"]
    assert days(ready, "works")[0][3] == "Fête du Travail; fériée, légale"
    assert days(ready, "works")[1][3].startswith("长" * 50)


def test_a_name_that_is_the_title_is_said_once(ready):
    text = ics(event("20260501", "20260504", "Betriebsferien"))
    out = load(ready, text, "--company").out
    assert out.startswith("works  2026 · 3 days new"), out
