"""Waiting for what becomes of messages."""
import json
import sqlite3

import harness


class Outbox:
    """The outbox as it is in the database."""

    def __init__(self, nudge):
        self.nudge = nudge

    def query(self, sql, *args):
        db = sqlite3.connect(f"file:{self.nudge.db}?mode=ro", uri=True)
        try:
            return db.execute(sql, args).fetchall()
        finally:
            db.close()

    def row(self, message):
        """(state, last_class, last_code, last_detail, attempts, uncertain,
        not_before) of one message."""
        return (self.query(
            "SELECT COALESCE(p.state, d.state), "
            "COALESCE(p.last_class, d.last_class), "
            "COALESCE(p.last_code, d.last_code), "
            "COALESCE(p.last_detail, d.last_detail), "
            "COALESCE(p.attempts, d.attempts), "
            "COALESCE(p.uncertain, d.uncertain), p.not_before "
            "FROM message m LEFT JOIN pending p ON p.message_id = m.id "
            "LEFT JOIN delivery d ON d.message_id = m.id WHERE m.id = ?",
            message) or [None])[0]

    def wait(self, message, test, deadline=harness.DEADLINE):
        """Until test(row) is true; returns the row."""
        watch = harness.Watch(self.nudge.home)
        try:
            return watch.until(
                lambda: test(self.row(message)) and self.row(message),
                f"change of {self.row(message)}", deadline)
        finally:
            watch.close()

    def wait_state(self, message, state, **more):
        return self.wait(message, lambda row: row[0] == state, **more)

    def wait_class(self, message, name, **more):
        return self.wait(message, lambda row: row[1] == name, **more)

    def channel(self, name):
        """(status, reason)."""
        return (self.query("SELECT status, reason FROM channel_state "
                           "WHERE channel = ?", name) or [("ok", None)])[0]


def add_channel(nudge, name, kind, secret, *options):
    nudge.ok("channel", "add", name, kind, "--from", "-", *options,
             stdin=json.dumps(secret))


def send_test(nudge, name, *options):
    """Queues a test message; its id.  A second passes, so that the channel's
    rate lets it through."""
    nudge.clock.advance(1)
    return nudge.json("channel", "test", name, *options)["message"]
