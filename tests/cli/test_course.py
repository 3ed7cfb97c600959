"""The course of an account through the binary: answers."""

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
    assert acme.ok("done", "5", "sent", "yes").lines[0].startswith("Done  5  Acme · sent")
    assert "ANSWER" not in acme.ok(env=WIDE).out
    assert "mail  received" in acme.ok("show", "acme").out


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
