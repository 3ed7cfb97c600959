"""Messages in all their forms: golden files, Python's mail parser, and
whatever Unicode comes up.

The golden files are written anew by: test_letters.py --write
"""
import email
import email.policy
import html.parser
import json
import pathlib
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness

DATA = harness.SOURCE / "tests/data/letters"
CASES = sorted(DATA.glob("*.json"))


class Letters:
    """tests/bin/letters, asked one thing after the other."""

    def __init__(self):
        self.process = subprocess.Popen(
            [harness.BUILD / "tests/bin/letters"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, **job):
        self.process.stdin.write(
            json.dumps(job, ensure_ascii=False).encode() + b"\n")
        self.process.stdin.flush()
        size = int(self.process.stdout.readline())
        assert size >= 0, f"{size} for {job}"
        return self.process.stdout.read(size)

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(30) == 0


@pytest.fixture(scope="module")
def letters():
    program = Letters()
    yield program
    program.close()


def golden(case):
    """The job of a case, which may differ from another's in a few members,
    and the file with what comes of it."""
    job = json.loads(case.read_text())
    if "like" in job:
        job = {**golden(DATA / f"{job.pop('like')}.json")[0], **job}
    return job, case.with_suffix(".eml" if job["form"] == "mail" else ".out")


def parsed(mail):
    """The mail as Python reads it; whatever it finds wrong fails."""
    assert b"\r\n" in mail
    assert b"\n" not in mail.replace(b"\r\n", b"")
    assert b"\r" not in mail.replace(b"\r\n", b"")
    assert max(map(len, mail.split(b"\r\n"))) <= 998
    assert mail.isascii() and b"\0" not in mail
    message = email.message_from_bytes(mail, policy=email.policy.SMTP)
    for part in message.walk():
        assert not part.defects, part.defects
        for value in part.values():
            assert not value.defects, (value, value.defects)
    return message


def body_of(message, kind):
    return message.get_body((kind,)).get_content().replace("\r\n", "\n")


class Html(html.parser.HTMLParser):
    """Every element is closed, nothing is fetched."""

    VOID = {"meta", "br"}

    def __init__(self, text):
        super().__init__()
        self.open, self.words = [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert tag not in ("a", "img", "script", "link", "iframe")
        assert not {"src", "href", "onload"} & {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_golden(letters, case):
    job, expected = golden(case)
    assert letters(**job) == expected.read_bytes()


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_mail_parser_agrees(letters, case):
    job, _ = golden(case)
    text = letters(**{**job, "form": "text"}).decode()
    page = letters(**{**job, "form": "html"}).decode()
    message = parsed(letters(**{"to_name": "x", **job, "form": "mail"}))
    assert message["subject"] == text.split("\n")[0]
    assert message["to"].addresses[0].display_name == job.get("to_name", "x")
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative", "text/plain", "text/html"]
    assert body_of(message, "plain") == text
    assert body_of(message, "html") == page
    Html(page)
    # Both forms say the same words.
    words = " ".join(Html(page).words).split()
    for line in text.split("\n"):
        for word in line.lstrip("*> -").rstrip(":").split():
            assert word in words, word


def test_header_lines_are_short(letters):
    for case in CASES:
        job, _ = golden(case)
        if job["form"] != "mail":
            continue
        head = letters(**job).split(b"\r\n\r\n")[0]
        for line in head.split(b"\r\n"):
            assert len(line) <= 78, line


SECRETS = ["Wang Fang", "quality report", "discount", "Jörg", "late", "Late",
           "last time", "strategic", "decision", "offer help"]


@pytest.mark.parametrize("form", ["mail", "text", "html", "standard",
                                  "cloudevents"])
def test_a_room_gets_no_personal_data(letters, form):
    job, _ = golden(DATA / "brief-en.json")
    private = letters(**{**job, "form": "text"}).decode()
    assert all(secret in private for secret in SECRETS)
    got = letters(**{**job, "form": form, "audience": "room"})
    if form == "mail":
        got = body_of(parsed(got), "plain").encode()
    for secret in SECRETS:
        assert secret not in got.decode(), secret
    assert "Borun" in got.decode() and "Li Wei" in got.decode()


@pytest.mark.parametrize("form", ["text", "standard"])
def test_what_was_missed_is_for_the_manager_alone(letters, form):
    job, _ = golden(DATA / "brief-en.json")
    missed = {**item(77), "state": "missed", "latest": "2026-11-12",
              "account": {"name": "Missed & Co", "tier": "key"}}
    job["model"]["brief"]["sections"] = [
        {"section": "missed", "items": [missed], "more": 0}]
    got = letters(**{**job, "form": form}).decode()
    assert "liwei did not do it by Thu 12" in got and "nudge show 77" in got
    got = letters(**{**job, "form": form, "audience": "room"}).decode()
    assert "Missed" not in got and "liwei did" not in got


def test_a_repeat_says_so(letters):
    job, _ = golden(DATA / "nudge-en.json")
    assert b"(may be a repeat)" not in letters(**{**job, "form": "text"})
    assert b"(may be a repeat)" in letters(
        **{**job, "form": "text", "repeat": True})


def item(number):
    job, _ = golden(DATA / "nudge-en.json")
    return {**job["model"]["touchpoint"], "id": number,
            "purpose": f"purpose {number} " + "长" * 300}


@pytest.mark.parametrize("form", ["standard", "cloudevents"])
def test_hook_writes_the_model_through(letters, form):
    job, _ = golden(DATA / "nudge-en.json")
    job["model"]["touchpoint"]["account"]["name"] = 'a "b" \\ \x01 \x1f 客户 😀'
    model = json.dumps(job["model"], separators=(",", ":"), ensure_ascii=False)
    got = letters(**{**job, "form": form}).decode()
    assert f'"data":{model[:-1]},"title":'.replace("\\u001f", "\\u001F") in got
    data = json.loads(got)["data"]
    assert data.pop("text") == letters(**{**job, "form": "text"}).decode()
    assert data.pop("title").startswith('Follow up: a "b" \\ \x01 \x1f 客户')
    assert data == job["model"]


@pytest.mark.parametrize("count", [1, 5, 50, 500])
def test_hook_fits_and_counts_what_it_drops(letters, count):
    job, _ = golden(DATA / "hook-brief.json")
    sections = [
        {"section": "fixed", "items": [item(1)], "more": 0},
        {"section": "due", "items": [item(n) for n in range(count)],
         "more": 7}]
    job["model"]["brief"]["sections"] = sections
    got = letters(**job)
    assert len(got) <= 20000
    fixed, due = json.loads(got)["data"]["brief"]["sections"]
    assert len(fixed["items"]) == 1
    assert len(due["items"]) + due["more"] == count + 7


def test_unknown_model_is_refused(letters):
    job, _ = golden(DATA / "nudge-en.json")
    for change in ({"v": 2}, {"kind": "else"}, {"touchpoint": None}):
        model = {**job["model"], **change}
        with pytest.raises(AssertionError, match="-22"):
            letters(**{**job, "model": model})


def test_any_unicode_survives(letters):
    hypothesis = pytest.importorskip("hypothesis")
    from hypothesis import strategies as st

    # What utf8_check_line() lets into the database.
    line = st.text(st.characters(
        blacklist_categories=("Cs", "Cc", "Zl", "Zp"),
        blacklist_characters="\u202a\u202b\u202c\u202d\u202e"
                             "\u2066\u2067\u2068\u2069\u200e\u200f\u061c"),
        min_size=1, max_size=200)

    @hypothesis.settings(max_examples=300, deadline=None)
    @hypothesis.given(name=line, account=line, purpose=line, said=line)
    def check(name, account, purpose, said):
        job, _ = golden(DATA / "nudge-en.json")
        touchpoint = {**job["model"]["touchpoint"],
                      "account": {"name": account, "tier": "key"},
                      "purpose": purpose,
                      "last": {"on": "2026-11-16", "outcome": "ok",
                               "text": said, "via": "call"}}
        job["model"]["touchpoint"] = touchpoint
        message = parsed(letters(**{**job, "to_name": name}))
        # Python reads white space at the ends and around @ as it likes.
        assert message["subject"].split() == f"Follow up: {account}".split()
        text = body_of(message, "plain")
        assert account in text and said in text and purpose in text
        Html(body_of(message, "html"))
        json.loads(letters(**{**job, "form": "standard"}))

    check()


def write():
    letters = Letters()
    for case in CASES:
        job, expected = golden(case)
        expected.write_bytes(letters(**job))
    letters.close()


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    write()
