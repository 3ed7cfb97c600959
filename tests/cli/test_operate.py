"""Status, doctor, outbox, channels, brief, upgrade, and which database."""
import sqlite3


def test_status_says_which_database_and_why(ready):
    out = ready.ok("status", env={"COLUMNS": "300"}).out
    assert f"{ready.db} · named by NUDGE_DB" in out
    assert "does not run: nothing is sent" in out
    assert "1 rep · 0 accounts" in out
    assert "given with --db" in ready.ok(
        "status", "--db", ready.db, env={"COLUMNS": "300"}).out
    assert "由 NUDGE_DB 指定" in ready.ok(
        "status", lang="zh_CN", env={"COLUMNS": "300"}).out
    assert ready.json("status")["counts"]["reps"] == 1


def test_the_personal_database_is_the_last_resort(nudge):
    nudge.env["NUDGE_DB"] = None
    nudge.ok("init", "--name", "Li Wei")
    assert (nudge.home / ".local/share/nudge/nudge.db").exists()
    assert "your personal database" in nudge.ok("status").out


def test_the_configured_database(nudge):
    nudge.env["NUDGE_DB"] = None
    folder = nudge.home / ".config/nudge"
    folder.mkdir(parents=True)
    (folder / "nudge.conf").write_text(f"[nudge]\ndb = {nudge.home}/other.db\n")
    nudge.ok("init", "--name", "Li Wei")
    assert (nudge.home / "other.db").exists()
    assert "nudge.conf:2" in nudge.ok("status", env={"COLUMNS": "300"}).out


def test_doctor(ready):
    out = ready.ok("doctor").out
    assert "nudged is not running" in out and "start it" in out
    findings = ready.json("doctor")["findings"]
    assert all({"check", "level", "text", "advice"} == set(f) for f in findings)
    assert "nudged 没有运行" in ready.ok("doctor", lang="zh_CN").out


def test_channels(ready):
    out = ready.ok("channel", "list").out
    assert "maildir" in out and "works" in out and "private" in out
    assert "正常" in ready.ok("channel", "list", lang="zh_CN").out
    tested = ready.ok("channel", "test", "maildir").out
    assert "is queued as message 1" in tested
    assert "nudged does not run" in tested.replace("\n", " ")
    assert "no channel" in ready.fails(1, "channel", "test", "mail").err


ROBOTS = ["slack", "mattermost", "wecom", "dingtalk", "feishu", "teams"]


def add_robot(ready, name, kind, *options):
    return ready.ok("channel", "add", name, kind, "--from", "-", *options,
                    stdin='{"url": "https://chat.example.com/key"}')


def test_a_kind_that_is_none_is_refused_before_its_secret(ready, home):
    refused = ready.fails(2, "channel", "add", "x", "icq", "--from", "/dev/null")
    assert "icq" in refused.err and "wecom" in refused.err
    assert not (home / "secrets/x").exists()


def test_a_robot_speaks_to_a_room_unless_told_otherwise(ready):
    for kind in ROBOTS:
        add_robot(ready, kind, kind)
        add_robot(ready, f"{kind}-own", kind, "--audience", "private")
    audience = {one["name"]: one["audience"] for one in ready.ok(
        "channel", "list", "--json").json["channels"]}
    assert audience == {
        "maildir": "private", **{kind: "room" for kind in ROBOTS},
        **{f"{kind}-own": "private" for kind in ROBOTS}}


def test_a_channel_is_edited(ready):
    add_robot(ready, "sales", "wecom", "--mention", "liwei=LiWei")
    out = ready.ok("channel", "edit", "sales", "--rate", "10/1min",
                   "--mention", "liwei=Wei", "--on-uncertain", "hold",
                   "--fallback", "maildir").out
    for line in ("at most        – → 10/1min", "calls          liwei=LiWei → liwei=Wei",
                 "when in doubt  resend → hold", "fallback       – → maildir"):
        assert line in out, out
    assert "最高频率" in ready.ok("channel", "edit", "sales", "--rate", "",
                             lang="zh_CN").out
    ready.ok("undo")
    ready.ok("undo")
    [sales] = [one for one in ready.ok("channel", "list", "--json").json[
        "channels"] if one["name"] == "sales"]
    assert sales["rate"] is None and sales["mentions"] == ["liwei=LiWei"]
    for words, told in (
            (("--rate", "20"), "20/1min"), (("--mention", "liwei"), "liwei=ID"),
            (("--mention", "liwei=everyone"), "one person"),
            (("--mention", "liwei=<x>"), "one person"),
            (("--fallback", "sales"), "its own fallback")):
        assert told in ready.fails(2, "channel", "edit", "sales", *words).err
    assert 'no rep "nobody"' in ready.fails(
        1, "channel", "edit", "sales", "--mention", "nobody=x").err
    assert "did you mean sales?" in ready.fails(
        1, "channel", "edit", "sale", "--rate", "1/1s").err


def test_what_waits_goes_with_a_removed_channel(ready):
    add_robot(ready, "sales", "wecom", "--fallback", "maildir")
    add_robot(ready, "alone", "slack")
    for name in "sales", "alone":
        ready.ok("rep", "edit", "liwei", "--channels", name)
        ready.ok("brief", "--now")
    out = ready.ok("channel", "pause", "alone").out.replace("\n", " ")
    assert "1 message waits until it is resumed." in out
    preview = ready.ok("channel", "remove", "sales", "--preview").out
    out = ready.ok("channel", "remove", "sales").out
    assert "1 message goes through the fallback." in preview
    assert "1 message goes through the fallback." in out
    out = ready.ok("channel", "remove", "alone", lang="zh_CN").out
    assert "1 条消息不再发送" in out and "liwei" in out
    states = [(one["channel"], one["state"]) for one in ready.ok(
        "outbox", "--json").json["messages"]]
    assert sorted(states) == [("alone", "cancelled"), ("maildir", "waiting"),
                              ("sales", "merged")]


def test_a_secret_lacks_nothing(ready, home):
    for kind, secret, key in (
            ("email", "{}", "host"),
            ("email", '{"host": "mail.example.com", "from": ""}', "from"),
            ("email", '{"host": 7, "from": "n@example.com"}', "host"),
            ("webhook", '{"secret": "whsec_x"}', "url"),
            ("maildir", "{}", "path")):
        result = ready.fails(2, "channel", "add", "x", kind, "--from", "-", stdin=secret)
        assert f'the channel\'s secret lacks "{key}"' in result.err
        assert "such as {" in result.err
    assert "缺少“url”" in ready.fails(
        2, "channel", "add", "x", "webhook", "--from", "-", stdin="{}", lang="zh_CN").err
    assert [c["name"] for c in ready.json("channel", "list")["channels"]] == ["maildir"]


def refused_secret(nudge, kind, secret, **more):
    return " ".join(nudge.fails(2, "channel", "add", "x", kind, "--from", "-",
                                stdin=secret, **more).err.split())


def test_a_secret_that_nudged_would_not_read_is_refused(ready, home):
    mail = '{"host": "m.example.com", "from": "n@example.com", %s}'
    said = refused_secret(ready, "email", mail % '"passwrod": "geheim-geheim"')
    assert 'the secret of a channel of the kind email knows no "passwrod"' in said
    assert "it knows: host, port, tls, from, " in said and "did you mean password?" in said
    assert "geheim" not in said
    said = refused_secret(ready, "wecom", '{"url": "https://x.example", "chat": "sales"}')
    assert "it knows: url, keyword, ca_file, proxy, " in said and "mean" not in said
    assert "没有“passwrod”" in refused_secret(
        ready, "email", mail % '"passwrod": "x"', lang="zh_CN")
    assert '"port" in the channel\'s secret must be a number' in refused_secret(
        ready, "email", mail % '"port": "587"')
    assert '"username" in the channel\'s secret must be a text' in refused_secret(
        ready, "email", mail % '"username": 7')
    assert '"allow_http" in the channel\'s secret must be true or false' in refused_secret(
        ready, "webhook", '{"url": "http://x.example", "allow_http": "yes"}')
    assert '"timeout_s" in the channel\'s secret must be 1 to 3600' in refused_secret(
        ready, "webhook", '{"url": "http://x.example", "timeout_s": -9}')
    assert [c["name"] for c in ready.json("channel", "list")["channels"]] == ["maildir"]
    assert not (home / "secrets/x").exists()


def test_the_heartbeats_secret_is_no_channels(ready):
    said = ready.fails(2, "channel", "add", "nudged-heartbeat", "maildir").err
    assert "nudged-heartbeat" in said and "heartbeat" in said
    assert [c["name"] for c in ready.json("channel", "list")["channels"]] == ["maildir"]


def test_a_secret_that_is_none_is_shown_one(ready):
    for kind, key in (("email", "host"), ("maildir", "path"), ("webhook", "url"),
                      *((kind, "url") for kind in ROBOTS)):
        refused = ready.fails(2, "channel", "add", "x", kind, "--from", "/dev/null")
        assert f'such as {{"{key}": ' in refused.err
        assert f'例如 {{"{key}": ' in ready.fails(
            2, "channel", "add", "x", kind, "--from", "/dev/null", lang="zh_CN").err


def test_outbox(ready):
    assert "no message was sent yet" in ready.fails(1, "outbox").err
    ready.ok("channel", "test", "maildir")
    assert ready.ok("outbox").lines[1].split()[:4] == ["1", "test", "liwei", "maildir"]
    assert "等待" in ready.ok("outbox", lang="zh_CN").out
    assert "maildir" in ready.ok("outbox", "show", "1").out
    refused = ready.fails(4, "outbox", "retry", "1").err
    assert "message 1 waits and is sent anyway" in refused and "--state dead" in refused
    assert "消息 1 还在等待，到时会发送" in ready.fails(
        4, "outbox", "retry", "1", lang="zh_CN").err
    assert "no message 7" in ready.fails(1, "outbox", "show", "7").err


def test_what_is_sent_again(ready):
    def end(state):
        db = sqlite3.connect(ready.db)
        with db:
            db.execute("DELETE FROM pending")
            db.execute("INSERT OR REPLACE INTO delivery (message_id, state, attempts,"
                       " uncertain, finished_at) VALUES (1, ?, 1, 0, 1)", (state,))
        db.close()

    ready.ok("channel", "test", "maildir")
    assert 'there is no channel "maildri"' in ready.fails(
        1, "outbox", "retry", "--channel", "maildri").err
    out = ready.fails(1, "outbox", "retry", "--channel", "maildir").out
    assert out == "Nothing through this channel is undeliverable, expired or held.\n"
    end("dead")
    assert ready.ok("outbox", "retry", "1").lines == [
        "1 message waits to be sent again.",
        "nudged does not run; it is sent when nudged starts."]
    end("expired")
    assert ready.ok("outbox", "retry", "--channel", "maildir", lang="zh_CN").lines[0] == (
        "1 条消息等待重新发送。")
    for state, said in (("sent", "has arrived"), ("cancelled", "has changed"),
                        ("merged", "into a later one"), ("accepted", "not known")):
        end(state)
        assert said in ready.fails(4, "outbox", "retry", "1").err


def test_what_waits_for_a_paused_channel_says_so(acme):
    acme.ok("channel", "pause", "maildir")
    acme.ok("brief", "--now")
    told = "what to do    the channel maildir is paused; see why: nudge channel list"
    assert told in acme.ok("outbox", "show", "1").out
    assert "渠道 maildir 已暂停；原因见 nudge channel list" in acme.ok(
        "outbox", "show", "1", lang="zh_CN").out
    acme.ok("channel", "resume", "maildir")
    assert "what to do" not in acme.ok("outbox", "show", "1").out


def test_a_test_names_its_message(ready, nudged):
    nudged()
    out = ready.ok("channel", "test", "maildir").out
    assert "How it went: nudge outbox show 1" in out


def test_brief(acme):
    shown = acme.ok("brief", "liwei").out
    assert shown == acme.ok("today").out
    assert "queued" in acme.ok("brief", "--now").out
    assert acme.json("outbox")["messages"][0]["kind"] == "brief"


def test_upgrade_of_what_is_up_to_date(ready):
    assert "is up to date (version" in ready.ok(
        "upgrade", env={"COLUMNS": "500"}).out
    assert ready.json("upgrade")["upgraded"] is False


def test_results_have_stable_names(acme):
    assert {"rep", "date", "counts", "sections", "opening", "awaited",
            "empty"} <= set(acme.json("today"))
    assert {"touchpoint", "rule", "nominal", "shifts", "floor",
            "messages"} <= set(acme.json("why", "2"))
    assert {"version", "database", "nudged_runs", "now", "today", "rep",
            "counts", "outbox"} <= set(acme.json("status"))


def test_status_names_the_lists_that_are_missing(ready):
    def calendars():
        [line] = [l for l in ready.ok("status").lines if l.startswith("calendars")] or [""]
        return line

    ready.clock.set("2026-10-31 09:00")
    assert not calendars()
    ready.clock.set("2026-11-13 09:00")
    assert "CN has no official list of 2027" in calendars()
    assert ready.json("status")["calendars"] == [{"calendar": "CN", "missing": 2027}]
    ready.clock.set("2028-02-01 09:00")
    assert "CN has no official list of 2028" in calendars()
    assert "2028 年的官方放假安排" in ready.ok("status", lang="zh_CN").out


def test_a_calendar_that_nobody_reads_is_said_to_be_given_up(ready):
    ready.ok("feed", "rotate")
    ready.clock.advance(180 * 86400)
    assert "given up" not in ready.ok("feed", "show").out
    ready.clock.advance(1)
    assert "given up" in ready.ok("feed", "show").out
    assert "nudge feed rotate" in ready.ok("feed", "show").out
    assert ready.json("feed", "show")["feeds"][0]["given_up"] is True


def test_doctor_tells_who_paused_a_channel(ready):
    ready.ok("channel", "pause", "maildir")
    out = ready.ok("doctor").out
    assert "somebody paused the channel maildir" in out
    assert "nudge channel resume maildir" in out


def test_an_outbox_in_which_nothing_ever_was(ready):
    assert "no message was sent yet" in ready("outbox").err
    assert "no message matches" in ready("outbox", "--state", "dead").err
    assert "还没有发送过消息" in ready("outbox", lang="zh_CN").err
