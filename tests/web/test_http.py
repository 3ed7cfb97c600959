"""What nudge-web says to those who ask wrongly, slowly or too much."""
import http.client
import re
import resource
import select
import shutil
import socket
import sqlite3
import subprocess

import fill
import pytest

import harness
from feeds import action_link, subscribe


def raw(server, data, meanwhile=lambda: None):
    """All that comes back for these bytes, until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port),
                                  timeout=harness.DEADLINE) as connection:
        got = b""
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            meanwhile()
            while chunk := connection.recv(65536):
                got += chunk
        except ConnectionError:
            pass  # closed on what was still to come: an answer, too
    return got


def test_health(ready, web):
    assert web().get("/healthz").body == b"ok\n"


@pytest.mark.parametrize("path", [
    "/", "/c", "/c/", "/c/x", "/c/x/follow-ups.ics", "/robots.txt",
    "/c/" + "a" * 26, "/c/" + "a" * 26 + "/", "/c/" + "a" * 26 + "/x.txt",
    "/c/" + "a" * 26 + "/../x.ics", "/c/../healthz", "/%2e%2e/etc/passwd",
    "/c/" + "a" * 26 + "/%66ollow-ups.ics", "/c/" + "A" * 26 + "/x.ics",
    "/c/" + "a" * 400 + "/x.ics", "//healthz", "/healthz/", "/healthz%00"])
def test_other_paths(ready, web, path):
    answer = web().get(path)
    assert answer.status == 404 and len(answer.body) < 100


def test_methods(signed, web):
    path = subscribe(signed)
    server = web()
    for verb in ("PUT", "POST", "DELETE", "PROPFIND", "OPTIONS", "TRACE"):
        answer = server.ask(verb, path, body=b"x" if verb == "PUT" else None)
        assert answer.status in (405, 501), verb
        if answer.status == 405:
            assert answer.headers["allow"] == "GET, HEAD"
        answer = server.ask(verb, action_link(signed, 1), body="do=done")
        assert answer.status in (200, 405, 501), verb
        if answer.status == 405:
            assert answer.headers["allow"] == "GET, HEAD, POST"
    assert signed.json("show", "1")["touchpoint"]["state"] == "open"


def test_guessing_is_slowed_down(signed, web, clock):
    path = subscribe(signed)
    server = web()
    wrong = "/c/" + "a" * 26 + "/follow-ups.ics"
    assert [server.get(wrong).status for _ in range(30)] == [404] * 30
    assert server.get(wrong).status == 429
    # The right one works, for it may come through the same proxy.
    assert server.get(path).status == 200
    clock.advance(61)
    assert server.get(wrong).status == 404


@pytest.mark.parametrize("data", [
    b"GET / HTTP/1.1\r\n\r\n",                      # no Host
    b"GARBAGE\r\n\r\n",
    b"GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    b"\r\nzz\r\n",
    b"GET /healthz HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 40000 + b"\r\n\r\n",
    b"GET /" + b"a" * 40000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"\0\0\0\0\r\n\r\n",
], ids=["no-host", "garbage", "version", "negative", "two-lengths", "chunk",
        "header", "path", "zeros"])
def test_malformed_requests(ready, web, data):
    server = web()
    got = raw(server, data)
    assert not got or got.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4",
                                      b"HTTP/1.1 5", b"HTTP/1.0 5")), got[:300]
    assert server.get("/healthz").status == 200


def test_pipelined_requests_are_answered_in_order(signed, web):
    path = subscribe(signed).encode()
    one = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    got = raw(web(), one + b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n" +
              b"GET /no HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert re.findall(rb"HTTP/1.1 (\d+) ", got) == [b"200", b"200", b"404"]


def test_large_body_is_refused(ready, web):
    server = web()
    answer = server.ask("POST", "/healthz", body=b"x" * 100_000)
    assert answer.status in (405, 413)
    assert server.get("/healthz").status == 200


def test_a_body_is_cut_where_its_length_ends(ready, web):
    """What follows is a request of its own, never part of the one before."""
    got = raw(web(), b"POST /healthz HTTP/1.1\r\nHost: x\r\n"
              b"Content-Length: 3\r\n\r\nabcGET /healthz HTTP/1.1\r\nHost: x\r\n"
              b"Connection: close\r\n\r\n")
    assert re.findall(rb"HTTP/1.1 (\d+) ", got) == [b"405", b"200"]


@pytest.mark.parametrize("lengths", [
    b"Content-Length: 3\r\nContent-Length: 30\r\n",
    b"Content-Length: 3, 30\r\n", b"Content-Length: +3\r\n",
    b"Content-Length: 0x3\r\n", b"Content-Length : 3\r\n",
    b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
    b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
    b"Transfer-Encoding: xchunked\r\n",
    b"Transfer-Encoding: gzip, chunked\r\n",
    b"Content-Length: 99999999999999999999\r\n"],
    ids=["twice", "list", "plus", "hex", "space", "both", "both-too",
         "unknown", "packed", "huge"])
def test_no_request_is_smuggled_in_another(signed, web, lengths):
    """The second is never answered, and presses no button."""
    rev = signed.json("show", "1")["touchpoint"]["rev"]
    body = f"do=done&outcome=sent&rev={rev}".encode()
    inner = (f"POST {action_link(signed, 1)} HTTP/1.1\r\nHost: x\r\n"
             f"Content-Length: {len(body)}\r\n\r\n").encode() + body
    server = web()
    got = raw(server, b"POST /healthz HTTP/1.1\r\nHost: x\r\n" + lengths +
              b"\r\n0\r\n\r\n" + inner)
    assert b"303" not in got, got
    assert signed.json("show", "1")["touchpoint"]["state"] == "open"
    assert server.get("/healthz").status == 200


@pytest.mark.parametrize("data", [
    b"", b"G", b"GET /healthz", b"GET /healthz HTTP/1.1\r\nHost: x\r\n",
    b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
    b"POST /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    b"\r\n5\r\nha"], ids=["nothing", "letter", "line", "head", "body", "chunk"])
def test_half_a_request_is_none(ready, web, clock, data):
    """libmicrohttpd 0.9.75 may not notice an end that comes along with the
    last bytes; who has not asked within his time is shut out all the same."""
    server = web()

    def later():
        clock.advance(200)
        assert server.get("/healthz").status == 200

    assert b" 200 " not in raw(server, data, later)


def test_who_trickles_is_shut_out(ready, web, clock):
    """A byte now and then keeps no place for ever."""
    server = web()
    with socket.create_connection(("127.0.0.1", server.port),
                                  timeout=harness.DEADLINE) as slow:
        for byte in b"GET /heal":
            slow.sendall(bytes([byte]))
            clock.advance(13)
            assert server.get("/healthz").status == 200
        clock.advance(26)
        assert server.get("/healthz").status == 200
        assert slow.recv(1) == b""


def test_who_reads_slowly_is_shut_out(ready, web, clock):
    """Nor does whoever takes an answer bit by bit."""
    fill.fill(ready.db, 900)
    path = subscribe(ready)
    server = web()
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 18)
    slow.settimeout(harness.DEADLINE)
    with slow:
        slow.connect(("127.0.0.1", server.port))
        one = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        slow.sendall(one * 50)  # more than the kernel keeps on its way
        assert slow.recv(9) == b"HTTP/1.1 "
        for _ in range(60):  # turns: by then all is on its way that can be
            assert server.get("/healthz").status == 200
        clock.advance(60)
        assert server.get("/healthz").status == 200
        clock.advance(61)
        assert server.get("/healthz").status == 200
        got = 0
        try:
            while chunk := slow.recv(1 << 20):
                got += len(chunk)
        except ConnectionError:
            pass
        assert got < 50 * len(server.get(path).body)


def test_a_slow_client_holds_nobody_up(ready, web):
    server = web()
    with socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.sendall(b"GET /healthz HTTP/1.1\r\nHo")
        assert server.get("/healthz").status == 200


def hold(server, count):
    return [socket.create_connection(("127.0.0.1", server.port))
            for _ in range(count)]


def test_a_full_house_says_so(ready, web, monkeypatch):
    if not shutil.which("prlimit"):
        pytest.skip("prlimit is not installed (Debian: util-linux)")
    monkeypatch.setattr(harness, "WRAPPER", [
        "prlimit", "--nofile=200:200", *harness.WRAPPER])
    server = web()
    guests = hold(server, 72)
    try:
        answer = server.get("/healthz")
        assert answer.status == 503 and answer.headers["retry-after"] == "60"
        assert answer.headers["connection"].lower() == "close"
    finally:
        for guest in guests:
            guest.close()


def test_ten_thousand_idle_clients_hold_nobody_up(ready, web):
    count = 10000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count + 500:
        pytest.skip(f"{count} connections need more than {hard} descriptors")
    server = web()
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    guests = []
    try:
        guests = hold(server, count)
        assert server.get("/healthz").status == 200
        guests[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert guests[-1].recv(12) == b"HTTP/1.1 200"
        heard = select.poll()
        for guest in guests[:-1]:
            heard.register(guest, select.POLLIN)
        assert heard.poll(0) == []
    finally:
        for guest in guests:
            guest.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_locked_database_does_not_stop_readers(signed, web):
    path = subscribe(signed)
    server = web()
    before = server.get(path)
    db = sqlite3.connect(signed.db, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    try:
        assert server.get(path).body == before.body
    finally:
        db.execute("ROLLBACK")
        db.close()


def test_a_held_lock_holds_up_nobody_else(signed, web):
    """Whoever presses a button waits for the lock; all others do not."""
    path, other = subscribe(signed), subscribe(signed, "--account", "acme")
    server = web()
    before = server.get(path)
    rev = signed.json("show", "1")["touchpoint"]["rev"]
    db = sqlite3.connect(signed.db, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    presses = [http.client.HTTPConnection("127.0.0.1", server.port,
                                          timeout=harness.DEADLINE)
               for _ in range(8)]
    try:
        for press in presses:
            press.request("POST", action_link(signed, 1),
                          f"do=done&outcome=sent&rev={rev}")
        for _ in range(4):
            assert server.get("/healthz").status == 200
            assert server.get(path).body == before.body
            assert server.get(path, If_None_Match=before.headers[
                "etag"]).status == 304
            assert server.get(other).status == 200
            assert server.get(action_link(signed, 2)).status == 200
        assert select.select([one.sock for one in presses], [], [], 0)[0] == []
        db.execute("ROLLBACK")
        answers = sorted(one.getresponse().status for one in presses)
        assert answers == [200] * 7 + [303]
    finally:
        db.close()
        for press in presses:
            press.close()
    assert signed.json("show", "1")["touchpoint"]["state"] == "done"


def test_who_waits_for_a_lock_may_go_and_so_may_the_server(signed, web):
    server = web()
    body = b"do=done&outcome=sent&rev=1"
    head = (f"POST {action_link(signed, 1)} HTTP/1.1\r\nHost: x\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode()
    db = sqlite3.connect(signed.db, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    try:
        for _ in range(100):  # more than may wait
            with socket.create_connection(("127.0.0.1", server.port)) as one:
                one.sendall(head + body)
        assert server.get("/healthz").status == 200
        with socket.create_connection(("127.0.0.1", server.port)) as one:
            one.sendall(head + body)
            assert server.get("/healthz").status == 200
            server.stop()
    finally:
        db.execute("ROLLBACK")
        db.close()


def test_no_database(nudge):
    run = subprocess.run(
        [harness.BUILD / "tests/bin/nudge-web", "--db", nudge.db],
        capture_output=True, text=True, timeout=harness.DEADLINE,
        env=harness.environment(nudge.home, nudge.clock))
    assert run.returncode == 5 and "there is no" in run.stderr, run


def test_port_in_use(ready, web):
    server = web()
    run = subprocess.run(
        [harness.BUILD / "tests/bin/nudge-web", "--db", ready.db,
         "--listen", f"127.0.0.1:{server.port}"],
        capture_output=True, text=True, timeout=harness.DEADLINE,
        env=harness.environment(ready.home, ready.clock))
    assert run.returncode == 5 and "in use" in run.stderr, run
