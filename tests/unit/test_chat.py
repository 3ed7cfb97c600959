"""Messages to chat robots: each form is taken by a judge as strict as the
service, whatever the names and however long the texts; rooms learn nothing
private.  The judges themselves are tested at the end."""
import json
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import robots
from test_letters import DATA, SECRETS, Letters, golden

KINDS = sorted(robots.KINDS)
ID = {"dingtalk": "13800000000", "teams": "liwei@example.com",
      "slack": "U123"}
HOSTILE = ["@everyone", "@all @here @channel", "<!channel>", "<!here|x>",
           "<@U999>", "<@all>", "<at id=all></at>", "<at>All</at>", "</b>",
           "a\r\nb", "**bold** _it_ `code` ~~x~~", "# head", "> quote",
           "[x](http://evil.example)", "![x](http://evil.example/y.png)",
           "<font color=\"info\">x</font>", "\\", "\\*", "&lt;!channel&gt;",
           "*", "|a|b|", "1. one", "- one", ":fire:", "{{x}}", "${x}", "%s%n",
           "\"},{\"x\":\"", "👨‍👩‍👧‍👦🇨🇳"]


@pytest.fixture(scope="module")
def letters():
    program = Letters()
    yield program
    program.close()


def job_of(case, kind, **more):
    job, _ = golden(DATA / f"{case}.json")
    return {**job, "form": kind, **more}


def told(kind, body):
    """All texts of a body, as one: what can be read."""
    def walk(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for member in value.values():
                yield from walk(member)
        elif isinstance(value, list):
            for member in value:
                yield from walk(member)
    return "\n".join(walk(json.loads(body)))


def taken(kind, body, **more):
    """Judges a body; returns whom it rings."""
    robot = robots.KINDS[kind](**more)
    assert robot.take(body) == robot.success, body
    return robot.whom(robot.taken[0])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", ["brief-en", "brief-zh_CN", "brief-empty",
                                  "brief-greet", "catchup-zh_CN", "nudge-en",
                                  "notice-en", "test-en"])
@pytest.mark.parametrize("audience", ["private", "room"])
def test_every_message_is_taken(letters, kind, case, audience):
    body = letters(**job_of(case, kind, audience=audience))
    assert taken(kind, body) == []


def stuffed(text):
    """A brief in which all that people can write is text."""
    job, _ = golden(DATA / "brief-en.json")
    for section in job["model"]["brief"]["sections"]:
        for item in section["items"]:
            item["account"]["name"] = text
            item["purpose"] = text
            item["last"] = {"on": "2026-11-16", "outcome": "ok", "text": text,
                            "via": "call"}
            item["contacts"] = [{"name": text, "roles": ["user"]}]
    job["model"]["rep"]["name"] = text
    return job["model"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_rings_or_breaks_out(letters, kind, name):
    for audience in "private", "room":
        body = letters(**job_of("brief-en", kind, model=stuffed(name),
                                audience=audience))
        assert taken(kind, body) == []
        job = job_of("brief-en", kind, model=stuffed(name), audience=audience)
        slug = job["model"]["rep"]["slug"]
        rung = taken(kind, letters(**job, mentions={slug: ID.get(kind, "lw")}))
        assert len(rung) == 1 and ID.get(kind, "lw") in rung[0]


@pytest.mark.parametrize("kind", ["mattermost", "wecom", "dingtalk"])
@pytest.mark.parametrize("name", HOSTILE)
def test_markup_in_names_is_none(letters, kind, name):
    """Where the text is markup: that of a message with a plain name and that
    with a hostile one differ in the name alone."""
    def marks(name):
        body = json.loads(letters(**job_of(
            "brief-en", kind, model=stuffed(name))))
        text = body.get("text") or body["markdown"].get(
            "text") or body["markdown"]["content"]
        text = re.sub(r"\\[\\`*_\[\]<>#|~!]", "", text)  # escaped
        return re.findall(r"\*\*|`|\]\(|~~|^#+ |^> ?|<[^>]*>", text, re.M)
    assert marks(name) == marks("Acme")


@pytest.mark.parametrize("everybody", ["all", "here", "Channel", "everyone",
                                       "a b", "<x>", "", "x" * 65, "全部"])
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_called_everybody(letters, kind, everybody):
    job = job_of("nudge-en", kind)
    slug = job["model"]["rep"]["slug"]
    assert taken(kind, letters(**job, mentions={slug: everybody})) == []


LENGTHS = [200, 1365, 1366, 5000]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("letter", ["长", "e", "👨‍👩‍👧‍👦", "&<>", "**"])
def test_long_texts_are_cut_until_they_fit(letters, kind, length, letter):
    text = (letter * length)[:length]
    body = letters(**job_of("brief-en", kind, model=stuffed(text)))
    assert taken(kind, body) == []
    assert "Hexin" not in told(kind, body) and text[:20].strip("👨‍👩‍👧‍👦&<>*") in (
        told(kind, body))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 20, 300])
@pytest.mark.parametrize("section", ["due", "fixed"])
def test_what_does_not_fit_is_counted(letters, kind, count, section):
    job = job_of("brief-en", kind)
    item, _ = golden(DATA / "nudge-en.json")
    items = [{**item["model"]["touchpoint"], "id": n,
              "account": {"name": f"Kunde{n:03}", "tier": "key"}}
             for n in range(count)]
    job["model"]["brief"]["sections"] = [
        {"section": section, "items": items, "more": 0}]
    body = letters(**job)
    assert taken(kind, body) == []
    text = told(kind, body)
    seen = len(set(re.findall(r"Kunde\d+", text)))
    more = re.search(r"and (\d+) more", text)
    assert seen + (int(more[1]) if more else 0) == count
    assert seen >= min(count, 5)


@pytest.mark.parametrize("kind", KINDS)
def test_several_due_at_once_are_counted_too(letters, kind):
    job = job_of("nudge-en", kind)
    item = job["model"].pop("touchpoint")
    job["model"]["touchpoints"] = [
        {**item, "id": n, "account": {"name": f"Kunde{n:03}"}}
        for n in range(300)]
    text = told(kind, letters(**job))
    assert "Kunde000, and 299 more" in text
    seen = len(set(re.findall(r"Kunde\d+", text)))
    assert seen + int(re.search(r"and (\d+) more: nudge today", text)[1]) == 300


@pytest.mark.parametrize("kind", KINDS)
def test_a_room_gets_no_personal_data(letters, kind):
    private = told(kind, letters(**job_of("brief-en", kind)))
    assert all(secret in private for secret in SECRETS)
    room = letters(**job_of("brief-en", kind, audience="room")).decode()
    room = room.replace('"template"', "")      # holds "late"
    for secret in SECRETS:
        assert secret not in room, secret
    assert "Borun" in room and "Li Wei" in room


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyword_is_there(letters, kind):
    job = job_of("nudge-en", kind)
    assert taken(kind, letters(**job, keyword="跟进"), keyword="跟进") == []
    assert letters(**job, keyword="Hexin") == letters(**job)


@pytest.mark.parametrize("kind", KINDS)
def test_a_repeat_says_so(letters, kind):
    job = job_of("nudge-en", kind)
    assert b"(may be a repeat)" not in letters(**job)
    assert b"(may be a repeat)" in letters(**job, repeat=True)


def test_mattermost_sender(letters):
    body = json.loads(letters(**job_of("nudge-en", "mattermost",
                                       sender="nudge")))
    assert body["username"] == "nudge"


def test_adaptive_cards_by_the_reference_library(tmp_path, letters):
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not installed")
    got = subprocess.run([npm, "install", "--silent", "adaptivecards@2.11.3"],
                         cwd=tmp_path, capture_output=True, timeout=240)
    if got.returncode:
        pytest.skip("npm cannot install adaptivecards")
    (tmp_path / "check.js").write_text("""
        const { AdaptiveCard, SerializationContext } = require("adaptivecards");
        const cards = JSON.parse(require("fs").readFileSync(0));
        for (const json of cards) {
            const context = new SerializationContext();
            const card = new AdaptiveCard();
            card.parse(json, context);
            const found = card.validateProperties().validationEvents;
            let told = [];
            for (let i = 0; i < context.eventCount; i++)
                told.push(context.getEventAt(i).message);
            console.log(JSON.stringify(
                [...told, ...found.map((event) => event.message)]));
        }
    """)
    cards = [json.loads(letters(**job_of(case, "teams", **more)))
             ["attachments"][0]["content"]
             for case in ("brief-en", "brief-zh_CN", "nudge-en", "test-en")
             for more in ({}, {"audience": "room"},
                          {"mentions": {"liwei": "liwei@example.com"}})]
    bad = json.loads(json.dumps(cards[0]))
    bad["body"].append({"type": "Nonsense"})
    seen = subprocess.run(["node", "check.js"], cwd=tmp_path, timeout=60,
                          input=json.dumps([*cards, bad]).encode(),
                          capture_output=True)
    *good, last = map(json.loads, seen.stdout.decode().splitlines())
    assert len(good) == len(cards) and not any(good), seen
    assert last, "the library takes nonsense"


# The judges.

REFUSED = [
    ("slack", {"blocks": []}, b"no_text"),
    ("slack", {"text": "x", "blocks": [{"type": "header", "text": {
        "type": "plain_text", "text": "x" * 151, "emoji": False}}]},
     b"invalid_blocks"),
    ("slack", {"text": "x", "blocks": [{"type": "section", "text": {
        "type": "mrkdwn", "text": "<!channel>"}}]}, b"invalid_blocks"),
    ("slack", {"text": "x", "blocks": [{"type": "section", "text": {
        "type": "mrkdwn", "text": "x" * 2000}}] * 7}, b"msg_blocks_too_long"),
    ("mattermost", {"text": ""}, b"No text"),
    ("mattermost", {"text": "长" * 16384}, b"too long"),
    ("wecom", {"msgtype": "markdown", "markdown": {"content": "长" * 1366}},
     b"40058"),
    ("wecom", {"msgtype": "nonsense"}, b"40008"),
    ("wecom", {"msgtype": "markdown", "markdown": {"content": ""}}, b"44004"),
    ("dingtalk", {"msgtype": "markdown", "markdown": {"text": "x"}}, b"40035"),
    ("dingtalk", {"msgtype": "markdown", "markdown": {
        "title": "x", "text": "长" * 7000}}, b"460101"),
    ("feishu", {"msg_type": "interactive", "card": {
        "header": {"title": {"content": "x"}},
        "elements": [{"tag": "nonsense"}]}}, b"11246"),
    ("teams", {"type": "message"}, b"no attachments"),
]


@pytest.mark.parametrize("kind,body,words", REFUSED)
def test_a_judge_refuses(kind, body, words):
    answer = robots.KINDS[kind]().take(
        json.dumps(body, ensure_ascii=False).encode())
    assert answer != robots.KINDS[kind].success and words in answer[1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_judge_refuses_what_is_no_json_or_gone_or_too_fast(letters, kind):
    robot = robots.KINDS[kind]()
    good = letters(**job_of("test-en", kind))
    assert robot.take(b"\xff") != robot.success
    assert robot.take(b"[]") != robot.success
    robot.is_gone = True
    assert robot.take(good) != robot.success
    robot = robots.KINDS[kind]()
    most = min(most for _, most in robot.windows)
    assert [robot.take(good) == robot.success
            for _ in range(most + 1)] == [True] * most + [False]
    assert robot.limited == 1


@pytest.mark.parametrize("kind", ["dingtalk", "feishu"])
def test_a_judge_wants_keyword_and_signature(letters, kind):
    good = letters(**job_of("test-en", kind))
    robot = robots.KINDS[kind](secret="SEC1")
    assert robot.take(good) != robot.success
    robot = robots.KINDS[kind](keyword="跟进")
    assert robot.take(good) != robot.success
