"""nudge init: a first rep who can be told at once."""
import json
import os


def test_the_first_rep_has_a_maildir_beside_the_database(nudge, home, nudged, maildir):
    nudge.ok("init", "--name", "Li Wei", "--mail", "liwei@example.com")
    secret = home / "secrets/maildir"
    assert json.loads(secret.read_text()) == {"path": str(home / "Maildir")}
    assert secret.stat().st_mode & 0o777 == 0o600
    nudge.ok("brief", "--now")
    nudged()
    (message,) = maildir.wait(1)
    assert message["to"] == "Li Wei <liwei@example.com>"


def test_an_existing_database_is_left_alone(ready):
    before = ready.db.read_bytes()
    ready.fails(4, "init", "--name", "Somebody")
    assert ready.db.read_bytes() == before


def test_a_wrong_word_leaves_no_half_made_database(nudge, home):
    """Otherwise the second try is told that there is a database already."""
    nudge.fails(1, "init", "--name", "Li Wei", "--calendar", "Mars")
    assert not list(home.glob("nudge.db-*")) and not nudge.db.exists()
    nudge.ok("init", "--name", "Li Wei", "--calendar", "CN")


def test_nothing_is_made_where_the_secret_cannot_be(nudge, home):
    (home / "secrets").write_text("a file is in the way")
    nudge.fails(5, "init", "--name", "Li Wei")
    assert "nudge.db" not in os.listdir(home)
    (home / "secrets").unlink()
    nudge.ok("init", "--name", "Li Wei")


def test_an_unknown_calendar_is_refused_with_those_there_are(nudge):
    result = nudge.fails(1, "init", "--name", "Li Wei", "--calendar", "XX",
                         "--mail", "liwei@example.com", "--zone", "Asia/Shanghai")
    assert 'there is no calendar "XX"' in result.err
    assert "CN" in result.err and "DE" in result.err
    assert "calendar list" not in result.err
    assert not nudge.db.exists()


def test_a_rep_of_another_database_in_nudge_conf_is_told_at_once(nudge):
    nudge.ok("config", "set", "nudge.rep", "zhao")
    said = nudge.fails(4, "init", "--name", "Li Wei", "--calendar", "CN",
                       env={"COLUMNS": "300"}).err
    assert "nudge.conf:2 says that zhao is the one who acts" in said
    assert "nudge config unset nudge.rep" in said
    assert not nudge.db.exists()
    nudge.ok("init", "--name", "Zhao Min", "--slug", "zhao", "--calendar", "CN")
    nudge.ok("sign", "Acme")
