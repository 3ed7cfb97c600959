"""The course of an account through the binary: answers, pause, close."""
import pytest

WIDE = {"COLUMNS": "160"}


def test_an_incoming_message_is_to_be_answered(acme):
    out = acme.ok("log", "acme", "--in", "can you deliver in January?",
                  "--with", "wang-fang").lines
    assert out[0] == ("Received      Acme · mail · Tue 2026-11-17 · "
                      "from Wang Fang (user)")
    assert out[1] == ("To answer  5  answer “can you deliver in January?” · "
                      "Wed 2026-11-18")
    acme.clock.set("2026-11-18 08:30")
    line = acme.ok(env=WIDE).lines[1]
    assert line.startswith('  ANSWER  5  Acme  key  "can you deliver in January?" '
                           "(mail, Tue 17) · Wang Fang (user)"), line
    joined = acme.ok("log", "acme", "--in", "and the price?").out
    assert "To answer  5" in joined and "joins what waits" in joined
    assert '"and the price?" (mail, Wed 18) · 2 messages' in acme.ok(env=WIDE).out
    assert acme.ok("done", "5", "sent", "yes").lines[0].startswith(
        "Done  5  Acme · answer “and the price?” · sent")
    assert "ANSWER" not in acme.ok(env=WIDE).out
    assert "mail  received" in acme.ok("show", "acme").out


def test_the_message_quotes_what_came_in(acme, nudged, maildir):
    acme.ok("log", "acme", "--in", "can you deliver in January?")
    acme.ok("brief", "--now")
    nudged()
    maildir.wait(1)
    text = maildir.text()
    assert "they wrote: “can you deliver in January?” (Tue 17)" in text
    acme.clock.set("2026-11-18 08:30")
    acme.ok("brief", "--now")
    maildir.wait(2)
    assert "“can you deliver in January?” (mail, Tue 17)" in maildir.text()


def test_an_incoming_message_in_chinese(acme):
    out = acme.ok("log", "acme", "--in", "一月能交货吗？", "--via", "chat",
                  lang="zh_CN").lines
    assert out[0] == "收到       Acme · 微信/IM · 2026-11-17 周二"
    assert out[1] == "待回复  5  回复“一月能交货吗？” · 2026-11-18 周三"
    acme.clock.set("2026-11-18 08:30")
    out = acme.ok(lang="zh_CN", env=WIDE).out
    assert "待回复  5  Acme  重点" in out and "“一月能交货吗？”（微信/IM，17日 周二）" in out
    assert "收到" in acme.ok("show", "acme", lang="zh_CN").out


def test_what_came_in_has_no_outcome_of_ours(acme):
    result = acme.fails(2, "log", "acme", "noanswer", "--in")
    assert "an incoming message needs no outcome" in result.err.replace("\n       ", " ")


def test_pause_and_resume(acme):
    out = acme.ok("pause", "acme", "--until", "2026-12-04", "plant", "closed").lines
    assert out[0] == ("Paused     Acme (key) · customer · until Fri 2026-12-04 · "
                      "plant closed")
    assert out[1].startswith("Rests   2  Acme d3 · Tue 2026-11-17 · check how")
    assert "Nothing is due" in acme.ok().out
    shown = acme.ok("show", "acme").out
    assert "follow-ups    paused" in shown and "Resting" in shown
    assert "its account is paused" in acme.fails(4, "done", "2", "ok").err
    acme.clock.set("2026-11-30 09:00")
    out = acme.ok("resume", "acme").out
    assert out.startswith("Goes on     Acme (key) · customer\n")
    assert "Skipped  2  Acme d3" in out
    assert "past while the account rested" in " ".join(out.split())
    assert "Next     3  Acme d7 · Mon 2026-11-30" in out
    assert "late" not in acme.ok().out


def test_pause_in_chinese(acme):
    out = acme.ok("pause", "acme", "对方停产", lang="zh_CN").lines
    assert out[0] == "已暂停     Acme（重点） · 合作中 · 直到 nudge resume acme · 对方停产"
    assert "暂停" in acme.ok("account", "list", lang="zh_CN").out
    assert acme.ok("resume", "acme", lang="zh_CN").out.startswith("恢复       Acme（重点）")


def test_a_paused_account_sends_nothing(acme, nudged, maildir):
    acme.ok("add", "acme", "call", "--due", "2026-11-17 10:00")
    acme.ok("pause", "acme")
    daemon = nudged()
    acme.clock.set("2026-11-18 09:00")
    daemon.reload()
    acme.ok("channel", "test", "maildir")
    assert [str(m["Subject"]) for m in maildir.wait(1)] == ["nudge: a test message"]


def test_close_and_reopen(acme):
    out = acme.ok("close", "acme", "merged", "into", "Borun").lines
    assert out[0].startswith("Closed        Acme (key) · customer · merged into Borun")
    assert out[1].startswith("Cancelled  2  Acme d3")
    acme.fails(1, "account", "list")
    assert "customer · closed" in acme.ok("account", "list", "--course", "closed").out
    assert "nudge reopen acme" in acme.fails(
        4, "add", "acme", "call", "--due", "fri").err
    assert "letter received" in acme.ok("show", "acme").out
    out = acme.ok("reopen", "acme").out
    assert out.startswith("Reopened     Acme (key) · customer\n")
    assert "Next      2  Acme d3 · Tue 2026-11-17" in out


def test_reopen_one_follow_up(acme):
    out = acme.ok("reopen", "acme/d1").lines
    assert out[0].startswith("Reopened  1  Acme d1 · done → open · due Tue 2026-11-17 · ")
    assert "已重新打开  1  Acme d1 · 已完成 → 待办" in acme.ok(
        "undo", "--lang", "zh_CN").out + acme.ok("reopen", "1", lang="zh_CN").out
    assert acme.json("show", "1")["touchpoint"]["late_days"] == 0


def test_merge(acme):
    acme.clock.set("2026-11-20 08:30")
    assert "due with the next: nudge merge 2 3" in acme.ok(env=WIDE).out
    assert "Acme d7 is due too; one contact for both: nudge merge 2 3" in " ".join(
        acme.ok("show", "2").out.split())
    out = acme.ok("merge", "acme/d7", "2", env={"COLUMNS": "200"}).lines
    assert out[0].startswith("Merged   2  Acme d3 · Tue 2026-11-17 · call · check how "
                             "the start is going; answer questions; progress report")
    assert out[1].startswith("Covered  3  Acme d7 · Fri 2026-11-20 · ")
    assert out[1].endswith(" · by #2")
    assert "由 #2 涵盖" in acme.ok("undo").out + acme.ok("merge", "2", "3", lang="zh_CN").out
    assert acme.ok("show", "3").out.count("covered") == 2
    assert "nudge merge" not in acme.ok(env=WIDE).out
    out = acme.ok("done", "2", "ok", "told them how far it is").out
    assert "Next  4  Acme d21 · Fri 2026-12-04" in out


def test_merge_is_refused(acme):
    acme.ok("account", "add", "Borun")
    acme.ok("add", "borun", "call", "--due", "fri")
    assert "different accounts" in acme.fails(4, "merge", "2", "5").err
    assert "no longer open" in acme.fails(4, "merge", "1", "2").err
    assert "two follow-ups or more" in acme.fails(2, "merge", "2").err


def test_ask_and_answer(acme, nudged, maildir):
    assert "nudge rep edit liwei --manager" in acme.fails(4, "ask", "2", "help").err
    acme.ok("rep", "add", "Zhang Min", "--zone", "Asia/Shanghai", "--calendar", "CN",
            "--channels", "maildir", "--slug", "zhangmin")
    acme.ok("rep", "edit", "liwei", "--manager", "zhangmin", "--as", "liwei")
    assert " zhangmin  Asia/Shanghai" in acme.ok("rep", "list", env=WIDE).out
    assert "主管" in acme.ok("rep", "list", lang="zh_CN").lines[0]
    out = acme.ok("ask", "2", "may I offer 5 percent?", "--as", "liwei").out
    assert out.startswith("Asked  2  Acme d3 · Zhang Min · may I offer 5 percent? · ")
    assert "told at once, through maildir" in " ".join(out.split())
    nudged()
    maildir.wait(1)
    assert "Li Wei asks for help: “may I offer 5 percent?”" in maildir.text()
    out = acme.ok("--as", "zhangmin", env=WIDE).out
    assert "1 request" in out
    assert 'HELP  2  Acme  key  Li Wei asks: "may I offer 5 percent?" · d3 call' in out
    assert "nudge ask 2 --answer TEXT" in out
    assert "协助" in acme.ok("--as", "zhangmin", lang="zh_CN", env=WIDE).out
    out = acme.ok("ask", "2", "--answer", "yes", "--as", "zhangmin", lang="zh_CN").out
    assert out.startswith("已答复  2  Acme d3 · Li Wei · yes · ")
    assert 'REPLY  2  Acme  key  Zhang Min answers: "yes"' in acme.ok(
        "--as", "liwei", env=WIDE).out
    assert "may I offer" in acme.ok("show", "2", "--as", "liwei").out
    assert "help asked for · may I offer 5 percent?" in acme.ok(
        "history", "2", "--as", "liwei").out
    assert "--answer it" in acme.fails(2, "ask", "2", "--as", "liwei").err


def test_why_does_not_blame_a_floor_that_is_past(acme):
    acme.ok("undo")
    assert "d1 due Mon 16 · + 1 = Tue 2026-11-17 · this decided" in " ".join(
        acme.ok("why", "acme/d3").out.split())
    acme.ok("done", "acme/d1", "sent", "--on", "2026-11-13")
    why = acme.json("why", "acme/d3")["floor"]
    assert why["kept"] and not why["binding"]
    assert "a day that is planned is not pulled forward" in " ".join(
        acme.ok("why", "acme/d3").out.split())
    assert "已安排的日期不会提前" in acme.ok("why", "acme/d3", lang="zh_CN").out


def test_results_in_chinese(acme):
    add = acme.ok("add", "acme", "发报价单", "--due", "周五", "--via", "mail",
                  "--with", "wang-fang", lang="zh_CN").out
    assert add.startswith("已安排  5  Acme · 2026-11-20 周五 · 邮件 · 发报价单 · "
                          "Wang Fang（使用者）\n"), add
    log = acme.ok("log", "acme", "顺利", "展会上见面", "--via", "event",
                  "--promise", "发样品", "--by", "周五", lang="zh_CN").out
    assert "Acme · 活动 · 顺利 · 2026-11-17 周二" in log, log
    assert "承诺" in log and "发样品 · 2026-11-20 周五" in log
    brief = acme.ok("brief", "--now", lang="zh_CN").out
    assert brief == "简报已排队，编号 1，经 maildir 发送。\n"
    upgrade = acme.ok("upgrade", lang="zh_CN", env={"COLUMNS": "500"}).out
    assert upgrade == f"{acme.db} 已是最新（第 2 版）\n"


def owners(nudge, state="open"):
    return {t["owner"] for t in nudge.json(
        "show", "acme", "--as", "liwei")["touchpoints" if state == "open" else "resting"]}


def test_another_owner_takes_over_what_is_open(acme):
    acme.ok("rep", "add", "Zhang Min", "--zone", "Europe/Berlin", "--slug", "zhangmin")
    acme.ok("meet", "acme", "review", "--at", "2026-11-20 06:30", "--team", "zhangmin",
            "--as", "liwei")
    days = [t["due"] for t in acme.json("show", "acme", "--as", "liwei")["touchpoints"]]
    assert owners(acme) == {"liwei"}
    edit = ("account", "edit", "acme", "--owner", "zhangmin", "--as", "liwei")
    assert "5 open follow-ups go over to the new owner; their days stay." in " ".join(
        acme.ok(*edit, "--preview").out.split())
    assert owners(acme) == {"liwei"}
    assert "负责人  Li Wei → Zhang Min\n5 项未完成的跟进转给新负责人，日期不变。" in acme.ok(
        *edit, lang="zh_CN").out
    shown = acme.json("show", "acme", "--as", "liwei")["touchpoints"]
    assert owners(acme) == {"zhangmin"} and [t["due"] for t in shown] == days
    (meeting,) = [t for t in shown if t["kind"] == "meeting"]
    # In Berlin it begins the evening before; and nobody comes along with himself.
    assert (meeting["earliest"], meeting["latest"]) == ("2026-11-19", "2026-11-20")
    assert meeting["meeting"]["team"] == []
    assert "Acme" in acme.ok("list", "--as", "zhangmin").out
    acme.ok("undo", "--as", "liwei")
    assert owners(acme) == {"liwei"}
    acme.ok("pause", "acme", "--as", "liwei")
    acme.ok(*edit)
    assert owners(acme, "resting") == {"zhangmin"}
    assert "goes over" not in acme.ok("account", "edit", "acme", "--tier", "ordinary",
                                      "--as", "liwei").out
    assert "sound" in acme.ok("check", "--json").out


def test_a_rep_who_left(acme, nudged, maildir):
    acme.ok("rep", "add", "Zhang Min", "--slug", "zhangmin", "--channels", "maildir",
            "--zone", "Asia/Shanghai", "--calendar", "CN")
    assert "nobody retires himself" in acme.fails(4, "rep", "retire", "liwei",
                                                  "--as", "liwei").err
    refused = " ".join(acme.fails(4, "rep", "retire", "liwei", "--as", "zhangmin").err.split())
    assert "Li Wei still has accounts (1) and open follow-ups (3)" in refused
    assert "nudge give --all --from liwei --to COLLEAGUE" in refused
    acme.ok("channel", "test", "maildir", "--as", "liwei")
    acme.ok("account", "edit", "acme", "--owner", "zhangmin", "--as", "liwei")
    acme.ok("rep", "edit", "zhangmin", "--manager", "liwei", "--as", "liwei")
    refused = acme.fails(4, "rep", "retire", "liwei", "--as", "zhangmin").err
    assert "manages people (1)" in refused and "nudge ask" not in refused
    assert refused.splitlines()[1].split() == ["zhangmin"]
    acme.ok("rep", "edit", "zhangmin", "--manager", "", "--as", "liwei")
    out = acme.ok("rep", "retire", "liwei", "--as", "zhangmin").out
    assert "Li Wei has left." in out and "1 message is not sent any more." in out
    assert [r["slug"] for r in acme.json("rep", "list")["reps"]] == ["zhangmin"]
    assert "there is no rep" in acme.fails(1, "today", "--as", "liwei").err
    assert "Li Wei" in acme.ok("show", "acme").out  # who wrote the letter
    assert acme.json("check")["sound"]
    nudged()
    acme.clock.set("2026-11-18 09:00")
    maildir.wait(1)
    assert all("Li Wei" not in m["to"] for m in maildir.messages())
    assert "Li Wei 已离职" in acme.ok("undo").out + acme.ok("rep", "retire", "liwei",
        "--as", "zhangmin", lang="zh_CN").out


@pytest.fixture
def team(acme):
    """Li Wei, his colleague Zhang Na, and their manager."""
    for name, slug in (("Zhang Na", "na"), ("Chen Hao", "chenhao")):
        acme.ok("rep", "add", name, "--slug", slug, "--zone", "Asia/Shanghai",
                "--calendar", "CN", "--as", "liwei")
    for rep in ("liwei", "na"):
        acme.ok("rep", "edit", rep, "--manager", "chenhao", "--as", "liwei")
    return acme


def test_all_accounts_of_a_rep_are_handed_over(team):
    for name in ("Borun", "Hexin"):
        team.ok("account", "add", name, "--as", "liwei")
    team.ok("close", "hexin", "--as", "liwei")
    team.ok("pause", "acme", "--as", "liwei")
    out = team.ok("give", "--all", "--from", "liwei", "--to", "na", "--as", "chenhao").out
    assert "To Zhang Na: 3 accounts\nAcme, Borun, Hexin\n3 open follow-ups go over" in out
    owners = [a["owner"] for course in ((), ("--course", "closed"))
              for a in team.json("account", "list", *course, "--as", "na")["accounts"]]
    assert owners == ["na"] * 3
    assert "转交给 Zhang Na：3 " in team.ok("undo", "--as", "chenhao").out + team.ok(
        "give", "--all", "--from", "liwei", "--to", "na", "--as", "chenhao",
        lang="zh_CN").out
    assert "Li Wei has left." in team.ok("rep", "retire", "liwei", "--as", "chenhao").out
    team.ok("check")


def test_one_account_is_handed_over(team):
    out = team.ok("give", "acme", "--to", "na", "--as", "liwei").out
    assert "To Zhang Na: 1 account\nAcme\n" in out
    assert "looks after Acme already" in team.fails(
        4, "give", "acme", "--to", "na", "--as", "liwei").err
    assert "does not look after" in team.fails(
        4, "give", "acme", "--from", "liwei", "--to", "chenhao", "--as", "liwei").err
    team.fails(2, "give", "--to", "na", "--as", "liwei")
    team.fails(2, "give", "acme", "--all", "--to", "na", "--as", "liwei")
    team.fails(1, "give", "--all", "--to", "na", "--as", "liwei")      # nothing left
    team.fails(4, "give", "--all", "--to", "na", "--as", "na")


def test_a_request_goes_over_with_its_follow_up(team):
    team.ok("ask", "acme/d3", "what may I offer?", "--as", "liwei")
    team.ok("give", "acme", "--to", "na", "--as", "liwei")
    assert "Zhang Na asks" in team.ok("--as", "chenhao").out
    team.ok("ask", "acme/d3", "--answer", "5 %", "--as", "chenhao")
    assert "5 %" in team.ok("--as", "na").out
    assert "5 %" not in team.ok("--as", "liwei").out


def test_a_manager_who_takes_over_has_answered(team):
    team.ok("ask", "acme/d3", "what may I offer?", "--as", "liwei")
    team.ok("give", "acme", "--to", "chenhao", "--as", "liwei")
    assert "HELP" not in team.ok("--as", "chenhao").out
    assert "took it over" in team.ok("--as", "liwei").out
    team.ok("check")


def test_who_left_does_not_come_along_any_more(team):
    team.ok("meet", "acme", "review", "--at", "2026-12-04 14:00", "--team", "na",
            "--as", "liwei")
    out = team.ok("rep", "retire", "na", "--as", "liwei").out
    assert "1 meeting takes place without them." in out
    assert team.json("show", "5", "--as", "liwei")["touchpoint"]["meeting"]["team"] == []
    team.ok("undo", "--as", "liwei")
    assert team.json("show", "5", "--as", "liwei")["touchpoint"]["meeting"]["team"]
    team.ok("check")


def test_a_pause_that_has_ended_by_itself_is_told_as_that(acme):
    acme.ok("pause", "acme", "--until", "2026-11-20")
    acme.clock.set("2026-11-23 08:30")
    said = acme.fails(4, "resume", "acme").err
    assert "Acme is not paused" in said
    assert "a pause with a day ends by itself; what comes next: nudge show acme" in said
