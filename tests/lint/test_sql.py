"""Queries are one text for SQLite and PostgreSQL, and live in lib/store.

The rules stand in DESIGN.md "Store"; what is nullable is read from
schema.sql.
"""
import re

import tree

LITERALS = re.compile(
    r"""/\*.*?\*/|//[^\n]*|'(?:\\.|[^'\\\n])+'|("(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*)""",
    re.S)
IS_SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|REPLACE|CREATE|ALTER|DROP|PRAGMA|BEGIN|"
    r"COMMIT|ROLLBACK|SAVEPOINT|VACUUM|WHERE|(LEFT |INNER )?JOIN|ORDER BY|AND|RETURNING)\s"
    r"|(BEGIN|COMMIT|ROLLBACK)( IMMEDIATE)?$")
# Only these may know SQLite: what stands behind store/db.h, and doctor's look
# at the engine itself.
SQLITE_ONLY = ("lib/store/db.c", "lib/store/db_file.c", "lib/store/txn.c",
               "lib/store/sqlite.c", "lib/store/health.c", "lib/store/copy.c",
               "lib/store/backup.c", "lib/store/restore.c",
               "lib/store/check.c")

BANNED = {
    "a date function": r"\b(date|time|datetime|julianday|strftime|unixepoch|now)\s*\(",
    "CURRENT_TIMESTAMP": r"\bCURRENT_(TIMESTAMP|DATE|TIME)\b",
    "a JSON function": r"\bjsonb?(_\w+)?\s*\(|->",
    "INSERT OR, REPLACE": r"\bINSERT\s+OR\b|\bREPLACE\s+INTO\b|\bUPDATE\s+OR\b",
    "what only SQLite has": r"\b(PRAGMA|GLOB|rowid|sqlite_\w+|AUTOINCREMENT|"
                            r"INDEXED\s+BY|COLLATE\s+NOCASE|IMMEDIATE|VACUUM)\b",
    "a function only SQLite has": r"\b(ifnull|iif|printf|instr|group_concat|total|typeof|"
                                  r"last_insert_rowid|changes|random|hex|likely|unlikely)\s*\(",
    "max or min of several": r"\b(max|min)\s*\([^()]*,",
    "another kind of parameter": r"\?|[^:\w]:\w|@\w",
    "LIMIT a, b": r"\bLIMIT\s+\S+\s*,",
    "==": r"==",
}


DEFINE = re.compile(r"^#define\s+(\w+)((?:[^\n]*\\\n)*[^\n]*)$", re.M)


def expanded(text):
    """C text with macros that stand for pieces of SQL put in; lines stay."""
    pieces = {}
    for name, body in DEFINE.findall(text):
        body = body.replace("\\\n", " ").strip()
        for known, piece in pieces.items():
            body = re.sub(rf"\b{known}\b", lambda _: piece, body)
        if body.startswith('"'):
            pieces[name] = body
    text = DEFINE.sub(lambda match: "\n" * match.group().count("\n"), text)
    for name, piece in pieces.items():
        text = re.sub(rf"\b{name}\b", lambda _: piece, text)
    return text


def literals(text):
    """(line, text) of all string literals that are SQL; neighbours joined."""
    text = expanded(text)
    for match in LITERALS.finditer(text):
        if match.group(1):
            sql = "".join(re.findall(r'"((?:\\.|[^"\\])*)"', match.group(1)))
            if IS_SQL.match(sql):
                yield text.count("\n", 0, match.start()) + 1, sql


def nullable(schema):
    """{table: columns that may be NULL in it}"""
    return {table: {name for name, rest in re.findall(
        r"^\t(\w+) (?:TEXT|@INT@|@BLOB@)(?=[ ,\n])([^\n]*(?:\n\t\t[^\n]*)*)", body, re.M)
        if "NOT NULL" not in rest}
        for table, body in re.findall(r"^CREATE TABLE (\w+) \((.*?)^\)", schema, re.M | re.S)}


NULLABLE = nullable((tree.SOURCE / "lib/store/schema.sql").read_text())


def may_be_null(sql, column):
    """Unless the tables named do not allow it or the query itself rules it
    out; where no table is named (a tail for row_query), any may be meant."""
    tables = re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", sql)
    known = set(tables) & set(NULLABLE)
    return (any(column in NULLABLE[table] for table in known or NULLABLE)
            and not re.search(rf"\b{column} (?:[<>=]|IS NOT NULL)", sql))


def parameters(sql):
    seen = list(dict.fromkeys(map(int, re.findall(r"\$(\d+)", sql))))
    if seen != list(range(1, len(seen) + 1)):
        yield f"parameters in the order {seen}"


def likes(sql):
    for column, rest in re.findall(r"(\S+)\s+(?:NOT\s+)?LIKE\b(.*)", sql):
        if not column.endswith("_fold"):
            yield f"LIKE on {column}, which is no folded column"
        if not re.match(r"\s+\S+\s+ESCAPE\b", rest):
            yield "LIKE without ESCAPE"


def orders(sql):
    for terms in re.findall(r"\bORDER BY\s+(.*?)(?=\bLIMIT\b|\)|$)", sql, re.S):
        for term in re.split(r",", terms):
            column = re.match(r"\s*(?:\w+\.)?(\w+)", term)
            if (column and may_be_null(sql, column.group(1))
                    and not re.search(r"\bNULLS (FIRST|LAST)\b", term)):
                yield f"ORDER BY {column.group(1)} without NULLS FIRST or LAST"


# Their rows stay for ever: the next id is the highest one and 1.
COUNTED = set(re.findall(r"CREATE TABLE (\w+) \(\s*id @ID@",
                         (tree.SOURCE / "lib/store/schema.sql").read_text()))


def deletions(sql):
    for table in re.findall(r"\bDELETE FROM (\w+)", sql):
        if table in COUNTED:
            yield f"ids of {table} could come twice: its id is to be @SERIAL@"


def problems(path, text):
    for line, sql in literals(text):
        where = f"{path}:{line}"
        if not path.startswith("lib/store/"):
            yield f"{where}: SQL outside lib/store"
            continue
        if path in SQLITE_ONLY:
            continue
        outside_quotes = re.sub(r"'[^']*'", "''", sql)
        for what, pattern in BANNED.items():
            if re.search(pattern, outside_quotes, re.I if what[0].islower() else 0):
                yield f"{where}: {what}"
        for rule in (parameters, likes, orders, deletions):
            yield from (f"{where}: {problem}" for problem in rule(sql))


def product():
    return {path: text for path, text in tree.sources().items()
            if not path.startswith("tests/")}


def test_queries_are_portable():
    found = [problem for path, text in product().items()
             for problem in problems(path, text)]
    assert not found, "\n".join(found)


def test_queries_were_found_at_all():
    found = [sql for path, text in product().items()
             if path.startswith("lib/store/") for _, sql in literals(text)]
    assert len(found) > 50
    assert sum("$1" in sql for sql in found) > 30
    assert len(COUNTED) > 15
    assert {"deleted_at", "nudge_at", "latest"} <= NULLABLE["touchpoint"]
    assert not {"seq", "due", "id", "rev"} & NULLABLE["touchpoint"]


def test_bad_samples_are_told():
    for sql in (
            "SELECT $2, $1", "SELECT $1, $3", "SELECT ?", "SELECT :name", "SELECT @name",
            "SELECT date('now')", "SELECT strftime('%s', $1)", "SELECT unixepoch()",
            "SELECT CURRENT_TIMESTAMP", "SELECT json_extract(after, '$.x') FROM event",
            "SELECT after ->> 'x' FROM event", "INSERT OR IGNORE INTO meta VALUES ($1, $2)",
            "REPLACE INTO meta VALUES ($1, $2)", "PRAGMA user_version",
            "SELECT rowid FROM rep", "SELECT name FROM sqlite_schema",
            "SELECT ifnull(mail, '') FROM rep", "SELECT max(due, $1) FROM touchpoint",
            "SELECT id FROM rep LIMIT 5, 5", "SELECT id FROM rep WHERE id == $1",
            "SELECT id FROM rep WHERE name LIKE $1 ESCAPE '!'",
            "SELECT id FROM rep WHERE name_fold LIKE $1",
            "SELECT id FROM rep ORDER BY mail", " WHERE t.id > $1 ORDER BY t.due, t.nudge_at DESC",
            "BEGIN IMMEDIATE", "DELETE FROM touchpoint WHERE id = $1"):
        assert list(problems("lib/store/x.c", f'f(db,\n"{sql}");')), sql
    assert list(problems("lib/api/x.c", '"SELECT " "id FROM rep"'))


def test_good_samples_pass():
    for sql in (
            "SELECT id, date_on FROM rep WHERE id = $1 AND slug = $2 AND id <> $1",
            "SELECT id FROM rep WHERE name_fold LIKE $1 ESCAPE '!' ORDER BY id",
            "SELECT id FROM rep_clock WHERE next_roll_at <= $1 ORDER BY next_roll_at, rep_id",
            "DELETE FROM message WHERE id = $1",
            " WHERE t.x = 'date(now)' ORDER BY t.mail NULLS LAST, t.id LIMIT $1",
            "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key)"
            " DO UPDATE SET value = excluded.value RETURNING key",
            "SELECT tbl, max(id) FROM event GROUP BY tbl ORDER BY max(id) DESC"):
        assert not list(problems("lib/store/x.c", f'f(db, "{sql}");')), sql
    assert not list(problems(
        "lib/store/x.c", '#define A " AND t.id > $2"\nf(" WHERE t.due = $1" A " LIMIT $3");'))
    assert not list(problems("lib/api/x.c", 'N_("there is no change")'))
