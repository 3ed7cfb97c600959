"""A disk that is full: a button says so and keeps what was typed, calendars go
on, and once there is room all works again."""
import re

import pytest

from disk import Ballast, libc, small  # fixtures
from feeds import action_link, events, subscribe

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
KEY = b"k" * 32


@pytest.fixture
def crowded(nudge, small):
    nudge.db = small / "nudge.db"
    nudge.ok("init", "--name", "Li Wei", "--slug", "liwei", "--calendar", "CN",
             "--mail", "liwei@example.com", "--zone", "Asia/Shanghai")
    nudge.ok("sign", "Acme")
    (small / "link.key").write_bytes(KEY)
    return nudge


def test_a_button_on_a_full_disk(crowded, small, web):
    path = subscribe(crowded)
    link = action_link(crowded, 1, key=KEY)
    server = web()
    before = server.get(path)
    rev = re.search(r'name="rev" value="(\d+)"',
                    server.get(link).body.decode())[1]
    ballast = Ballast(small)
    ballast.load()
    typed = "text=" + "they+said+a+lot+" * 500
    for _ in range(3):
        answer = server.ask("POST", link, FORM,
                            f"do=done&outcome=sent&rev={rev}&{typed}")
        assert answer.status == 503 and answer.headers["retry-after"]
        body = answer.body.decode()
        assert "Nothing was saved" in body and "they said a lot" in body
        assert str(small) not in body
        assert server.get(path).body == before.body
        assert server.get("/healthz").status == 200
    assert "no room left on the disk" in server.log
    assert crowded.json("show", "1")["touchpoint"]["state"] == "open"
    ballast.drop()
    answer = server.ask("POST", link, FORM,
                        f"do=done&outcome=sent&rev={rev}&{typed}")
    assert answer.status == 303
    assert "SUMMARY:Done" in "".join(events(server.get(path).body).values())
    assert crowded.ok("check")
