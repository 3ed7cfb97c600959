"""A database of any size, made in seconds: rows as nudge would write them,
inserted by SQLite directly."""
import sqlite3

# A brief a day, a working day's worth of touchpoints.
DUE_PER_REP_AND_DAY = 20


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
    db.execute("ANALYZE")
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
                attempts, uncertain)
            SELECT id - :base + :now
                - CASE WHEN id <= :base + :due THEN 1000000 ELSE 0 END, 1, id, 'waiting', 'bench', 0, 0
            FROM message WHERE id > :base""",
                   {"base": base, "due": due, "now": now})
    db.execute("ANALYZE")
    db.close()
