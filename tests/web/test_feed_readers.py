"""Feeds as other programs read them: none may find anything to complain
about, and each must see every event with its name."""
import datetime
import json
import re
import shutil
import subprocess

import pytest

import harness
from feeds import events, subscribe

KINDS = [[], ["--kind", "team"], ["--account", "acme"], ["--names", "--busy"]]


@pytest.fixture(params=KINDS, ids=["rep", "team", "account", "options"])
def feed(signed, web, clock, request):
    """The bytes of a feed with open, done, late and timed events."""
    signed.ok("rep", "edit", "liwei", "--manager", "")
    signed.ok("done", "acme/d1", "sent", "letter is out")
    clock.set("2026-11-18 09:00")
    return web().get(subscribe(signed, *request.param)).body


@pytest.fixture
def file(feed, tmp_path):
    path = tmp_path / "feed.ics"
    path.write_bytes(feed)
    return path


def summaries(feed):
    """{uid: summary} as the bytes have them."""
    def plain(text):
        return re.sub(r"\\([,;\\])", r"\1", text)
    return {uid: plain(re.search(r"SUMMARY:(.*?)\r\n", one)[1])
            for uid, one in events(feed).items()}


def program(name):
    path = shutil.which(name)
    if not path:
        pytest.skip(f"{name} is not installed")
    return path


def test_icalendar(feed):
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(feed)
    assert not calendar.errors
    seen = {}
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        assert event.decoded("DTEND") > event.decoded("DTSTART")
        seen[str(event["UID"])] = str(event["SUMMARY"])
    assert seen == summaries(feed)


def test_vobject(feed):
    vobject = pytest.importorskip("vobject")
    calendar = vobject.readOne(feed.decode())
    calendar.validate(raiseException=True)
    seen = {one.uid.value: one.summary.value
            for one in getattr(calendar, "vevent_list", [])}
    assert seen == summaries(feed)


def test_recurring_ical_events(feed):
    icalendar = pytest.importorskip("icalendar")
    recurring = pytest.importorskip("recurring_ical_events")
    found = recurring.of(icalendar.Calendar.from_ical(feed)).between(
        datetime.date(2026, 1, 1), datetime.date(2028, 1, 1))
    assert {str(one["UID"]) for one in found} == set(events(feed))


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory):
    """A folder with ical.js and node-ical."""
    folder = tmp_path_factory.mktemp("node")
    npm = program("npm")
    got = subprocess.run(
        [npm, "install", "--silent", "ical.js@2.1.0", "node-ical@0.20.1"],
        cwd=folder, capture_output=True, timeout=300)
    if got.returncode != 0:
        pytest.skip("npm cannot install ical.js and node-ical")
    return folder


def test_javascript(feed, file, node_modules):
    run = subprocess.run(
        ["node", harness.SOURCE / "tests/web/read_feed.mjs", file],
        cwd=node_modules, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    for seen in json.loads(run.stdout).values():
        assert {uid: summary for uid, summary, _ in seen} == summaries(feed)
        assert all(has_start for _, _, has_start in seen)


def run_in(home, *argv, **more):
    return subprocess.run(
        argv, capture_output=True, text=True, timeout=60, cwd=home,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "TZ": "Asia/Shanghai",
             "LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": str(home)}, **more)


def test_khal(feed, file, tmp_path):
    khal = program("khal")
    home = tmp_path / "khal"
    (home / "calendar").mkdir(parents=True)
    (home / "config").write_text(
        f"[calendars]\n[[nudge]]\npath = {home}/calendar\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
        "local_timezone = Asia/Shanghai\n"
        f"[sqlite]\npath = {home}/khal.db\n")
    got = run_in(home, khal, "-c", home / "config", "import", "--batch",
                 "-a", "nudge", file)
    assert got.returncode == 0, got
    listed = run_in(home, khal, "-c", home / "config", "list", "--format",
                    "{title}", "--day-format", "", "2026-10-01", "500d")
    assert listed.returncode == 0, listed
    for summary in summaries(feed).values():
        assert summary in listed.stdout
    assert "warning" not in (got.stderr + listed.stderr).lower()


def test_calcurse(feed, file, tmp_path):
    calcurse = program("calcurse")
    home = tmp_path / "calcurse"
    home.mkdir()
    got = run_in(home, calcurse, "-D", home, "-i", file)
    said = got.stdout + got.stderr
    assert got.returncode == 0, said
    assert "skipped" not in said or "0 skipped" in said, said
    n = len(events(feed))
    numbers = [int(one) for one in
               re.findall(r"(\d+) (?:apps?|events?)\b", said)]
    assert sum(numbers) == n, said


def test_vdirsyncer(signed, web, clock, tmp_path):
    vdirsyncer = program("vdirsyncer")
    server = web()
    path = subscribe(signed)
    home = tmp_path / "sync"
    (home / "calendar").mkdir(parents=True)
    (home / "config").write_text(
        f'[general]\nstatus_path = "{home}/status/"\n'
        '[pair nudge]\na = "here"\nb = "there"\ncollections = null\n'
        f'[storage here]\ntype = "filesystem"\npath = "{home}/calendar"\n'
        'fileext = ".ics"\n'
        '[storage there]\ntype = "http"\n'
        f'url = "http://127.0.0.1:{server.port}{path}"\n')
    for _ in range(2):
        got = run_in(home, vdirsyncer, "-c", home / "config", "discover",
                     input="y\n")
        assert got.returncode == 0, got
        got = run_in(home, vdirsyncer, "-c", home / "config", "sync")
        assert got.returncode == 0, got
    files = list((home / "calendar").glob("*.ics"))
    assert len(files) == len(events(server.get(path).body))
