"""Where nudge-web listens: --listen, else what systemd hands over by name,
else nudge.conf."""
import sys

import pytest

from feeds import Web

# Hands over a listening socket for each name, as systemd does.
HAND_OVER = """#!{python}
import os, socket, sys
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in {names}]
with open({ports!r}, "w") as ports:
    print(*(one.getsockname()[1] for one in sockets), file=ports)
for n, one in enumerate(sockets):
    os.dup2(one.fileno(), 100 + n)
for n, one in enumerate(sockets):
    os.dup2(100 + n, 3 + n, inheritable=True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(sockets)))
if any({names}):
    os.environ["LISTEN_FDNAMES"] = ":".join({names})
os.execv({program!r}, [{program!r}, *sys.argv[1:]])
"""


@pytest.fixture
def handed(ready, tmp_path):
    """handed(names, *args): nudge-web with a socket for each name, not yet
    waited for; and the sockets' ports, once it runs."""
    started = []
    # No address of any machine.
    ready.ok("config", "set", "web.listen", "192.0.2.1:8480")

    def start(names, *args):
        server = Web(ready.home, ready.db, ready.clock)
        script, ports = tmp_path / "hand-over", tmp_path / "ports"
        script.write_text(HAND_OVER.format(
            python=sys.executable, names=names, ports=str(ports),
            program=str(server.program)))
        script.chmod(0o755)
        server.program, server.args = script, list(args)
        started.append(server)
        return server.start(False), lambda: list(
            map(int, ports.read_text().split()))

    yield start
    for server in started:
        server.kill()


@pytest.mark.parametrize("names", [["http"], ["http", "http"], [""]],
                         ids=["one", "two", "without-a-name"])
def test_what_systemd_hands_over(handed, names):
    server, ports = handed(names)
    server.wait_note("READY", "1")
    for port in ports():
        server.port = port
        assert server.get("/healthz").status == 200
    server.stop()


def test_a_socket_of_another_name_is_not_for_pages(handed):
    server, _ = handed(["http", "api"])
    assert server.wait() == 5
    assert 'hands over a socket named "api"; nudge-web takes "http"' in server.log


def test_listen_comes_first(handed):
    server, ports = handed(["http"], "--listen", "127.0.0.1:0")
    where = server.wait_note("STATUS")["STATUS"]
    server.port = int(where.rpartition(":")[2])
    assert server.port not in ports()
    assert server.get("/healthz").status == 200
    server.stop()
