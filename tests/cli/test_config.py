"""nudge config: what can be set, where it is set, and setting it."""
import os
import re

import pytest

import harness


@pytest.fixture
def conf(nudge, home):
    """The user's nudge.conf; the database comes from it or is personal."""
    nudge.env["NUDGE_DB"] = None
    return home / ".config/nudge/nudge.conf"


def test_all_settings_are_listed(nudge, conf):
    keys = [s["key"] for s in nudge.json("config")["settings"]]
    assert keys[:3] == ["nudge.db", "nudge.rep", "nudged.secrets"]
    out = nudge.ok("config").out
    assert "your personal one" in out and "after a restart" in out
    assert "数据库" in nudge.ok("config", lang="zh_CN").out


def test_the_manual_tells_of_each_and_of_no_other(nudge, conf):
    """Section and name of every key, as nudge.conf(5) lists them."""
    text = (harness.SOURCE / "doc/nudge.conf.5").read_text()
    section, documented = None, []
    for line in text.splitlines():
        if match := re.match(r"\.It Sy \[(\w+)\]", line):
            section = match[1]
        elif (match := re.match(r"\.It Ic (\w+)", line)) and section:
            documented.append(f"{section}.{match[1]}")
    assert documented == [s["key"] for s in nudge.json("config")["settings"]]


def test_set_get_unset(nudge, conf):
    assert "not set" in nudge.fails(1, "config", "get", "rep").err
    out = nudge.ok("config", "set", "rep", "liwei",
                   env={"COLUMNS": "300"}).out
    assert "not set → liwei" in out and str(conf) in out
    assert conf.read_text() == "[nudge]\nrep = liwei\n"
    assert nudge.ok("config", "get", "nudge.rep").out == "liwei\n"
    setting = nudge.json("config", "get", "rep")
    assert (setting["value"], setting["source"]) == ("liwei", f"{conf}:2")
    assert "liwei → anna" in nudge.ok("config", "set", "rep", "anna").out
    assert "anna → 未设置" in nudge.ok("config", "unset", "rep", lang="zh_CN").out
    assert conf.read_text() == "[nudge]\n"


def test_what_else_stands_there_stays(nudge, conf, home):
    conf.parent.mkdir(parents=True)
    conf.write_text("# ours\n[nudged]\n; secret\nsecrets = /a\n\n[nudge]\n# who\n"
                    "rep: liwei\nstrange = 1\n")
    conf.chmod(0o640)
    nudge.ok("config", "set", "rep", "anna")
    nudge.ok("config", "set", "db", f"{home}/x.db")
    nudge.ok("config", "unset", "secrets")
    assert conf.read_text() == (
        f"# ours\n[nudged]\n; secret\n\n[nudge]\ndb = {home}/x.db\n# who\n"
        "rep = anna\nstrange = 1\n")
    assert conf.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in conf.parent.iterdir()] == ["nudge.conf"]


def test_what_is_set_is_used(nudge, conf, home):
    nudge.ok("config", "set", "db", "~/mine.db")
    nudge.ok("init", "--name", "Li Wei")
    assert (home / "mine.db").exists()


@pytest.mark.parametrize("key, value, says", [
    ("rep", "li wei", "short name of a rep"), ("rep", "", "short name of a rep"),
    ("db", "relative.db", "a path that begins with /"),
    ("db", "/" + "x" * 300, "db"), ("rep", "a\nb", "rep")])
def test_a_bad_value_changes_nothing(nudge, conf, key, value, says):
    nudge.ok("config", "set", "rep", "liwei")
    before = conf.read_text()
    assert says in nudge.fails(2, "config", "set", key, value).err
    assert conf.read_text() == before


def test_an_unknown_key_is_answered_with_the_near_one(nudge, conf):
    assert "did you mean secrets?" in nudge.fails(1, "config", "set", "secrts", "/x").err
    assert "nudge config lists" in nudge.fails(1, "config", "get", "colour").err
    assert not conf.exists()


def test_a_file_that_cannot_be_read_is_left(nudge, conf):
    conf.parent.mkdir(parents=True)
    conf.write_text("[nudge]\nno setting\n")
    assert "nudge.conf:2" in nudge.fails(
        2, "config", "set", "rep", "liwei", env={"COLUMNS": "300"}).err
    assert conf.read_text() == "[nudge]\nno setting\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_folder_that_is_closed(nudge, conf, home):
    (home / ".config").mkdir()
    (home / ".config").chmod(0o500)
    assert "permission denied" in nudge.fails(5, "config", "set", "rep", "liwei").err


def test_a_refused_value_names_its_section(nudge):
    assert "web.url must be" in nudge.fails(2, "config", "set", "web.url", "nowhere").err
