"""What is learnt of an account: notes and cautions."""


def test_what_was_noted_says_of_whom(acme):
    out = acme.ok("note", "acme", "prefers green tea", "--with", "wang", "--share").out
    assert out.startswith("Noted  1  Acme · shared · Wang Fang (user): prefers green tea\n")
    assert "Wang Fang (user): prefers green tea" in acme.ok("note", "remove", "1").out


def test_a_note_is_kept_shared_and_renewed(acme):
    out = acme.ok("note", "acme", "never call before ten", "--with", "wang",
                  "--caution").out
    assert out == ("Noted  1  Acme · caution until Wed 2027-11-17 · Wang Fang (user): "
                   "never call before ten\nchange 8 · undo: nudge undo\n")
    out = acme.ok("show", "acme").out
    assert "Know before you go\n" in out
    assert "Wang Fang (user): never call before ten" in out
    out = acme.ok("note", "edit", "1", "call after ten", "--share").out
    assert "never call before ten → call after ten" in out
    assert "shared  – → yes" in out and "caution" not in out
    acme.clock.set("2027-06-01 09:00")
    assert "2027-11-17 周三 → 2028-06-01 周四" in acme.ok(
        "note", "edit", "1", "--renew", lang="zh_CN").out
    acme.ok("undo")
    assert acme.json("note", "list")["notes"][0]["age_days"] == 196


def test_a_caution_ends_after_a_year(acme):
    acme.ok("note", "acme", "no visitors in the hall", "--caution")
    acme.clock.set("2027-11-17 09:00")
    assert len(acme.json("show", "acme")["cautions"]) == 1
    acme.clock.set("2027-11-18 09:00")
    assert acme.json("show", "acme")["cautions"] == []
    assert "caution, expired on Wed 2027-11-17" in acme.ok(
        "note", "list", "acme", "--caution").out


def test_what_is_kept_is_for_its_author(acme):
    acme.ok("rep", "add", "Zhang Min", "--as", "liwei")
    acme.ok("note", "acme", "my own guess", "--as", "liwei")
    acme.ok("note", "acme", "the plant moves", "--share", "--as", "liwei")

    def texts(rep):
        return [n["text"] for n in acme.json("note", "list", "--as", rep)["notes"]]
    assert texts("zhang-min") == ["the plant moves"]
    assert texts("liwei") == ["the plant moves", "my own guess"]
    for command in ("edit", "remove"):
        assert "there is no note 1" in acme.fails(
            1, "note", command, "1", "--as", "zhang-min").err
    assert "my own guess" not in acme.ok("show", "acme", "--as", "zhang-min").out
    acme.ok("note", "edit", "1", "--in-room", "--as", "liwei")
    assert acme.json("note", "list", "--as", "zhang-min")["notes"][1]["share"]
    acme.ok("note", "edit", "1", "--no-share", "--as", "liwei")
    assert texts("zhang-min") == ["the plant moves"]


def test_notes_page_newest_first(acme):
    for n in range(5):
        acme.ok("note", "acme", f"note {n}")
    first = acme.json("note", "list", "--limit", "3")
    assert [n["id"] for n in first["notes"]] == [5, 4, 3]
    rest = acme.json("note", "list", "--cursor", str(first["cursor"]))
    assert [n["id"] for n in rest["notes"]] == [2, 1] and rest["cursor"] is None


def test_removed_is_undone(acme):
    acme.ok("note", "acme", "plans a second plant", "--share")
    assert "Removed  1  Acme · shared · plans a second plant" in acme.ok(
        "note", "remove", "1").out
    assert "no note matches" in acme.fails(1, "note", "list").err
    acme.ok("undo")
    assert "plans a second plant" in acme.ok("note", "list").out


def test_bad_notes_are_refused(acme):
    assert "there is no contact \"wong\"" in acme.fails(
        1, "note", "acme", "x", "--with", "wong").err
    acme.fails(2, "note", "acme")
    acme.fails(2, "note", "acme", "x", "--caution=yes")
    acme.ok("note", "acme", "x")
    assert "TEXT is empty" in acme.fails(2, "note", "edit", "1", "").err
    assert "there is no note 7" in acme.fails(1, "note", "remove", "7").err
    assert "没有编号为 7 的客户动态" in acme.fails(
        1, "note", "remove", "7", lang="zh_CN").err
