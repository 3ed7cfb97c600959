"""nudge-web over its life: what ends it, what does not, what it notices."""
import signal
import sqlite3

import harness
from feeds import action_link, events, subscribe


def test_a_database_that_goes_away_ends_it(ready, web):
    server = web()
    ready.db.rename(ready.home / "moved.db")
    assert server.wait() == 5
    assert "was moved, replaced or deleted" in server.log
    server.kill()


def test_another_schema_ends_it(ready, web):
    server = web()
    db = sqlite3.connect(ready.db)
    db.execute("PRAGMA user_version = 99")
    db.close()
    assert server.wait() == 5
    assert "was upgraded meanwhile; start this program again" in server.log
    server.kill()


def test_a_reload_is_told_to_be_a_restart(ready, web):
    server = web()
    watch = harness.Watch(ready.home)
    server.signal(signal.SIGHUP)
    watch.until(lambda: "restart nudge-web" in server.log, "a word on it")
    watch.close()
    assert server.get("/healthz").status == 200


def test_what_a_link_does_is_in_the_next_fetch(signed, web):
    path = subscribe(signed)
    server = web()
    before = events(server.get(path).body)
    shown = signed.json("show", "1")["touchpoint"]
    answer = server.ask("POST", action_link(signed, 1), {
        "Content-Type": "application/x-www-form-urlencoded"},
        f"do=done&outcome=sent&rev={shown['rev']}")
    assert answer.status == 303, answer
    after = events(server.get(path).body)
    [changed] = [uid for uid in before if before[uid] != after[uid]]
    assert "SUMMARY:Done: Acme: d1 mail" in after[changed]


def test_an_address_that_nobody_reads_is_given_up(signed, web, clock):
    path, other = subscribe(signed), subscribe(signed, "--account", "acme")
    server = web()
    clock.advance(179 * 86400)
    assert server.get(path).status == 200
    clock.advance(2 * 86400)
    assert server.get(other).status == 410
    assert server.get(path).status == 200
    server.stop()
    server = web()
    clock.advance(179 * 86400)
    assert server.get(path).status == 200
    assert server.get(subscribe(signed, "--account", "acme")).status == 200


def test_another_key_ends_all_links(signed, web):
    server = web()
    link = action_link(signed, 1)
    assert server.get(link).status == 200
    (signed.home / "link.key").write_bytes(b"k" * 32)
    assert server.get(link).status == 404
    assert server.get(action_link(signed, 1)).status == 200
    (signed.home / "link.key").write_bytes(b"short")
    assert server.get(link).status == 503
    assert "is no key for links" in server.log
