"""Fixtures of the command line's own tests."""
import sqlite3

import pytest


@pytest.fixture
def acme(ready):
    """Li Wei on Tuesday 2026-11-17, 08:30, four days after Acme signed; d1 is
    done, d3 is due today."""
    ready.ok("account", "add", "Acme", "--tier", "key")
    ready.ok("contact", "add", "acme", "Wang Fang", "--roles", "user")
    ready.ok("sign", "acme", "--on", "2026-11-13")
    ready.clock.set("2026-11-16 10:00")
    ready.ok("done", "acme/d1", "sent", "letter received")
    ready.clock.set("2026-11-17 08:30")
    return ready


@pytest.fixture
def contents(ready):
    """All rows of the database, for "nothing was changed"."""
    def read():
        db = sqlite3.connect(f"file:{ready.db}?mode=ro", uri=True)
        try:
            return list(db.iterdump())
        finally:
            db.close()
    return read
