"""The lists that ship (data/calendars) against the laws, computed anew here:
Easter by Gauss, weekdays counted, substitute days by each country's rule."""
import datetime
import re

import pytest

import harness

FOLDER = harness.SOURCE / "data/calendars"
YEARS = (2026, 2027)
DAY = datetime.timedelta(days=1)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def date(year, month, day):
    return datetime.date(year, month, day)


def read(name):
    """{kind: days} of a list."""
    days = {"closed": set(), "makeup": set(), "soft": set()}
    for kind, first, last in re.findall(
            r"^(closed|makeup|soft)\s+([\d-]{10})(?:\.\.([\d-]{10}))?",
            (FOLDER / f"{name}.txt").read_text(), re.M):
        day = datetime.date.fromisoformat(first)
        while day <= datetime.date.fromisoformat(last or first):
            days[kind].add(day)
            day += DAY
    return days


def closed(name, year):
    return {day for day in read(name)["closed"] if day.year == year}


def easter(year):
    """Gauss, with Lichtenberg's corrections."""
    k = year // 100
    m = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25
    s = 2 - (3 * k + 3) // 4
    a = year % 19
    d = (19 * a + m) % 30
    r = (d + a // 11) // 29
    og = 21 + d - r
    sz = 7 - (year + year // 4 + s) % 7
    oe = 7 - (og - sz) % 7
    return date(year, 3, 1) + (og + oe - 1) * DAY


def nth(year, month, weekday, n):
    """The nth such weekday of a month; -1: the last."""
    if n < 0:
        day = (date(year, month, 28) + 4 * DAY).replace(day=1) - DAY
        return day - (day.weekday() - weekday) % 7 * DAY
    day = date(year, month, 1)
    return day + ((weekday - day.weekday()) % 7 + 7 * (n - 1)) * DAY


def fixed(year, *days):
    return {date(year, month, day) for month, day in days}


def after_easter(year, *offsets):
    return {easter(year) + offset * DAY for offset in offsets}


def test_easter_is_right():
    for text in ("1818-03-22", "1943-04-25", "1981-04-19", "2000-04-23",
                 "2024-03-31", "2025-04-20", "2038-04-25", "2049-04-18"):
        assert easter(int(text[:4])) == datetime.date.fromisoformat(text)


def germany(year):
    return (fixed(year, (1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
            | after_easter(year, -2, 1, 39, 50))


@pytest.mark.parametrize("year", YEARS)
def test_germany(year):
    assert closed("DE", year) == germany(year)


STATES = {"BW": "3k fl ah", "BY": "3k fl mh ah", "BE": "ft", "BB": "rt",
          "HB": "rt", "HH": "rt", "HE": "fl", "MV": "ft rt", "NI": "rt",
          "NW": "fl ah", "RP": "fl ah", "SL": "fl mh ah", "SN": "rt bb",
          "ST": "3k rt", "SH": "rt", "TH": "wk rt"}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("state", STATES)
def test_german_states(state, year):
    own = {"3k": date(year, 1, 6), "ft": date(year, 3, 8),
           "fl": easter(year) + 60 * DAY, "mh": date(year, 8, 15),
           "wk": date(year, 9, 20), "rt": date(year, 10, 31),
           "ah": date(year, 11, 1),
           # eleven days before the first Sunday of Advent
           "bb": nth(year, 12, SUN, 1) - 11 * DAY
           if nth(year, 12, SUN, 1).day <= 3
           else nth(year, 11, SUN, -1) - 11 * DAY}
    assert closed(f"DE-{state}", year) == germany(year) | {
        own[word] for word in STATES[state].split()}


@pytest.mark.parametrize("year", YEARS)
def test_france(year):
    assert closed("FR", year) == (
        fixed(year, (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1),
              (11, 11), (12, 25)) | after_easter(year, 1, 39, 50))


def substituted(days, moving):
    """days, and those which move from the weekend to the next day that is
    free of others."""
    days = set(days)
    for day in sorted(moving):
        while day.weekday() in (SAT, SUN) or day in days:
            day += DAY
        days.add(day)
    return days


def of_the_whole_kingdom(year):
    return after_easter(year, -2) | {nth(year, 5, MON, 1),
                                     nth(year, 5, MON, -1)}


@pytest.mark.parametrize("year", YEARS)
def test_england_and_wales(year):
    days = of_the_whole_kingdom(year) | after_easter(year, 1) | {
        nth(year, 8, MON, -1)}
    assert closed("GB", year) == substituted(
        days, fixed(year, (1, 1), (12, 25), (12, 26)))


@pytest.mark.parametrize("year", YEARS)
def test_northern_ireland(year):
    days = of_the_whole_kingdom(year) | after_easter(year, 1) | {
        nth(year, 8, MON, -1)}
    assert closed("GB-NIR", year) == substituted(
        days, fixed(year, (1, 1), (3, 17), (7, 12), (12, 25), (12, 26)))


@pytest.mark.parametrize("year", YEARS)
def test_scotland(year):
    """No Easter Monday; 15 June 2026 was proclaimed."""
    days = of_the_whole_kingdom(year) | {nth(year, 8, MON, 1)}
    if year == 2026:
        days.add(date(2026, 6, 15))
    assert closed("GB-SCT", year) == substituted(
        days, fixed(year, (1, 1), (1, 2), (11, 30), (12, 25), (12, 26)))


@pytest.mark.parametrize("year", YEARS)
def test_united_states(year):
    days = {nth(year, 1, MON, 3), nth(year, 2, MON, 3), nth(year, 5, MON, -1),
            nth(year, 9, MON, 1), nth(year, 10, MON, 2), nth(year, 11, THU, 4)}
    for day in (fixed(year, (1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
                | fixed(year + 1, (1, 1))):
        days.add(day + {SAT: -DAY, SUN: DAY}.get(day.weekday(), 0 * DAY))
    assert closed("US", year) == {day for day in days if day.year == year}


def equinox(year, base):
    """The day in Japan, by the usual formula for 1980 to 2099."""
    n = year - 1980
    return int(base + 0.242194 * n) - n // 4


@pytest.mark.parametrize("year", YEARS)
def test_japan(year):
    holidays = fixed(year, (1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4),
                     (5, 5), (8, 11), (11, 3), (11, 23),
                     (3, equinox(year, 20.8431)), (9, equinox(year, 23.2488)))
    holidays |= {nth(year, 1, MON, 2), nth(year, 7, MON, 3),
                 nth(year, 9, MON, 3), nth(year, 10, MON, 2)}
    days = set(holidays)
    for day in holidays:          # article 3, 2: a Sunday's substitute
        if day.weekday() == SUN:
            while day in holidays:
                day += DAY
            days.add(day)
    for day in holidays:          # article 3, 3: between two holidays
        if day + 2 * DAY in holidays and day + DAY not in holidays:
            days.add(day + DAY)
    assert closed("JP", year) == days


def test_china():
    """2026 as announced: what is free has been worked for.  2027 is only what
    the law names, and says so."""
    text = (FOLDER / "CN.txt").read_text()
    assert re.search(r"^years    2026$", text, re.M)
    assert re.search(r"^provisional 2027$", text, re.M)
    days = read("CN")
    free = [day for day in closed("CN", 2026) if day.weekday() < SAT]
    # Thirteen days by law, whatever they fall on; the rest is worked for.
    assert len(free) - len(days["makeup"]) == 13
    assert all(day.year == 2026 and day.weekday() >= SAT
               for day in days["makeup"])
    by_law = closed("CN", 2027)
    assert len(by_law) == 13
    assert fixed(2027, (1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)) < by_law


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_every_list_says_where_it_is_from(path):
    text = path.read_text()
    assert re.search(r"^source   \S.{10,}$", text, re.M), path
    assert re.search(rf"^calendar {path.stem}$", text, re.M), path
