"""A database of any size, made in seconds: rows as nudge would write them,
inserted by SQLite directly."""
import json
import sqlite3
import time

# A brief a day, a working day's worth of touchpoints.
DUE_PER_REP_AND_DAY = 20

# What a nudge tells, as nudge.queue puts it into a message.
TOUCHPOINT = {
    "id": 1, "account": {"slug": "acme", "name": "Acme", "tier": "key"},
    "owner": "rep1", "step": None, "kind": "task", "via": "call",
    "purpose": "ask how it runs, and what is open", "state": "open",
    "due": "2026-11-16", "time": "10:30", "zone": "Asia/Shanghai",
    "late_days": 0, "moved": [], "contacts": [], "attempts": 0, "last": None,
}


def fill(path, touchpoints, first="2026-11-16"):
    """Accounts with ten open touchpoints each, owned by rep 1, due from first
    on, DUE_PER_REP_AND_DAY a day."""
    db = sqlite3.connect(path)
    accounts = max(1, touchpoints // 10)
    with db:
        db.execute("""
            WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL
                SELECT n + 1 FROM i WHERE n < ?)
            INSERT INTO account (rev, created_at, slug, name, name_fold, tier,
                stage, course, owner_id)
            SELECT 1, 1794531600, 'customer' || n, 'Customer ' || n,
                'customer ' || n, 'ordinary', 'customer', 'active', 1 FROM i""",
                   (accounts,))
        base = db.execute("SELECT MAX(id) - ? FROM account",
                          (accounts,)).fetchone()[0]
        db.execute("""
            WITH RECURSIVE i (n) AS (SELECT 0 UNION ALL
                SELECT n + 1 FROM i WHERE n + 1 < ?)
            INSERT INTO touchpoint (rev, created_at, seq, gen, visible_at,
                account_id, owner_id, n, kind, via, purpose, purpose_is_id,
                state, due, moved, due_minute, lead, pinned, moves,
                attempts,
                outcome)
            SELECT 1, 1794531600, 1, 1, 1794531600, ? + 1 + n / 10, 1, 1,
                'task', 'call', 'ask how it runs, and what is open', 0,
                'open', date(?, '+' || (n / ? % 20000) || ' days'), 0, -1,
                0, 0, 0, 0, '' FROM i""",
                   (touchpoints, base, first, DUE_PER_REP_AND_DAY))
    db.close()


def queue(path, pending, due, now):
    """pending messages, of which the first due may leave at now."""
    db = sqlite3.connect(path)
    with db:
        base = db.execute("SELECT COALESCE(MAX(id), 0) FROM message").fetchone()[0]
        db.execute("""
            WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL
                SELECT n + 1 FROM i WHERE n < :n)
            INSERT INTO message (id, key, kind, subject, gen, channel, rep_id,
                locale, model, created_at, due_at, expires_at)
            SELECT :base + n, 'liwei/bench/nudge/' || n || '/1', 'nudge', n, 1,
                'bench', 1, 'en', '{"v":1,"text":"' || hex(zeroblob(200)) ||
                '"}', :now, :now, :now + 100000000 FROM i""",
                   {"n": pending, "base": base, "now": now})
        db.execute("""
            INSERT INTO pending (not_before, priority, message_id, state, dest,
                rep_id, is_test, attempts, uncertain)
            SELECT id - :base + :now
                - CASE WHEN id <= :base + :due THEN 1000000 ELSE 0 END, 1, id,
                'waiting', 'bench', 1, 0, 0, 0
            FROM message WHERE id > :base""",
                   {"base": base, "due": due, "now": now})
    db.close()


def reps(path, count):
    """count more reps, like the first, with an address each."""
    db = sqlite3.connect(path)
    same = [row[1] for row in db.execute("PRAGMA table_info(rep)")
            if row[1] not in ("id", "slug", "mail")]
    names = ", ".join(same)
    with db:
        db.execute(f"""
            WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL
                SELECT n + 1 FROM i WHERE n < ?)
            INSERT INTO rep (slug, mail, {names})
            SELECT 'rep' || n, 'rep' || n || '@example.com', {names}
            FROM i, rep WHERE rep.id = 1""", (count,))
    db.close()


def queue_all(path, count, due, per_second=None):
    """count messages on the channel "out" for all reps but the first in turn,
    about touchpoint 1; due at once, or so many a second from then on.  Queued
    now: nudged does not believe a clock that is behind a message."""
    now = int(time.time())
    db = sqlite3.connect(path)
    first, n_reps = db.execute(
        "SELECT MIN(id), COUNT(*) FROM rep WHERE id > 1").fetchone()
    model = json.dumps({
        "v": 1, "kind": "nudge", "lang": "en",
        "rep": {"slug": "rep1", "name": "Li Wei", "zone": "Asia/Shanghai"},
        "date": "2026-11-16", "touchpoint": TOUCHPOINT}, separators=(",", ":"))
    with db:
        db.executemany("""
            INSERT INTO message (key, kind, subject, gen, channel, rep_id,
                locale, model, created_at, due_at, expires_at)
            VALUES (?, 'nudge', ?, 1, 'out', ?, 'en', ?, ?, ?, ?)""",
            ((f"{first + n % n_reps}/out/nudge/{n}/1", n, first + n % n_reps,
              model, now, due + (n // per_second if per_second else 0),
              due + 86400) for n in range(count)))
        db.execute("""
            INSERT INTO pending (not_before, priority, message_id, state, dest,
                rep_id, is_test, attempts, uncertain)
            SELECT due_at, 0, id, 'waiting', 'out', rep_id, 0, 0, 0 FROM message""")
    db.close()
